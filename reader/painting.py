"""From a line as data to a strip that Textual draws; nothing is parsed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reader.cells import cell_len
from reader.washing import washed

if TYPE_CHECKING:
    from reader.lines import Line
    from reader.palette import Palette


def _safe(url: str) -> str:
    """Return an address that may go into a link's code; it was cleaned before, and is looked at once more."""
    return url if url.isascii() and url.isprintable() else ""


def paint(line: Line, width: int, palette: Palette) -> Strip:
    """Return a line as a strip of exactly `width` cells, its end filled with the ground."""
    segments = [
        Segment(washed(piece.text), palette.style(piece.look, _safe(piece.url)))
        for piece in line.pieces
        if piece.text
    ]
    length = sum(cell_len(segment.text) for segment in segments)
    # Neighbours that look alike become one: every segment costs its colours again on the wire.
    return Strip(segments, length).adjust_cell_length(width, palette.style()).simplify()
