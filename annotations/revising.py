"""What a new revision of an article asks to be read: its new and touched sentences, and some beside them.

Both texts are aligned word by word.  A sentence is as it was where its words
and signs are the same, typography and the way figures are written aside.
Offsets are code points into the text of the revision that is named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from annotations.alignment import Alignment
from annotations.folding import fold
from annotations.referring import pronouns, relative_dates
from annotations.spelling import same_words
from articles.frozen import frozen
from articles.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.alignment import Carried
    from articles.model import Article, Span

LEAST_KEPT = 0.4
"""The share of words that must be common to two passages for one to have become the other; what is below is
new.  As for anchors: at that share as many pairs are chance as are not."""


class SentenceState(StrEnum):
    """What became of a sentence in the newer text."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    """The same words, which stood elsewhere."""
    TOUCHED = "touched"
    """Some of its words or signs changed."""
    NEW = "new"


@frozen
class ComparedSentence:
    """A sentence of the newer text."""

    span: Span
    state: SentenceState
    was: Span | None = None
    """Where it stood in the older text; None of a new one."""
    again: tuple[str, ...] = ()
    """Of one whose words are the same: those of them for which it must be read again."""

    @property
    def to_read(self) -> bool:
        """Whether somebody has to read it: it is new or touched, or to be read again."""
        return bool(self.again) or self.state in {SentenceState.NEW, SentenceState.TOUCHED}


@dataclass(frozen=True)
class Comparison:
    """Two revisions of an article, sentence by sentence."""

    old: Article
    new: Article
    sentences: tuple[ComparedSentence, ...]
    gone: tuple[Span, ...]
    """Sentences of the older text that nothing is left of."""
    backward: Alignment
    """From the newer text to the older."""

    @cached_property
    def added(self) -> tuple[ComparedSentence, ...]:
        """The new sentences."""
        return tuple(one for one in self.sentences if one.state is SentenceState.NEW)

    @cached_property
    def touched(self) -> tuple[ComparedSentence, ...]:
        """The sentences some of whose words changed."""
        return tuple(one for one in self.sentences if one.state is SentenceState.TOUCHED)

    @cached_property
    def to_read(self) -> tuple[ComparedSentence, ...]:
        """All that somebody has to read, in the order of the text."""
        return tuple(one for one in self.sentences if one.to_read)

    @cached_property
    def again(self) -> tuple[ComparedSentence, ...]:
        """The sentences to read again although their words are the same."""
        return tuple(one for one in self.sentences if one.again)

    def sentence_at(self, offset: int) -> ComparedSentence | None:
        """Return the sentence of the newer text at `offset`; None in between."""
        at = bisect_right(self.sentences, offset, key=lambda one: one.span.start) - 1
        return self.sentences[at] if at >= 0 and offset in self.sentences[at].span else None

    @property
    def published_changed(self) -> bool:
        """Whether the article is said to be of another day."""
        return self.old.metadata.published != self.new.metadata.published

    @property
    def changed(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.to_read or self.gone)


def compare_revisions(old: Article, new: Article) -> Comparison:
    """Return what became of each sentence of `new`, and which of `old` are gone."""
    old_spans = sentence_spans(old.text, old.blocks, old.metadata.language)
    new_spans = sentence_spans(new.text, new.blocks, new.metadata.language)
    backward = Alignment(new.text, old.text)
    carried = [backward.carry(span) for span in new_spans]
    first = [_aligned(old.text, new.text, span, was) for span, was in zip(new_spans, carried, strict=True)]
    gone = _gone(old_spans, [one.was for one in first if one.was])
    sentences, gone = _moved(old.text, new.text, first, gone)
    published = old.metadata.published != new.metadata.published
    return Comparison(
        old, new, _read_again(new, sentences, gone, published_changed=published), gone, backward
    )


def _aligned(old: str, new: str, span: Span, carried: Carried) -> ComparedSentence:
    """Return a sentence by what the alignment says of it."""
    was = carried.span
    if was is None or carried.similarity < LEAST_KEPT:
        return ComparedSentence(span, SentenceState.NEW)
    same = same_words(was.cut(old), span.cut(new))
    return ComparedSentence(span, SentenceState.UNCHANGED if same else SentenceState.TOUCHED, was)


def _plain(text: str) -> str:
    """Return a sentence as it is compared: white space and the form of signs do not count."""
    return " ".join(fold(text, cased=True).text.split())


def _gone(spans: Sequence[Span], kept: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences of the older text that nothing of the newer came from; `kept` is in order."""
    ends = [span.end for span in kept]
    return tuple(
        span
        for span in spans
        if (at := bisect_right(ends, span.start)) == len(kept) or not kept[at].overlaps(span)
    )


def _moved(
    old: str, new: str, sentences: Sequence[ComparedSentence], gone: Sequence[Span]
) -> tuple[list[ComparedSentence], tuple[Span, ...]]:
    """Return the sentences with those found that only moved, and what is still gone then."""
    places: dict[str, deque[Span]] = {}
    for span in gone:
        places.setdefault(_plain(span.cut(old)), deque()).append(span)
    found: list[ComparedSentence] = []
    taken: set[Span] = set()
    for one in sentences:
        before = places.get(_plain(one.span.cut(new))) if one.state is SentenceState.NEW else None
        if before:
            was = before.popleft()
            taken.add(was)
            found.append(ComparedSentence(one.span, SentenceState.MOVED, was))
        else:
            found.append(one)
    return found, tuple(span for span in gone if span not in taken)


def _read_again(
    new: Article, sentences: Sequence[ComparedSentence], gone: Sequence[Span], *, published_changed: bool
) -> tuple[ComparedSentence, ...]:
    """Return the sentences, those that their neighbours or the day may have changed with the words for it."""
    result = []
    for index, one in enumerate(sentences):
        words: tuple[str, ...] = ()
        if one.state in {SentenceState.UNCHANGED, SentenceState.MOVED}:
            text = one.span.cut(new.text)
            if one.state is SentenceState.MOVED or _stirred(sentences, index, gone):
                words = (*pronouns(text, new.metadata.language), *relative_dates(text))
            elif published_changed:
                words = relative_dates(text)
        result.append(ComparedSentence(one.span, one.state, one.was, tuple(dict.fromkeys(words))))
    return tuple(result)


def _stirred(sentences: Sequence[ComparedSentence], index: int, gone: Sequence[Span]) -> bool:
    """Tell whether a neighbour of a sentence is new, touched or moved, or one before it is gone.

    What was struck behind a sentence leaves it alone: words point back, hardly ever ahead.
    """
    neighbours = [sentences[at] for at in (index - 1, index + 1) if 0 <= at < len(sentences)]
    if any(one.state is not SentenceState.UNCHANGED for one in neighbours):
        return True
    was = sentences[index].was
    before = sentences[index - 1].was if index else None
    if was is None or not gone:
        return False
    # The last gone sentence before this one stood behind the one that is now its neighbour.
    at = bisect_left(gone, was.start, key=lambda span: span.start) - 1
    return at >= 0 and (before is None or gone[at].start >= before.end)
