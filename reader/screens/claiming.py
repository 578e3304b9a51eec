"""The part of the reading screen that makes claims and sets their bounds."""

from __future__ import annotations

from articles.frozen import replace
from reader.panel.hints import keyed
from reader.screens.seeking import SeekingScreen
from reader.words import _


class ClaimingScreen(SeekingScreen):
    """Makes claims and sets their bounds."""

    async def action_make_claim(self) -> None:
        """Make a claim of the selection or the sentence."""
        span = self.words
        if span is None:
            told = _(
                "{next-sentence} goes to a sentence, {select} selects words; "
                "{make-claim} then makes the claim"
            )
            self.say(keyed(told))
            return
        same = next((view for view in self.dossier.claims if view.span == span), None)
        if same:
            self.point(replace(self.pointing, claim=same.id))
            self.say(_("this is claim {number} already").format(number=same.number))
            return
        from annotations.kinds import likely_kind

        language = self.dossier.revision.article.metadata.language
        kind = likely_kind(span.cut(self.dossier.text), language)
        if self.selecting:
            self.unselect()
        claim = await self.perform(lambda: self.session.add_claim(self.dossier, span, kind=kind))
        if claim:
            self.point(replace(self.pointing, claim=claim.id))
            view = self.claim_view
            number = view.number if view else len(self.dossier.claims)
            self.say(
                keyed(_("claim {number}: {link-fact} links a fact, {verdict} gives a verdict"), number=number)
            )

    async def set_bounds(self) -> None:
        """Give the claim whose bounds are being set the selected words."""
        view = self.dossier.claim(self.selecting.bounds_of) if self.selecting else None
        if view is None or self.selecting is None:
            return
        span = self.selecting.span
        self.unselect()
        if await self.perform(lambda: self.session.move(self.dossier, view.claim, span)):
            self.say(keyed(_("the claim has its new words; {undo} takes it back")))
