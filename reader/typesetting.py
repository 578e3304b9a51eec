"""Sets the blocks of an article in rows, as a printer would; pure.

Only the blocks that are asked for are set, so that a long article costs no more
than what is seen of it.  Widths and positions are in cells, offsets are code
points into `Article.text`.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import islice
from typing import TYPE_CHECKING

from articles.columns import walk
from articles.frozen import frozen
from articles.model import BlockKind
from reader.cells import cell_len, fit, shown
from reader.lines import Look, Piece
from reader.tables import TableSetter
from reader.wrapping import wrap

if TYPE_CHECKING:
    from articles.model import Article, Block
    from reader.glyphs import Glyphs

LIST_INDENT = 3
"""How much deeper each list in a list stands."""
CODE_INDENT = 2
QUOTE_INDENT = 2
FIRST_LINE_INDENT = 2
"""How far a paragraph's first line stands in where no empty row tells it from the one above."""
NARROWEST = 12
"""However deep lists and quotations go, this much is left for words."""
KEPT_BLOCKS = 1024
"""How many set blocks are remembered: some twenty screens."""


@frozen
class Slice:
    """A run of the text on a row, from cell `x` of the measure on."""

    x: int
    start: int
    end: int


@frozen
class Row:
    """One row of a block.

    A row without slices is white space or a rule; `start` then is where its
    block begins, so that every row has a place in the text.
    """

    block: int
    start: int
    slices: tuple[Slice, ...] = ()
    lead: tuple[Piece, ...] = ()
    """Painted from cell 0: bars of quotations, the marker of a list item."""
    look: Look = Look.PLAIN

    @property
    def end(self) -> int:
        """The end of the text that the row shows."""
        return max((one.end for one in self.slices), default=self.start)


class Typesetter:
    """Sets one article to one measure, with `spacing` empty rows between its paragraphs."""

    def __init__(self, article: Article, measure: int, glyphs: Glyphs, spacing: int = 1) -> None:
        self.article = article
        self.measure = max(NARROWEST, measure)
        self._spacing = spacing
        self._glyphs = glyphs
        self._tables = TableSetter(article, glyphs)
        self._set: OrderedDict[int, tuple[Row, ...]] = OrderedDict()

    def rows(self, index: int) -> tuple[Row, ...]:
        """Return the rows of a block, with the white space above it; at least one."""
        rows = self._set.get(index)
        if rows is None:
            rows = self._set[index] = self._set_block(index)
            if len(self._set) > KEPT_BLOCKS:
                self._set.popitem(last=False)
        else:
            self._set.move_to_end(index)
        return rows

    def _set_block(self, index: int) -> tuple[Row, ...]:
        block = self.article.blocks[index]
        bars = self._bars(block.quoted)
        if block.kind is BlockKind.TABLE_ROW:
            rows = self._table_row(index, bars)
        elif block.kind is BlockKind.RULE:
            room = self.measure - QUOTE_INDENT * self._quotations(block.quoted)
            rule = Piece(self._glyphs.across * min(room, self.measure // 3), Look.MUTED)
            rows = [Row(index, block.span.start, lead=(*bars, rule))]
        else:
            rows = self._prose(index, block, bars)
        return (*self._space_above(index), *rows)

    def _prose(self, index: int, block: Block, bars: tuple[Piece, ...]) -> list[Row]:
        quoted = QUOTE_INDENT * self._quotations(block.quoted)
        indent = min(self._indent(index, block), self.measure - quoted - NARROWEST)
        width = self.measure - quoted - indent
        look = _base_look(block)
        first = FIRST_LINE_INDENT if not self._spacing and self._follows_its_like(index) else 0
        spans = wrap(self.article.text, block.span.start, block.span.end, width - first)
        if first and len(spans) > 1:
            spans = [spans[0], *wrap(self.article.text, spans[1][0], block.span.end, width)]
        rows = []
        for number, (start, end) in enumerate(spans):
            x = quoted + indent + (0 if number else first)
            lead = bars
            if number == 0 and block.marker and indent:
                marker = fit(shown(block.marker), indent - 1, ellipsis=self._glyphs.ellipsis)
                space = " " * (indent - 1 - cell_len(marker))
                lead = (*bars, Piece(space + marker, Look.MUTED))
            rows.append(Row(index, start, (Slice(x, start, end),), lead, look))
        return rows

    def _indent(self, index: int, block: Block) -> int:
        """Return how far the block's words stand in, its marker included."""
        if block.kind is BlockKind.CODE:
            return CODE_INDENT + LIST_INDENT * block.depth
        outer = LIST_INDENT * max(0, block.depth - 1)
        if block.marker:
            return outer + cell_len(shown(block.marker)) + 1
        if block.depth == 0:
            return 0
        # A later paragraph of an item stands under the words of its first.
        for before in islice(walk(self.article.blocks, index - 1, -1), KEPT_BLOCKS):
            if before.marker and before.depth == block.depth:
                return outer + cell_len(shown(before.marker)) + 1
        return outer + LIST_INDENT

    def _quotations(self, quoted: int) -> int:
        """Return in how many quotations a block is shown to stand: as many as leave room for words."""
        return min(quoted, (self.measure - NARROWEST) // QUOTE_INDENT)

    def _bars(self, quoted: int) -> tuple[Piece, ...]:
        bars = (self._glyphs.quote + " ") * self._quotations(quoted)
        return (Piece(bars, Look.QUOTED),) if bars else ()

    def _table_row(self, index: int, bars: tuple[Piece, ...]) -> list[Row]:
        block = self.article.blocks[index]
        shift = QUOTE_INDENT * self._quotations(block.quoted)
        look = Look.STRONG if block.header else Look.PLAIN
        rows = []
        for cells, rule in self._tables.rows(index, self.measure - shift):
            slices = tuple(Slice(x + shift, start, end) for x, start, end in cells)
            start = min((one.start for one in slices), default=block.span.start)
            lead = (*bars, Piece(rule, Look.MUTED)) if rule else bars
            rows.append(Row(index, start, slices, lead, look))
        return rows

    def _space_above(self, index: int) -> tuple[Row, ...]:
        if index == 0:
            return (Row(0, 0),)
        block, before = self.article.blocks[index], self.article.blocks[index - 1]
        tight = self.article.text[before.span.end : block.span.start].count("\n") < 2  # noqa: PLR2004
        under_subhead = before.kind is BlockKind.HEADING and before.level > 1
        if block.kind is not BlockKind.HEADING and (under_subhead or (tight and block.kind == before.kind)):
            return ()
        if block.kind is BlockKind.LIST_ITEM and tight:
            return ()
        bars = self._bars(min(block.quoted, before.quoted))
        rows = self._spacing if self._follows_its_like(index) else max(1, self._spacing)
        return (Row(index, block.span.start, lead=bars),) * rows

    def _follows_its_like(self, index: int) -> bool:
        """Tell whether a paragraph comes after another of the same text, list item or quotation."""
        block, before = self.article.blocks[index], self.article.blocks[max(0, index - 1)]
        alike = (block.depth, block.quoted) == (before.depth, before.quoted)
        return index > 0 and alike and block.kind is before.kind is BlockKind.PARAGRAPH


def _base_look(block: Block) -> Look:
    if block.kind is BlockKind.HEADING:
        return Look.HEADING
    if block.kind is BlockKind.CODE:
        return Look.CODE
    return Look.QUOTED if block.quoted else Look.PLAIN
