"""What kind of claim some words most likely are; a first guess that a person can change."""

from __future__ import annotations

from annotations.figures import find_figures
from annotations.model import ClaimKind
from articles.patterns import pattern

_QUOTATION = pattern(r"[„“”«»\"]")


def likely_kind(words: str, language: str = "") -> ClaimKind:
    """Return QUOTE for words with quotation marks, FIGURE for words with a figure, else OTHER."""
    if _QUOTATION.search(words):
        return ClaimKind.QUOTE
    return ClaimKind.FIGURE if find_figures(words, language) else ClaimKind.OTHER
