"""What a frame makes of the cells of a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.faces import PLAIN, Face
from reader.screenful import Row, cells_of, is_sure, painted, unknown

RED = Face(ink="31")
texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)


def rows_of(*frames: str, width: int = 8, height: int = 2) -> list[Row]:
    rows = unknown(width, height)
    for frame in frames:
        found = painted(rows, frame)
        assert found is not None, frame
        rows = found.rows
    return rows


@given(texts)
def test_a_text_takes_as_many_cells_as_textual_counts(text: str) -> None:
    assert len(cells_of(text, PLAIN)) == cell_len(text)


def test_cells_stand_where_they_were_written_in_their_colours() -> None:
    [first, second] = rows_of("\x1b[1;2Ha\x1b[31mb\x1b[0m\n\x1b[2;1Hc")
    assert first[:4] == [None, (PLAIN, "a"), (RED, "b"), None]
    assert second[0] == (PLAIN, "c")
    assert first.text == " ab     "


def test_where_the_cursor_is_left_is_known() -> None:
    frame = painted(unknown(8, 2), "\x1b[1;1Hab\x1b[2;5H")
    assert frame is not None
    assert frame.cursor == (4, 1)


def test_rows_that_a_frame_leaves_alone_are_the_same() -> None:
    before = rows_of("\x1b[1;1Hone\x1b[2;1Htwo")
    after = painted(before, "\x1b[2;1Hsix")
    assert after is not None
    assert after.rows[0] is before[0]
    assert before[1].text.startswith("two")
    assert after.rows[1].text.startswith("six")


def test_a_letter_of_two_cells_of_which_one_is_written_over_is_gone() -> None:
    [row, _] = rows_of("\x1b[1;1H漢字漢", "\x1b[1;2Ha", "\x1b[1;5Hb")
    assert row[:6] == [None, (PLAIN, "a"), (PLAIN, "字"), (PLAIN, ""), (PLAIN, "b"), None]


def test_what_does_not_fit_is_lost_and_wraps_nothing() -> None:
    [row, below] = rows_of("\x1b[1;7Habcdef")
    assert row[6:] == [(PLAIN, "a"), (PLAIN, "b")]
    assert below == [None] * 8


def test_a_mark_without_its_letter_belongs_to_what_stands_before_it() -> None:
    assert cells_of("漢\u0301", PLAIN) == ((PLAIN, "漢\u0301"), (PLAIN, ""))
    assert cells_of("\u0301", PLAIN) == ()


@pytest.mark.parametrize(
    "frame",
    [
        "no move before it",
        "\x1b[?25l",
        "\x1b[1;1Hab\x1b[2Jcd",
        "\x1b[1;1Ha\x07b",
        "\x1b[9;1Hbelow the last row",
        "\x1b[1;1H\x1b[31mcolours that stay",
        "\x1b[1;1H\x1b]8;;https://example.org\x1b\\a link that stays",
    ],
)
def test_what_is_more_than_cells_is_no_frame(frame: str) -> None:
    assert painted(unknown(8, 2), frame) is None


def test_terminals_agree_on_most_letters_and_not_on_all() -> None:
    assert all(map(is_sure, ["a", "é", "„", "│", "✓", "漢", "😀"[:0], " "]))
    assert not any(map(is_sure, ["❤\ufe0f", "👍🏽", "😀", "e\u0301", "क", "ש", "✅"]))
