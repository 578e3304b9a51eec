"""The one status line, at the foot of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.lines import Line
from reader.painting import paint
from reader.status import Status, compose_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Region
    from textual.strip import Strip

    from reader.glyphs import Glyphs
    from reader.palette import Palette


class StatusLine(Widget):
    """Shows a Status in a row, or in a few where something said is longer."""

    DEFAULT_CSS = "StatusLine { height: 1; dock: bottom; }"

    def __init__(self, palette: Palette, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._palette = palette
        self._glyphs = glyphs
        self._status = Status("", 0)
        self._lines: Sequence[Line] = ()

    @property
    def status(self) -> Status:
        """What is shown."""
        return self._status

    def show(self, status: Status) -> None:
        """Show another status; nothing is sent where nothing changed."""
        if status != self._status:
            self._status = status
            self._set_lines()

    def on_resize(self) -> None:
        """Fit what is said to the new width."""
        self._set_lines()

    def _set_lines(self) -> None:
        width, signs = self.size.width, self._glyphs
        if not width:
            return
        self._lines = compose_rows(self._status, width, dot=signs.dot, ellipsis=signs.ellipsis, boxes=signs)
        if self.size.height != len(self._lines):
            self.styles.height = len(self._lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a row."""
        line = self._lines[y] if y < len(self._lines) else Line()
        return paint(line, self.size.width, self._palette)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the row without borders, which it has none of."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]
