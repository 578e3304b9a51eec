"""Articles of every shape for property tests of the page, and a measure of what of them is shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from articles.model import Article, Block, BlockKind, Span
from reader.cells import cell_len, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.typesetting import Row

LETTERS = "abno -.,/„”\u00a0\u2013\t漢e\u0301👩\u200d👧\x1b\u200b"
prose = st.text(LETTERS, min_size=1, max_size=120)
lines = st.text(LETTERS + "\n", max_size=120)
MARKERS = ("•", "3.", "☐", "[1]", "[een heel lang label\x1b]")


@st.composite
def blocks(draw: st.DrawFn, kind: BlockKind | None = None) -> tuple[Block, str]:
    """Return a block of any kind but a table row, with its text."""
    kind = kind or draw(st.sampled_from([one for one in BlockKind if one is not BlockKind.TABLE_ROW]))
    text = "" if kind is BlockKind.RULE else draw(lines)
    quoted = draw(st.sampled_from([0, 0, 0, 1, 3, 40]))
    depth = draw(st.sampled_from([0, 0, 1, 2, 9]))
    marker = draw(st.sampled_from(MARKERS)) if kind is BlockKind.LIST_ITEM else ""
    level = draw(st.integers(1, 6)) if kind is BlockKind.HEADING else 0
    made = Block(kind, Span(0, len(text)), level, max(depth, bool(marker)), quoted, marker)
    return made, text


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[Block, str]]:
    """Return the rows of a table, the first of them its header."""
    columns = draw(st.sampled_from([1, 2, 3, 12, 30]))
    quoted = draw(st.sampled_from([0, 0, 2]))
    rows = []
    for number in range(draw(st.integers(1, 3))):
        cells, at, parts = [], 0, []
        for _ in range(draw(st.integers(0, columns)) if number else columns):
            part = draw(st.text(LETTERS, max_size=30))
            parts.append(part)
            cells.append(Span(at, at + len(part)))
            at += len(part) + 1
        text = "\t".join(parts)
        align = "lcr" * columns
        rows.append(
            (
                Block(
                    BlockKind.TABLE_ROW,
                    Span(0, len(text)),
                    quoted=quoted,
                    header=number == 0,
                    cells=tuple(cells),
                    align=align,
                ),
                text,
            )
        )
    return rows


def moved(block: Block, by: int) -> Block:
    """Return a block as it stands `by` code points further on."""
    return Block(
        block.kind,
        Span(block.span.start + by, block.span.end + by),
        block.level,
        block.depth,
        block.quoted,
        block.marker,
        block.info,
        block.header,
        tuple(Span(cell.start + by, cell.end + by) for cell in block.cells),
        block.align,
    )


def put_together(parts: Iterable[tuple[Block, str]], gap: str = "\n\n") -> Article:
    """Return the article that blocks with their texts make."""
    made: list[Block] = []
    text = ""
    for block, words in parts:
        text += gap if made else ""
        made.append(moved(block, len(text)))
        text += words
    return Article(text, tuple(made))


articles = st.lists(st.one_of(blocks().map(lambda one: [one]), tables()), min_size=1, max_size=6).map(
    lambda groups: put_together([part for group in groups for part in group])
)
"""Articles with blocks of every kind, tables among them."""


def paragraphs(*texts: str) -> Article:
    """Return an article of plain paragraphs."""
    return put_together((Block(BlockKind.PARAGRAPH, Span(0, len(text))), text) for text in texts)


def times_shown(rows: Iterable[Row]) -> Counter[int]:
    """Return how often each code point stands on a row."""
    return Counter(at for row in rows for one in row.slices for at in range(one.start, one.end))


def end_of(row: Row, text: str) -> int:
    """Return in which cell a row ends: that of its last words, or of what leads it."""
    ends = [one.x + cell_len(shown(text[one.start : one.end]).replace("\n", " ")) for one in row.slices]
    return max([sum(cell_len(piece.text) for piece in row.lead), *ends])
