"""From a line as data to a strip that Textual draws; nothing is parsed on the way."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from reader.cells import cell_len
from reader.washing import washed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from reader.lines import Line
    from reader.palette import Palette


def _safe(url: str) -> str:
    """Return an address that may go into a link's code; it was cleaned before, and is looked at once more."""
    return url if url.isascii() and url.isprintable() else ""


def changed(before: Sequence[object], after: Sequence[object], width: int) -> list[Region]:
    """Return what of a widget is to be painted anew: runs of rows, as each costs something by itself."""
    rows = [y for y, (was, now) in enumerate(zip(before, after, strict=True)) if was != now]
    # Of rows that follow one another, number and place among the changed ones differ by the same.
    runs = groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])
    return [Region(0, ys[0], width, len(ys)) for ys in ([y for _, y in run] for _, run in runs)]


def paint(line: Line, width: int, palette: Palette) -> Strip:
    """Return a line as a strip of exactly `width` cells, its end filled with the ground."""
    segments: list[Segment] = []
    for piece in line.pieces:
        _add(segments, washed(piece.text), palette.style(piece.look, _safe(piece.url)))
    length = sum(cell_len(segment.text) for segment in segments)
    if length < width:
        _add(segments, " " * (width - length), palette.style())
    strip = Strip(segments, max(length, width))
    return strip if length <= width else strip.crop(0, width)


def _add(segments: list[Segment], text: str, style: Style) -> None:
    """Add some text; neighbours that look alike become one: each costs its colours again on the wire."""
    if not text:
        return
    if segments and segments[-1].style == style:
        text = segments.pop().text + text
    segments.append(Segment(text, style))
