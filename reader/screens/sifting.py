"""The part of the reading screen that goes through some claims only, and through suggested sentences."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from annotations.sifting import Sift, dismiss, passes, still_suggested, worth_checking
from reader.choices import Choice
from reader.panel.hints import keyed
from reader.screens.ticking import TickingScreen
from reader.words import _, called

if TYPE_CHECKING:
    from annotations.dossier import ClaimView, Dossier
    from annotations.suggesting import Suggestion

_LETTERS = {"o": Sift.OPEN, "m": Sift.MINE, "s": Sift.SUGGESTED, "c": Sift.CHANGED, "a": Sift.ALL}
_MOST_REASONS = 3


class SiftingScreen(TickingScreen):
    """Goes through the claims that are open, mine or changed, or through sentences that may become claims."""

    sift: Sift = Sift.ALL
    _worth: tuple[str, tuple[Suggestion, ...]] | None = None
    """What looks worth checking, by the revision it was looked for in; worked out when first asked for."""
    suggestions: tuple[Suggestion, ...] = ()

    def action_sift(self) -> None:
        """Ask what to go through."""
        choices = [Choice(letter, called(sift)) for letter, sift in _LETTERS.items()]
        default = next(letter for letter, sift in _LETTERS.items() if sift is self.sift)
        self.ask_choice(_("go through"), choices, self._choose_sift, default=default)

    async def _choose_sift(self, letter: str) -> None:
        self.sift = _LETTERS[letter]
        if self.sift is Sift.SUGGESTED:
            self.say(_("looking for sentences worth checking…"))
            await self._look_for_suggestions()
        self._show_suggestions(self.dossier)
        self.say(self._told())

    def _told(self) -> str:
        """Return how many there are to go through."""
        if self.sift is Sift.ALL:
            return keyed(_("{next-claim} goes through all claims"))
        if self.sift is Sift.SUGGESTED:
            count = len(self.suggestions)
            return keyed(
                _("{n} suggested: {next-claim} goes on, {make-claim} makes a claim, {dismiss} dismisses"),
                n=count,
            )
        count = sum(map(self.wanted, self.dossier.claims))
        return keyed(
            _("{n} {which}: {next-claim} goes through them; {sift} and a for all"),
            n=count,
            which=called(self.sift),
        )

    async def _look_for_suggestions(self) -> None:
        dossier = self.dossier
        if self._worth is None or self._worth[0] != dossier.revision.sha256:
            found = await asyncio.to_thread(worth_checking, dossier)
            self._worth = (dossier.revision.sha256, found)

    def _show_suggestions(self, dossier: Dossier) -> None:
        """Mark what is suggested now, or nothing."""
        wanted = self.sift is Sift.SUGGESTED and self._worth and self._worth[0] == dossier.revision.sha256
        found = still_suggested(self._worth[1], dossier) if wanted and self._worth else ()
        # What was ticked through needs no claim to be checked by.
        self.suggestions = tuple(one for one in found if not self.checklist.is_done(one.span))
        self.article.show_suggestions([one.span.start for one in self.suggestions])

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a newer dossier, with what is suggested in it."""
        super().show_dossier(dossier)
        if self.sift is Sift.SUGGESTED:
            self._show_suggestions(dossier)

    @property
    def sifted(self) -> str:
        """Which claims the keys stop at, in a word; nothing where at all."""
        return "" if self.sift is Sift.ALL else called(self.sift)

    def wanted(self, view: ClaimView) -> bool:
        """Tell whether the keys stop at a claim."""
        return passes(view, self.sift, self.session.reviewer)

    def action_claim(self, step: int) -> None:
        """Go to the next claim, or to the next sentence that may become one."""
        if self.sift is not Sift.SUGGESTED:
            super().action_claim(step)
            return
        at = self.pointing.sentence.start if self.pointing.sentence else self.article.visible_span.start - 1
        ahead = [one for one in self.suggestions if (one.span.start - at) * step > 0]
        if not ahead:
            self.say(_("nothing suggested further on") if step > 0 else _("nothing suggested before this"))
            return
        found = ahead[0 if step > 0 else -1]
        self.point_at_sentence(found.span)
        self.say(keyed(_("{why} · {make-claim} makes a claim, {dismiss} dismisses"), why=_reasons(found)))

    async def action_give_up(self) -> None:
        """Dismiss the suggestion one is at; else as ever."""
        here = next((one for one in self.suggestions if one.span == self.pointing.sentence), None)
        if here is None or self.claim_view:
            await super().action_give_up()
            return
        if await self.perform(lambda: dismiss(self.session, self.dossier, here.span)):
            self.action_claim(1)


def _reasons(suggestion: Suggestion) -> str:
    """Return why a sentence is suggested, the weightiest reasons first."""
    speaking_for = [one.cue for one in suggestion.reasons if one.points > 0]
    return ", ".join(map(called, speaking_for[:_MOST_REASONS]))
