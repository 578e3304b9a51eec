"""What keys make of a text, by examples and for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.untrusted import count_hidden
from reader.cells import cell_len
from reader.entry import (
    MOST_PASTED,
    Entry,
    entered,
    insert,
    letter_at,
    move_row,
    pasted,
    point,
    press,
    row_at,
    rows,
    shown,
    window,
)
from tests.reader.staging import HOSTILE

TEXTS = st.text(st.sampled_from("ab Zé\u0301漢👍🏽\u200d️\n\t\x1b„-.")) | st.text(max_size=60)
WIDTHS = st.integers(3, 40)
KEYS = (
    "left right home end ctrl+left ctrl+right backspace delete ctrl+w ctrl+u ctrl+k alt+d "
    "ctrl+home ctrl+end ctrl+a ctrl+e ctrl+d ctrl+h alt+b alt+f"
).split()


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    text = draw(TEXTS)
    return Entry(text, draw(st.integers(0, len(text))))


def test_what_is_typed_stands_at_the_cursor() -> None:
    entry = press(entered("ac"), "left", None)
    assert entry is not None
    assert press(entry, "b", "b") == Entry("abc", 2)


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("backspace", Entry("naïve", 3), Entry("nave", 2)),
        ("backspace", Entry("e\u0301", 2), Entry("", 0)),
        ("backspace", Entry("a👨\u200d👩\u200d👧", 6), Entry("a", 1)),
        ("delete", Entry("👍🏽x", 0), Entry("x", 0)),
        ("left", Entry("", 0), Entry("", 0)),
        ("right", Entry("a", 1), Entry("a", 1)),
        ("ctrl+w", Entry("een twee ", 9), Entry("een ", 4)),
        ("ctrl+w", Entry("  ", 2), Entry("", 0)),
        ("ctrl+right", Entry("een twee", 3), Entry("een twee", 8)),
        ("ctrl+right", Entry("een", 3), Entry("een", 3)),
        ("ctrl+u", Entry("a\nbc", 4), Entry("a\n", 2)),
        ("ctrl+k", Entry("ab\nc", 1), Entry("a\nc", 1)),
        ("home", Entry("a\nbc", 4), Entry("a\nbc", 2)),
        ("ctrl+home", Entry("a\nbc", 4), Entry("a\nbc", 0)),
        ("ctrl+end", Entry("a\nbc", 0), Entry("a\nbc", 4)),
    ],
)
def test_an_editing_key_does_what_it_does_elsewhere(key: str, before: Entry, after: Entry) -> None:
    assert press(before, key, None) == after


def test_a_key_that_edits_nothing_is_left_to_others() -> None:
    assert press(entered("a"), "f5", None) is None
    assert press(entered("a"), "ctrl+x", "\x18") is None


@given(entries(), st.sampled_from(KEYS))
def test_the_cursor_stays_in_the_text(entry: Entry, key: str) -> None:
    edited = press(entry, key, None)
    assert edited is not None
    assert 0 <= edited.cursor <= len(edited.text)


@given(entries(), st.text(max_size=5))
def test_inserting_loses_nothing(entry: Entry, text: str) -> None:
    added = insert(entry, text)
    assert len(added.text) == len(entry.text) + len(text)
    assert added.text[added.cursor - len(text) : added.cursor] == text


@given(TEXTS, WIDTHS)
def test_rows_show_every_code_point_once_and_leave_a_cell_for_the_cursor(text: str, width: int) -> None:
    found = rows(text, width)
    between = [text[one[1] : other[0]] for one, other in pairwise(found)]
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    assert set(between) <= {"", "\n"}
    for start, end in found:
        assert cell_len(shown(text)[start:end]) < width or end - start == 1


@given(entries(), WIDTHS, st.integers(-3, 3))
def test_moving_by_rows_lands_on_the_row_that_was_meant(entry: Entry, width: int, by: int) -> None:
    found = rows(entry.text, width)
    moved = move_row(entry, width, by)
    target = row_at(found, entry.cursor) + by
    if moved is None:
        assert not 0 <= target < len(found)
    else:
        assert row_at(found, moved.cursor) == target


@given(entries(), WIDTHS, st.integers(-5, 50), st.integers(-5, 50))
def test_the_mouse_always_puts_the_cursor_somewhere(entry: Entry, width: int, column: int, row: int) -> None:
    assert 0 <= point(entry, width, column, row).cursor <= len(entry.text)


@given(entries(), WIDTHS)
def test_a_field_of_one_row_always_shows_its_cursor(entry: Entry, width: int) -> None:
    start, end = window(entry, width)
    assert start <= entry.cursor
    assert cell_len(shown(entry.text)[start:end]) < width
    assert cell_len(shown(entry.text)[start : entry.cursor]) < width


def test_a_field_of_one_row_shows_what_follows_the_cursor_too() -> None:
    start, end = window(Entry("x" * 100, 50), 21)
    assert start < 50 < end


def test_the_letter_under_the_cursor_comes_with_its_marks() -> None:
    assert letter_at(Entry("e\u0301a", 0)) == "e\u0301"
    assert letter_at(Entry("a", 1)) == ""


@given(TEXTS)
def test_what_is_shown_has_an_answer_for_each_code_point(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert count_hidden(shown(text)) == 0


@given(TEXTS, st.booleans())
def test_a_paste_holds_nothing_that_a_terminal_obeys(text: str, lines: bool) -> None:  # noqa: FBT001
    clean = pasted(text, lines=lines)
    assert count_hidden(clean) == 0
    assert lines or not {"\n", "\t"} & set(clean)


def test_a_paste_keeps_its_words_and_loses_its_commands() -> None:
    assert pasted(HOSTILE) == "a [/] [@click=app.exit]b]52;c;cHduZWQ=2Jcd [redactie]"
    assert pasted("a\r\nb\tc", lines=True) == "a\nb\tc"
    assert pasted("a \r\n  b\u2028c") == "a b c"


def test_a_paste_is_bounded() -> None:
    assert len(pasted("x" * 300_000)) == MOST_PASTED
    assert pasted("abc", room=-1) == ""
