"""A question that one key answers, at any width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.scales import DESK_SCALE, EVIDENCE_SCALE
from articles.untrusted import count_hidden
from reader.cells import cell_len
from reader.choices import MOST_ROWS, Choice, choice_lines
from reader.glyphs import ASCII, UNICODE
from tests.reader.staging import HOSTILE

EVIDENCE = [Choice(one.letter, one.id, default=one.letter == "s") for one in EVIDENCE_SCALE.verdicts]


def texts(width: int) -> list[str]:
    return [line.text for line in choice_lines("verdict", EVIDENCE, width, UNICODE)]


def test_where_there_is_room_all_is_said_in_a_row() -> None:
    [row] = texts(120)
    assert row.startswith("verdict Enter/s supported · r refuted · n not-enough-evidence · c conflicting · p")


def test_forty_columns_keep_every_word_readable() -> None:
    assert texts(40) == [
        "verdict Enter/s supported · r refuted",
        "n not-enough-evidence · c conflicting",
        "p opinion · x not-checkable",
    ]


def test_where_it_cannot_fit_an_ellipsis_says_so() -> None:
    assert texts(12)[-1].endswith("…")


def test_ascii_terminals_get_ascii() -> None:
    desk = [Choice(one.letter, one.id) for one in DESK_SCALE.verdicts]
    assert all(line.text.isascii() for line in choice_lines("verdict", desk, 30, ASCII))


@given(st.integers(8, 130), st.lists(st.text(max_size=30), min_size=1, max_size=9), st.text(max_size=20))
def test_no_row_is_wider_than_the_screen(width: int, words: list[str], label: str) -> None:
    choices = [Choice("x", one) for one in [*words, HOSTILE]]
    lines = choice_lines(label, choices, width, UNICODE)
    assert len(lines) <= MOST_ROWS
    assert all(cell_len(line.text) <= width for line in lines)
    assert not any(count_hidden(line.text) for line in lines)
