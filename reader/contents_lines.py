"""The headings of an article as lines; pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from articles.columns import of_kind
from articles.model import BlockKind
from articles.untrusted import one_line
from reader.cells import fit
from reader.lines import Line, Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articles.model import Article, Block
    from reader.glyphs import Glyphs

TOP_ROWS = 1
DEEPEST = 4


def headings_of(article: Article) -> Sequence[Block]:
    """Return the headings, in order."""
    return of_kind(article.blocks, BlockKind.HEADING)


def first_listed(headings: Sequence[Block], offset: int, height: int) -> tuple[int, int]:
    """Return which heading is listed first, and which one the text at `offset` stands under; -1 for none."""
    current = bisect_right(headings, offset, key=lambda block: block.span.start) - 1
    room = max(1, height - TOP_ROWS)
    return max(0, min(current - room // 2, len(headings) - room)), current


def contents_lines(
    text: str, headings: Sequence[Block], offset: int, width: int, height: int, glyphs: Glyphs
) -> list[Line]:
    """Return `height` rows of headings, the one that `offset` stands under marked and in sight."""
    first, current = first_listed(headings, offset, height)
    lines = [Line()] * TOP_ROWS
    for index, block in enumerate(headings[first : first + height - TOP_ROWS], first):
        indent = "  " * min(DEEPEST, block.level - 1)
        room = width - len(glyphs.current) - 3 - len(indent)
        words = fit(one_line(block.span.cut(text), width), room, ellipsis=glyphs.ellipsis)
        here = index == current
        mark = f" {glyphs.current} " if here else "   "
        look = Look.PLAIN if here else Look.MUTED
        lines.append(
            Line((Piece(mark, Look.ACCENT), Piece(indent + words, look)), item=str(block.span.start))
        )
    return lines + [Line()] * (height - len(lines))
