"""Sets tables so that they fit: columns share the measure, long cells wrap; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.columns import walk
from articles.model import BlockKind
from reader.cells import cell_len, shown
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
    """Sets the rows of an article's tables, each in as many cells as are given to it."""

    def __init__(self, article: Article, glyphs: Glyphs) -> None:
        self._article = article
        self._glyphs = glyphs
        self._heads: dict[int, int] = {}
        self._wanted: dict[int, list[int]] = {}

    def rows(self, index: int, measure: int) -> list[SetRow]:
        """Return the rows of the table row that is block `index`, at most `measure` cells wide.

        Where the columns do not fit side by side, the cells stand below each other.
        """
        block = self._article.blocks[index]
        widths = fit_columns(self._natural(self._head_of(index)), measure)
        total = sum(widths) + GAP * max(0, len(widths) - 1)
        rows = self._stacked(block, measure) if total > measure else self._side_by_side(block, widths)
        if block.header:
            rows.append(((), self._glyphs.across * min(total, measure)))
        return rows

    def _side_by_side(self, block: Block, widths: tuple[int, ...]) -> list[SetRow]:
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
        return rows

    def _stacked(self, block: Block, measure: int) -> list[SetRow]:
        """Set each cell below the one before; all but the first stand in a little."""
        rows: list[SetRow] = []
        for column, cell in enumerate(block.cells):
            x = GAP if column else 0
            lines = wrap(self._article.text, cell.start, cell.end, measure - x)
            rows += [(((x, start, end),), "") for start, end in lines if start < end]
        return rows or [((), "")]

    def _shift(self, block: Block, column: int, start: int, end: int, width: int) -> int:
        align = block.align[column : column + 1]
        spare = width - cell_len(shown(self._article.text[start:end]))
        return max(0, {"r": spare, "c": spare // 2}.get(align, 0))

    def _head_of(self, index: int) -> int:
        """Return the block that heads the table that block `index` is a row of."""
        blocks = self._article.blocks
        passed = []
        head = index
        while head not in self._heads:
            passed.append(head)
            if head == 0 or blocks[head].header or blocks[head - 1].kind is not BlockKind.TABLE_ROW:
                self._heads[head] = head
                break
            head -= 1
        # Remembered for each row that was passed: a long table is not walked up once a row.
        self._heads.update(dict.fromkeys(passed, self._heads[head]))
        return self._heads[index]

    def _natural(self, head: int) -> list[int]:
        """Return how wide each column would like to be."""
        if head in self._wanted:
            return self._wanted[head]
        wanted = self._wanted[head] = []
        for number, block in enumerate(walk(self._article.blocks, head)):
            if block.kind is not BlockKind.TABLE_ROW or (block.header and number):
                break
            wanted += [NARROWEST_COLUMN] * (len(block.cells) - len(wanted))
            for column, cell in enumerate(block.cells):
                lines = shown(cell.cut(self._article.text)).split("\n")
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
