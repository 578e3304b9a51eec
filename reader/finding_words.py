"""Searches the article's text: across line breaks, with a smart case; pure."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import overload

from articles.model import Span

_PIECE = 1 << 18
"""Code points of a long text that are looked through at once."""
_NOT_AS_LOWER = "\u0130\u0131\u017f"
"""Letters that stand for an ASCII one where capitals do not matter, and are no such letter in small ones."""


class Matches(Sequence[Span]):
    """The places of some words, in order, none over another.

    A short word stands in a long text some hundred thousand times: only of the
    places that are asked for a span is made.
    """

    def __init__(self, spans: Sequence[tuple[int, int]] = ()) -> None:
        self._starts = array("l", [start for start, _ in spans])
        self._ends = array("l", [end for _, end in spans])

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> list[Span]: ...

    def __getitem__(self, at: int | slice) -> Span | list[Span]:
        if isinstance(at, slice):
            return [Span(start, end) for start, end in zip(self._starts[at], self._ends[at], strict=True)]
        return Span(self._starts[at], self._ends[at])

    def __len__(self) -> int:
        return len(self._starts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(Span.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]  # as of a list

    def __contains__(self, span: object) -> bool:
        return isinstance(span, Span) and self._at(span.start) == span

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Return which of the places `value` is.  Raises ValueError where it is none."""
        at = bisect_left(self._starts, value.start) if isinstance(value, Span) and value in self else -1
        if at < start or (stop is not None and at >= stop):
            raise ValueError(value)
        return at

    def _at(self, start: int) -> Span | None:
        at = bisect_left(self._starts, start)
        return self[at] if at < len(self) else None

    def touching(self, start: int, end: int) -> list[Span]:
        """Return the places that share a code point with `[start, end)`."""
        first = bisect_left(self._ends, start + 1)
        return self[first : max(first, bisect_left(self._starts, end))]


def find_all(text: str, words: str) -> Matches:
    """Return every place of `words` in `text`, in order.

    White space in `words` matches any white space, so a hit may run over a
    line or a block.  Capitals matter only where `words` has any.
    """
    pattern = _pattern(words)
    return Matches([match.span() for match in pattern.finditer(text)] if pattern else ())


def find_first(text: str, words: str, offset: int) -> Span | None:
    """Return the place of `words` at or behind `offset`, else the first, as `find_all` has it."""
    pattern = _pattern(words)
    if pattern is None:
        return None
    first = words.split(maxsplit=1)[0]
    found = _search(pattern, first, text, offset) or _search(pattern, first, text, 0)
    return Span(*found.span()) if found else None


def _search(pattern: re.Pattern[str], first: str, text: str, offset: int) -> re.Match[str] | None:
    """Return the place of `pattern`, which begins with the word `first`, at or behind `offset`.

    Where capitals do not matter a pattern is tried at every letter; to look for
    the first word in small letters takes a tenth of that.
    """
    if (
        not pattern.flags & re.IGNORECASE
        or not first.isascii()
        or any(sign in text for sign in _NOT_AS_LOWER)
    ):
        return pattern.search(text, offset)
    matches = (pattern.match(text, at) for at in _places(text, first, offset))
    return next((found for found in matches if found), None)


def _places(text: str, word: str, offset: int) -> Iterator[int]:
    """Yield where `word`, in small letters, stands in `text`, whatever the capitals there; piece by piece."""
    for start in range(offset, len(text), _PIECE):
        piece = text[start : start + _PIECE + len(word) - 1].lower()
        at = piece.find(word)
        while at >= 0:
            yield start + at
            at = piece.find(word, at + 1)


def _pattern(words: str) -> re.Pattern[str] | None:
    parts = words.split()
    if not parts:
        return None
    flags = 0 if any(char.isupper() for char in words) else re.IGNORECASE
    return re.compile(r"\s+".join(map(re.escape, parts)), flags)


def nearest(matches: Sequence[Span], offset: int) -> int:
    """Return which match to show first: the one at or behind `offset`, else the first."""
    at = bisect_left(matches, offset, key=lambda span: span.start)
    return at if at < len(matches) else 0
