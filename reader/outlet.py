"""Writes to the terminal in a thread of its own: one that does not read holds nobody up."""

from __future__ import annotations

import os
import select
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Outlet:
    """Takes bytes at once, and writes them when the terminal takes them.

    Once the terminal is gone, what is handed in is dropped.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._waiting = bytearray()
        self._changed = threading.Condition()
        self._writing = False
        self._stopping = False
        self._gone = False
        self._then: Callable[[], None] | None = None
        self._thread = threading.Thread(target=self._run, name="postil-output", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def put(self, data: bytes) -> None:
        """Write `data` after all that was handed in before; returns at once."""
        with self._changed:
            if not self._gone:
                self._waiting += data
                self._changed.notify_all()

    def when_idle(self, then: Callable[[], None]) -> bool:
        """Tell whether all is written; else call `then` once it is, from the writing thread."""
        with self._changed:
            is_idle = not self._waiting and not self._writing
            self._then = None if is_idle else then
            return is_idle

    def stop(self, patience: float) -> None:
        """Write what is left, for `patience` seconds at most: a terminal may never read again."""
        with self._changed:
            self._stopping = True
            self._then = None
            self._changed.notify_all()
        self._thread.join(patience)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._stopping)
                if not self._waiting:
                    return
                data = bytes(self._waiting)
                self._waiting.clear()
                self._writing = True
            is_gone = not _write(self._descriptor, data)
            with self._changed:
                self._writing = False
                self._gone = self._gone or is_gone
                if self._gone:
                    self._waiting.clear()
                then = None if self._waiting else self._then
                if then:
                    self._then = None
            if then:
                then()


def _write(descriptor: int, data: bytes) -> bool:
    """Write all of `data`, however long that takes; tell whether there was a terminal to take it."""
    left = memoryview(data)
    while left:
        try:
            left = left[os.write(descriptor, left) :]
        except BlockingIOError:
            # Whoever else has this terminal open may have told it not to wait.
            select.select([], [descriptor], [])
        except OSError:
            return False
    return True
