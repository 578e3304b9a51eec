"""Whether the line ends of a plain text are its author's, or only where a column was full.

A program that fills lines puts a word on the next one only when it does not
fit: where the first word of a line would have fitted on the line before, the
break was meant.
"""

from __future__ import annotations

import re
from itertools import pairwise

from articles.patterns import pattern

_LONGEST_FILLED = 110
"""Longer lines were not filled by a program: each is a paragraph of its own."""

_NARROW = 50
"""In a column this narrow a poem can look filled: there every line has to be full."""

_FULL_ENOUGH = 0.65
"""In a wider one people who break lines by hand are allowed for: this share of its width."""

_SPACES = pattern(r"[ \t]+")
_HYPHENATED = pattern(r"[^\W\d_][-\u00ad]$")
# In "voor- en nadelen" the space after the hyphen belongs to the words.
_AND = pattern(r"(?:en|of|and|or|und|oder|et|ou|y|o|e|u|bis|tot|to)\b", re.IGNORECASE)


def plain(line: str) -> str:
    """Return `line` with each run of spaces and tabs as one space."""
    return _SPACES.sub(" ", line.strip(" \t"))


def is_unfilled(lines: list[str]) -> bool:
    """Tell whether each of `lines` is a paragraph of its own."""
    return any(len(line) > _LONGEST_FILLED for line in lines)


def column_width(lines: list[str]) -> int:
    """Return how wide the column of a text is, in code points; 0 where it has no filled lines.

    A few longer lines (an address, a heading) do not make it wider.
    """
    lengths = sorted(len(line) for line in lines if 0 < len(line) <= _LONGEST_FILLED)
    if len(lengths) < 2:  # noqa: PLR2004 - of one line there is nothing to tell
        return max(lengths, default=0)
    # Imported here: it brings much along, and Markdown has no columns.
    from statistics import quantiles

    return int(quantiles(lengths, n=20, method="inclusive")[-1])


def join_lines(lines: list[str], width: int) -> str:
    """Return a paragraph's words; line feeds stay where its author meant them.

    `width` is that of the column.  A hyphen at the end of a line stays and the
    next line follows it: whether it belongs to the word can't be known, and a
    word of the author's is never changed.
    """
    lines = [plain(line) for line in lines]
    filled = [_is_filled(line, after, width) for line, after in pairwise(lines)]
    if 2 * sum(filled) < len(filled) or (width < _NARROW and not all(filled)):
        filled = [False] * len(filled)
    parts = lines[:1]
    for was_filled, (before, line) in zip(filled, pairwise(lines), strict=True):
        parts.append(_between(before, line) if was_filled else "\n")
        parts.append(line)
    return "".join(parts)


def _is_filled(line: str, after: str, width: int) -> bool:
    share = 1.0 if width < _NARROW else _FULL_ENOUGH
    first_word = after.partition(" ")[0]
    return len(line) + 1 + len(first_word) > width * share


def shares_its_end(after: str) -> bool:
    """Tell whether `after` goes on from a hyphen as in "voor- en nadelen", which is no parted word."""
    return bool(_AND.match(after))


def _between(before: str, after: str) -> str:
    return "" if _HYPHENATED.search(before) and not shares_its_end(after) else " "
