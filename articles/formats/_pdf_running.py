"""Lines that run along the top and bottom of a document's pages: titles, dates, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articles.formats._pdf_lines import Line

_EDGE = 4
"""So many lines from the top and from the bottom are looked at."""
_NUMBER = pattern(r"\d+")
_PAGE_NUMBER = pattern(r"[-–—\s]*(?:\d{1,4}|[ivxlc]{1,7})[-–—\s]*", re.IGNORECASE)
_SHARE = 0.4
"""Of the pages: what stands on so many at one place belongs to none of them."""
_FEWEST = 2
_NEAR = 6
"""In points: how far apart the same line may stand on two pages."""


def without_running_lines(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Return the pages' lines without those that most pages repeat, figures in them aside."""
    if len(pages) < _FEWEST:
        return list(pages)
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    # On left and right pages they may differ, so that each stands on half of them.
    fewest = max(_FEWEST, _SHARE * len([page for page in pages if page]))
    return [
        [line for line in page if line not in edges or not _runs(line, seen, fewest)]
        for page in pages
        for edges in [_edges(page)]
    ]


def _edges(page: list[Line]) -> list[Line]:
    """Return the highest and lowest lines of a page."""
    by_height = sorted(page, key=lambda line: line.y)
    return by_height[:_EDGE] + by_height[-_EDGE:]


def _key(line: Line) -> tuple[str, int]:
    words = "#" if _PAGE_NUMBER.fullmatch(line.text) else _NUMBER.sub("#", line.text.casefold())
    return words, round(line.y / _NEAR)


def _runs(line: Line, seen: Counter[tuple[str, int]], fewest: float) -> bool:
    words, height = _key(line)
    return max(seen[words, near] for near in (height - 1, height, height + 1)) >= fewest
