"""Lines that run along the top and bottom of a document's pages: titles, dates, page numbers.

Such a line stands at one height on several pages and says the same on each, the
number of the page aside.  Between it and the edge of the page there is nothing
but others of its kind, and between it and the text there is a gap or a
change of letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain, takewhile
from typing import TYPE_CHECKING, NamedTuple

from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articles.formats._pdf_lines import Line

_EDGE = 4
"""So many lines from the top and from the bottom are looked at."""
_NUMBER = pattern(r"\d{1,9}")
_ROMAN = pattern(r"[-–—\s]*[ivxlc]{1,7}[-–—\s]*", re.IGNORECASE)
_SHARE = 0.4
_ENOUGH = 5
"""On so many pages, or on this share of fewer, stands what belongs to none; left and right may differ."""
_FEWEST = 2
_NEAR = 6
"""In points: how far apart the same line may stand on two pages."""


_GAP = 1.9
"""In sizes of the line's letters; lines of one text are nearer."""
_SAME_FIGURE, _STEPS_WITH_PAGE = range(2)
"""What the figures of a running line can be: the same on all pages, or as far from the page's own."""
_OTHER = 0.1
"""Of the size."""
_SAME = 1
_FAR = 10_000
"""The two in points."""


class _Key(NamedTuple):
    """What lines of one kind share."""

    words: str
    height: int


def without_running_lines(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Return the pages' lines without those that several pages repeat at their edges."""
    if len(pages) < _FEWEST:
        return list(pages)
    fewest = max(_FEWEST, min(_ENOUGH, round(_SHARE * sum(map(bool, pages)))))
    running = _Running(pages, fewest)
    return [
        [line for line in page if not any(line is one for one in gone)]
        for number, page in enumerate(pages)
        for gone in [list(running.of(number, page))]
    ]


class _Running:
    """What the edges of all pages have in common."""

    def __init__(self, pages: Sequence[list[Line]], fewest: int) -> None:
        self._fewest = fewest
        self._numbers: defaultdict[_Key, Counter[tuple[int, int, int]]] = defaultdict(Counter)
        for number, page in enumerate(pages):
            seen = set(chain.from_iterable(_facts(line, number) for line in chain(*_edges(page))))
            for key, fact in seen:
                self._numbers[key][fact] += 1

    def of(self, number: int, page: list[Line]) -> Iterator[Line]:
        """Yield the lines that run along a page, pages counted from 0."""
        for edge in _edges(page):
            candidates = list(takewhile(lambda line: self._runs(line, number), edge))
            while candidates and not _is_apart(candidates[-1], page, edge):
                candidates.pop()
            yield from candidates

    def _runs(self, line: Line, page: int) -> bool:
        return any(
            all(
                any(self._numbers[key][fact] >= self._fewest for fact in _told(at, value, page))
                for at, value in enumerate(_values(line))
            )
            for key in _keys(line)
        )


def _edges(page: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines at the top and at the bottom of a page, each from the edge inwards."""
    by_height = sorted(page, key=lambda line: -line.y)
    top = by_height[:_EDGE]
    return top, by_height[: len(top) - 1 : -1][:_EDGE]


def _is_apart(line: Line, page: list[Line], edge: list[Line]) -> bool:
    """Tell whether there is more room than usual between `line` and the next from the edge inwards.

    In other letters it is apart, too.
    """
    inwards = -1 if edge[0].y >= edge[-1].y else 1
    steps = (((one.y - line.y) * inwards, one.size) for one in page)
    step, size = min((found for found in steps if found[0] > _SAME), default=(_FAR, line.size))
    return step >= _GAP * line.size or abs(size - line.size) > _OTHER * size


def _facts(line: Line, page: int) -> Iterator[tuple[_Key, tuple[int, int, int]]]:
    for key in _keys(line):
        for at, value in enumerate(_values(line)):
            for fact in _told(at, value, page):
                yield key, fact


def _told(at: int, value: int, page: int) -> Iterator[tuple[int, int, int]]:
    """Yield what the figure in place `at` of a line may have in common with those of other pages."""
    yield at, _SAME_FIGURE, value
    yield at, _STEPS_WITH_PAGE, value - page


def _values(line: Line) -> list[int]:
    """Return the figures of a line, behind one that all lines share."""
    return [0, *(int(number) for number in _NUMBER.findall(line.text))]


def _keys(line: Line) -> tuple[_Key, _Key]:
    """Return two keys: of lines that are near each other one at least is the same."""
    words = "i" if _ROMAN.fullmatch(line.text) else _NUMBER.sub("#", line.text.casefold())
    height = int(line.y // _NEAR)
    return _Key(words, height), _Key(words, height + 1)
