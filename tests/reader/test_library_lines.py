"""The rows of the library."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.cells import cell_len
from reader.glyphs import ASCII, UNICODE
from reader.library_lines import LibraryRow, library_head, library_line
from tests.reader.staging import HOSTILE

ROW = LibraryRow("parler-3f9a", "Parler van het net", "nl", "11 Jan 2021", 16, 8)


def test_a_wide_row_says_how_far_the_claims_are() -> None:
    row = library_line(ROW, 80, UNICODE, chosen=True).text
    assert row.startswith("▸ Parler van het net")
    assert row.endswith("  nl   11 Jan 2021  ▰▰▰▰▱▱▱▱   8/16")


def test_a_narrow_row_keeps_title_and_count() -> None:
    assert library_line(ROW, 40, ASCII, chosen=False).text == "  Parler van het net" + " " * 16 + "8/16"


def test_an_article_without_claims_or_title_is_still_a_row() -> None:
    row = library_line(LibraryRow("some-id", "", "", "", 0, 0), 80, UNICODE, chosen=False).text
    assert row.split() == ["some-id"]


def test_the_head_counts_and_names_the_keys_where_there_is_room() -> None:
    assert library_head([ROW], 1, 80, UNICODE).text.startswith("Library · 1 article · 16 claims")
    assert library_head([ROW], 1, 80, UNICODE).text.endswith("? help")
    assert library_head([ROW] * 3, 1, 40, UNICODE).text == "Library · 1 of 3 articles · 48 claims"


@given(st.text(max_size=60), st.text(max_size=20), st.integers(30, 140), st.integers(0, 999), st.booleans())
def test_every_row_is_exactly_as_wide_as_the_list(
    title: str,
    date: str,
    width: int,
    claims: int,
    chosen: bool,  # noqa: FBT001
) -> None:
    for row in (
        LibraryRow("id", title, "nl", date, claims, claims // 2),
        LibraryRow(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1, 1),
    ):
        line = library_line(row, width, UNICODE, chosen=chosen)
        assert cell_len(line.text) == width
        assert "\x1b" not in line.text
