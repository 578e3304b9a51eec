"""The part of the library's screen that notices what colleagues do while one looks at the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.screens.gathering import GatheringScreen
from reader.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Hashable


class RenewingScreen(GatheringScreen):
    """Counts anew whenever somebody wrote something or an article came in, and only then."""

    _watch: Watch | None = None

    @dataclass
    class NewsCame(Message):
        """Something was written since the articles were counted."""

    def on_screen_resume(self) -> None:
        """Begin to look; the count that begins as well says from where on."""
        if self._watch is None:
            self._watch = Watch(self._is_other, self._tell_news)
            self._watch.start()

    def on_screen_suspend(self) -> None:
        """Look no more: the list is not seen, and is counted when it is again."""
        self._look_away()

    def on_unmount(self) -> None:
        """Look no more."""
        self._look_away()

    async def _count(self) -> None:
        # Taken before: what is written while it counts is counted once more.
        seen = self.store.pulse()
        await super()._count()
        if self._watch is not None:
            self._watch.expect((seen,))

    def on_renewing_screen_news_came(self, message: NewsCame) -> None:
        """Count; only the articles that changed cost anything."""
        message.stop()
        self.run_worker(self._count(), exclusive=True)

    def _is_other(self, seen: Hashable) -> bool:
        return self.store.pulse() != seen

    def _look_away(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.stop()

    def _tell_news(self) -> None:
        self.post_message(self.NewsCame())
