"""Sets tables so that they fit: columns share the measure, long cells wrap; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.model import BlockKind
from reader.cells import cell_len
from reader.wrapping import wrap

if TYPE_CHECKING:
    from articles.model import Article, Block
    from reader.glyphs import Glyphs

GAP = 2
"""Cells between two columns."""
NARROWEST_COLUMN = 3

SetRow = tuple[tuple[tuple[int, int, int], ...], str]
"""The cells of a row as (x, start, end), and a rule to draw instead."""


class TableSetter:
    """Sets the rows of an article's tables to one measure."""

    def __init__(self, article: Article, measure: int, glyphs: Glyphs) -> None:
        self._article = article
        self._measure = measure
        self._glyphs = glyphs
        self._widths: dict[int, tuple[int, ...]] = {}

    def rows(self, index: int) -> list[SetRow]:
        """Return the rows of the table row that is block `index`."""
        block = self._article.blocks[index]
        widths = self._columns(self._head_of(index))
        wrapped = [
            wrap(self._article.text, cell.start, cell.end, width)
            for cell, width in zip(block.cells, widths, strict=False)
        ]
        rows: list[SetRow] = []
        for number in range(max(map(len, wrapped), default=1)):
            cells = []
            x = 0
            for column, (lines, width) in enumerate(zip(wrapped, widths, strict=False)):
                if number < len(lines):
                    start, end = lines[number]
                    cells.append((x + self._shift(block, column, start, end, width), start, end))
                x += width + GAP
            rows.append((tuple(cells), ""))
        if block.header:
            total = sum(widths) + GAP * (len(widths) - 1)
            rows.append(((), self._glyphs.across * min(total, self._measure)))
        return rows

    def _shift(self, block: Block, column: int, start: int, end: int, width: int) -> int:
        align = block.align[column : column + 1]
        spare = width - cell_len(self._article.text[start:end])
        return max(0, {"r": spare, "c": spare // 2}.get(align, 0))

    def _head_of(self, index: int) -> int:
        """Return the block that heads the table that block `index` is a row of."""
        while index > 0 and not self._article.blocks[index].header:
            if self._article.blocks[index - 1].kind is not BlockKind.TABLE_ROW:
                break
            index -= 1
        return index

    def _columns(self, head: int) -> tuple[int, ...]:
        if head not in self._widths:
            self._widths[head] = fit_columns(self._natural(head), self._measure)
        return self._widths[head]

    def _natural(self, head: int) -> list[int]:
        """Return how wide each column would like to be."""
        wanted: list[int] = []
        for number, block in enumerate(self._article.blocks[head:]):
            if block.kind is not BlockKind.TABLE_ROW or (block.header and number):
                break
            wanted += [NARROWEST_COLUMN] * (len(block.cells) - len(wanted))
            for column, cell in enumerate(block.cells):
                lines = cell.cut(self._article.text).split("\n")
                wanted[column] = max(wanted[column], *map(cell_len, lines))
        return wanted


def fit_columns(wanted: list[int], measure: int) -> tuple[int, ...]:
    """Return widths that fit in `measure`: narrow columns get what they want, wide ones share the rest."""
    room = measure - GAP * (len(wanted) - 1)
    widths = dict.fromkeys(range(len(wanted)), 0)
    open_columns = sorted(widths, key=lambda column: wanted[column])
    while open_columns:
        share = max(NARROWEST_COLUMN, room // len(open_columns))
        column = open_columns.pop(0)
        widths[column] = min(wanted[column], share)
        room -= widths[column]
    return tuple(widths.values())
