"""Where a paragraph quotes: everything between quotation marks, of whatever form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.model import Span
from articles.patterns import pattern

if TYPE_CHECKING:
    import re

_PAIRS = {
    "„": "”“",
    "“": "”",
    "«": "»",
    "»": "«",
    "‚": "’‘",
    "‹": "›",
    "‘": "’",
    '"': '"',
    "'": "'",
}
"""Each opening mark with those that may close it."""

_OPENING = pattern(
    # A mark opens in front of a word, at the beginning or behind a space, bracket, dash or other mark.
    r"(?:(?<=[\s(\[{–—/>:-])|(?<=[“„‘\"'])|\A)"
    r"(?P<mark>[„“«»‚‹‘\"]|,,|''|'(?!(?:[stnmk]|er|em|ns)\b|\d\d\b))(?=[ \u00a0\u202f]?[^\s.,;:!?)])"
)
"""In *'s avonds*, *'t* and *'98* the mark stands for letters."""

_NEVER_OPEN = frozenset({"'", "''", "‘", "‚", "‹", "»"})
"""Marks of which one alone is no quotation."""

_GENITIVE = pattern(r"s['’]\s+[^\W\d_]")
"""*The workers' rights*: where a mark that nobody doubts comes later, this one closes nothing."""

_LONGEST_LOOK = 20_000
"""Code points; a paragraph is looked at no further."""


def find_quotations(paragraph: str) -> list[Span]:
    """Return what stands between quotation marks, marks included, in order; marks inside others count once.

    One that is not closed goes on to the end of the paragraph: that of several
    paragraphs is opened in each and closed in the last.
    """
    text = paragraph[:_LONGEST_LOOK]
    found: list[Span] = []
    at = 0
    while opening := _OPENING.search(text, at):
        end = _close(text, opening)
        if end is None:
            at = opening.end()
            continue
        found.append(Span(opening.start(), end))
        at = end
    return found


def _close(text: str, opening: re.Match[str]) -> int | None:
    """Return where a quotation ends; None where its mark turns out to be none."""
    mark = opening["mark"]
    closers = {",,": '”“"', "''": "'"}.get(mark) or _PAIRS[mark]
    doubtful = None
    for at in range(opening.end(), len(text)):
        if text[at] not in closers or not _closes(text, at):
            continue
        end = at + (2 if mark == "''" and text.startswith("''", at) else 1)
        if not _GENITIVE.match(text, at - 1):
            return end
        doubtful = doubtful or end
    # Single marks are apostrophes too often to let one run to the end.
    return doubtful if doubtful or mark in _NEVER_OPEN else len(text)


def _closes(text: str, at: int) -> bool:
    """Tell whether a mark stands behind what it closes, and is not inside a word."""
    behind = text[at + 1 : at + 2]
    if text[at] in "'’":
        return not text[at - 1].isspace() and not (behind.isalnum() and text[at - 1].isalnum())
    if text[at] == '"':
        return not text[at - 1].isspace() or not behind or behind.isspace()
    return True
