"""The headings of the article, beside it where the screen is wide enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from reader.contents_lines import contents_lines, headings_of
from reader.lines import Line
from reader.painting import changed, paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Region
    from textual.strip import Strip

    from articles.model import Article, Block
    from reader.glyphs import Glyphs
    from reader.palette import Palette


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
        self._headings: Sequence[Block] = ()
        self._offset = 0
        self._lines: list[Line] = []

    def show(self, article: Article) -> None:
        """List the headings of an article."""
        # Found once: a long article has them among some ten thousand blocks.
        self._text, self._headings = article.text, headings_of(article)
        self._repaint()

    def show_place(self, offset: int) -> None:
        """Mark the heading that the text at `offset` stands under."""
        if offset != self._offset:
            self._offset = offset
            self._repaint()

    def _repaint(self) -> None:
        width, height = self.size
        if not width:
            return
        before = self._lines
        self._lines = contents_lines(self._text, self._headings, self._offset, width, height, self._glyphs)
        if len(before) != len(self._lines):
            self.refresh()
            return
        if regions := changed(before, self._lines, width):
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """Return a row."""
        line = self._lines[y] if y < len(self._lines) else Line()
        return paint(line, self.size.width, self._palette)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows without borders, which it has none of."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]

    def on_resize(self) -> None:
        """Fit the headings to the new size."""
        self._lines = []
        self._repaint()

    def on_click(self, event: events.Click) -> None:
        """Go to the heading under the mouse."""
        item = self._lines[event.y].item if event.y < len(self._lines) else ""
        if item:
            self.post_message(self.HeadingChosen(int(item)))
