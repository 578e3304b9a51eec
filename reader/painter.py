"""Puts frames on the terminal: of each what is not there yet, and only when the terminal can take it.

It knows the cells of the terminal, so that a frame that cannot go out yet is
put aside and the newest one sent in its place: to a terminal that does not
read, over a slow line, or while another is on its way.
"""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING

from reader.screenful import is_frame, painted, unknown
from reader.sparing import difference

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable

    from reader.outlet import Outlet
    from reader.pacing import Pace
    from reader.screenful import Row

Size = tuple[int, int]
"""Columns and rows."""

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_NO_CELLS = re.compile(
    r"(?:\x1b\[[?<>=][\d;]*\$?[a-zA-Z]|\x1b\[\d* q|\x1b\](?!8;)\d+;[^\x07\x1b]*(?:\x07|\x1b\\)|\x07"
    # What GNU screen hands on is a copy, cut into pieces.
    r"|\x1bP(?:\x1b\]52;)?[^\x1b]*\x1b\\)*"
)
"""What changes nothing on the screen: modes, questions, copies, the pointer's shape, the bell."""
_OTHER_SCREEN = "?1049"
_QUESTION = "$p"
_WORTH_HOLDING = 1024
"""Bytes of a frame, below which it comes in one piece anyway and needs no marks around it."""


class Painter:
    """Writes what Textual sends to an outlet; all of it in the thread of the event loop."""

    def __init__(
        self, outlet: Outlet, loop: AbstractEventLoop, pace: Pace, *, scrolls: bool, encoding: str = "utf-8"
    ) -> None:
        self._outlet = outlet
        self._loop = loop
        self._pace = pace
        self._scrolls = scrolls
        self._encoding = encoding
        self._size: Size = (0, 0)
        self._known: list[Row] = []
        self._wanted: list[Row] = []
        self._cursor = (0, 0)
        self._has_frame = False
        self._is_timed = False
        self._holds_frames = False

    @property
    def size(self) -> Size:
        """How large the terminal was when it was last written to."""
        return self._size

    def begin(self, size: Size, first: str = "") -> None:
        """Take a terminal of a size for one that shows `first`, and nothing known elsewhere."""
        self._size = size
        self.forget()
        frame = painted(self._known, first)
        if frame is not None:
            self._known = self._wanted = frame.rows

    def forget(self) -> None:
        """Take nothing for granted that is on the terminal."""
        self._known = self._wanted = unknown(*self._size)
        self._has_frame = False

    def write(self, data: str, size: Size) -> None:
        """Write what Textual wants written to a terminal of a size; of a frame, what is not there yet."""
        if data in {SYNC_START, SYNC_END}:
            # They come again around what is left of the frame, where that is worth it.
            self._holds_frames = True
            return
        if size != self._size and is_frame(data):
            # Before the first frame Textual has only guessed the size.
            self.begin(size)
        if data.endswith(_QUESTION):
            self._pace.asked(monotonic())
        frame = painted(self._wanted, data)
        if frame is None:
            if _OTHER_SCREEN in data or not _NO_CELLS.fullmatch(data):
                self.forget()
            self._put(data)
            return
        self._wanted, self._cursor = frame
        self._has_frame = True
        self._send()

    def _send(self) -> None:
        """Send the newest frame, or have it sent once the terminal has taken the last one."""
        if not self._has_frame or self._is_timed or not self._outlet.when_idle(self._send_later):
            return
        pause = self._pace.pause(monotonic())
        if pause > 0:
            self._is_timed = True
            self._loop.call_later(pause, self._send_timed)
            return
        data = difference(self._known, self._wanted, self._cursor, scrolls=self._scrolls)
        self._known = self._wanted
        self._has_frame = False
        if data:
            self._pace.sent(len(data), monotonic())
            held = self._holds_frames and len(data) > _WORTH_HOLDING
            self._put(f"{SYNC_START}{data}{SYNC_END}" if held else data)

    def _send_timed(self) -> None:
        self._is_timed = False
        self._send()

    def _send_later(self) -> None:
        """Send once the loop has time; called from the outlet's thread."""
        _soon(self._loop, self._send)

    def _put(self, data: str) -> None:
        self._outlet.put(data.encode(self._encoding, "replace"))


def _soon(loop: AbstractEventLoop, work: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(work)
    except RuntimeError:
        # The loop ended while the terminal was still taking the last frame.
        return
