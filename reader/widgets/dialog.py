"""What the small dialogs have in common: they come at once, take keys in order, go without a trace.

A dialog is mounted beforehand and hidden.  Opening one shows and focuses it
before the call returns, so that what is typed next reaches it.  It handles
each key in its own turn instead of by bindings: those run a queue later, and
a burst such as `a`, Backspace, `b` would be carried out in another order.
"""

from __future__ import annotations

import asyncio
import math
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.geometry import Offset, Region
from textual.widget import Widget

from reader.lines import Line, Piece
from reader.painting import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.strip import Strip

    from reader.glyphs import Glyphs
    from reader.palette import Palette

HEARD_WITHIN = 5.0
"""Seconds that a key waits for what came of the one before: a disk that hangs must not hold the keys."""


class Dialog(Widget, can_focus=True):
    """A hidden widget of painted lines that opens, takes keys, and closes itself."""

    ALLOW_SELECT = False
    INSET = 1
    """Cells left free on either side, so that words do not touch the rule beside them."""

    def __init__(self, palette: Palette, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.display = False
        self.palette = palette
        self.glyphs = glyphs
        self._lines: Sequence[Line] = ()
        self._cursor: tuple[int, int] | None = None
        self._opener: Widget | None = None
        self.heeds_after = 0.0
        """Keys that were typed up to then, on Textual's clock, are not for this dialog."""

    @property
    def holds_early(self) -> bool:
        """Whether what was typed before it was seen is done after it; else nobody gets it."""
        return False

    @property
    def is_open(self) -> bool:
        """Whether it is on screen and takes keys."""
        return bool(self.display)

    def restyle(self, palette: Palette, glyphs: Glyphs) -> None:
        """Take other colours and signs."""
        self.palette, self.glyphs = palette, glyphs
        self._lines = ()
        self.redraw()

    def drawing(self, width: int, height: int) -> tuple[Sequence[Line], tuple[int, int] | None]:
        """Return the lines to show, and the cursor's column and row, if it has one.

        `width` leaves out the inset on either side.
        """
        raise NotImplementedError

    def press(self, key: str, character: str | None) -> bool:
        """Do what a key means here; tell whether it meant anything."""
        raise NotImplementedError

    def paste(self, text: str) -> None:
        """Take pasted text, as it came."""

    async def take(self, key: str, character: str | None) -> bool:
        """Do what a key means here, and let the screen do what came of it; tell whether it meant anything.

        The app calls this for each key in its turn: a key behind the one that
        closed the dialog is looked at only after what was typed has been saved.
        """
        screen, stack = self.screen, self.app.screen_stack
        below = stack[: stack.index(screen)][-1:] if screen in stack else []
        if not self.press(key, character):
            return False
        self.redraw()
        if not screen.is_modal:
            if not self.is_open:
                await _be_heard_by(self, *self.ancestors)
        elif not (self.is_open and screen.is_current):
            # With some versions of Python it has gone by now, with others it goes when there is time.
            await self._be_gone(screen, below)
        return True

    async def _be_gone(self, screen: Screen[Any], below: Sequence[Screen[Any]]) -> None:
        """Wait until a dialog's own screen has given way, and the one below has done what came of it."""
        with suppress(TimeoutError):
            async with asyncio.timeout(HEARD_WITHIN):
                while screen.is_current:  # noqa: ASYNC110 - a screen tells nobody that it has gone
                    await asyncio.sleep(0)
        await _be_heard_by(*below)

    def come(self, *, unexpected: bool = False) -> None:
        """Show it and give it the keys, before this returns.

        One that is `unexpected` takes none that was typed before it was painted.
        """
        self.heeds_after = math.inf if unexpected else 0.0
        focused = self.screen.focused
        if focused is not self:
            self._opener = focused
        self.display = True
        self.screen.set_focus(self, scroll_visible=False)
        self.redraw()

    def go(self) -> None:
        """Hide it and give the keys back to what had them."""
        if not self.is_open:
            return
        held = self.screen.focused is self
        self.display = False
        opener, self._opener = self._opener, None
        if held:
            still_there = opener is not None and opener.is_attached and opener.display
            self.screen.set_focus(opener if still_there else None, scroll_visible=False)

    def redraw(self) -> None:
        """Work the lines out again and repaint those that differ."""
        width, height = self.size
        if not self.is_open or not width or not height:
            return
        old = self._lines
        self._lines, self._cursor = self.drawing(self.room, height)
        changed = [
            Region(0, y, width, 1)
            for y in range(height)
            if y >= len(old) or y >= len(self._lines) or old[y] != self._lines[y]
        ]
        if changed:
            self.refresh(*changed)
        if self._cursor and self.has_focus:
            # The terminal's own cursor, for screen readers and input methods.
            self.app.cursor_position = (
                self.content_region.offset + Offset(self.INSET, 0) + Offset(*self._cursor)
            )

    @property
    def room(self) -> int:
        """How many cells a line may take."""
        return max(1, self.size.width - 2 * self.INSET)

    def render_line(self, y: int) -> Strip:
        """Return row `y` of the widget, painted."""
        if self.heeds_after == math.inf:
            self.heeds_after = monotonic()
        row = self._lines[y] if y < len(self._lines) else Line()
        return paint(Line((Piece(" " * self.INSET), *row.pieces)), self.size.width, self.palette)

    def on_resize(self) -> None:
        """Fit the lines to the new size."""
        self._lines = ()
        self.redraw()

    def on_focus(self) -> None:
        """Put the terminal's cursor where the dialog's is."""
        self.redraw()

    async def _on_key(self, event: events.Key) -> None:
        # A key that was on its way when the dialog closed belongs to what is below.
        if self.is_open and self.press(event.key, event.character):
            event.stop()
            event.prevent_default()
            self.redraw()

    async def _on_paste(self, event: events.Paste) -> None:
        if self.is_open:
            event.stop()
            event.prevent_default()
            self.paste(event.text)
            self.redraw()


async def _be_heard_by(*way: DOMNode) -> None:
    """Wait until each of some widgets has dealt with what it was told, one after another."""
    with suppress(TimeoutError):
        async with asyncio.timeout(HEARD_WITHIN):
            for widget in way:
                heard = asyncio.Event()
                if isinstance(widget, Widget) and widget.call_later(heard.set):
                    await heard.wait()
