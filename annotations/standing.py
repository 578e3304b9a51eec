"""Places where a quote stands letter for letter, with its context unchanged.

Most anchors of an edited text are found here, by the string search of the
standard library and without folding the text.  Text that was put in, struck or
changed anywhere else leaves at least one side of a quote as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.fitting import Fit
from articles.model import Span

if TYPE_CHECKING:
    from annotations.anchors import Anchor

LEAST_SIDE = 16
"""Code points of a side of the context that tell a place by themselves.  A shorter side must be all the text
there was, and reach the edge of the text still."""

MOST_PLACES = 64
"""Places looked at; what stands more often with its context is no place to speak of."""


def stands(anchor: Anchor, text: str, revision: str) -> bool:
    """Tell whether the anchor stands where it stood: in the same revision, or all its context beside it."""
    if anchor.span is None or anchor.end > len(text) or anchor.span.cut(text) != anchor.exact:
        return False
    if anchor.revision and anchor.revision == revision:
        return True
    left, right = _intact_sides(anchor, text, anchor.start)
    # An empty side says that the text began or ended there.
    return bool(anchor.exact) and left and right


def find_standing(anchor: Anchor, text: str) -> tuple[list[Span], list[Span]]:
    """Return where the exact words stand with both sides whole, and where with one, each in order."""
    if not anchor.exact:
        return [], []
    before, after = len(anchor.prefix), len(anchor.suffix)
    starts = {
        at + before
        for at in _find_all(text, anchor.prefix + anchor.exact, by_edge=before < LEAST_SIDE, end=False)
    }
    starts |= set(_find_all(text, anchor.exact + anchor.suffix, by_edge=after < LEAST_SIDE, end=True))
    both: list[Span] = []
    one: list[Span] = []
    for start in sorted(starts):
        sides = _intact_sides(anchor, text, start)
        (both if all(sides) else one).append(Span(start, start + len(anchor.exact)))
    return both, one


def fit_standing(anchor: Anchor, text: str, span: Span) -> Fit:
    """Return the fit of the exact words at `span`, of which one side of the context is whole."""
    left, right = _intact_sides(anchor, text, span.start)
    words = len(anchor.exact.split())
    prefix = float(left) if anchor.prefix else None
    suffix = float(right) if anchor.suffix else None
    return Fit(span.start, span.end, 1.0, prefix, suffix, words, beside=left and right, run=1.0, whole=True)


def _find_all(text: str, words: str, *, by_edge: bool, end: bool) -> list[int]:
    """Return where `words` stand; with `by_edge` only at the beginning of the text, or at its `end`."""
    if by_edge:
        at = len(text) - len(words) if end else 0
        return [at] if at >= 0 and text.startswith(words, at) else []
    places: list[int] = []
    at = text.find(words)
    while at >= 0 and len(places) < MOST_PLACES:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _intact_sides(anchor: Anchor, text: str, start: int) -> tuple[bool, bool]:
    """Tell whether all that was kept of the text before and after a quote stands beside `start`."""
    before, end = start - len(anchor.prefix), start + len(anchor.exact)
    left = before >= 0 and text.startswith(anchor.prefix, before) if anchor.prefix else start == 0
    right = text.startswith(anchor.suffix, end) if anchor.suffix else end == len(text)
    return left, right
