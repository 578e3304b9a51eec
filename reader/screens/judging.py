"""The part of the reading screen that judges: verdicts of one's own, and what becomes of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import PostilError
from annotations.proposing import proposed_by
from annotations.ruling import LETTERS, possible, rule
from annotations.scales import FIX, required_scale
from annotations.workflow import NEED_REASON, ClaimState
from reader.choices import Choice
from reader.panel.hints import keyed
from reader.screens.claiming import ClaimingScreen
from reader.verdict_words import verdict_words
from reader.words import _, called, error_words

if TYPE_CHECKING:
    from annotations.dossier import ClaimView
    from annotations.queueing import Item
    from annotations.scales import Scale


class JudgingScreen(ClaimingScreen):
    """Gives verdicts, and decides that a claim is published, sent back or dropped."""

    def action_verdict(self) -> None:
        """Ask for one's verdict on the current claim."""
        view, scale = self.claim_view, self._scale()
        if scale is None:
            return
        if view is None:
            self.say(keyed(_("{next-claim} goes to a claim; {verdict} then gives a verdict")))
            return
        mine = view.judgement_of(self.session.reviewer)
        given = mine.review.verdict if mine else ""
        choices = [Choice(one.letter, verdict_words(scale, one.id)) for one in scale.verdicts]
        default = next((one.letter for one in scale.verdicts if one.id == given), "")
        self.ask_choice(_("verdict"), choices, self.give_verdict, default=default)

    def _scale(self) -> Scale | None:
        """Return the scale to judge on; where the library says it wrongly, say so and return None."""
        try:
            return required_scale(self.dossier.policy)
        except PostilError as error:
            self.say(error_words(error), bad=True)
            return None

    async def give_verdict(self, letter: str) -> None:
        """Give the verdict that a letter stands for."""
        view, scale = self.claim_view, self._scale()
        verdict = next((one for one in scale.verdicts if one.letter == letter), None) if scale else None
        if view is None or verdict is None:
            return
        mine = view.judgement_of(self.session.reviewer)
        reason = mine.review.reason if mine and mine.review.verdict == verdict.id else ""
        if verdict.id == FIX:
            # What one proposed says what is wrong, so that nobody types it twice.
            reason = reason or proposed_by(view, self.session.reviewer)
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
            words = verdict_words(required_scale(self.dossier.policy), verdict)
            self.panel.select(review.id)
            told = _("{verdict}: {edit} gives the reason, {undo} takes it back")
            if verdict == FIX and not proposed_by(view, self.session.reviewer):
                told = _(
                    "{verdict}: {propose} proposes the words, {edit} gives the reason, {undo} takes it back"
                )
            self.say(keyed(told, verdict=words))

    # What waits

    async def action_queue(self) -> None:
        """Offer what waits for one in all articles."""
        from reader.screens.queueing import offer_queue

        await offer_queue(self, self.services, self.say, here=self._is_here)

    def _is_here(self, article: str, item: Item) -> bool:
        if article != self.article_id:
            return False
        self.leave_here()
        self.show_item(item)
        return True

    def show_item(self, item: Item) -> None:
        """Go to something that waits in this article: a claim, or a question on something else."""
        view = self.dossier.claim(item.claim) if item.claim else None
        if view is not None:
            self.go_to_claim(view)
        self.panel.select(item.record)

    # What becomes of a claim

    def action_rule(self) -> None:
        """Ask what the current claim is to be: published, corrected, sent back, dropped, open again."""
        view = self.claim_view
        if view is None:
            self.say(
                keyed(_("{next-claim} goes to a claim; {rule} then publishes it, sends it back or drops it"))
            )
            return
        states = possible(view, self.dossier.policy, self.session.reviewer)
        choices = [Choice(LETTERS[state], called(state)) for state in states]
        self.ask_choice(_("the claim is"), choices, self.give_ruling)

    async def give_ruling(self, letter: str) -> None:
        """Decide what a letter stands for; where others need a reason, ask for it first."""
        view = self.claim_view
        state = next((state for state, its in LETTERS.items() if its == letter), None)
        if view is None or state is None:
            return
        if state in NEED_REASON:
            self.ask_words(
                _("why?"),
                lambda why: self.record_ruling(view, state, why.strip()),
                placeholder=_("for whoever looks at it next"),
            )
            return
        await self.record_ruling(view, state, "")

    async def record_ruling(self, view: ClaimView, state: ClaimState, reason: str) -> None:
        """Record what was decided."""
        if await self.perform(lambda: rule(self.session, self.dossier, view, state, reason)):
            self.say(keyed(_("{state}; {undo} takes it back"), state=called(state)))
