"""The one status line, at the foot of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.painting import paint
from reader.status import Status, compose_status

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip

    from reader.glyphs import Glyphs
    from reader.palette import Palette


class StatusLine(Widget):
    """Shows a Status in one row."""

    DEFAULT_CSS = "StatusLine { height: 1; dock: bottom; }"

    def __init__(self, palette: Palette, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._palette = palette
        self._glyphs = glyphs
        self._status = Status("", 0)

    @property
    def status(self) -> Status:
        """What is shown."""
        return self._status

    def show(self, status: Status) -> None:
        """Show another status; nothing is sent where nothing changed."""
        if status != self._status:
            self._status = status
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - Textual's
        """Return the row."""
        width = self.size.width
        line = compose_status(self._status, width, dot=self._glyphs.dot, ellipsis=self._glyphs.ellipsis)
        return paint(line, width, self._palette)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the row without borders, which it has none of."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]
