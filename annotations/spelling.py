"""Whether two wordings say the same words, however they are set: signs, spaces, and how figures are written.

600.000, 600 000 and *zeshonderdduizend* are one figure; capitals count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annotations.figures import find_figures
from annotations.folding import fold
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Hashable

_TOKEN = pattern(r"\w+|[^\w\s]")


class Token(NamedTuple):
    """A word, a figure or another sign, with where it stands; what has one key says the same."""

    key: Hashable
    start: int
    end: int


def tokens_of(text: str, language: str = "") -> list[Token]:
    """Return words, figures and signs of a text in order; `language` (ISO 639-1) is for reading figures."""
    folded = fold(text, cased=True)
    figures = iter(find_figures(folded.text, language))
    figure = next(figures, None)
    found: list[Token] = []
    at = 0
    for token in _TOKEN.finditer(folded.text):
        while figure is not None and figure.span.end <= token.start():
            figure = next(figures, None)
        if token.start() < at:
            continue
        key: Hashable = token.group()
        start, end = token.span()
        if figure is not None and figure.span.start <= start:
            # A letter that belongs to the figure stays with it: article 7b is not article 7c.
            key = (figure.value, figure.unit, figure.vague, folded.text[figure.span.end : end])
            end = max(end, figure.span.end)
        at = end
        span = folded.origin(start, end)
        found.append(Token(key, span.start, span.end))
    return found


def same_words(was: str, now: str, language: str = "") -> bool:
    """Tell whether two wordings say the same words; `language` (ISO 639-1) is for reading figures."""
    if was == now:
        return True
    return [one.key for one in tokens_of(was, language)] == [one.key for one in tokens_of(now, language)]
