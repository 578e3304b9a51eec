"""What the reader is at, and the selection being made; pure.

Spans are code points of `Article.text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.frozen import frozen, replace
from articles.model import Span
from articles.patterns import pattern

if TYPE_CHECKING:
    from annotations.ticks import Item

NOWHERE = Span(0, 0)
_WORD = pattern(r"[^\W_]+(?:[-'’.,][^\W_]+)*")

_LONGEST_WORD = 200
"""Code points looked back for where a word begins."""


@frozen
class Pointing:
    """The current sentence, item and claim, the selection, and the match of a search."""

    sentence: Span = NOWHERE
    claim: str = ""
    selection: Span = NOWHERE
    match: Span = NOWHERE
    item: Item | None = None
    """What of the sentence there is to check, where one goes from item to item."""


@frozen
class Selection:
    """Words being selected; one end moves by words, the other stays."""

    span: Span
    moves_start: bool = False
    bounds_of: str = ""
    """The id of the claim whose bounds are being set."""

    def swapped(self) -> Selection:
        """Return the selection with its other end to move."""
        return replace(self, moves_start=not self.moves_start)

    def extended(self, text: str, words: int) -> Selection:
        """Return the selection with its moving end `words` further on, or back; it keeps a word."""
        span = self.span
        for _ in range(abs(words)):
            span = _move_start(text, span, words) if self.moves_start else _move_end(text, span, words)
        return replace(self, span=span)


def word_at(text: str, offset: int) -> Span | None:
    """Return the word at `offset`, or the next one."""
    start = offset
    # Back to a space: 2.300 is one word, also from within.
    while 0 < start <= len(text) and offset - start < _LONGEST_WORD and not text[start - 1].isspace():
        start -= 1
    words = (Span(found.start(), found.end()) for found in _WORD.finditer(text, start))
    return next((word for word in words if word.end > offset), None)


def _move_end(text: str, span: Span, step: int) -> Span:
    if step > 0:
        word = _WORD.search(text, span.end)
        return Span(span.start, word.end()) if word else span
    ends = [word.end() for word in _WORD.finditer(text, span.start, span.end)]
    shorter = [end for end in ends if end < span.end]
    return Span(span.start, shorter[-1]) if shorter else span


def _move_start(text: str, span: Span, step: int) -> Span:
    if step > 0:
        starts = [word.start() for word in _WORD.finditer(text, span.start, span.end)]
        later = [start for start in starts if start > span.start]
        return Span(later[0], span.end) if later else span
    before = [word.start() for word in _WORD.finditer(text, max(0, span.start - _LONGEST_WORD), span.start)]
    return Span(before[-1], span.end) if before else span
