"""The values of ticking: what of a sentence there is to check, and what one person said of it."""

from __future__ import annotations

from enum import StrEnum

from articles.frozen import frozen
from articles.model import Span


class ItemKind(StrEnum):
    """What there is to check in a sentence."""

    NAME = "name"
    FIGURE = "figure"
    DATE = "date"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    SENTENCE = "sentence"
    """The sentence itself: where nothing else was found in it, or where it is to be read again."""


class Aspect(StrEnum):
    """What is asked of an item; a figure that somebody gives has both questions."""

    SAID = "said"
    """Whether it was said, by them and in these words."""
    SO = "so"
    """Whether it is so."""


class TickMark(StrEnum):
    """What one person says of an item."""

    CHECKED = "checked"
    ON_AUTHOR = "on-author"
    """The reporter vouches for it."""
    NOTHING = "nothing-to-check"


@frozen
class Item:
    """Something to check; `span` is where it stands in the text that was searched."""

    kind: ItemKind
    span: Span
    aspect: Aspect = Aspect.SO

    def moved(self, by: int) -> Item:
        """Return the item in a text that its own begins `by` code points into."""
        return Item(self.kind, Span(self.span.start + by, self.span.end + by), self.aspect)


@frozen
class Tick:
    """One item of a sentence that somebody marked.

    `offset` is where its words begin in the sentence, in code points.
    """

    kind: ItemKind
    words: str
    offset: int
    mark: TickMark = TickMark.CHECKED
    aspect: Aspect = Aspect.SO
