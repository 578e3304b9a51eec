"""The rows of the library, its head and its foot."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.progress import Progress, Waiting
from reader.cells import cell_len
from reader.glyphs import ASCII, UNICODE
from reader.keymap import keymap
from reader.library_lines import library_foot, library_head, library_hints, library_line
from reader.library_rows import LibraryRow, Sort
from tests.reader.staging import HOSTILE, THEN

FAR = Progress(16, 8, 1, 2, reviewers=("anna", "bram"), tags=("network", "2021"))
ROW = LibraryRow(
    "parler-3f9a", "Parler van het net", "nl", "2021-01-11", opened=THEN - timedelta(minutes=5), progress=FAR
)


def row(width: int, one: LibraryRow = ROW, *, chosen: bool = False) -> str:
    """Return a row as text."""
    return library_line(one, width, UNICODE, THEN, chosen=chosen).text


def test_a_wide_row_says_all_there_is() -> None:
    assert row(118, chosen=True) == (
        "▸ Parler van het net  #network #2021" + " " * 8 + "nl   11 Jan 2021  ▰▰▰▰▱▱▱▱    8/16"
        "  ▲1 △2     anna, bram       5 min ago  "
    )


@pytest.mark.parametrize(
    ("width", "there", "gone"),
    [
        (100, ("▲1 △2", "5 min ago"), ("anna",)),
        (78, ("▲1 △2", "▰▰▰▰▱▱▱▱", "#network"), ("5 min",)),
        (72, ("▰▰▰▰▱▱▱▱",), ("▲1",)),
        (58, ("11 Jan 2021", "nl"), ("▰",)),
        (40, ("Parler van het net", "8/16"), ("nl", "11 Jan")),
    ],
)
def test_what_matters_less_gives_way_first(width: int, there: tuple[str, ...], gone: tuple[str, ...]) -> None:
    assert all(words in row(width) for words in there)
    assert not any(words in row(width) for words in gone)


def test_a_narrow_row_keeps_title_and_count() -> None:
    assert library_line(ROW, 40, ASCII, THEN, chosen=False).text.split() == [
        *("Parler", "van", "het", "net", "#network~"),
        "8/16",
    ]


def test_an_article_without_claims_or_title_is_still_a_row() -> None:
    assert row(118, LibraryRow("some-id", "", progress=Progress())).split() == ["some-id"]


def test_what_nobody_has_counted_yet_is_no_nought() -> None:
    assert row(40, LibraryRow("some-id", "A title")).split() == ["A", "title", "…"]


def test_the_bar_is_full_only_where_nothing_is_left() -> None:
    nearly = row(118, LibraryRow("a", "A", progress=Progress(claims=200, settled=199)))
    done = row(118, LibraryRow("a", "A", progress=Progress(claims=200, settled=200)))
    assert ("▰▰▰▰▰▰▰▱" in nearly, "▰▰▰▰▰▰▰▰" in done) == (True, True)


def test_a_removed_article_says_so_in_a_word() -> None:
    assert "Parler van het net  removed" in row(
        118, LibraryRow("a", "Parler van het net", progress=Progress(removed=True))
    )


def test_the_head_counts_says_the_order_and_names_the_keys_where_there_is_room() -> None:
    hints = library_hints(keymap("default", {"library-filter": ("F",)}))
    assert hints == "F filter  s sort  Enter read  X export  ? help"
    wide = library_head([ROW], 1, 118, UNICODE, sort=Sort.OPENED, hints=hints).text
    assert wide.startswith("Library · 1 article · 16 claims · by last opened  ")
    assert wide.endswith("  F filter  s sort  Enter read  X export  ? help")
    narrow = library_head([ROW] * 3, 1, 58, UNICODE, sort=Sort.TITLE, hints=hints).text
    assert narrow == "Library · 1 of 3 articles · 48 claims · by title"
    assert library_head([ROW] * 3, 1, 40, UNICODE, sort=Sort.TITLE).text == (
        "Library · 1 of 3 articles · 48 claims"
    )


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (Waiting(), "Nothing waits for you."),
        (Waiting(1, 0, 0, 0), "Waiting for you: 1 claim to review"),
        (Waiting(3, 1, 2, 4), "Waiting for you: 3 claims to review · 1 where you differ · 2 stale · 4 asked"),
    ],
)
def test_the_foot_says_what_waits(waiting: Waiting, words: str) -> None:
    line = library_foot(waiting, 118, UNICODE).text
    assert line.startswith(f" {words}  ")
    assert line.endswith("▲ we differ  △ changed ")
    assert cell_len(line) == 118
    assert library_foot(waiting, 40, UNICODE).text[1:20] == words[:19]


def test_the_foot_does_not_say_that_nothing_waits_before_it_knows() -> None:
    assert library_foot(Waiting(), 118, UNICODE, counting=True).text.startswith(" Counting…")
    assert "2 stale · counting…" in library_foot(Waiting(stale=2), 118, UNICODE, counting=True).text


names = st.text(max_size=60)
counts = st.integers(0, 12_345)
progresses = st.none() | st.builds(
    Progress,
    claims=counts,
    settled=counts,
    differ=counts,
    changed=counts,
    reviewers=st.lists(names, max_size=3).map(tuple),
    tags=st.lists(names, max_size=3).map(tuple),
    removed=st.booleans(),
)
rows = st.builds(
    LibraryRow, names, names, names, names, opened=st.none() | st.just(THEN), progress=progresses
)


@given(rows, st.integers(30, 140), st.booleans())
def test_every_row_is_exactly_as_wide_as_the_list(one: LibraryRow, width: int, chosen: bool) -> None:  # noqa: FBT001
    assert cell_len(row(width, one, chosen=chosen)) == width


def test_nothing_that_a_terminal_would_obey_gets_into_a_row() -> None:
    hostile = Progress(1, 1, reviewers=(HOSTILE,), tags=(HOSTILE,))
    text = row(140, LibraryRow(HOSTILE, HOSTILE, HOSTILE, HOSTILE, progress=hostile))
    assert cell_len(text) == 140
    assert "\x1b" not in text
    assert "\u202e" not in text
