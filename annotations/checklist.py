"""How far an article is checked, sentence by sentence, and what is still open; pure.

A sentence is done once somebody, whoever it is, has ticked each of its items:
what nobody looked at is what `w` leads to, for everybody.  Questions that wait
for an answer and what the reporter vouches for are counted apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from annotations.model import Purpose
from annotations.ticks import Item, ItemKind, TickMark
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotations.checking import CheckView, TickView
    from annotations.dossier import Dossier, Thread
    from annotations.itemising import ArticleItems
    from annotations.ticks import Tick
    from articles.model import Span


class SentenceStatus(StrEnum):
    """How far a sentence is."""

    OPEN = "open"
    AGAIN = "read again"
    """It was ticked before something beside it changed."""
    ASKED = "asked"
    ON_AUTHOR = "on author"
    CHECKED = "checked"


_DONE = frozenset({SentenceStatus.ON_AUTHOR, SentenceStatus.CHECKED})


@frozen
class ItemView:
    """An item with what everybody said of it."""

    item: Item
    ticks: tuple[TickView, ...] = ()
    """Oldest first."""
    asked: bool = False
    """Whether a question about it waits for an answer."""

    @property
    def is_open(self) -> bool:
        """Whether nobody ticked it, and nobody asked about it."""
        return not self.ticks and not self.asked

    @property
    def mark(self) -> TickMark | None:
        """What was said of it: by one that it is checked, else what was said last."""
        marks = [one.tick.mark for one in self.ticks]
        return TickMark.CHECKED if TickMark.CHECKED in marks else marks[-1] if marks else None


@frozen
class SentenceView:
    """A sentence with its items."""

    span: Span
    items: tuple[ItemView, ...]
    status: SentenceStatus
    again: tuple[str, ...] = ()
    """The words for which it is to be read again."""
    fallen: tuple[tuple[str, Tick], ...] = ()
    """What people had ticked before the words changed, with who it was."""

    def view_of(self, item: Item) -> ItemView | None:
        """Return an item of the sentence with what was said of it."""
        return next((one for one in self.items if one.item == item), None)


@frozen
class CheckProgress:
    """How many sentences are how far; `open` includes those to be read again."""

    sentences: int = 0
    checked: int = 0
    on_author: int = 0
    asked: int = 0
    again: int = 0

    @property
    def open(self) -> int:
        """How many sentences nobody is done with."""
        return self.sentences - self.checked - self.on_author - self.asked


class Checklist:
    """What of an article is ticked and what is open, worked out as one looks."""

    def __init__(
        self, dossier: Dossier, items: ArticleItems, again: Mapping[Span, tuple[str, ...]] | None = None
    ) -> None:
        """`again` has the sentences to be read again, each with its words that are the reason."""
        self._items = items
        self._again = again or {}
        self._asked = sorted(asked_spans(dossier))
        self._checks: dict[Span, list[CheckView]] = {}
        self._ticks: dict[tuple[str, str, int], list[TickView]] = {}
        for view in dossier.checks:
            for one in view.standing:
                self._ticks.setdefault((one.tick.kind, one.tick.aspect, one.span.start), []).append(one)
            if view.span and (sentence := items.sentences.at(view.span.start)):
                self._checks.setdefault(sentence, []).append(view)
        self._known: dict[Span, SentenceView] = {}

    @property
    def begun(self) -> bool:
        """Whether anybody ticked anything."""
        return bool(self._checks)

    def at(self, sentence: Span) -> SentenceView:
        """Return a sentence with its items and how far it is."""
        if sentence not in self._known:
            self._known[sentence] = self._view(sentence)
        return self._known[sentence]

    def is_done(self, sentence: Span) -> bool:
        """Tell whether every item of a sentence is ticked; at once where nobody ticked any."""
        return sentence in self._checks and self.at(sentence).status in _DONE

    def __iter__(self) -> Iterator[SentenceView]:
        """Yield all sentences in order; takes its time in a long article."""
        return map(self.at, self._items.sentences)

    def next_open(self, sentence: Span, item: Item | None, step: int) -> tuple[Span, Item] | None:
        """Return the next item that is open, or with -1 the one before, with its sentence; None at the ends.

        It is sought behind `item` where that is one of the sentence's, else from the sentence's first on;
        going back, before `item`, else from its last.
        """
        here = [one.item for one in self.at(sentence).items]
        at = here.index(item) if item in here else -1 if step > 0 else len(here)
        beside = here[at + 1 :] if step > 0 else here[: max(0, at)]
        found = self._first_open(sentence, step, beside)
        current = self._items.sentences.step(sentence.start, step)
        while found is None and current is not None:
            found = self._first_open(current, step)
            current = self._items.sentences.step(current.start, step)
        return found

    def _first_open(
        self, sentence: Span, step: int, among: Sequence[Item] | None = None
    ) -> tuple[Span, Item] | None:
        items = [
            one.item
            for one in self.at(sentence).items
            if one.is_open and (among is None or one.item in among)
        ]
        return (sentence, items[0 if step > 0 else -1]) if items else None

    def count_all(self) -> CheckProgress:
        """Return how far the article is; counting its sentences takes time where it is long."""
        return self.count(sum(1 for _ in self._items.sentences))

    def count(self, sentences: int) -> CheckProgress:
        """Return how far an article of so many `sentences` is; looks only at those that were touched."""
        seen = {span for asked in self._asked for span in self._of(asked)} | set(self._checks)
        counted = Counter(self.at(span).status for span in seen)
        return CheckProgress(
            sentences,
            counted[SentenceStatus.CHECKED],
            counted[SentenceStatus.ON_AUTHOR],
            counted[SentenceStatus.ASKED],
            counted[SentenceStatus.AGAIN],
        )

    def _of(self, span: Span) -> Iterator[Span]:
        """Yield the sentences that a span touches."""
        sentence = self._items.sentences.at(span.start)
        while sentence is not None and sentence.start < span.end:
            yield sentence
            sentence = self._items.sentences.step(sentence.start, 1)

    def _view(self, sentence: Span) -> SentenceView:
        again = self._again.get(sentence, ())
        views = [self._item(item) for item in self._items.of(sentence)]
        if again:
            # None of its ticks says that it was read since.
            views.append(ItemView(Item(ItemKind.SENTENCE, sentence)))
        asked = self._is_asked(sentence)
        checks = self._checks.get(sentence, ())
        fallen = tuple((one.check.person, tick) for one in checks for tick in one.fallen)
        return SentenceView(
            sentence, tuple(views), _status(views, asked=asked, again=bool(again)), again, fallen
        )

    def _item(self, item: Item) -> ItemView:
        ticks = self._ticks.get((item.kind, item.aspect, item.span.start), ())
        return ItemView(item, tuple(sorted(ticks, key=_age)), self._is_asked(item.span))

    def _is_asked(self, span: Span) -> bool:
        at = bisect_left(self._asked, span.end, key=lambda one: one.start)
        return any(one.overlaps(span) for one in self._asked[:at])


def _status(items: Iterable[ItemView], *, asked: bool, again: bool) -> SentenceStatus:
    views = list(items)
    if again:
        return SentenceStatus.AGAIN
    if any(one.is_open for one in views):
        return SentenceStatus.OPEN
    if asked:
        return SentenceStatus.ASKED
    if any(one.mark is TickMark.ON_AUTHOR for one in views):
        return SentenceStatus.ON_AUTHOR
    return SentenceStatus.CHECKED


def asked_spans(dossier: Dossier) -> Iterator[Span]:
    """Yield where questions stand that nobody answered: on passages, and on claims."""
    for thread in dossier.notes:
        if thread.place and thread.place.span and _has_open_question(thread):
            yield thread.place.span
    for view in dossier.claims:
        if view.span and any(map(_has_open_question, view.notes)):
            yield view.span


def _has_open_question(thread: Thread) -> bool:
    note = thread.note
    is_open = note.purpose is Purpose.QUESTION and not (note.deleted or thread.answered)
    return is_open or any(map(_has_open_question, thread.replies))


def _age(one: TickView) -> tuple[str, str]:
    return one.check.created.isoformat(), one.check.id


def checked_words(dossier: Dossier) -> str:
    """Return how far an article is checked, in English."""
    from annotations.itemising import ArticleItems

    far = Checklist(dossier, ArticleItems(dossier.revision.article)).count_all()
    apart = ((far.on_author, "on author"), (far.asked, "asked"))
    return ", ".join(
        [f"{far.checked}/{far.sentences} sentences", *(f"{count} {what}" for count, what in apart if count)]
    )
