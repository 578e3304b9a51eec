"""Finding an annotation's place again in a changed text, or saying honestly that it is gone.

Order: the same slice at the same place; the exact words on folded text, ranked
by context; else the places its rarer words point to, compared word by word.
The score is a weighted mean of parts, after the rule of Hypothesis' client,
with what that lacks: a part that the anchor does not have leaves the mean, and
there is a least score.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from annotations.alarms import compare
from annotations.anchors import Anchor, AnchorState, Candidate, Resolution
from annotations.fitting import Fit, fit_exact, fit_near
from annotations.folding import fold
from annotations.seeking import find_exact, find_near, fold_quote
from articles.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.seeking import Quote

CONTEXT = 64
"""Code points of context kept on either side: on real edit histories 64 find more than 32."""

WEIGHTS = {"quote": 0.50, "prefix": 0.20, "suffix": 0.20, "position": 0.02}
"""The words themselves count most and either side of the context the same; the position only breaks ties,
since any insertion above shifts it."""

LEAST_SCORE = 0.56
LEAST_QUOTE = 0.45
MARGIN = 0.03
MOST_EXACT = 6
MOST_CANDIDATES = 3

_TOKEN = re.compile(r"\w+|[^\w\s]")


def describe(text: str, span: Span, revision: str = "") -> Anchor:
    """Return the anchor of `span`: its words, the context on either side to the edge of a word, and its position.

    Raises:
        ValueError: the span ends beyond the text.
    """
    if span.end > len(text):
        message = f"the span ends at {span.end}, the text at {len(text)}"
        raise ValueError(message)
    begin = max(0, span.start - CONTEXT)
    while begin > 0 and text[begin - 1].isalnum() and text[begin].isalnum() and span.start - begin < 2 * CONTEXT:
        begin -= 1
    stop = min(len(text), span.end + CONTEXT)
    while stop < len(text) and text[stop - 1].isalnum() and text[stop].isalnum() and stop - span.end < 2 * CONTEXT:
        stop += 1
    return Anchor(revision, span.cut(text), text[begin : span.start], text[span.end : stop], span.start, span.end)


def resolve(anchor: Anchor, text: str, *, revision: str = "", old_text: str | None = None) -> Resolution:
    """Return what became of `anchor` in `text`; for many anchors of one text, make one `Resolver`."""
    return Resolver(text, revision=revision, old_text=old_text).resolve(anchor)


class Resolver:
    """One text in which many anchors are sought: it is folded once."""

    def __init__(self, text: str, *, revision: str = "", old_text: str | None = None, language: str = "") -> None:
        self._text = text
        self._revision = revision
        self._language = language
        self._folded = fold(text)

    def resolve(self, anchor: Anchor) -> Resolution:
        """Return what became of `anchor`; never raises."""
        if self._stands(anchor):
            span = Span(anchor.start, anchor.end)
            return Resolution(
                AnchorState.EXACT, span, 1.0, MappingProxyType(dict.fromkeys(WEIGHTS, 1.0)), (Candidate(span, 1.0),)
            )
        quote = fold_quote(anchor)
        return self._judge(anchor, self._fits(anchor, quote))

    def _stands(self, anchor: Anchor) -> bool:
        """Tell whether the anchor stands where it stood, in the same context or the same revision."""
        if anchor.span is None or anchor.span.cut(self._text) != anchor.exact or anchor.end > len(self._text):
            return False
        same = bool(anchor.revision) and anchor.revision == self._revision
        return same or (
            self._text.startswith(anchor.suffix, anchor.end)
            and self._text.startswith(anchor.prefix, anchor.start - len(anchor.prefix))
            and anchor.start >= len(anchor.prefix)
            and bool(anchor.prefix or anchor.suffix or anchor.exact == self._text)
        )

    def _fits(self, anchor: Anchor, quote: Quote) -> list[tuple[float, Fit, Span]]:
        text = self._folded.text
        exact = find_exact(text, quote)
        if len(exact) > MOST_EXACT:
            exact = sorted(exact, key=lambda at: (-_touching(text, quote, at), abs(at - anchor.start)))[:MOST_EXACT]
        fits = [fit_exact(text, quote, at) for at in exact]
        if quote.last > quote.first:
            near = (fit_near(text, quote, at) for at in find_near(text, quote))
            fits += [fit for fit in near if fit is not None]
        scored = []
        for fit in fits:
            span = self._folded.origin(fit.start, fit.end)
            scored.append((_score(self._parts(fit, span, anchor)), fit, span))
        scored.sort(key=lambda entry: -entry[0])
        return scored

    def _parts(self, fit: Fit, span: Span, anchor: Anchor) -> dict[str, float]:
        parts = {"quote": fit.quote}
        if fit.prefix is not None:
            parts["prefix"] = fit.prefix
        if fit.suffix is not None:
            parts["suffix"] = fit.suffix
        if anchor.span is not None:
            parts["position"] = 1 - min(1.0, abs(span.start - anchor.start) / max(1, len(self._text)))
        return parts

    def _judge(self, anchor: Anchor, fits: Sequence[tuple[float, Fit, Span]]) -> Resolution:
        apart: list[tuple[float, Fit, Span]] = []
        for entry in fits:
            if not any(entry[2].overlaps(other[2]) for other in apart):
                apart.append(entry)
        candidates = tuple(Candidate(span, score) for score, _, span in apart[:MOST_CANDIDATES])
        good = [entry for entry in apart if entry[0] >= LEAST_SCORE and entry[1].quote >= LEAST_QUOTE]
        if not good:
            best = candidates[0].score if candidates else 0.0
            return Resolution(AnchorState.ORPHAN, None, best, candidates=candidates)
        score, fit, span = good[0]
        parts = MappingProxyType(self._parts(fit, span, anchor))
        state = _state(anchor, span, self._text)
        if len(good) > 1 and good[1][0] >= score - MARGIN:
            state = AnchorState.AMBIGUOUS
        found = span.cut(self._text)
        alarms = compare(anchor.exact, found, self._language) if state is AnchorState.CHANGED else ()
        return Resolution(state, span, score, parts, candidates, alarms)


def _touching(text: str, quote: Quote, at: int) -> int:
    """Return how many code points of context stand unchanged right beside the place `at`."""
    before = text[max(0, at - len(quote.prefix)) : at]
    end = at + len(quote.exact)
    after = text[end : end + len(quote.suffix)]
    left = next((n for n, (a, b) in enumerate(zip(reversed(before), reversed(quote.prefix), strict=False)) if a != b), len(before))
    right = next((n for n, (a, b) in enumerate(zip(after, quote.suffix, strict=False)) if a != b), len(after))
    return left + right


def _score(parts: dict[str, float]) -> float:
    """Return the weighted mean of the parts that are there."""
    return sum(WEIGHTS[name] * value for name, value in parts.items()) / sum(WEIGHTS[name] for name in parts)


def _state(anchor: Anchor, span: Span, text: str) -> AnchorState:
    found = span.cut(text)
    if found == anchor.exact:
        return AnchorState.EXACT if span == anchor.span else AnchorState.MOVED
    was, now = (_TOKEN.findall(fold(words).text) for words in (anchor.exact, found))
    return AnchorState.TYPOGRAPHY if was == now else AnchorState.CHANGED
