"""What a fit is worth, as one figure from 0 to 1 with named weights.

The weights were set on the edit histories of public documents: of the places a
quote might be, the true one should score highest, and over `LEAST_SCORE` only
if there is one.  They are rounded; a tenth more or less on any of them changes
few answers.
"""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotations.fitting import Fit

QUOTE = 0.16
"""For the share of the quote's letters that are still there."""

EVIDENCE = 0.25
"""For how many words that share is made of: four words are found anywhere, twenty are not."""

WHOLE = 0.17
"""For exactly the same words: most passages are not touched by an edit."""

CONTEXT = 0.20
"""For the words around it, either side alike."""

BESIDE = 0.07
"""For both neighbours still standing right beside it: what is in between has taken the quote's place."""

RUN = 0.09
"""For a few words in a row right beside it, on the better side: rewriting rarely touches both."""

POSITION = 0.06
"""For standing near where it stood.  It decides between like places: any insertion above shifts all."""

LEAST_SCORE = 0.42
"""What a place must score to be the quote's.  Below it, more than half of the places are look-alikes."""

LEAST_QUOTE = 0.30
"""The share of letters that must be there whatever the context: less is another text in the same gap."""

MARGIN = POSITION
"""By how much the best place must lead the next: where only the position tells them apart, nobody knows."""

ENOUGH_WORDS = 19
"""Words that are full evidence; more words add nothing."""

HALVING = 30
"""The part of the text (one thirtieth) with every which the value of a position halves."""


def part_values(fit: Fit, start: int, was: int | None, length: int) -> dict[str, float]:
    """Return `quote`, `prefix`, `suffix` and `position` of a fit, without those that are not known.

    `start` is where the fit begins and `was` where the quote began, in code
    points of a text of `length`.
    """
    parts = {"quote": fit.quote}
    if fit.prefix is not None:
        parts["prefix"] = fit.prefix
    if fit.suffix is not None:
        parts["suffix"] = fit.suffix
    if was is not None:
        parts["position"] = 0.5 ** (abs(start - was) * HALVING / max(1, length))
    return parts


def score_fit(fit: Fit, parts: dict[str, float]) -> float:
    """Return the weighted mean of what is known of a fit, 0 to 1."""
    evidence = min(1.0, log1p(fit.kept) / log1p(ENOUGH_WORDS))
    total = QUOTE * fit.quote + EVIDENCE * fit.quote * evidence + WHOLE * fit.whole
    weights = QUOTE + EVIDENCE + WHOLE
    sides = [parts[side] for side in ("prefix", "suffix") if side in parts]
    if sides:
        total += CONTEXT * sum(sides) / len(sides) + BESIDE * fit.beside + RUN * fit.run
        weights += CONTEXT + BESIDE + RUN
    if "position" in parts:
        total += POSITION * parts["position"]
        weights += POSITION
    return total / weights
