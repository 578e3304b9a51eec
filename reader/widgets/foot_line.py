"""One row at the foot of a screen, set for its width by whoever shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.lines import Line
from reader.painting import paint

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.strip import Strip

    from reader.palette import Palette

    Setting = Callable[[int], Line]


class FootLine(Widget):
    """Shows a line that is set anew for each width."""

    DEFAULT_CSS = "FootLine { height: 1; dock: bottom; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._set: Setting = lambda _width: Line()

    def show(self, setting: Setting) -> None:
        """Show another line; `setting` returns it for a width in cells."""
        self._set = setting
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - Textual's
        """Return the row."""
        return paint(self._set(self.size.width), self.size.width, self._palette)
