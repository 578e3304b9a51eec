"""Textual's own viewer of Markdown, with nothing around it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import MarkdownViewer

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Viewer(App[None]):
    """Shows one file."""

    def compose(self) -> ComposeResult:
        """Show nothing but the text."""
        yield MarkdownViewer(Path(sys.argv[1]).read_text(encoding="utf-8"), show_table_of_contents=False)


if __name__ == "__main__":
    Viewer().run()
