"""How a field with text in it is drawn: its rows, and the cursor as a cell of its own."""

from __future__ import annotations

from articles.frozen import frozen
from reader.cells import cell_len
from reader.entry import Entry, letter_at, row_at, rows, shown, window
from reader.lines import Line, Look, Piece

CURSOR = Look.CURRENT | Look.SELECTED
"""Reversed in every theme, also where the current claim is only bold and underlined."""


@frozen
class Drawn:
    """Rows of pieces, and where among them the cursor is, as column and row; None without one."""

    rows: tuple[tuple[Piece, ...], ...]
    cursor: tuple[int, int] | None = None


def draw_row(entry: Entry, width: int) -> Drawn:
    """Draw an entry on one row, the part around its cursor."""
    pieces, column = _cursor_row(shown(entry.text), entry, window(entry, width), Look.PLAIN)
    return Drawn((pieces,), (column, 0))


def draw_rows(entry: Entry, width: int, *, active: bool, look: Look = Look.PLAIN) -> Drawn:
    """Draw an entry on as many rows as it needs."""
    found = rows(entry.text, width)
    at = row_at(found, entry.cursor)
    text = shown(entry.text)
    drawn = [(Piece(text[start:end], look),) for start, end in found]
    if not active:
        return Drawn(tuple(drawn))
    pieces, column = _cursor_row(text, entry, found[at], look)
    return Drawn((*drawn[:at], pieces, *drawn[at + 1 :]), (column, at))


def _cursor_row(text: str, entry: Entry, row: tuple[int, int], look: Look) -> tuple[tuple[Piece, ...], int]:
    """Return the pieces of the row with the cursor, and its column; `text` is what the entry shows."""
    start, end = row
    before = text[start : entry.cursor]
    under = text[entry.cursor : min(end, entry.cursor + len(letter_at(entry)))]
    after = text[entry.cursor + len(under) : end]
    pieces = (Piece(before, look), Piece(under or " ", look | CURSOR), Piece(after, look))
    return tuple(piece for piece in pieces if piece.text), cell_len(before)


def beside(label: Piece, drawn: Drawn) -> tuple[list[Line], tuple[int, int] | None]:
    """Return the lines of a field behind its label, and the cursor among them."""
    indent = cell_len(label.text)
    lines = [
        Line((Piece(" " * indent) if index else label, *pieces)) for index, pieces in enumerate(drawn.rows)
    ]
    return lines, (drawn.cursor[0] + indent, drawn.cursor[1]) if drawn.cursor else None
