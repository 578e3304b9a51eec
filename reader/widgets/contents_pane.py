"""The headings of the article, beside it where the screen is wide enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from articles.model import BlockKind
from articles.untrusted import one_line
from reader.cells import fit
from reader.lines import Line, Look, Piece
from reader.painting import paint

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Region

    from articles.model import Article, Block
    from reader.glyphs import Glyphs
    from reader.palette import Palette

TOP_ROWS = 1


class ContentsPane(Widget):
    """Lists headings, the one being read marked; a click goes there."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "ContentsPane { height: 1fr; }"

    @dataclass
    class HeadingChosen(Message):
        """A heading was clicked."""

        offset: int

    def __init__(self, palette: Palette, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._palette = palette
        self._glyphs = glyphs
        self._text = ""
        self._headings: tuple[Block, ...] = ()
        self._current = -1

    def show(self, article: Article) -> None:
        """List the headings of an article."""
        self._text = article.text
        self._headings = tuple(block for block in article.blocks if block.kind is BlockKind.HEADING)
        self._current = -1
        self.refresh()

    def show_place(self, offset: int) -> None:
        """Mark the heading that the text at `offset` stands under."""
        before = [index for index, block in enumerate(self._headings) if block.span.start <= offset]
        current = before[-1] if before else -1
        if current != self._current:
            self._current = current
            self.refresh()

    def _first(self) -> int:
        """Return the first heading that is listed: the current one is kept in sight."""
        room = max(1, self.size.height - TOP_ROWS)
        return max(0, min(self._current - room // 2, len(self._headings) - room))

    def render_line(self, y: int) -> Strip:
        """Return a row."""
        width = self.size.width
        index = self._first() + y - TOP_ROWS
        if y < TOP_ROWS or not 0 <= index < len(self._headings):
            return paint(Line(), width, self._palette)
        block = self._headings[index]
        here = index == self._current
        indent = "  " * min(4, block.level - 1)
        words = fit(one_line(block.span.cut(self._text), width), width - 4 - len(indent), ellipsis=self._glyphs.ellipsis)
        look = Look.PLAIN if here else Look.MUTED
        mark = f" {self._glyphs.current} " if here else "   "
        return paint(Line((Piece(mark, Look.ACCENT), Piece(indent + words, look))), width, self._palette)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows without borders, which it has none of."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]

    def on_click(self, event: events.Click) -> None:
        """Go to the heading under the mouse."""
        index = self._first() + event.y - TOP_ROWS
        if event.y >= TOP_ROWS and 0 <= index < len(self._headings):
            self.post_message(self.HeadingChosen(self._headings[index].span.start))
