"""The part of the reading screen that goes to the passage in a source, picks one there, and comes back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from annotations.anchors import AnchorState
from annotations.errors import PostilError
from annotations.model import Link, Source, Stance
from annotations.resting import Resting, claims_resting_on
from articles.errors import ArticleError
from articles.frozen import frozen
from reader.choices import Choice
from reader.link_fields import STANCE_LETTERS
from reader.panel.hints import keyed
from reader.screens.facing import FacingScreen
from reader.source_articles import article_of_word, can_fetch, fetch_article
from reader.words import _, called, error_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.dossier import ClaimView
    from annotations.model import Claim, Fact
    from articles.model import Revision, Span
    from reader.app import PostilApp
    from reader.link_fields import LinkRequest

_LONGEST = 120


@frozen
class Picking:
    """A fact in the making: a passage is sought for a claim."""

    claim: Claim
    stance: Stance | None = None
    """None until it is known how the passage bears on the claim."""


class SourcingScreen(FacingScreen):
    """Opens sources that are in the library, makes passages facts, and goes back to what rests on them."""

    picking: Picking | None = None

    # From a fact to its passage

    async def show_source(self, link: Link) -> None:
        """Go to the passage, where the source is an article of the library; else say where it is."""
        evidence = self.evidence_of(link)
        source, fact = (evidence.source, evidence.fact) if evidence else (None, None)
        if source is None or fact is None or not source.article:
            await super().show_source(link)
            return
        # No worker: keys that come meanwhile wait, and act on the passage.
        await self._open_passage(source, fact)

    async def _open_passage(self, source: Source, fact: Fact) -> None:
        if not await self.open_beside(source.article):
            return
        place = next((one.place for one in self.dossier.cited if one.fact.id == fact.id), None)
        if place is None or place.span is None:
            self.say(_("the passage is no longer in this source: {quote}").format(quote=fact.quote))
            return
        self.show_passage(place.span)
        if place.state is AnchorState.CHANGED:
            self.say(_("the passage has changed since it was quoted: {quote}").format(quote=fact.quote))

    # From a passage back to what rests on it

    async def action_follow(self) -> None:
        """Make the passage that was picked a fact; from evidence, go back to its claims; else follow."""
        if self.picking and self.in_source and self.focused is self.article:
            await self.pick()
            return
        in_text = self.focused is self.article and not self.selecting and self.claim_view is None
        cited = self.dossier.cited_at(self.pointing.match or self.pointing.sentence) if in_text else ()
        if cited:
            await self._go_back_to_claims([one.fact.id for one in cited])
            return
        await super().action_follow()

    async def _go_back_to_claims(self, facts: Sequence[str]) -> None:
        store = self.session.store
        try:
            found = await asyncio.to_thread(claims_resting_on, store, facts)
        except PostilError as error:
            self.say(error_words(error), bad=True)
            return
        if not found:
            self.say(_("no claim rests on this passage any more"))
        elif len(found) == 1:
            await self._go_to_resting(found[0])
        else:
            from reader.screens.picking import PickScreen
            from reader.widgets.pick_list import Row

            rows = [
                Row(str(number), one.claim.statement[:_LONGEST], f"{called(one.stance)} · {one.title[:40]}")
                for number, one in enumerate(found)
            ]

            async def go(picked: str | None) -> None:
                if picked is not None:
                    await self._go_to_resting(found[int(picked)])

            services = self.services
            screen = PickScreen(_("Claims that rest on this"), rows, services.palette, services.glyphs)
            await self.app.push_screen(screen, go)

    async def _go_to_resting(self, resting: Resting) -> None:
        await self.go_to_claim_in(resting.claim.article, resting.claim.id)

    async def go_to_claim_in(self, article: str, claim: str) -> None:
        """Go to a claim of any article; one that is not open is opened over this one."""
        if self.other and self.other.dossier.revision.article_id == article:
            self.leave_here()
            self.turn()
        elif self.article_id != article:
            try:
                await cast("PostilApp", self.app).read_article(article)
            except PostilError as error:
                self.say(error_words(error), bad=True)
                return
        screen = self.app.screen
        if isinstance(screen, SourcingScreen):
            view = screen.dossier.claim(claim)
            if view:
                screen.go_to_claim(view)

    # Picking a passage

    async def picks_passage(self, view: ClaimView, request: LinkRequest) -> bool:
        """Open the article that the form names, for a passage of it to be picked."""
        article = request.article
        fields = request.source_fields
        named = (
            "" if request.fact_fields.get("quote") else str(fields.get("url") or fields.get("words") or "")
        )
        if not article and named:
            try:
                article = await asyncio.to_thread(article_of_word, self.services, named)
            except (PostilError, ArticleError) as error:
                self.say(error_words(error), bad=True)
        if article:
            await self._begin_picking(article, view, request)
        elif named and fields.get("url") and can_fetch(self.services):
            self._offer_to_fetch(named, view, request)
        else:
            return False
        return True

    async def _begin_picking(self, article: str, view: ClaimView, request: LinkRequest) -> None:
        self.rearrange()
        await self.keep(self.form_key, None)
        await self.begin_picking(article, Picking(view.claim, request.stance))

    async def begin_picking(self, article: str, picking: Picking, span: Span | None = None) -> None:
        """Open an article beside the claim's, at `span`, for a passage to be picked."""
        if not await self.open_beside(article, span):
            return
        self.picking = picking
        told = _(
            "{next-sentence} goes to a sentence, {select} selects words; "
            "{follow} makes them the fact, {close} leaves it"
        )
        self.say(keyed(told))

    async def action_link_fact(self) -> None:
        """In a source: pick the passage at hand for the claim of the article beside it."""
        view = self._claim_beside
        if view is None:
            await super().action_link_fact()
            return
        self.picking = Picking(view.claim)
        await self.pick()

    @property
    def _claim_beside(self) -> ClaimView | None:
        """The current claim of the article, while one is in a source of it."""
        if not self.in_source or self.other is None:
            return None
        return self.other.dossier.claim(self.other.pointing.claim)

    async def pick(self) -> None:
        """Make the words at hand a fact, once it is known how they bear on the claim."""
        picking, span = self.picking, self.words
        if picking is None:
            return
        if span is None:
            told = _(
                "{next-sentence} goes to a sentence, {select} selects words; {follow} makes them the fact"
            )
            self.say(keyed(told))
            return
        revision = self.dossier.revision
        if picking.stance is not None:
            await self._make_fact(picking, picking.stance, revision, span)
            return
        choices = [Choice(letter, called(one)) for letter, one in STANCE_LETTERS.items()]
        choices = [one for one in choices if STANCE_LETTERS[one.letter] is not Stance.NOTHING_FOUND]
        self.ask_choice(
            _("this passage"),
            choices,
            lambda letter: self._make_fact(picking, STANCE_LETTERS[letter], revision, span),
            default="s",
        )

    async def _make_fact(self, picking: Picking, stance: Stance, revision: Revision, span: Span) -> None:
        from annotations.capturing import capture

        session = self.session
        linked = await self.perform(lambda: capture(session, picking.claim, stance, revision, span))
        if linked is None:
            return
        self.picking = None
        if self.selecting:
            self.unselect()
        if self.in_source:
            self.turn()
        await self.perform(lambda: None)
        self.panel.select(linked.link.id)
        self.say(keyed(_("fact linked; {undo} takes it back")))

    def action_close(self) -> None:
        """Close one layer; with the source goes what was to be picked in it."""
        super().action_close()
        if not self.in_source:
            self.picking = None

    # What is not in the library yet

    def _offer_to_fetch(self, address: str, view: ClaimView, request: LinkRequest) -> None:
        """Ask whether a page is to be fetched, so that the passage can be picked in it."""
        choices = [Choice("f", _("fetch the page and pick the passage")), Choice("n", _("note the address"))]

        async def then(letter: str) -> None:
            if letter == "f":
                await self._fetch(address, view, request)
            else:
                await self.save_link(view, request)

        async def back() -> None:
            (await self.need_form()).fail("")
            self.rearrange()

        question = _("not in the library:")
        self.ask_choice(question, choices, then, default="f", otherwise=back, unexpected=True)

    async def _fetch(self, address: str, view: ClaimView, request: LinkRequest) -> None:
        self.say(_("fetching {address}…").format(address=address))
        article = await self.perform(lambda: fetch_article(self.services, address))
        if article:
            await self._begin_picking(article, view, request)
        else:
            (await self.need_form()).fail(self.message)
            self.rearrange()
