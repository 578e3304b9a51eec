"""Keeps a session's word of where it is, and looks where others are, in a thread of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotations.presence import Presence, Present

LOOK_EVERY = 1.0
"""Seconds between two looks, and at least between two words of one's own, however many keys come."""


class Attendance:
    """Tells where one is when that changed, and calls `tell` from its thread when others are elsewhere."""

    def __init__(self, presence: Presence, tell: Callable[[], None]) -> None:
        self._presence = presence
        self._tell = tell
        self._at: tuple[str, str] | None = None
        self._told: tuple[str, str] | None = None
        self._stopped = threading.Event()
        self._speaking = threading.Lock()
        self.others: Sequence[Present] = ()
        """Where everybody else was at the last look."""
        self._thread = threading.Thread(target=self._look, name="postil-attend", daemon=True)

    def start(self) -> None:
        """Begin to tell and to look."""
        self._thread.start()

    def be_at(self, article: str, claim: str) -> None:
        """Take where one is now; it is told at the next look."""
        self._at = article, claim

    def stop(self) -> None:
        """Tell that one is gone, and look no more."""
        self._stopped.set()
        with self._speaking:
            self._presence.leave()

    def _look(self) -> None:
        while not self._stopped.is_set():
            self._speak()
            others = self._presence.others()
            if others != self.others:
                self.others = others
                self._tell()
            self._stopped.wait(LOOK_EVERY)

    def _speak(self) -> None:
        with self._speaking:
            at = self._at
            if at is not None and at != self._told and not self._stopped.is_set():
                self._presence.tell(*at)
                self._told = at
