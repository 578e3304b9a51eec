"""A list to pick from, on a screen of its own: contents, and whatever else is long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from reader.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from reader.glyphs import Glyphs
    from reader.palette import Palette
    from reader.widgets.pick_list import Row


class PickScreen(ModalScreen[str | None]):
    """Answers with the id of the row that was picked; None where none was."""

    DEFAULT_CSS = "PickScreen { align: center top; } PickScreen PickList { max-width: 100; }"
    AUTO_FOCUS = None

    def __init__(
        self, title: str, rows: Sequence[Row], palette: Palette, glyphs: Glyphs, *, current: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self._rows = rows
        self._current = current
        self._palette = palette
        self._list = PickList(palette, glyphs)

    def compose(self) -> ComposeResult:
        """Put the list on the screen."""
        yield self._list

    def on_mount(self) -> None:
        """Take the ground of the page, and open the list."""
        self.styles.background = self._palette.background
        self._list.open(self._title, self._rows, current=self._current)

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """Answer with the row."""
        message.stop()
        self.dismiss(message.id)  # type: ignore[unused-awaitable]  # a screen cannot wait for its own end

    def on_pick_list_cancelled(self, message: PickList.Cancelled) -> None:
        """Answer with nothing."""
        message.stop()
        self.dismiss(None)  # type: ignore[unused-awaitable]  # a screen cannot wait for its own end
