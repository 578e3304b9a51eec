"""Searches the article's text: across line breaks, with a smart case; pure."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import overload

from articles.model import Span


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
    found = pattern and (pattern.search(text, offset) or pattern.search(text))
    return Span(*found.span()) if found else None


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
