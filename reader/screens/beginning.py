"""The beginning of a long article, to read in while the rest is taken in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from reader.bindings import bindings_of
from reader.keys import Pane
from reader.screens.moving import MovingScreen
from reader.words import _, percent

if TYPE_CHECKING:
    from textual.binding import BindingType

    from reader.intake import Intake
    from reader.opened import Opened
    from reader.services import Services

_KEYS = frozenset(
    {"line-down", "line-up", "page-down", "page-up", "half-down", "half-up", "top", "quit", "quit-all"}
)
"""What one can do here, by the ids of the table; every other key waits for the whole article."""
_ONWARDS = frozenset({"line-down", "page-down", "half-down"})
_LOOK_EVERY = 0.1
"""Seconds between two looks at how far it is."""


class BeginningScreen(MovingScreen):
    """Shows the first part of an article; whoever wants more waits until it is whole."""

    BINDINGS: ClassVar[list[BindingType]] = [
        one for one in bindings_of(Pane.READING) if isinstance(one, Binding) and one.id in _KEYS
    ]

    def __init__(self, services: Services, opened: Opened, intake: Intake) -> None:
        super().__init__(services, opened.dossier)
        self.intake = intake
        self.article.leaf.whole = opened.whole
        self._whole = asyncio.Event()
        self._own = {key: one.id for one in services.keys if one.id in _KEYS for key in one.keys}

    def on_mount(self) -> None:
        """Begin at the beginning."""
        self.set_out()
        self.run_worker(self._follow())

    async def _follow(self) -> None:
        while not await asyncio.to_thread(self.intake.done.wait, _LOOK_EVERY):
            self.saved = _("reading… {part}").format(part=percent(int(100 * self.intake.part)))
            self.show_status()
        self._whole.set()

    async def until_whole(self) -> None:
        """Return when the whole article is in the library, or cannot be."""
        await self._whole.wait()

    def takes(self, key: str) -> bool:
        """Tell whether a key can be answered from what is shown here."""
        action = self._own.get(key)
        return action is not None and not (action in _ONWARDS and self.article.leaf.at_end)

    def action_leave(self) -> None:
        """Quit; what was not taken in by then is not."""
        self.app.exit()

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()
