"""The reading screen: the article beside its facts, whole.

What shows, what moves, what follows and what writes stand in modules of their
own; here are the place that is remembered, keeping in step with colleagues,
and the way out.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.message import Message

from annotations.errors import PostilError
from articles.frozen import replace
from reader.bindings import bindings_of
from reader.choices import Choice
from reader.drafts import as_kept
from reader.keys import KEYS, Pane
from reader.navigable import PLACE_AFTER, as_kept_place, kept_place, place_key
from reader.newness import news
from reader.panel.hints import keyed
from reader.screens.commanding import offer_commands
from reader.screens.meeting import MeetingScreen
from reader.status import first_words
from reader.watching import Watch
from reader.widgets.dialog import Dialog
from reader.words import _, error_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType
    from textual.timer import Timer

    from annotations.dossier import Dossier
    from reader.app import PostilApp
    from reader.navigable import KeptPlace
    from reader.pointing import Pointing
    from reader.services import Services

SEEN_AFTER = 1.0
"""Seconds on screen after which something new is no longer marked as new."""


class ReadingScreen(MeetingScreen):
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
        self.set_out(self._recall_place())
        self.watcher.expect(self.dossier.tokens)
        self.watcher.start()
        self.meet()
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
        if kept := self._recall_place():
            self.go_to_kept(kept)

    def _recall_place(self) -> KeptPlace | None:
        return kept_place(self.services.desk.recall(place_key(self.article_id)))

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

    def turn(self) -> None:
        """Bring the other article to the front, and remember the place in the one that goes back."""
        if self.other is not None:
            self.run_worker(self.keep(place_key(self.article_id), self.kept_value()))
        super().turn()

    def offer_draft(self) -> None:
        """Offer what was being written when the program last ended."""
        drafts = self.find_drafts()
        if drafts:
            choices = [Choice("g", _("go on with it")), Choice("d", _("drop it"))]
            question = _("unfinished: {title}").format(title=drafts[0].title)
            self.ask_choice(question, choices, self.settle_draft, default="g", unexpected=True)

    # Colleagues

    def _tell_news(self) -> None:
        """Say from the watching thread that there is something new."""
        self.post_message(self.NewsCame())

    async def on_reading_screen_news_came(self, message: NewsCame) -> None:
        """Show what somebody else wrote since; nothing moves under the reader's eyes."""
        message.stop()
        try:
            dossiers = [await asyncio.to_thread(self.session.refold, one) for one in self.open_revisions]
        except PostilError as error:
            self.say(error_words(error), bad=True)
            return
        for dossier in dossiers:
            self._take_news(dossier)

    def _take_news(self, dossier: Dossier) -> None:
        """Show what is new of an article that is open, in front or behind; it may be closed by now."""
        if dossier == self.dossier:
            self.dossier = dossier
            self._watch()
        elif dossier.revision in self.open_revisions:
            if dossier.revision == self.dossier.revision:
                self.fresh |= news(self.dossier, dossier, self.session.reviewer)
            self.show_dossier(dossier)
            self._see_soon()

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a newer dossier, and watch for what comes after it."""
        super().show_dossier(dossier)
        self._watch()

    def _watch(self) -> None:
        behind = self.other.dossier.tokens if self.other else ()
        self.watcher.expect((*self.dossier.tokens, *behind))

    def on_unmount(self) -> None:
        """Watch no more."""
        self.watcher.stop()
        self.part()

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

    def unfinished(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Return what is being written, as the desk keeps it, each under its key."""
        if self.writing and self.editor.is_open:
            yield self.writing.key, as_kept(replace(self.writing, text=self.editor.text))
        if self.form is not None and self.form.is_open:
            yield self.form_key, self.form.fields

    async def keep_unfinished(self) -> None:
        """Put what is being written on disk, whatever ends the program."""
        for key, value in self.unfinished():
            await self.keep(key, value)

    # Out

    def action_export(self) -> None:
        """Ask where to write the Markdown."""
        if not self.services.capabilities.files:
            self.say(_("no files may be written in this session"))
            return
        self.ask_words(_("export to"), self.export_to, initial=f"{self.article_id}.md")

    async def export_to(self, name: str) -> None:
        """Write the dossier as Markdown."""
        from reader.exporting import write_export

        try:
            services = self.services
            said = await asyncio.to_thread(
                write_export,
                self.dossier,
                name.strip(),
                now=services.clock(),
                capabilities=services.capabilities,
            )
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
        self.say(
            _("mouse on") if app.mouse_on else keyed(_("the mouse is the terminal's; {mouse} takes it back"))
        )

    def action_redraw(self) -> None:
        """Paint everything anew."""
        cast("PostilApp", self.app).redraw()

    async def action_leave(self) -> None:
        """Put a source away; else go back to the library, or quit where one came straight to the article."""
        if self.other is not None:
            self.close_source()
            return
        await self._keep_place()
        self.dismiss()  # type: ignore[unused-awaitable]  # a screen cannot wait for its own end

    async def action_quit(self) -> None:
        """Quit the program; what stands in an open editor or form is there again next time."""
        await self._keep_place()
        await self.keep_unfinished()
        self.app.exit()


_OWN_ACTIONS = frozenset(key.action.partition("(")[0] for key in KEYS)
