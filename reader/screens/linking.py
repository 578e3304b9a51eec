"""The part of the reading screen that ties facts to claims."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from annotations.model import Claim, Fact, Source, Stance
from reader.panel.hints import keyed
from reader.screens.covering import CoveringScreen
from reader.words import _

if TYPE_CHECKING:
    from annotations.dossier import ClaimView
    from annotations.model import Claim
    from annotations.session import Linked
    from reader.link_fields import LinkRequest
    from reader.offers import Offer
    from reader.widgets.link_form import LinkForm


class LinkingScreen(CoveringScreen):
    """Opens the form for a fact, keeps what stands in it, and saves it."""

    async def action_link_fact(self) -> None:
        """Open the form that ties a fact to the current claim."""
        view = self.claim_view
        if view is None:
            told = _(
                "{next-claim} goes to a claim, {make-claim} makes one; {link-fact} then links a fact to it"
            )
            self.say(keyed(told))
            return
        kept = self.services.desk.recall(self.form_key)
        await self._open_form(view, kept)

    async def action_link_same(self) -> None:
        """Open the form on the passage alone: a further fact of the source that was linked last."""
        view = self.claim_view
        if view is None:
            told = _(
                "{next-claim} goes to a claim, {make-claim} makes one; "
                "{link-same} then links the last source again"
            )
            self.say(keyed(told))
            return
        from reader.offers import last_source

        again = last_source(self.dossier, self.session.reviewer)
        if again is None:
            self.say(keyed(_("no source was linked yet: {link-fact} links one")))
            return
        await self._open_form(view, None, again)

    async def _open_form(
        self, view: ClaimView, kept: dict[str, Any] | None, again: Offer | None = None
    ) -> None:
        from reader.offers import offers_from
        from reader.source_articles import can_fetch

        form = await self.need_form()
        title = _("A fact for claim {number}").format(number=view.number)
        entries = await asyncio.to_thread(self.session.store.articles)
        offers = offers_from(self.dossier, entries)
        pages, files = can_fetch(self.services), self.services.capabilities.files
        form.open(title, offers, kept, again=again, pages=pages, files=files)
        self.rearrange()

    @property
    def form_key(self) -> str:
        """Under which key the desk keeps what stands in the form for the current claim."""
        return f"form-{self.article_id}-{self.pointing.claim}"

    async def on_link_form_submitted(self, message: LinkForm.Submitted) -> None:
        """Save the fact and its link; where that fails the form is back as it was."""
        message.stop()
        view = self.claim_view
        if view is None:
            self.rearrange()
            return
        if not await self.picks_passage(view, message.request):
            await self.save_link(view, message.request)

    async def save_link(self, view: ClaimView, request: LinkRequest) -> None:
        """Save the fact and its link as they were asked for."""
        linked = await self.perform(lambda: self._link(view.claim, request))
        if linked is None:
            (await self.need_form()).fail(self.message)
            self.rearrange()
            return
        self.rearrange()
        await self.keep(self.form_key, None)
        self.panel.select(linked.link.id)
        self.say(keyed(_("fact linked; {undo} takes it back")))

    async def picks_passage(self, view: ClaimView, request: LinkRequest) -> bool:  # noqa: ARG002
        """Tell whether the passage is picked in an article of the library, which a part further on opens."""
        return False

    def _link(self, claim: Claim, request: LinkRequest) -> Linked:
        from annotations.capturing import placed

        session, records = self.session, self.dossier.records
        if request.stance is Stance.NOTHING_FOUND:
            return session.link_fact(claim, request.stance, searched=request.searched)
        fact = records.get(request.fact_id)
        if isinstance(fact, Fact):
            return session.link_fact(claim, request.stance, fact=fact)
        known = records.get(request.source_id)
        source = known if isinstance(known, Source) else session.draft_source(**request.source_fields)
        draft = session.draft_fact(source, **placed(session.store, source, request.fact_fields))
        return session.link_fact(claim, request.stance, source=source, fact=draft)

    async def on_link_form_drafted(self, message: LinkForm.Drafted) -> None:
        """Put what stands in the form on disk."""
        message.stop()
        await self.keep(self.form_key, message.fields)

    async def on_link_form_cancelled(self, message: LinkForm.Cancelled) -> None:
        """Leave the form; what was typed is kept for the next time."""
        message.stop()
        self.rearrange()

    async def on_link_form_discarded(self, message: LinkForm.Discarded) -> None:
        """Forget what was typed."""
        message.stop()
        self.rearrange()
        await self.keep(self.form_key, None)
        self.say(_("thrown away"))
