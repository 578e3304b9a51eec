"""Letters on a page as lines, in the order in which the document draws them.

Programs draw text column by column and line by line; what is out of order
within a line is put right by where it stands.
"""

from __future__ import annotations

import unicodedata
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Glyph(NamedTuple):
    """A letter or several that are drawn as one; lengths are points, `y` is its base line, up is more."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


@frozen
class Line:
    """Words that stand beside each other on a page."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    """Whether all of it is."""


UNKNOWN = "\ufffd"
"""Stands for a sign of which the document does not say what letter it is."""
_SAME_LINE = 0.45
"""Of the size: how far up or down a sign in a line may be drawn, such as a footnote's."""
_SPACE = 0.17
"""Of the size: a gap from which on words are apart, although no space is drawn."""
_NO_SPACE = 0.05
"""Of the size: a gap up to which they are not, although one is: it marks where a word may be parted."""
_COLUMN = 2.2
"""Of the size: a gap from which on it is another column, or a cell."""
_STRETCHED = 8
"""The same where a space was drawn, which may be stretched to fill the line."""
_LIGATURES = range(0xFB00, 0xFB07)


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines that the letters of a page make, as they are drawn."""
    lines = (_line(run) for run in _runs(glyphs))
    return [line for line in lines if line.text]


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _goes_on(run, glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _goes_on(run: list[Glyph], glyph: Glyph) -> bool:
    last = run[-1]
    size = max(last.size, glyph.size)
    if abs(glyph.y - last.y) > _SAME_LINE * size and abs(glyph.y - run[0].y) > _SAME_LINE * size:
        return False
    # Back by more than a few letters is the begin of another line at the same height.
    most = _STRETCHED if not last.text.strip() else _COLUMN
    return -size < glyph.x0 - last.x1 < most * size


def _line(run: list[Glyph]) -> Line:
    parts: list[str] = []
    before: Glyph | None = None
    space_drawn = False
    for glyph in run:
        if not glyph.text.strip():
            space_drawn = True
            continue
        if before is not None:
            least = _NO_SPACE if space_drawn else _SPACE
            if glyph.x0 - before.x1 > least * min(before.size, glyph.size):
                parts.append(" ")
        parts.append(_spelled(glyph.text))
        before, space_drawn = glyph, False
    inked = [glyph for glyph in run if glyph.text.strip()] or run
    base = max(inked, key=lambda glyph: glyph.size)
    return Line(
        " ".join("".join(parts).replace("\u00ad", "").split()),
        min(glyph.x0 for glyph in inked),
        max(glyph.x1 for glyph in inked),
        base.y,
        round(median(glyph.size for glyph in inked), 1),
        all(glyph.bold for glyph in inked),
    )


def _spelled(text: str) -> str:
    """Return `text` with ligatures as the letters they stand for, and no other change."""
    return "".join(unicodedata.normalize("NFKC", char) if ord(char) in _LIGATURES else char for char in text)
