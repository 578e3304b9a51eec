"""An article as a scroll of rows, of which only those that are looked at are set; pure.

A place on it is a `Ref`: a block and a row of it.  Nothing counts all rows, so
opening, jumping to the end and changing the width cost a screen, not the article.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from articles.columns import starts_of
from reader.typesetting import Row, Typesetter

if TYPE_CHECKING:
    from articles.model import Article
    from reader.glyphs import Glyphs


class Ref(NamedTuple):
    """A row of a page: which block, and which of its rows."""

    block: int
    row: int


TOP = Ref(0, 0)


class Page:
    """The rows of one article at one measure, with `spacing` empty ones between its paragraphs."""

    def __init__(self, article: Article, measure: int, glyphs: Glyphs, spacing: int = 1) -> None:
        self.article = article
        self._setter = Typesetter(article, measure, glyphs, spacing)
        self._starts = starts_of(article.blocks)

    @property
    def measure(self) -> int:
        """How many cells of text fit in a row."""
        return self._setter.measure

    def row(self, ref: Ref) -> Row:
        """Return the row at `ref`."""
        return self._setter.rows(ref.block)[ref.row]

    def rows(self, top: Ref, height: int) -> list[Row]:
        """Return up to `height` rows from `top` on; fewer at the end of the article."""
        found: list[Row] = []
        block, row = top
        while len(found) < height and block < len(self._starts):
            found += self._setter.rows(block)[row : row + height - len(found)]
            block, row = block + 1, 0
        return found

    def move(self, ref: Ref, rows: int) -> Ref:
        """Return the place `rows` further on, or back; it stays within the article."""
        block, row = ref
        row += rows
        while row < 0 and block > 0:
            block -= 1
            row += len(self._setter.rows(block))
        while block < len(self._starts) - 1 and row >= (count := len(self._setter.rows(block))):
            row -= count
            block += 1
        if not self._starts:
            return TOP
        return Ref(block, min(max(row, 0), len(self._setter.rows(block)) - 1))

    def last_top(self, height: int) -> Ref:
        """Return the place from which the last screenful begins."""
        if not self._starts:
            return TOP
        last = len(self._starts) - 1
        return self.move(Ref(last, len(self._setter.rows(last)) - 1), 1 - height)

    def clamp(self, ref: Ref, height: int) -> Ref:
        """Return `ref`, or the last place from which a screen is still full."""
        rest = len(self.rows(ref, height)) < height
        return min(ref, self.last_top(height)) if rest else ref

    def at(self, offset: int) -> Ref:
        """Return the row that shows `offset`, or the one before the white space it lies in."""
        block = max(0, bisect_right(self._starts, offset) - 1)
        if not self._starts:
            return TOP
        rows = self._setter.rows(block)
        best = 0
        for number, row in enumerate(rows):
            if row.slices and any(one.start <= offset for one in row.slices):
                best = number
                if any(one.start <= offset < one.end for one in row.slices):
                    break
        if not rows[best].slices:
            best = next((number for number, row in enumerate(rows) if row.slices), best)
        return Ref(block, best)

    def distance(self, start: Ref, end: Ref, limit: int) -> int:
        """Return how many rows `end` lies behind `start`, at most `limit`; negative where before."""
        if end < start:
            return -self.distance(end, start, limit)
        rows = end.row - start.row
        for block in range(start.block, end.block):
            rows += len(self._setter.rows(block))
            if rows >= limit:
                return limit
        return min(rows, limit)
