"""Places where a quote stands letter for letter, with its context unchanged.

Most anchors of an edited text are found here, by the string search of the
standard library and without folding the text.  Text that was put in, struck or
changed anywhere else leaves at least one side of a quote as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.fitting import LEAST_SIDE, Fit
from articles.model import Span

if TYPE_CHECKING:
    from annotations.anchors import Anchor

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
    """Return where the exact words stand with both sides whole; only if nowhere, where they do with one."""
    if not anchor.exact:
        return [], []
    prefix, exact, suffix = anchor.prefix, anchor.exact, anchor.suffix
    first, last = len(prefix) < LEAST_SIDE, len(suffix) < LEAST_SIDE
    starts = {at + len(prefix) for at in _find_all(text, prefix + exact + suffix, first=first, last=last)}
    both = bool(starts)
    if not both:
        starts = {at + len(prefix) for at in _find_all(text, prefix + exact, first=first, last=False)}
        starts |= set(_find_all(text, exact + suffix, first=False, last=last))
    spans = [Span(start, start + len(exact)) for start in sorted(starts)]
    return (spans, []) if both else ([], spans)


def fit_standing(anchor: Anchor, text: str, span: Span) -> Fit:
    """Return the fit of the exact words at `span`, of which one side of the context is whole."""
    left, right = _intact_sides(anchor, text, span.start)
    words = len(anchor.exact.split())
    prefix = float(left) if anchor.prefix else None
    suffix = float(right) if anchor.suffix else None
    return Fit(span.start, span.end, 1.0, prefix, suffix, words, beside=left and right, run=1.0, whole=True)


def _find_all(text: str, words: str, *, first: bool, last: bool) -> list[int]:
    """Return where `words` stand: anywhere, or only as the `first` or the `last` ones of the text."""
    if first or last:
        at = 0 if first else len(text) - len(words)
        fits = at >= 0 and text.startswith(words, at) and not (last and at + len(words) < len(text))
        return [at] if fits else []
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
