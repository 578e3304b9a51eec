"""The part of the reading screen that makes claims and gives verdicts on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.workflow import scale_named
from reader.choices import Choice
from reader.screens.seeking import SeekingScreen
from reader.words import _, called

if TYPE_CHECKING:
    from annotations.dossier import ClaimView


class ClaimingScreen(SeekingScreen):
    """Makes claims, sets their bounds, and records one's own verdicts."""

    async def action_make_claim(self) -> None:
        """Make a claim of the selection or the sentence."""
        span = self.words
        if span is None:
            self.say(_(") goes to a sentence, v selects words; c then makes the claim"))
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
            self.say(_("claim {number}: l links a fact, r gives a verdict").format(number=number))

    async def set_bounds(self) -> None:
        """Give the claim whose bounds are being set the selected words."""
        view = self.dossier.claim(self.selecting.bounds_of) if self.selecting else None
        if view is None or self.selecting is None:
            return
        span = self.selecting.span
        self.unselect()
        if await self.perform(lambda: self.session.move(self.dossier, view.claim, span)):
            self.say(_("the claim has its new words; u takes it back"))

    # Verdicts

    def action_verdict(self) -> None:
        """Ask for one's verdict on the current claim."""
        view = self.claim_view
        if view is None:
            self.say(_("] goes to a claim; r then gives a verdict"))
            return
        scale = scale_named(self.dossier.policy.scale)
        mine = view.judgement_of(self.session.reviewer)
        given = mine.review.verdict if mine else ""
        choices = [Choice(one.letter, called(one.id)) for one in scale.verdicts]
        default = next((one.letter for one in scale.verdicts if one.id == given), "")
        self.ask_choice(_("verdict"), choices, self.give_verdict, default=default)

    async def give_verdict(self, letter: str) -> None:
        """Give the verdict that a letter stands for."""
        view = self.claim_view
        scale = scale_named(self.dossier.policy.scale)
        verdict = next((one for one in scale.verdicts if one.letter == letter), None)
        if view is None or verdict is None:
            return
        mine = view.judgement_of(self.session.reviewer)
        reason = mine.review.reason if mine and mine.review.verdict == verdict.id else ""
        if verdict.needs_reason and not reason:
            self.ask_words(
                _("why?"),
                lambda why: self.record_verdict(view, verdict.id, why.strip()),
                placeholder=_("what is wrong and what it should be"),
            )
            return
        await self.record_verdict(view, verdict.id, reason)

    async def record_verdict(self, view: ClaimView, verdict: str, reason: str) -> None:
        """Record a verdict and say how to go on."""
        review = await self.perform(lambda: self.session.review(self.dossier, view, verdict, reason=reason))
        if review:
            self.panel.select(review.id)
            self.say(_("{verdict}: e gives the reason, u takes it back").format(verdict=called(verdict)))
