"""Narrows a list by what is typed: every word must occur, in any order.

Smart case, as editors have it: capitals count only where one was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def folded(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts as `matching` compares them where case does not count."""
    return tuple(text.casefold() for text in texts)


def matching(query: str, texts: Sequence[str], without_case: Sequence[str]) -> tuple[int, ...]:
    """Return the indices of the texts in which every word of `query` occurs, in their order.

    `without_case` is `folded(texts)`, made once for many queries.
    """
    cased = query != query.lower()
    words = (query if cased else query.casefold()).split()
    if not words:
        return tuple(range(len(texts)))
    looked_at = texts if cased else without_case
    return tuple(index for index, text in enumerate(looked_at) if all(word in text for word in words))
