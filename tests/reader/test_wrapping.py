from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import cells, wrapping
from reader.cells import cell_len, shown, starts_letter
from reader.wrapping import SPACES, wrap
from tests.reader.pages import LETTERS, lines

_AROUND = st.text("ab \n", max_size=5)


def rows_of(text: str, width: int, *, hang: int = 0) -> list[str]:
    return [text[start:end] for start, end in wrap(text, 0, len(text), width, hang=hang)]


@given(lines, _AROUND, _AROUND, st.integers(0, 40), st.integers(0, 12))
def test_rows_cover_every_sign_once_in_order_and_are_not_too_wide(
    text: str, before: str, after: str, width: int, hang: int
) -> None:
    whole = before + text + after
    rows = wrap(whole, len(before), len(before) + len(text), width, hang=hang)
    covered = [at for start, end in rows for at in range(start, end)]
    assert covered == sorted(set(covered))
    assert all(len(before) <= start <= end <= len(before) + len(text) for start, end in rows)
    left_out = set(range(len(before), len(before) + len(text))) - set(covered)
    assert all(shown(whole[at]) in SPACES + "\n" for at in left_out)
    assert all("\n" not in whole[start:end] for start, end in rows)
    feeds = [at for at in range(len(before), len(before) + len(text)) if whole[at] == "\n"]
    firsts = {len(before), *(at + 1 for at in feeds)}
    for start, end in rows:
        piece = shown(whole[start:end])
        is_first = not any(other < start and start - other >= 0 and _same_line(whole, other, start)
                           for other, _ in rows)  # fmt: skip
        limit = max(1, width if is_first or start in firsts else max(1, width) - hang)
        assert cell_len(piece) <= limit or _is_one_letter(piece)
        assert piece == piece.rstrip(SPACES)
    assert len(rows) >= text.count("\n") + 1


def _same_line(text: str, one: int, other: int) -> bool:
    return "\n" not in text[one:other]


def _is_one_letter(piece: str) -> bool:
    return not any(starts_letter(piece, at) for at in range(1, len(piece)))


@given(st.text(LETTERS, max_size=60), st.integers(2, 30))
def test_as_many_words_as_fit_stand_on_a_row(text: str, width: int) -> None:
    whole = shown(text)
    for (start, end), (after, after_end) in pairwise(wrap(whole, 0, len(whole), width)):
        if after == end:
            continue  # broken inside a word
        word = whole[after:after_end].split(" ")[0]
        if after + len(word) < after_end or after_end == len(whole):
            assert cell_len(whole[start:after]) + cell_len(word) > width


@given(st.text(LETTERS, max_size=60), st.integers(2, 30))
def test_a_word_is_broken_only_where_it_is_longer_than_a_row(text: str, width: int) -> None:
    whole = shown(text)
    for (_, end), (after, _) in pairwise(wrap(whole, 0, len(whole), width)):
        if after == end:
            start = max(whole.rfind(" ", 0, end), -1) + 1
            stop = whole.find(" ", end)
            assert cell_len(whole[start : stop if stop >= 0 else len(whole)]) > width


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 10, [""]),
        ("   ", 2, [""]),
        ("a\n\nb\n", 10, ["a", "", "b", ""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two  ", 7, ["one two"]),
        ("    indented code", 12, ["    indented", "code"]),
        ("        deep", 4, ["deep"]),
        ("a\tb", 3, ["a\tb"]),
        ("a\tb", 2, ["a", "b"]),
        ("\x1b[2J\x1b[2J", 4, ["\x1b[2J", "\x1b[2J"]),
        ("漢字漢", 4, ["漢字", "漢"]),
        ("漢字", 1, ["漢", "字"]),
        ("e\u0301e\u0301", 1, ["e\u0301", "e\u0301"]),
        ("x 1.200\u00a0km", 7, ["x", "1.200\u00a0", "km"]),
        ("x 12\u00a0km", 6, ["x", "12\u00a0km"]),
    ],
)
def test_rows_break_at_spaces(text: str, width: int, rows: list[str]) -> None:
    assert rows_of(text, width) == rows


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("Arbeiterunfallversicherungsgesetz", 24, ["Arbeiterunfallver", "sicherungsgesetz"]),
        ("Arbeiterunfallversicherungsgesetz", 30, ["Arbeiterunfallversicherungs", "gesetz"]),
        ("verkeersbesluitvormingsproces", 16, ["verkeersbesluit", "vormingsproces"]),
        ("een wapenstilstandsonderhandeling", 20, ["een wapenstilstand", "sonderhandeling"]),
        ("„dubbel-afgevaardigde”", 12, ["„dubbel-", "afgevaar", "digde”"]),
        ("https://example.org/een/lang/adres", 16, ["https://example.", "org/een/lang/", "adres"]),
        ("a//b.example", 6, ["a//b.", "exampl", "e"]),
        ("xxxxxxxxxxxx", 5, ["xxxxx", "xxxxx", "xx"]),
        ("aaaaaaaaaaaa", 5, ["aaaaa", "aaaaa", "aa"]),
        ("machinemachine", 5, ["machi", "nemac", "hine"]),
        ("bedrag:1.234.567,89", 12, ["bedrag:", "1.234.567,89"]),
        ("1234567890123", 6, ["123456", "789012", "3"]),
    ],
)
def test_a_long_word_gives_way_at_a_sensible_place(text: str, width: int, rows: list[str]) -> None:
    assert rows_of(text, width) == rows


@pytest.mark.parametrize("word", ["wapenstilstandsonderhandeling", "bibliotheekmedewerkster"])
def test_a_break_between_letters_leaves_three_on_either_side(word: str) -> None:
    for width in range(7, len(word)):
        assert all(len(row) >= 3 for row in rows_of(word, width))


def test_a_letter_with_many_marks_is_one_letter() -> None:
    letter = "e" + "\u0301" * 100
    assert rows_of(letter * 3, 1) == [letter] * 3
    assert rows_of("漢\u0301漢", 1) == ["漢\u0301", "漢"]
    assert rows_of(f"a {letter * 2}", 2) == ["a", letter * 2]


def test_rows_after_the_first_of_a_line_hang() -> None:
    assert rows_of("aaa bbb ccc\nddd eee", 7, hang=4) == ["aaa bbb", "ccc", "ddd eee"]
    assert rows_of("aa bb", 2, hang=9) == ["aa", "b", "b"]


@pytest.mark.parametrize(
    "text",
    ["word " * 20_000, "x" * 100_000, "a-b/" * 25_000, "漢" * 100_000, "é" * 100_000, " " * 100_000],
    ids=["words", "letters", "address", "wide", "accents", "spaces"],
)
def test_wrapping_looks_at_each_part_of_a_long_line_a_few_times_only(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0
    prefix = cells.longest_prefix

    def counted(window: str, width: int) -> int:
        nonlocal looked
        looked += len(window)
        return prefix(window, width)

    monkeypatch.setattr(wrapping, "longest_prefix", counted)
    wrap(text, 0, len(text), 70)
    assert looked < 10 * len(text)
