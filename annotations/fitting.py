"""How well a quote fits a place of a text, in parts.

Works on folded text only; offsets are those of the folded text.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from annotations.seeking import Quote, Word, split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

SLACK = 40
"""Code points beyond the context's own length that are looked at beside an exact hit: room for a word or two
that came in between."""

LEAST_SLACK = 100
"""Code points a window is wider than the quote on either side, at the least: room for an inserted clause."""

STRAY = 6
"""Words by which a word of the context may stand further off than it did and still count as context."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A place with how well each part of a quote fits there, 0 to 1; None for a part it does not have."""

    start: int
    end: int
    quote: float
    prefix: float | None
    suffix: float | None
    kept: int
    """How many words of the quote stand there."""


def match_words(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return which word of `new` each word of `old` that is still there became; ascending in both."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {
        block.a + index: block.b + index for block in matcher.get_matching_blocks() for index in range(block.size)
    }


def fit_exact(text: str, quote: Quote, start: int) -> Fit:
    """Return how well the context of `quote` fits the place `start` where its exact words stand."""
    end = start + len(quote.exact)
    before = split_words(text, start - len(quote.prefix) - SLACK, start)
    after = split_words(text, end, min(len(text), end + len(quote.suffix) + SLACK))
    return Fit(
        start,
        end,
        1.0,
        _share(quote.words[: quote.first], before),
        _share(quote.words[quote.last :], after),
        quote.last - quote.first,
    )


def _share(kept: Sequence[Word], found: Sequence[Word]) -> float | None:
    """Return what share of the context's words was found; the outermost may be cut and is forgiven."""
    if not kept:
        return None
    matched = len(match_words([word.text for word in kept], [word.text for word in found]))
    return min(1.0, matched / max(1, len(kept) - 1))


def fit_near(text: str, quote: Quote, start: int) -> Fit | None:
    """Return the part of `text` around `start` that the words of `quote` became; None if none of them is there."""
    slack = max(LEAST_SLACK, len(quote.text) // 2)
    window = split_words(text, start - slack, min(len(text), start + len(quote.text) + slack))
    became = match_words([word.text for word in quote.words], [word.text for word in window])
    kept = [index for index in range(quote.first, quote.last) if index in became]
    if not kept:
        return None
    first, last = became[kept[0]], became[kept[-1]]
    # Where the quote's own end is gone, its neighbour in the context tells where the passage ends now.
    if quote.first - 1 in became:
        first = min(first, became[quote.first - 1] + 1) if kept[0] > quote.first else first
    if quote.last in became and kept[-1] < quote.last - 1:
        last = max(last, became[quote.last] - 1)
    words = quote.last - quote.first
    span = _widen(text, quote, window[first].start, window[last].end)
    return Fit(
        *span,
        2 * len(kept) / (words + last - first + 1),
        _near_share([quote.first - i for i in range(quote.first) if i in became and _close(first - became[i], quote.first - i)], quote.first),
        _near_share([i for i in range(quote.last, len(quote.words)) if i in became and _close(became[i] - last, i - quote.last + 1)], len(quote.words) - quote.last),
        len(kept),
    )


def _close(distance: int, was: int) -> bool:
    return distance <= was + STRAY


def _near_share(kept: Sequence[int], words: int) -> float | None:
    return min(1.0, len(kept) / max(1, words - 1)) if words else None


def _widen(text: str, quote: Quote, start: int, end: int) -> tuple[int, int]:
    """Take in the punctuation at the quote's ends where it stands at the place too."""
    lead = text_before = quote.text[quote.start : quote.words[quote.first].start]
    tail = quote.text[quote.words[quote.last - 1].end : quote.end]
    while lead and start and text[start - 1] == lead[-1]:
        start, lead = start - 1, lead[:-1]
    while tail and text[end : end + 1] == tail[0]:
        end, tail = end + 1, tail[1:]
    return start, end
