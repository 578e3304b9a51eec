"""What became of each part of a text in its next revision.

Where both revisions are at hand, aligning them whole tells more than seeking a
quote: a passage that was struck is known to be gone even if its twin remains.
Sentences are aligned first, by those that stand once in either text (patience
diff); what lies between them is aligned word by word.  A megabyte takes well
under a second.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from annotations.folding import fold, plain_signs
from annotations.matching import find_blocks, match_words
from annotations.wording import WORD, Word, count_alike, split_words
from articles.frozen import frozen
from articles.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SENTENCE = re.compile(r"\S(?:[^\n]{11,}?[.!?]+(?=\s)|[^\n]*)")
"""Roughly a sentence, within a line; it only has to be cut alike in both texts.  A dozen characters at the
least, so that a renumbered "3." starts no sentence of its own."""


@frozen
class Carried:
    """Where a span of the old text is in the new one; None where it is gone.

    `similarity` is twice the words kept over the words of both passages, 0 to 1.
    """

    span: Span | None
    similarity: float


@frozen
class Run:
    """Words that stand in both texts; where the lengths are the same, so is every character."""

    old: Span
    new: Span


class Alignment:
    """Two revisions of a text and what in one became what in the other; in order, nothing crosses."""

    def __init__(self, old_text: str, new_text: str) -> None:
        self._old_text = old_text
        self._new_text = new_text
        self.runs = tuple(_runs(old_text, new_text))
        self._old_ends = [run.old.end for run in self.runs]
        self._new_ends = [run.new.end for run in self.runs]

    def carry(self, span: Span) -> Carried:
        """Return where `span` of the old text is now, from its first kept word to its last.

        Where the word at an end is gone, the neighbour outside the span tells
        where the passage ends now.
        """
        first = bisect_right(self._old_ends, span.start)
        last = first
        while last < len(self.runs) and self.runs[last].old.start < span.end:
            last += 1
        if first == last:
            return Carried(None, 0.0)
        start, end = self._start(span.start, first), self._end(span.end, last - 1)
        if start >= end:
            return Carried(None, 0.0)
        found = Span(start, end)
        return Carried(found, self._similarity(span, found, first, last))

    def gap(self, offset: int) -> int:
        """Return where in the new text a passage that began at `offset` and is gone would begin."""
        before = bisect_right(self._old_ends, offset) - 1
        return self.runs[before].new.end if before >= 0 else 0

    def taken(self, span: Span, but: Span) -> float:
        """Return what share of `span` of the new text came from elsewhere in the old text than from `but`."""
        first = bisect_right(self._new_ends, span.start)
        share = 0
        for run in self.runs[first:]:
            if run.new.start >= span.end:
                break
            if not run.old.overlaps(but):
                share += min(run.new.end, span.end) - max(run.new.start, span.start)
        return share / max(1, len(span))

    def _start(self, start: int, first: int) -> int:
        """Return where a passage begins whose first kept words are `runs[first]`."""
        run = self.runs[first]
        if run.old.start <= start:
            return run.new.start + min(start - run.old.start, len(run.new))
        before = self.runs[first - 1] if first else Run(Span(0, 0), Span(0, 0))
        lost = WORD.search(self._old_text, start, run.old.start)
        if lost and not WORD.search(self._old_text, before.old.end, start):
            words = split_words(self._new_text, before.new.end, run.new.start)
            return words[0].start if words else run.new.start
        signs = self._new_text[before.new.end : run.new.start]
        return run.new.start - _alike(self._old_text[start : run.old.start][::-1], signs[::-1])

    def _end(self, end: int, last: int) -> int:
        """Return where a passage ends whose last kept words are `runs[last]`."""
        run = self.runs[last]
        if run.old.end >= end:
            return run.new.end - min(run.old.end - end, len(run.new))
        edge = Run(
            Span(len(self._old_text), len(self._old_text)), Span(len(self._new_text), len(self._new_text))
        )
        after = self.runs[last + 1] if last + 1 < len(self.runs) else edge
        lost = WORD.search(self._old_text, run.old.end, end)
        if lost and not WORD.search(self._old_text, end, after.old.start):
            words = split_words(self._new_text, run.new.end, after.new.start)
            return words[-1].end if words else run.new.end
        return run.new.end + _alike(
            self._old_text[run.old.end : end], self._new_text[run.new.end : after.new.start]
        )

    def _similarity(self, span: Span, found: Span, first: int, last: int) -> float:
        kept = 0
        for run in self.runs[first:last]:
            kept += _count(self._old_text, max(run.old.start, span.start), min(run.old.end, span.end))
        words = _count(self._old_text, span.start, span.end) + _count(self._new_text, found.start, found.end)
        return (
            min(1.0, 2 * kept / words)
            if words
            else float(found.cut(self._new_text) == span.cut(self._old_text))
        )


def carry(old_text: str, new_text: str, spans: Iterable[Span]) -> list[Carried]:
    """Return where each span of `old_text` is in `new_text`."""
    alignment = Alignment(old_text, new_text)
    return [alignment.carry(span) for span in spans]


def _alike(old: str, new: str) -> int:
    """Return how far two texts begin alike; a last space counts only if all of `old` is there."""
    same = count_alike(plain_signs(old), plain_signs(new))
    return same if same == len(old) else len(old[:same].rstrip())


def _count(text: str, start: int, end: int) -> int:
    return len(WORD.findall(text, start, end))


def _runs(old_text: str, new_text: str) -> Iterator[Run]:
    """Yield what stands in both texts, in order: sentences, and words between them."""
    old, new = (_cut(text, _SENTENCE) for text in (old_text, new_text))
    old_done = new_done = 0
    blocks = find_blocks([piece.text for piece in old], [piece.text for piece in new])
    for old_at, new_at, size in [*blocks, (len(old), len(new), 0)]:
        old_stop = old[old_at].start if old_at < len(old) else len(old_text)
        new_stop = new[new_at].start if new_at < len(new) else len(new_text)
        yield from _word_runs(old_text, new_text, Span(old_done, old_stop), Span(new_done, new_stop))
        for a, b in zip(old[old_at : old_at + size], new[new_at : new_at + size], strict=True):
            yield Run(Span(a.start, a.end), Span(b.start, b.end))
            old_done, new_done = a.end, b.end


def _word_runs(old_text: str, new_text: str, old_part: Span, new_part: Span) -> Iterator[Run]:
    """Yield the words that stand in both parts, in order."""
    if not WORD.search(old_text, *_ends(old_part)) or not WORD.search(new_text, *_ends(new_part)):
        return
    old, new = (_folded_words(text, part) for text, part in ((old_text, old_part), (new_text, new_part)))
    pairs = match_words([word.text for word in old], [word.text for word in new])
    for old_at, new_at in sorted(pairs.items()):
        yield Run(Span(old[old_at].start, old[old_at].end), Span(new[new_at].start, new[new_at].end))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _folded_words(text: str, part: Span) -> list[Word]:
    folded = fold(part.cut(text))
    words = []
    for word in split_words(folded.text):
        origin = folded.origin(word.start, word.end)
        words.append(Word(word.text, origin.start + part.start, origin.end + part.start))
    return words


def _cut(text: str, pattern: re.Pattern[str]) -> list[Word]:
    return [Word(found.group(), *found.span()) for found in pattern.finditer(text)]
