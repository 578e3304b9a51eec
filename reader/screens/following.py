"""The part of the reading screen that goes from a claim to its facts and sources, and takes words out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Claim, Link
from articles.untrusted import visible
from reader.browsers import open_in_browser
from reader.citing import cite
from reader.panel.hints import keyed
from reader.screens.sifting import SiftingScreen
from reader.terminal_io import clean_link, copy_for
from reader.words import _

if TYPE_CHECKING:
    from annotations.dossier import Evidence
    from annotations.model import Source


class FollowingScreen(SiftingScreen):
    """Follows a chain from claim to source, and copies words and links."""

    async def action_follow(self) -> None:
        """Follow: from the claim to its facts, from a fact to its source; in the overview, to a claim."""
        if await self.follow_place():
            return
        record = self.selected_record
        if isinstance(record, Link) and self.claim_view:
            await self.show_source(record)
            return
        in_panel = self.focused is self.panel or self.sheet_open
        if in_panel and isinstance(record, Claim) and record.id != self.pointing.claim:
            self.leave_here()
            view = self.dossier.claim(record.id)
            if view:
                self.go_to_claim(view)
            return
        if self.claim_view is None:
            self.open_sheet()
            self.set_focus(self.panel)
            return
        self.leave_here()
        if self.open_sheet():
            # The claim itself comes first; Enter again goes on to its facts.
            self.set_focus(self.panel)
            return
        self.set_focus(self.panel)
        # What is selected may stand below the last of them.
        if self.panel.next_source(1) is None and self.panel.next_source(-1) is None:
            self.say(keyed(_("no source yet: {link-fact} links one")))

    async def show_source(self, link: Link) -> None:
        """Say where a fact was found, whole."""
        evidence = self.evidence_of(link)
        source = evidence.source if evidence else None
        if source is None:
            self.say(_("nothing was found, so there is no source to go to"))
            return
        address = clean_link(source.url)
        if address:
            self.say(keyed(_("{url}  {open-link} opens it, {copy-link} copies it"), url=address))
        else:
            words = source.title or source.words or source.person_named
            self.say(
                _("{what}: this source has no address").format(what=words or _("a source without a name"))
            )

    def evidence_of(self, link: Link) -> Evidence | None:
        """Return what a link ties to its claim."""
        view = self.dossier.claim(link.claim)
        return next((one for one in view.evidence if one.link.id == link.id), None) if view else None

    @property
    def source_at_hand(self) -> Source | None:
        """The source that is selected, else the first of the claim that has an address."""
        record = self.selected_record
        if isinstance(record, Link):
            evidence = self.evidence_of(record)
            return evidence.source if evidence else None
        view = self.claim_view
        sources = [one.source for one in view.evidence if one.source] if view else []
        return next((source for source in sources if clean_link(source.url)), sources[0] if sources else None)

    def action_open_link(self) -> None:
        """Open the source's address; while selecting, move the other end."""
        if self.selecting:
            self.selecting = self.selecting.swapped()
            return
        address = self._address()
        if address is None:
            return
        may = self.services.capabilities
        if may.browser and open_in_browser(address, may):
            self.say(_("opened {url}").format(url=address))
        else:
            self.say(keyed(_("{url}  {copy-link} copies it"), url=address))

    def action_copy_link(self) -> None:
        """Copy the source's address."""
        address = self._address()
        if address:
            self.copy(address)

    def _address(self) -> str | None:
        source = self.source_at_hand
        address = clean_link(source.url) if source else None
        if address is None:
            self.say(_("no address here that may be opened"))
        return address

    def action_copy(self) -> None:
        """Copy the words at hand with where they are from."""
        view = self.claim_view
        span = self.selecting.span if self.selecting else (view.span if view else None) or self.words
        if span is None:
            self.say(keyed(_("{select} selects words, {copy} then copies them")))
            return
        speaker = view.claim.claimant if view and not self.selecting else ""
        self.copy(cite(self.dossier.revision, span, speaker))
        if self.selecting:
            self.unselect()

    def copy(self, text: str) -> None:
        """Send text to the reader's own terminal, and show it too, since nothing tells whether it came."""
        # It will be pasted somewhere, and what pastes into a shell or a mail obeys it, too.
        text = visible(text)
        copy = copy_for(text, self.services.environment)
        if copy.sequence:
            self.app.copy_to_clipboard(text)
        self.say(f"{copy.said}: {text}")
