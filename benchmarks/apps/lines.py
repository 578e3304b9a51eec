"""The floor: the least that a reader on Textual can be.

It shows the lines of a file, broken at spaces for the window it starts in, in
one widget with Textual's Line API, and scrolls them by line and by page.  What
it needs, any reader on Textual needs; the rest is our own.
"""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.app import App
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Pages(ScrollView, can_focus=True):
    """The lines of a file."""

    DEFAULT_CSS = "Pages { overflow-x: hidden; scrollbar-size: 0 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [("j", "go(1)"), ("space", "page"), ("q", "app.quit")]

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        width = get_terminal_size().columns
        self._lines = [row for line in lines for row in broken(line, width)]
        self.virtual_size = Size(1, len(self._lines))

    def action_go(self, rows: int) -> None:
        """Scroll by rows."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False)

    def action_page(self) -> None:
        """Scroll by a screen."""
        self.action_go(self.size.height - 2)

    def render_line(self, y: int) -> Strip:
        """Return a line as it is."""
        row = self.scroll_offset.y + y
        text = self._lines[row] if row < len(self._lines) else ""
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)


def broken(line: str, width: int) -> list[str]:
    """Return `line` as rows of at most `width` characters, broken at spaces."""
    rows = []
    while len(line) > width:
        at = line.rfind(" ", 0, width + 1) + 1 or width
        rows.append(line[:at])
        line = line[at:]
    return [*rows, line]


class Lines(App[None]):
    """Shows one file."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines

    def compose(self) -> ComposeResult:
        """Show nothing but the lines."""
        yield Pages(self._lines)


if __name__ == "__main__":
    Lines(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()).run()
