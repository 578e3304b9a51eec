"""The library as rows: title, language, date, and how far its claims are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.untrusted import one_line
from reader.cells import cell_len, fit
from reader.lines import Line, Look, Piece
from reader.words import _, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.glyphs import Glyphs

_DATE_FROM = 56
"""Cells from which there is room for the date, and for the bar further on."""
_BAR_FROM = 72
_BAR = 8
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """An article as the library lists it; `settled` of its `claims` have a verdict."""

    id: str
    title: str
    language: str
    published: str
    claims: int
    settled: int


def library_head(rows: Sequence[LibraryRow], shown: int, width: int, glyphs: Glyphs) -> Line:
    """Return how much the library holds, and the keys where there is room."""
    claims = sum(row.claims for row in rows)
    counted = plural("{n} article", "{n} articles", len(rows))
    if shown < len(rows):
        counted = _("{n} of {all}").format(n=shown, all=counted)
    parts = (_("Library"), counted, plural("{n} claim", "{n} claims", claims))
    left = fit(f" {glyphs.dot} ".join(parts), width, ellipsis=glyphs.ellipsis)
    right = _("/ filter  Enter read  ? help")
    gap = width - cell_len(left) - cell_len(right)
    if gap <= 1:
        return Line((Piece(left, Look.LABEL),))
    return Line((Piece(left, Look.LABEL), Piece(" " * gap), Piece(right, Look.MUTED)))


def library_line(row: LibraryRow, width: int, glyphs: Glyphs, *, chosen: bool) -> Line:
    """Return an article as one row; what does not fit is left out from the middle on."""
    look = Look.STRONG if chosen else Look.PLAIN
    columns = [Piece(f"{row.settled}/{row.claims}".rjust(7) if row.claims else " " * 7, Look.MUTED)]
    if width >= _BAR_FROM:
        full = round(_BAR * row.settled / row.claims) if row.claims else 0
        bar = glyphs.full * full + glyphs.empty * (_BAR - full) if row.claims else " " * _BAR
        columns.insert(0, Piece(f"  {bar}", Look.MUTED))
    if width >= _DATE_FROM:
        columns.insert(0, Piece("  " + _column(row.published, 11, glyphs), Look.MUTED))
        columns.insert(0, Piece("  " + _column(row.language, 3, glyphs), Look.MUTED))
    mark = f"{glyphs.current} " if chosen else "  "
    room = width - cell_len(mark) - sum(cell_len(piece.text) for piece in columns)
    title = _column(row.title or row.id, room, glyphs)
    return Line((Piece(mark, Look.ACCENT), Piece(title, look), *columns), item=row.id)


def _column(text: str, width: int, glyphs: Glyphs) -> str:
    """Return text cut or filled to exactly `width` cells."""
    cut = fit(one_line(text, _LONGEST), width, ellipsis=glyphs.ellipsis)
    return cut + " " * (width - cell_len(cut))
