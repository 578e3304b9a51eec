"""Words of a text with where they stand, and what two rows of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.frozen import frozen
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = pattern(r"\w+")
"""A run of letters, digits and underscores.  Punctuation is not compared: editors change it freely."""

EDGE = "\x02"
"""Stands in a row of words for the beginning or the end of the text."""


@frozen
class Word:
    """A word with where it stands."""

    text: str
    start: int
    end: int


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a part of `text` in order."""
    stop = len(text) if end is None else end
    return [Word(found.group(), *found.span()) for found in WORD.finditer(text, max(0, start), stop)]


def split_window(text: str, start: int, end: int) -> list[Word]:
    """Return the words of a part of `text` that may reach beyond it; there, an `EDGE` stands."""
    words = split_words(text, start, min(end, len(text)))
    if start <= 0:
        words.insert(0, Word(EDGE, 0, 0))
    if end >= len(text):
        words.append(Word(EDGE, len(text), len(text)))
    return words


def count_alike(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many items, characters or words, two rows begin with alike."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
