"""The part of the reading screen for a text that changed: where claims and notes are, what to read again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.dossier import Thread
from annotations.errors import PostilError
from annotations.workflow import ClaimState
from articles.frozen import replace
from articles.model import Span
from reader.aside import aside
from reader.opened import finding_words
from reader.panel.hints import keyed
from reader.panel.item_ids import candidate_item, candidate_of, note_of, sentence_of
from reader.screens.asking import AskingScreen
from reader.words import _, error_words, plural

if TYPE_CHECKING:
    from annotations.dossier import ClaimView
    from annotations.revising import Comparison
    from articles.model import Revision
    from reader.opened import Opened

_PLACELESS = frozenset({AnchorState.ORPHAN, AnchorState.AMBIGUOUS})


class SettlingScreen(AskingScreen):
    """Settles what became of claims and notes when the article changed; everything can be undone."""

    opened: Opened | None = None
    """How the article was opened, where more is to be found and said of it."""
    attaching: str = ""
    """The note that the words being selected are for, by its id."""

    async def catch_up(self) -> None:
        """Find what has to be found again and say what became of it, then what else the new text brings."""
        if self.opened is not None and self.opened.waiting:
            await self.find_places(self.opened)
        elif self.opened is not None:
            self._announce(self.opened)
        await self.load_changes()

    async def find_places(self, opened: Opened) -> None:
        """Seek the places of the claims and notes that are not shown yet, beside the screen's thread."""
        before = self.pointing
        self.saved = finding_words(opened.waiting)
        self.show_status()
        try:
            dossier = await asyncio.to_thread(self.session.refold, self.dossier.revision)
        except PostilError as error:
            self.saved = ""
            self.say(error_words(error), bad=True)
            return
        self.saved = ""
        self.show_dossier(dossier)
        if self.pointing == before:
            # The claim that was current when the article was left may have been among them.
            self.restore_place()
        self._announce(opened)

    def _announce(self, opened: Opened) -> None:
        """Say what became of the anchors, where the article has a new text."""
        if opened.announced:
            from annotations.accounting import account
            from reader.accounts import revision_words

            self.say(revision_words(opened.announced, account(self.dossier)))

    def restore_place(self) -> None:
        """Have the whole screen go where the article was left."""
        raise AssertionError

    async def load_changes(self) -> None:
        """Compare the text with the revision before it, beside the screen's thread."""
        revision = self.dossier.revision
        try:
            changes = await aside(lambda: self._compare(revision))
        except PostilError as error:
            # What was read before is gone or damaged; the article itself is not.
            self.say(error_words(error), bad=True)
            return
        if self.dossier.revision == revision:
            self.panel.show_changes(changes)

    def _compare(self, revision: Revision) -> Comparison | None:
        from annotations.shelving import revision_before

        before = revision_before(self.session.store, revision)
        if before is None:
            return None
        from annotations.revising import compare_revisions

        return compare_revisions(before.article, revision.article)

    # Where a claim or note is

    @property
    def _in_panel(self) -> bool:
        return self.focused is self.panel or self.sheet_open

    @property
    def _passage(self) -> Thread | None:
        """The note on a passage that is selected in the overview, itself or a place for it."""
        if self.claim_view is not None or not self._in_panel:
            return None
        item = self.panel.selected_record()
        return self.dossier.passage(note_of(item) or item)

    @property
    def placed(self) -> ClaimView | Thread | None:
        """What has a place that can be settled: the current claim, else the note that is selected."""
        return self.claim_view or self._passage

    def go_to_claim(self, view: ClaimView) -> None:
        """Make a claim current; one without words in the text leads to where they stood."""
        super().go_to_claim(view)
        if view.place.state is AnchorState.AMBIGUOUS:
            count = len(view.place.candidates)
            self.say(keyed(_("these words fit {n} places: {follow}, then {follow} on one of them"), n=count))

    async def follow_place(self) -> bool:
        """Do what Enter does for selected words and a changed text; tell whether there was anything to do.

        On a candidate it re-attaches, on a sentence to read it goes there; on a
        claim or note without a place of its own it offers the first candidate,
        and with words selected for it attaches it to them.
        """
        item, in_panel = self.panel.selected_record(), self._in_panel
        if self.selecting:
            await self._use_selection(self.claim_view or self.dossier.passage(self.attaching))
            return True
        view = self.placed
        start, number = sentence_of(item), candidate_of(item)
        if in_panel and start is not None:
            self.go_to_sentence(start)
            return True
        candidates = view.place.candidates if view and view.place and _is_placeless(view) else ()
        if view is None or not candidates:
            return False
        if in_panel and number is not None and number <= len(candidates):
            await self.reattach(view, candidates[number - 1].span)
            return True
        return self._offer(view) if item == view.id or not in_panel else False

    async def _use_selection(self, view: ClaimView | Thread | None) -> None:
        """Set the bounds that were being chosen, or the place of what has none of its own."""
        if self.selecting is None:
            return
        if view is not None and _is_placeless(view):
            span = self.selecting.span
            self.unselect()
            await self.reattach(view, span)
        elif self.selecting.bounds_of:
            await self.set_bounds()

    def _offer(self, view: ClaimView | Thread) -> bool:
        """Bring the first candidate of a claim or note under the keys."""
        self.leave_here()
        self.open_sheet()
        self.set_focus(self.panel)
        if isinstance(view, Thread):
            self._reveal(view)
        self.panel.select(candidate_item(1, view.id if isinstance(view, Thread) else ""))
        said = plural(
            "{n} place that may be it: {{follow}} re-attaches",
            "{n} places that may be it: {{item-down}} {{item-up}} choose, {{follow}} re-attaches",
            len(view.place.candidates) if view.place else 0,
        )
        self.say(keyed(said))
        return True

    async def reattach(self, view: ClaimView | Thread, span: Span) -> None:
        """Decide where a claim or note is."""
        if await self.perform(lambda: self.session.reattach(self.dossier, view, span)):
            now, note = self.dossier.claim(view.id), self.dossier.passage(view.id)
            if now is not None:
                self.go_to_claim(now)
            elif note is not None:
                self._reveal(note)
            self.panel.select(view.id)
            self.say(keyed(_("re-attached; {undo} takes it back")))

    def _reveal(self, note: Thread) -> None:
        """Bring the words of a note on screen, or the place where they would stand."""
        near = min(note.start, len(self.dossier.text))
        found = note.place.span if note.place else None
        self.article.reveal(found or Span(near, near))

    async def action_give_up(self) -> None:
        """Confirm that the words of a claim or note are gone for good."""
        view = self.placed
        if view is None or not view.place or view.place.state is not AnchorState.ORPHAN:
            self.say(keyed(_("{dismiss} gives up a claim or note whose words are gone from the article")))
            return
        if view.dropped if isinstance(view, Thread) else view.state is ClaimState.DROPPED:
            self.say(_("this was given up already"))
            return
        if await self.perform(lambda: self.session.give_up(self.dossier, view)):
            self.say(keyed(_("given up; {undo} takes it back")))

    def action_select(self) -> None:
        """Select words; for a claim or note without a place, those it is to be attached to."""
        if self.selecting:
            super().action_select()
            return
        note = self._passage
        if note is not None and _is_placeless(note):
            # The keys of the panel would choose another note.
            self._reveal(note)
            self.set_focus(self.article)
            self.attaching = note.id
        super().action_select()
        view = self.claim_view
        if self.selecting and view and _is_placeless(view):
            told = _("{reduce} {extend} by words, {select} the sentence; {follow} attaches the claim to them")
            self.say(keyed(told))
        elif self.selecting and self.attaching:
            told = _("{reduce} {extend} by words, {select} the sentence; {follow} attaches the note to them")
            self.say(keyed(told))

    def unselect(self) -> None:
        """Select nothing any more, for nothing."""
        self.attaching = ""
        super().unselect()

    # What to read again

    def go_to_sentence(self, start: int) -> None:
        """Go to a sentence of the list of changes."""
        sentence = self.sentences.at(start)
        if sentence is None:
            return
        self.leave_here()
        self.article.reveal(sentence)
        # The list stays where it is, so that the next sentence is one key away.
        self.point(replace(self.pointing, sentence=sentence))


def _is_placeless(view: ClaimView | Thread) -> bool:
    return view.place is not None and view.place.state in _PLACELESS
