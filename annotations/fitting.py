"""How well a quote fits a place of a text, in parts.

Works on folded text only; offsets are those of the folded text.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from annotations.matching import match_words
from annotations.wording import EDGE, count_alike, split_window
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from annotations.seeking import Quote
    from annotations.wording import Word

SLACK = 40
"""Code points beyond the context's own length that are looked at: room for a few words put in between."""

LEAST_SLACK = 100
"""Code points a window is wider than the quote on either side, at the least: room for an inserted clause."""

LEAST_SIDE = 16
"""Code points of a side of the context that tell a place by themselves.  A shorter side must be all the text
there was, and reach the edge of the text still."""

ENOUGH_ROW = 4
"""Words in a row beside a place that tell as much as more would."""

LONGEST_SWAP = 60
"""Letters of a replaced run that are compared one by one: enough for a phrase, quick enough for every gap."""


@frozen
class Fit:
    """A place with how well each part of a quote fits there, 0 to 1; None for a part it does not have."""

    start: int
    end: int
    quote: float
    """The letters of the quote's words that stand there, twice over the letters of both."""
    prefix: float | None
    suffix: float | None
    kept: int
    """How many words of the quote stand there."""
    beside: bool
    """Whether both neighbours of the quote still stand right beside it."""
    run: float
    """How many words in a row stand right beside it on the better side, four being enough, 0 to 1."""
    whole: bool
    """Whether the words are exactly the same, typography aside."""


def fit_exact(text: str, quote: Quote, start: int) -> Fit:
    """Return how well `quote` fits the place `start` where its exact words stand."""
    return _fit(text, quote, (start, start + len(quote.exact)), 1.0, quote.last - quote.first, whole=True)


def fit_near(text: str, quote: Quote, start: int) -> Fit | None:
    """Return what the words of `quote` became around `start`; None if none of them is there."""
    slack = max(LEAST_SLACK, len(quote.text) // 2)
    window = split_window(text, start - slack, start + len(quote.text) + slack)
    became = match_words([word.text for word in quote.words], [word.text for word in window])
    kept = [index for index in range(quote.first, quote.last) if index in became]
    if not kept:
        return None
    first, last = became[kept[0]], became[kept[-1]]
    # Where the quote's own end is gone, its neighbour in the context tells where the passage ends now.
    if kept[0] > quote.first and quote.first - 1 in became:
        first = became[quote.first - 1] + 1
    if kept[-1] < quote.last - 1 and quote.last in became:
        last = became[quote.last] - 1
    exact = quote.words[quote.first : quote.last]
    inside = {index - quote.first: became[index] - first for index in kept}
    similar = _similarity(
        [word.text for word in exact], [word.text for word in window[first : last + 1]], inside
    )
    place = _widen(text, quote, window[first].start, window[last].end)
    return _fit(text, quote, place, similar, len(kept), whole=text[slice(*place)] == quote.exact)


def _similarity(old: Sequence[str], new: Sequence[str], matched: Mapping[int, int]) -> float:
    """Return the letters kept, twice over the letters of both.

    Letters rather than words, so that *of the* weighs less than *harbourmaster*;
    and *building* that became *builds* keeps what the two share, squared, since two
    unlike words share a third of their letters by chance.
    """
    kept = float(sum(len(old[index]) for index in matched))
    old_done = new_done = 0
    for old_at, new_at in [*sorted(matched.items()), (len(old), len(new))]:
        gone, come = "".join(old[old_done:old_at]), "".join(new[new_done:new_at])
        if 0 < len(gone) <= LONGEST_SWAP and 0 < len(come) <= LONGEST_SWAP:
            share = SequenceMatcher(None, gone, come, autojunk=False).ratio()
            kept += share * share * min(len(gone), len(come))
        old_done, new_done = old_at + 1, new_at + 1
    return 2 * kept / max(1, sum(map(len, old)) + sum(map(len, new)))


def _widen(text: str, quote: Quote, start: int, end: int) -> tuple[int, int]:
    """Take in the signs at the quote's ends as far as they stand at the place too."""
    lead = quote.text[quote.start : quote.words[quote.first].start]
    tail = quote.text[quote.words[quote.last - 1].end : quote.end]
    while lead and start and text[start - 1] == lead[-1]:
        start, lead = start - 1, lead[:-1]
    while tail and text[end : end + 1] == tail[0]:
        end, tail = end + 1, tail[1:]
    return start, end


def _fit(text: str, quote: Quote, place: tuple[int, int], similar: float, kept: int, *, whole: bool) -> Fit:
    """Return the fit at a place, with the context beside it."""
    start, end = place
    before = split_window(text, start - len(quote.prefix) - SLACK, start)
    after = split_window(text, end, end + len(quote.suffix) + SLACK)
    prefix, left = _context(quote.words[: quote.first][::-1], before[::-1], str.endswith)
    suffix, right = _context(quote.words[quote.last :], after, str.startswith)
    return Fit(start, end, similar, prefix, suffix, kept, left > 0 and right > 0, max(left, right), whole)


def _context(
    kept: Sequence[Word], found: Sequence[Word], cut: Callable[[str, str], bool]
) -> tuple[float | None, float]:
    """Return what share of the context's words was found beside the place, and of the nearest four in a row.

    Both come nearest first.  The outermost word may have been cut where the
    context was taken; its part counts.
    """
    old = [word.text for word in kept]
    new = [word.text for word in found]
    row = count_alike(old, new)
    if not old or old == [EDGE]:
        return (1.0 if row else None), float(row > 0)
    matched = match_words(old, new)
    outermost = len(old) - 1
    around = new[max(0, outermost - 2) : outermost + 3]
    part = outermost not in matched and any(cut(word, old[-1]) for word in around)
    return (len(matched) + part) / len(old), min(1.0, row / min(ENOUGH_ROW, len(old)))


def mean_context(fit: Fit) -> float:
    """Return the mean of the sides of the context that a quote has; nothing where it has none."""
    sides = [side for side in (fit.prefix, fit.suffix) if side is not None]
    return sum(sides) / len(sides) if sides else 0.0


def count_touching(text: str, quote: Quote, at: int) -> tuple[int, int]:
    """Return how many code points of either side of the context stand unchanged right beside a place."""
    end = at + len(quote.exact)
    before = text[max(0, at - len(quote.prefix)) : at]
    return (
        count_alike(reversed(quote.prefix), reversed(before)),
        count_alike(quote.suffix, text[end : end + len(quote.suffix)]),
    )


def has_whole_side(text: str, quote: Quote, at: int) -> bool:
    """Tell whether one whole side of the context stands right beside a place.

    Text put in anywhere else leaves one side as it was.  A short side is one
    that reached the edge of the text, and must reach it still.
    """
    left, right = count_touching(text, quote, at)
    end = at + len(quote.exact)
    return (left == len(quote.prefix) and (left >= LEAST_SIDE or at == left)) or (
        right == len(quote.suffix) and (right >= LEAST_SIDE or end + right == len(text))
    )
