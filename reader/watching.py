"""Watches for what colleagues write, in a thread of its own.

A look costs a few stats; done on the screen's event loop several times a second it
would wake that, too, which costs ten times as much.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from annotations.errors import PostilError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

LOOK_EVERY = 0.2
"""Seconds between two looks; folding and showing what was found take less than as much again."""


class Watch:
    """Looks whether what was shown has changed, and tells once until it is told what is shown now.

    `changed` is `Store.changed`; `tell` is called from the watching thread.
    """

    def __init__(self, changed: Callable[[Hashable], bool], tell: Callable[[], None]) -> None:
        self._changed = changed
        self._tell = tell
        self._tokens: Sequence[Hashable] = ()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, name="postil-watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; returns at once."""
        self._stopped.set()

    def expect(self, tokens: Sequence[Hashable]) -> None:
        """Take what is shown now as the state that a change is a change of."""
        self._tokens = tuple(tokens)

    def _look(self) -> None:
        while not self._stopped.wait(LOOK_EVERY):
            tokens = self._tokens
            try:
                news = any(map(self._changed, tokens))
            except PostilError:
                # What is wrong will be said by whoever reads the records next.
                news = True
            if news and not self._stopped.is_set() and tokens is self._tokens:
                self._tokens = ()
                self._tell()
