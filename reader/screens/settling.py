"""The part of the reading screen for a text that changed: where a claim is now, and what to read again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.errors import PostilError
from annotations.workflow import ClaimState
from reader.opened import finding_words
from reader.panel.item_ids import candidate_item, candidate_of, sentence_of
from reader.screens.writing import WritingScreen
from reader.words import _, error_words, plural

if TYPE_CHECKING:
    from annotations.dossier import ClaimView
    from annotations.revising import Comparison
    from articles.model import Span
    from reader.opened import Opened

_PLACELESS = frozenset({AnchorState.ORPHAN, AnchorState.AMBIGUOUS})


class SettlingScreen(WritingScreen):
    """Settles what became of claims when the article changed; everything can be undone."""

    opened: Opened | None = None
    """How the article was opened, where more is to be found and said of it."""

    async def catch_up(self) -> None:
        """Find what has to be found again and say what became of it, then what else the new text brings."""
        if self.opened is not None and self.opened.waiting:
            await self.find_places(self.opened)
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
        if opened.announced:
            from annotations.accounting import account
            from reader.accounts import revision_words

            self.say(revision_words(opened.announced, account(dossier)))

    def restore_place(self) -> None:
        """Have the whole screen go where the article was left."""
        raise AssertionError

    async def load_changes(self) -> None:
        """Compare the text with the revision before it, beside the screen's thread."""
        try:
            changes = await asyncio.to_thread(self._compare)
        except PostilError as error:
            # What was read before is gone or damaged; the article itself is not.
            self.say(error_words(error), bad=True)
            return
        self.panel.show_changes(changes)

    def _compare(self) -> Comparison | None:
        from annotations.shelving import revision_before

        before = revision_before(self.session.store, self.dossier.revision)
        if before is None:
            return None
        from annotations.revising import compare_revisions

        return compare_revisions(before.article, self.dossier.revision.article)

    # Where a claim is

    def go_to_claim(self, view: ClaimView) -> None:
        """Make a claim current; one without words in the text leads to where they stood."""
        super().go_to_claim(view)
        if view.place.state is AnchorState.AMBIGUOUS:
            count = len(view.place.candidates)
            self.say(_("these words fit {n} places: Enter, then Enter on one of them").format(n=count))

    async def follow_place(self) -> bool:
        """Do what Enter does for selected words and a changed text; tell whether there was anything to do.

        On a candidate it re-attaches, on a sentence to read it goes there; on a
        claim without a place of its own it offers the first candidate, and with
        words selected for such a claim it attaches it to them.
        """
        view = self.claim_view
        item = self.panel.selected_record()
        in_panel = self.focused is self.panel or self.sheet_open
        if self.selecting:
            await self._use_selection(view)
            return True
        start, number = sentence_of(item), candidate_of(item)
        if in_panel and start is not None:
            self.go_to_sentence(start)
            return True
        if view is None or view.place.state not in _PLACELESS or not view.place.candidates:
            return False
        if in_panel and number is not None and number <= len(view.place.candidates):
            await self.reattach(view, view.place.candidates[number - 1].span)
            return True
        return self._offer(view) if item == view.id or not in_panel else False

    async def _use_selection(self, view: ClaimView | None) -> None:
        """Set the bounds that were being chosen, or the place of a claim that has none of its own."""
        if self.selecting is None:
            return
        if view is not None and view.place.state in _PLACELESS:
            span = self.selecting.span
            self.unselect()
            await self.reattach(view, span)
        elif self.selecting.bounds_of:
            await self.set_bounds()

    def _offer(self, view: ClaimView) -> bool:
        """Bring the first candidate of a claim under the keys."""
        self.leave_here()
        self.open_sheet()
        self.set_focus(self.panel)
        self.panel.select(candidate_item(1))
        self.say(
            plural(
                "{n} place that may be it: Enter re-attaches",
                "{n} places that may be it: j k choose, Enter re-attaches",
                len(view.place.candidates),
            )
        )
        return True

    async def reattach(self, view: ClaimView, span: Span) -> None:
        """Decide where a claim is."""
        if await self.perform(lambda: self.session.reattach(self.dossier, view, span)):
            now = self.dossier.claim(view.id)
            if now is not None:
                self.go_to_claim(now)
                self.panel.select(now.id)
            self.say(_("re-attached; u takes it back"))

    async def action_give_up(self) -> None:
        """Confirm that the words of a claim are gone for good."""
        view = self.claim_view
        if view is None or view.place.state is not AnchorState.ORPHAN:
            self.say(_("- gives up a claim whose words are gone from the article"))
            return
        if view.state is ClaimState.DROPPED:
            self.say(_("this claim was given up already"))
            return
        if await self.perform(lambda: self.session.give_up(self.dossier, view)):
            self.say(_("given up; u takes it back"))

    def action_select(self) -> None:
        """Select words; for a claim without a place, those it is to be attached to."""
        began = self.selecting is None
        super().action_select()
        view = self.claim_view
        if began and self.selecting and view and view.place.state in _PLACELESS:
            self.say(_("← → by words, v the sentence; Enter attaches the claim to them"))

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
