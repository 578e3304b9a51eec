"""The part of the reading screen that ticks what there is to check, item by item or sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.checklist import Checklist, CheckProgress
from annotations.itemising import ArticleItems
from annotations.rechecking import Comparisons, read_again
from annotations.ticking import last_unticked, tick, untick
from annotations.ticks import ItemKind, TickMark
from articles.frozen import replace
from articles.stepping import Sentences
from reader.aside import aside
from reader.panel.checks import is_item, item_id
from reader.panel.hints import keyed
from reader.pointing import Pointing
from reader.screens.settling import SettlingScreen
from reader.words import _, called

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.revising import Comparison
    from annotations.ticks import Item, Tick
    from articles.model import Span
    from reader.drafts import Writing

_COUNTED_AT_ONCE = 60_000
"""Code points up to which an article's sentences are counted while somebody waits."""


@dataclass
class Known:
    """What was found out about a text that is open: its items, and how far it is."""

    items: ArticleItems
    listed: tuple[Dossier, Checklist] | None = None
    since: dict[str, Comparison | None] | None = None
    """What changed since the revisions that ticks were made on, once that is worked out."""
    count: int | None = None
    counting: bool = False


class TickingScreen(SettlingScreen):
    """Goes to what nobody ticked yet, and ticks it; no question is asked, and everything can be undone."""

    # How far it is

    @cached_property
    def _known(self) -> dict[str, Known]:
        return {}

    @property
    def _known_here(self) -> Known:
        """What is known of the text in front; a source beside it has items of its own."""
        revision = self.dossier.revision
        if revision.sha256 not in self._known:
            self._known[revision.sha256] = Known(ArticleItems(revision.article, self.sentences))
        return self._known[revision.sha256]

    @property
    def checklist(self) -> Checklist:
        """What of the article is ticked now."""
        known = self._known_here
        if known.listed is None or known.listed[0] is not self.dossier:
            again = read_again(self.dossier, known.since.get) if known.since else {}
            known.listed = self.dossier, Checklist(self.dossier, known.items, again)
        return known.listed[1]

    @property
    def check_progress(self) -> CheckProgress | None:
        """How far the article is, once somebody ticks in it; readers who don't are not told of it."""
        if not self.checklist.begun and self.pointing.item is None:
            return None
        known = self._known_here
        if known.count is None and len(self.dossier.text) <= _COUNTED_AT_ONCE:
            known.count = sum(1 for _sentence in self.sentences)
        if known.count is None and not known.counting:
            # Only now: in a long article it takes a while, and most readers never tick.
            known.counting = True
            self.run_worker(self._count_sentences(known))
        return self.checklist.count(known.count) if known.count is not None else None

    async def _count_sentences(self, known: Known) -> None:
        known.count = await aside(lambda: sum(1 for _sentence in Sentences(known.items.article)))
        self.show_status()

    async def catch_up(self) -> None:
        """Find as well what is to be read again."""
        await super().catch_up()
        known = self._known_here
        made_on = {view.check.anchor.revision for view in self.dossier.checks if view.standing}
        older = made_on - {self.dossier.revision.sha256}
        if older:
            comparisons = Comparisons(self.session.store, self.dossier.revision)
            known.since = await aside(lambda: {one: comparisons.since(one) for one in older})
            known.listed = None
            self.point(self.pointing)
        elif self.checklist.begun:
            self.show_status()

    def point(self, pointing: Pointing) -> None:
        """Point elsewhere, and have the panel show what there is to check there."""
        if pointing.item and not pointing.sentence.covers(pointing.item.span):
            pointing = replace(pointing, item=None)
        is_shown = bool(pointing.sentence) and (pointing.item is not None or not pointing.claim)
        self.panel.show_sentence(self.checklist.at(pointing.sentence) if is_shown else None)
        super().point(pointing)

    # Going

    def action_unticked(self, step: int) -> None:
        """Go to the next item that nobody ticked, or the one before; round at the ends, and say so."""
        here = self._sentence_here()
        if here is None:
            self.say(_("this article has no sentences"))
            return
        found = self.checklist.next_open(here, self.pointing.item, step)
        if found is None:
            end = self.sentences.at(0 if step > 0 else len(self.dossier.text)) or here
            found = self.checklist.next_open(end, None, step)
            self.say(_("from the top") if step > 0 else _("from the end"))
        if found is None:
            self.point(replace(self.pointing, item=None))
            self.say(_("nothing left: every sentence is ticked, asked about or on the author"))
            return
        self.go_to_item(*found)

    def _sentence_here(self) -> Span | None:
        """Return the current sentence where it is in sight, else the first one that is."""
        seen = self.article.visible_span
        at = self.pointing.sentence
        if at and at.overlaps(seen):
            return at
        sentence = self.sentences.at(seen.start)
        if sentence is not None and sentence.start < seen.start:
            sentence = self.sentences.step(sentence.start, 1) or sentence
        return sentence

    def go_to_item(self, sentence: Span, item: Item) -> None:
        """Make an item current, with the claim that it is in, if any, and bring it on screen."""
        if self.selecting:
            self.unselect()
        claims = self.dossier.claims_at(item.span)
        self.article.reveal(item.span)
        self.point(Pointing(sentence=sentence, claim=claims[0].id if claims else "", item=item))
        self.panel.select(item_id(item))

    def action_close(self) -> None:
        """Close one layer: the item comes before the claim, so that x is for the whole sentence again."""
        busy = self.selecting or self.sheet_open or self.matches or self.focused is self.panel
        if self.pointing.item and not busy:
            self.point(replace(self.pointing, item=None))
        else:
            super().action_close()

    # Ticking

    async def action_tick(self) -> None:
        """Tick what is current, and go on."""
        await self.give_mark(TickMark.CHECKED)

    async def action_on_author(self) -> None:
        """Leave what is current to the reporter, and go on."""
        await self.give_mark(TickMark.ON_AUTHOR)

    async def action_give_up(self) -> None:
        """Give up the words of an orphan; else say that there is nothing to check here, and go on."""
        placed = self.placed
        orphan = placed is not None and placed.place and placed.place.state is AnchorState.ORPHAN
        # Of a sentence that carries a claim nobody means that there is nothing to check in it.
        nothing = self.pointing.item is not None or (self.pointing.sentence and not self.pointing.claim)
        if nothing and not orphan:
            await self.give_mark(TickMark.NOTHING)
        else:
            await super().action_give_up()

    async def give_mark(self, mark: TickMark) -> None:
        """Mark the current item, or all that is open in the current sentence, and go on."""
        chosen = self._chosen_in_panel()
        sentence = self.pointing.sentence
        if not sentence:
            self.action_unticked(1)
            return
        item = chosen or self.pointing.item
        views = self.checklist.at(sentence).items
        items = [item] if item else [one.item for one in views if one.is_open] or [one.item for one in views]
        if chosen and await self._take_off(sentence, chosen, mark):
            return
        done = await self.perform(lambda: (tick(self.session, self.dossier, sentence, items, mark),))
        if done is None:
            return
        if chosen:
            self.say(_("{mark}; the same key takes it off").format(mark=called(mark)))
        elif self.pointing.item:
            self.action_unticked(1)
        else:
            self._next_sentence(sentence)

    def _next_sentence(self, sentence: Span) -> None:
        """Go to the next sentence with anything open; its items are marked all at once again."""
        found = self.checklist.next_open(sentence, None, 1)
        if found is None:
            self.action_unticked(1)
        else:
            self.point_at_sentence(found[0])

    def _chosen_in_panel(self) -> Item | None:
        """Return the item that is selected in the panel, where that has the keys."""
        if self.focused is not self.panel or not is_item(self.panel.selected_record()):
            return None
        views = self.checklist.at(self.pointing.sentence).items if self.pointing.sentence else ()
        return next((one.item for one in views if item_id(one.item) == self.panel.selected_record()), None)

    async def _take_off(self, sentence: Span, item: Item, mark: TickMark) -> bool:
        """Take off one's own mark where it is this one already; tell whether it was."""
        view = self.checklist.at(sentence).view_of(item)
        mine = [one for one in view.ticks if one.check.author == self.session.reviewer] if view else []
        if not any(one.tick.mark is mark for one in mine):
            return False
        if await self.perform(lambda: untick(self.session, self.dossier, sentence, item)):
            self.say(keyed(_("taken off; {undo} brings it back")))
        return True

    def new_note(self) -> Writing:
        """Return a text on what is at hand: an item is asked about by its own words."""
        item = self.pointing.item
        elsewhere = self.selecting or self.claim_view or self.focused is self.panel
        if item is None or elsewhere or item.kind is ItemKind.SENTENCE:
            return super().new_note()
        return self.on_passage(item.span)

    async def follow_place(self) -> bool:
        """Go to an item that is selected in the panel; else as ever."""
        chosen = self._chosen_in_panel()
        if chosen is None or self.selecting:
            return await super().follow_place()
        self.go_to_item(self.pointing.sentence, chosen)
        return True

    async def action_undo(self) -> None:
        """Take back the last thing one did; where that was a tick, it is current again."""
        before = self.dossier
        await super().action_undo()
        fallen = last_unticked(before, self.dossier)
        if fallen is not None:
            self._return_to_tick(*fallen)

    def _return_to_tick(self, span: Span, fallen: Tick) -> None:
        sentence = self.sentences.at(span.start)
        if sentence is None:
            return
        said, items = self.message, [one.item for one in self.checklist.at(sentence).items]
        alike = (
            one for one in items if (one.kind, one.aspect, one.span) == (fallen.kind, fallen.aspect, span)
        )
        item = next(alike, None)
        if self.pointing.item is None or item is None:
            self.point_at_sentence(sentence)
        else:
            self.go_to_item(sentence, item)
        self.say(said)
