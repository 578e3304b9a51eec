"""The part of the reading screen that settles, once, under which name one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from articles.frozen import replace
from reader.screens.judging import JudgingScreen
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from reader.app import PostilApp

NAME_SETTLED = "told-name"
"""Under which key the desk keeps that its owner's name was agreed to."""


class SigningScreen(JudgingScreen):
    """Asks for a name where nobody chose one and the first note is about to be saved."""

    @property
    def needs_name(self) -> bool:
        """Whether records would go under a login name that nobody agreed to."""
        chosen = bool(self.services.config.reviewer or self.services.desk.recall(NAME_SETTLED))
        return self.services.become is not None and not chosen

    def ask_name(self, save: Callable[[], Awaitable[bool]], back: Callable[[], Awaitable[None]]) -> None:
        """Ask for a name with the login name filled in, then `save`; Esc goes `back`."""
        login = self.session.reviewer
        self.ask_words(
            _("under which name do you write?"),
            lambda name: self._sign(name.strip(), save, back),
            initial=login,
            otherwise=back,
            unexpected=True,
        )

    async def _sign(
        self, name: str, save: Callable[[], Awaitable[bool]], back: Callable[[], Awaitable[None]]
    ) -> None:
        become = self.services.become
        if become is None or name == self.session.reviewer:
            await self.keep(NAME_SETTLED, {"name": self.session.reviewer})
            await save()
            return
        services = await self.perform(lambda: become(name))
        if services is None:
            said = self.message
            await back()
            self.editor.fail(said)
            self.rearrange()
            return
        self.services, self.session = services, services.session
        if await save():
            said = _("saved as {name}; postil.toml keeps the name").format(name=name)
            # Every widget was made for the other name, and a screen cannot replace itself from within.
            # At once, since what was typed ahead is for the new screens.
            self.app.call_next(cast("PostilApp", self.app).become, replace(services, notices=(said,)))
