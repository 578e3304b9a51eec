"""The library as it will first be, composed without Textual.

It is painted while Textual is still being imported, and must be what Textual
then paints over it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import PostilError
from annotations.overview import Overview
from reader.arrangement import too_small
from reader.library_lines import HEAD_ROWS, library_foot, library_head, library_hints, library_line
from reader.library_rows import VIEW_KEY, in_order, kept_sort, rows_of
from reader.lines import Line, Piece
from reader.visits import last_visits

if TYPE_CHECKING:
    from reader.services import Services

_INSET = 1
"""Cells left free on either side of the list."""


def first_library(services: Services, width: int, height: int) -> list[Line]:
    """Return the rows of the screen; none where there is something to be told before, or nothing to list."""
    store, desk, glyphs = services.session.store, services.desk, services.glyphs
    if services.notices or too_small(width, height):
        return []
    overview, sort = Overview(store, desk), kept_sort(desk.recall(VIEW_KEY))
    try:
        entries = store.articles()
    except PostilError:
        return []
    rows = [
        row
        for row in in_order(rows_of(entries, overview.last_known, last_visits(desk)), sort)
        if not row.is_removed
    ]
    room, now = width - 2 * _INSET, services.clock()
    hints = library_hints(services.keys)
    lines = [library_head(rows, len(rows), room, glyphs, sort=sort, hints=hints), Line()]
    lines += [
        library_line(row, room, glyphs, now, chosen=not at)
        for at, row in enumerate(rows[: height - HEAD_ROWS - 1])
    ]
    lines += [Line()] * (height - 1 - len(lines))
    inset = Piece(" " * _INSET)
    foot = library_foot(overview.waiting(entry.id for entry in entries), width, glyphs, counting=True)
    return [*(Line((inset, *line.pieces)) for line in lines), foot] if rows else []
