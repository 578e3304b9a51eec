"""What people ticked in an article, and which of it stands in the text as it is now; pure.

A tick stands as long as its sentence says the same words, in the same bounds.
Where any word of the sentence changed, all of its ticks fall: *he paid 600,000*
and *he never paid 600,000* have the same figure.  A tick on a date that counts
from the day of publication falls when that day is another.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.ticks import ItemKind
from articles.frozen import frozen
from articles.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from annotations.anchors import Anchor, Resolution
    from annotations.model import Check
    from annotations.ticks import Tick
    from articles.model import Revision
    from articles.stepping import Sentences


@frozen
class TickView:
    """A tick that stands, with where its words are now and who made it."""

    tick: Tick
    span: Span
    check: Check

    @property
    def person(self) -> str:
        """Who ticked it."""
        return self.check.person

    @property
    def marked(self) -> Span:
        """What shows in the text that it is ticked: its words; of a whole sentence, the last of them."""
        if self.tick.kind is not ItemKind.SENTENCE:
            return self.span
        last = len(self.tick.words.rpartition(" ")[2])
        return Span(max(self.span.start, self.span.end - last), self.span.end)


@frozen
class CheckView:
    """What one person ticked in a sentence, as it is now."""

    check: Check
    place: Resolution
    standing: tuple[TickView, ...] = ()
    fallen: tuple[Tick, ...] = ()
    """Ticks on words, or a day, that are not the same any more."""

    @property
    def id(self) -> str:
        """The record's id."""
        return self.check.id

    @property
    def span(self) -> Span | None:
        """Where the sentence is; None where nowhere, or in several places."""
        return None if self.place.state is AnchorState.AMBIGUOUS else self.place.span


def place_checks(
    checks: Iterable[Check], revision: Revision, resolve: Callable[[Anchor], Resolution]
) -> tuple[CheckView, ...]:
    """Return what was ticked, as it is in a revision, in article order; `resolve` finds anchors there."""
    placing = _Placing(revision)
    views = [placing.view(check, resolve(check.anchor)) for check in checks]
    return tuple(sorted(views, key=lambda view: (view.span.start if view.span else 0, view.id)))


class _Placing:
    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        self._text = revision.article.text

    @cached_property
    def _sentences(self) -> Sentences:
        # Imported here: an article that never changed needs no sentences to be read.
        from articles.stepping import Sentences

        return Sentences(self._revision.article)

    def view(self, check: Check, place: Resolution) -> CheckView:
        """Return a check with what of it stands."""
        standing = []
        fallen = []
        spans = self._spans(check, place)
        for tick, span in zip(check.ticks, spans, strict=True):
            if span is None or self._is_another_day(check, tick):
                fallen.append(tick)
            else:
                standing.append(TickView(tick, span, check))
        return CheckView(check, place, tuple(standing), tuple(fallen))

    def _spans(self, check: Check, place: Resolution) -> list[Span | None]:
        """Return where the words of each tick are now; None for those that are not there any more."""
        nowhere: list[Span | None] = [None] * len(check.ticks)
        if place.span is None or not place.state.trusted:
            return nowhere
        if place.state is AnchorState.EXACT and check.anchor.revision == self._revision.sha256:
            return [self._at(place.span, tick, tick.offset) for tick in check.ticks]
        sentence = self._sentences.at(place.span.start)
        if sentence is None or not sentence.overlaps(place.span):
            return nowhere
        return self._carried(check, sentence) or nowhere

    def _carried(self, check: Check, sentence: Span) -> list[Span | None]:
        """Return where ticks are in a sentence as it is now; nothing where its words are not the same."""
        from annotations.spelling import tokens_of

        language = self._revision.article.metadata.language
        was = tokens_of(check.anchor.exact, language)
        now = tokens_of(sentence.cut(self._text), language)
        if [one.key for one in was] != [one.key for one in now]:
            return []
        starts = {old.start: new.start for old, new in zip(was, now, strict=True)}
        ends = {old.end: new.end for old, new in zip(was, now, strict=True)}
        spans: list[Span | None] = []
        for tick in check.ticks:
            start, end = starts.get(tick.offset), ends.get(tick.offset + len(tick.words))
            there = check.anchor.exact[tick.offset : tick.offset + len(tick.words)] == tick.words
            known = there and start is not None and end is not None and start < end
            spans.append(Span(sentence.start + start, sentence.start + end) if known else None)  # type: ignore[operator]
        return spans

    def _at(self, sentence: Span, tick: Tick, offset: int) -> Span | None:
        """Return the place of a tick by its offset; None where its words do not stand there."""
        start, end = sentence.start + offset, sentence.start + offset + len(tick.words)
        if offset < 0 or end > sentence.end or self._text[start:end] != tick.words:
            return None
        return Span(start, end)

    def _is_another_day(self, check: Check, tick: Tick) -> bool:
        """Tell whether a tick is on a date that counts from a day of publication that is another now."""
        if tick.kind is not ItemKind.DATE or check.published == self._revision.article.metadata.published:
            return False
        from annotations.referring import find_relative_dates

        return bool(find_relative_dates(tick.words))
