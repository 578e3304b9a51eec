"""Searches the article's text: across line breaks, with a smart case; pure."""

from __future__ import annotations

import re

from articles.model import Span


def find_all(text: str, words: str) -> list[Span]:
    """Return every place of `words` in `text`, in order.

    White space in `words` matches any white space, so a hit may run over a
    line or a block.  Capitals matter only where `words` has any.
    """
    parts = words.split()
    if not parts:
        return []
    flags = 0 if any(char.isupper() for char in words) else re.IGNORECASE
    pattern = re.compile(r"\s+".join(map(re.escape, parts)), flags)
    return [Span(match.start(), match.end()) for match in pattern.finditer(text)]


def nearest(matches: list[Span], offset: int) -> int:
    """Return which match to show first: the one at or behind `offset`, else the first."""
    return next((index for index, span in enumerate(matches) if span.start >= offset), 0)
