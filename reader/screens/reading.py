"""The reading screen: the article beside its facts, whole.

What shows, what moves and what writes stand in modules of their own; here are
the keys, following a chain from claim to source, linking, copying, exporting,
and keeping in step with colleagues.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.message import Message

from annotations.errors import PostilError
from annotations.model import Claim, Fact, Link, Source, Stance
from reader.bindings import bindings_of
from reader.choices import Choice
from reader.citing import cite
from reader.drafts import as_kept
from reader.keys import KEYS, Pane
from reader.navigable import PLACE_AFTER, as_kept_place, kept_place, place_key, restored
from reader.newness import news
from reader.screens.commanding import offer_commands
from reader.screens.settling import SettlingScreen
from reader.status import first_words
from reader.terminal_io import clean_link, copy_for
from reader.watching import Watch
from reader.widgets.dialog import Dialog
from reader.words import _, error_words

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.timer import Timer

    from annotations.dossier import Dossier, Evidence
    from annotations.session import Linked
    from reader.app import PostilApp
    from reader.link_fields import LinkRequest
    from reader.pointing import Pointing
    from reader.services import Services
    from reader.widgets.link_form import LinkForm

SEEN_AFTER = 1.0
"""Seconds on screen after which something new is no longer marked as new."""


class ReadingScreen(SettlingScreen):
    """Reads an article next to its facts, and annotates it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Pane.READING)]
    _place_timer: Timer | None = None

    @dataclass
    class NewsCame(Message):
        """Somebody wrote something since the dossier was folded."""

    def __init__(self, services: Services, dossier: Dossier) -> None:
        super().__init__(services, dossier)
        self.watcher = Watch(self.session.store.changed, self._tell_news)
        self._seen: frozenset[str] = frozenset()
        self._seen_timer: Timer | None = None

    def on_mount(self) -> None:
        """Open where the reader left off, and say what there is to say."""
        self.set_out()
        self.restore_place()
        self.watcher.expect(self.dossier.tokens)
        self.watcher.start()
        said = first_words(self.services.notices, self.dossier)
        if said:
            self.say(said)
        self.offer_draft()
        self.run_worker(self.catch_up())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are commands only while nothing is being typed."""
        del parameters
        return not (isinstance(self.focused, Dialog) and action in _OWN_ACTIONS)

    # The place, remembered

    def restore_place(self) -> None:
        """Go where this reviewer left this article."""
        kept = kept_place(self.services.desk.recall(place_key(self.article_id)))
        if kept:
            self.article.scroll_to_offset(kept.offset)
            self.point(restored(kept, self.dossier, self.sentences))

    def kept_value(self) -> dict[str, Any]:
        """Return the place as the desk keeps it."""
        sentence = self.pointing.sentence.start if self.pointing.sentence else -1
        return as_kept_place(self.article.top_offset, self.pointing.claim, sentence)

    def point(self, pointing: Pointing) -> None:
        """Point elsewhere, and remember the place soon."""
        super().point(pointing)
        if self.is_mounted and self._place_timer is None:
            self._place_timer = self.set_timer(PLACE_AFTER, self._keep_place)

    async def _keep_place(self) -> None:
        self._place_timer = None
        await self.keep(place_key(self.article_id), self.kept_value())

    def offer_draft(self) -> None:
        """Offer what was being written when the program last ended."""
        drafts = self.find_drafts()
        if drafts:
            self.asked = "draft"
            choices = [Choice("g", _("go on with it")), Choice("d", _("drop it"))]
            self.prompt.choose(_("unfinished: {title}").format(title=drafts[0].title), choices, default="g")

    # Colleagues

    def _tell_news(self) -> None:
        """Say from the watching thread that there is something new."""
        self.post_message(self.NewsCame())

    async def on_reading_screen_news_came(self, message: NewsCame) -> None:
        """Show what somebody else wrote since; nothing moves under the reader's eyes."""
        message.stop()
        try:
            dossier = await asyncio.to_thread(self.session.refold, self.dossier.revision)
        except PostilError as error:
            self.say(error_words(error), bad=True)
            return
        if dossier != self.dossier:
            self.fresh |= news(self.dossier, dossier, self.session.reviewer)
            self.show_dossier(dossier)
            self._see_soon()
        self.dossier = dossier
        self.watcher.expect(dossier.tokens)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a newer dossier, and watch for what comes after it."""
        super().show_dossier(dossier)
        self.watcher.expect(dossier.tokens)

    def on_unmount(self) -> None:
        """Watch no more."""
        self.watcher.stop()

    def _see_soon(self) -> None:
        """Look in a while what was on screen all the time; nothing wakes up where nothing is new."""
        if self.fresh and self._seen_timer is None:
            self._seen_timer = self.set_timer(SEEN_AFTER, self.forget_seen)

    def forget_seen(self) -> None:
        """Take the mark off what a colleague wrote once it was on screen for a while."""
        self._seen_timer = None
        in_sight = self.panel.items_in_sight()
        seen = self.fresh & self._seen & in_sight
        self._seen = in_sight
        if seen:
            self.fresh -= seen
            self.panel.show(self.dossier, self.pointing.claim, fresh=frozenset(self.fresh))
        self._see_soon()

    # From claim to fact to source

    async def action_follow(self) -> None:
        """Follow: from the claim to its facts, from a fact to its source; in the overview, to a claim."""
        if await self.follow_place():
            return
        record = self.selected_record
        if self.focused is self.panel or self.sheet_open:
            if isinstance(record, Claim) and record.id != self.pointing.claim:
                self.leave_here()
                view = self.dossier.claim(record.id)
                if view:
                    self.go_to_claim(view)
                return
            if isinstance(record, Link):
                self.show_source(record)
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
        if not isinstance(record, Link) and self.panel.next_source(1) is None:
            self.say(_("no source yet: l links one"))

    def show_source(self, link: Link) -> None:
        """Say where a fact was found, whole."""
        evidence = self._evidence_of(link)
        source = evidence.source if evidence else None
        if source is None:
            self.say(_("nothing was found, so there is no source to go to"))
            return
        address = clean_link(source.url)
        if address:
            self.say(_("{url}  o opens it, Y copies it").format(url=address))
        else:
            words = source.title or source.words or source.person_named
            self.say(
                _("{what}: this source has no address").format(what=words or _("a source without a name"))
            )

    def _evidence_of(self, link: Link) -> Evidence | None:
        view = self.dossier.claim(link.claim)
        return next((one for one in view.evidence if one.link.id == link.id), None) if view else None

    @property
    def source_at_hand(self) -> Source | None:
        """The source that is selected, else the first of the claim that has an address."""
        record = self.selected_record
        if isinstance(record, Link):
            evidence = self._evidence_of(record)
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
        if self.services.capabilities.browser and _open_browser(address):
            self.say(_("opened {url}").format(url=address))
        else:
            self.say(_("{url}  Y copies it").format(url=address))

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
            self.say(_("v selects words, y then copies them"))
            return
        speaker = view.claim.claimant if view and not self.selecting else ""
        self.copy(cite(self.dossier.revision, span, speaker))
        if self.selecting:
            self.unselect()

    def copy(self, text: str) -> None:
        """Send text to the reader's own terminal, and show it too, since nothing tells whether it came."""
        copy = copy_for(text, self.services.environment)
        if copy.sequence:
            self.app.copy_to_clipboard(text)
        self.say(f"{copy.said}: {text}")

    # Linking

    async def action_link_fact(self) -> None:
        """Open the form that ties a fact to the current claim."""
        view = self.claim_view
        if view is None:
            self.say(_("] goes to a claim, c makes one; l then links a fact to it"))
            return
        from reader.offers import offers_from

        kept = self.services.desk.recall(self._form_key)
        form = await self.need_form()
        title = _("A fact for claim {number}").format(number=view.number)
        form.open(title, offers_from(self.dossier), kept)
        self.rearrange()

    @property
    def _form_key(self) -> str:
        return f"form-{self.article_id}-{self.pointing.claim}"

    async def on_link_form_submitted(self, message: LinkForm.Submitted) -> None:
        """Save the fact and its link; where that fails the form is back as it was."""
        message.stop()
        view = self.claim_view
        if view is None:
            self.rearrange()
            return
        linked = await self.perform(lambda: self._link(view.claim, message.request))
        if linked is None:
            (await self.need_form()).fail(self.message)
            self.rearrange()
            return
        self.rearrange()
        await self.keep(self._form_key, None)
        self.panel.select(linked.link.id)
        self.say(_("fact linked; u takes it back"))

    def _link(self, claim: Claim, request: LinkRequest) -> Linked:
        session, records = self.session, self.dossier.records
        if request.stance is Stance.NOTHING_FOUND:
            return session.link_fact(claim, request.stance, searched=request.searched)
        fact = records.get(request.fact_id)
        if isinstance(fact, Fact):
            return session.link_fact(claim, request.stance, fact=fact)
        known = records.get(request.source_id)
        source = known if isinstance(known, Source) else session.draft_source(**request.source_fields)
        draft = session.draft_fact(source, **request.fact_fields)
        return session.link_fact(claim, request.stance, source=source, fact=draft)

    async def on_link_form_drafted(self, message: LinkForm.Drafted) -> None:
        """Put what stands in the form on disk."""
        message.stop()
        await self.keep(self._form_key, message.fields)

    async def keep_unfinished(self) -> None:
        """Put what is being written on disk, whatever ends the program."""
        if self.writing and self.editor.is_open:
            await self.keep(self.writing.key, as_kept(replace(self.writing, text=self.editor.text)))
        if self.form is not None and self.form.is_open:
            await self.keep(self._form_key, self.form.fields)

    async def on_link_form_cancelled(self, message: LinkForm.Cancelled) -> None:
        """Leave the form; what was typed is kept for the next time."""
        message.stop()
        self.rearrange()

    async def on_link_form_discarded(self, message: LinkForm.Discarded) -> None:
        """Forget what was typed."""
        message.stop()
        self.rearrange()
        await self.keep(self._form_key, None)
        self.say(_("thrown away"))

    # Out

    def action_export(self) -> None:
        """Ask where to write the Markdown."""
        if not self.services.capabilities.files:
            self.say(_("no files may be written in this session"))
            return
        self.asked = "export"
        self.prompt.ask(_("export to"), f"{self.article_id}.md")

    async def export_to(self, name: str) -> None:
        """Write the dossier as Markdown."""
        from reader.exporting import write_export

        try:
            said = await asyncio.to_thread(write_export, self.dossier, name, now=self.services.clock())
        except PostilError as error:
            self.say(error_words(error), bad=True)
            return
        self.say(said)

    # The program

    async def action_commands(self) -> None:
        """Offer everything one can do in this pane."""
        pane = Pane.PANEL if self.focused is self.panel else Pane.ARTICLE
        await offer_commands(self, self.services, (Pane.READING, pane))

    def action_mouse(self) -> None:
        """Let the terminal have the mouse, or take it back."""
        app = cast("PostilApp", self.app)
        app.switch_mouse()
        self.say(_("mouse on") if app.mouse_on else _("the mouse is the terminal's; M takes it back"))

    def action_redraw(self) -> None:
        """Paint everything anew."""
        cast("PostilApp", self.app).redraw()

    async def action_leave(self) -> None:
        """Go back to the library, or quit where one came straight to the article."""
        await self._keep_place()
        self.dismiss()  # type: ignore[unused-awaitable]  # a screen cannot wait for its own end

    async def action_quit(self) -> None:
        """Quit the program; what stands in an open editor or form is there again next time."""
        await self._keep_place()
        await self.keep_unfinished()
        self.app.exit()


def _open_browser(address: str) -> bool:
    import webbrowser

    return webbrowser.open(address)


_OWN_ACTIONS = frozenset(key.action.partition("(")[0] for key in KEYS)
