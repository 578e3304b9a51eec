"""Breaks text into rows: at spaces, else where a long word or address gives way.

Rows are ranges of code points of the text, so every offset on the screen maps
back.  Widths are in cells.  No hyphen is ever put in: what is shown is the text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.cells import cell_len, longest_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"\S+[^\S\n]*|[^\S\n]+")
_ADDRESS_BREAK = re.compile(r"(?<=[/?&=#._~+,;:@%-])(?=[^/\s])|(?<=[-\u2010-\u2015\u00ad\u200b])")
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouyàâäáåèéêëìíîïòóôöøùúûüœæ]", re.IGNORECASE)
_SHORTEST_PIECE = 3
"""Fewer letters than this are not left alone on either side of a break."""


def wrap(text: str, start: int, end: int, width: int, *, hang: int = 0) -> list[tuple[int, int]]:
    """Return the rows of `text[start:end]`, each at most `width` cells wide.

    Rows after the first of a paragraph are `hang` cells narrower.  A row's range
    leaves out the spaces and the line feed it was broken at.
    """
    width = max(1, width)
    rows: list[tuple[int, int]] = []
    for line_start, line_end in _lines(text, start, end):
        rows += _wrap_line(text, line_start, line_end, width, max(1, width - hang))
    return rows


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while (feed := text.find("\n", start, end)) >= 0:
        yield start, feed
        start = feed + 1
    yield start, end


def _wrap_line(text: str, start: int, end: int, width: int, later: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    if len(piece) <= width and (piece.isascii() or cell_len(piece) <= width):
        return [(start, start + len(piece.rstrip()))]
    rows: list[tuple[int, int]] = []
    row_start = row_end = start
    used = 0
    for word in _WORD.finditer(text, start, end):
        bare = word.group().rstrip()
        cells = len(bare) if bare.isascii() else cell_len(bare)
        limit = later if rows else width
        at = word.start()
        if used + cells > limit and (row_end > row_start or cells > limit):
            if cells > later or (used + cells > limit and cells > limit):
                # Too long for a row of its own: fill this one and break inside.
                row_start, row_end, used = _break_word(
                    text, (row_start, row_end, at), at + len(bare), used, rows, (width, later)
                )
            else:
                rows.append((row_start, row_end))
                row_start, row_end, used = at, at + len(bare), cells
        else:
            row_end, used = at + len(bare), used + cells
        spaces = word.end() - at - len(bare)
        used += spaces if text[at + len(bare) : word.end()].isascii() else cell_len(text[at + len(bare) : word.end()])
    rows.append((row_start, row_end))
    return rows


def _break_word(
    text: str,
    row: tuple[int, int, int],
    word_end: int,
    used: int,
    rows: list[tuple[int, int]],
    widths: tuple[int, int],
) -> tuple[int, int, int]:
    """Add the rows that a long word fills; return start, end and cells of the row its rest begins."""
    row_start, row_end, at = row
    width, later = widths
    while True:
        limit = later if rows else width
        word = text[at:word_end]
        room = limit - used
        if cell_len(word) <= room:
            return row_start, word_end, used + cell_len(word)
        cut = break_point(word, room)
        if cut == 0 and row_end > row_start:
            rows.append((row_start, row_end))
            row_start = row_end = at
            used = 0
            continue
        cut = cut or max(1, longest_prefix(word, room))
        rows.append((row_start, at + cut))
        at += cut
        row_start = row_end = at
        used = 0


def break_point(word: str, room: int) -> int:
    """Return after how many code points of `word` to break so that the first part fits in `room` cells.

    Best is behind a hyphen or a sign of an address; next, between two letters
    where the one after is a consonant that starts a syllable, which is where
    Dutch and German compounds most often join.  0 where neither fits.
    """
    most = longest_prefix(word, room)
    signs = [match.start() for match in _ADDRESS_BREAK.finditer(word) if 0 < match.start() <= most]
    if signs:
        return signs[-1]
    if not _LETTERS.fullmatch(word.strip("„“”\"'«»‘’().,;:!?…")):
        return 0
    for cut in range(min(most, len(word) - _SHORTEST_PIECE), _SHORTEST_PIECE - 1, -1):
        if _between_syllables(word, cut):
            return cut
    return 0


def _between_syllables(word: str, cut: int) -> bool:
    """Tell whether a consonant before and a consonant with a vowel behind it meet at `cut`."""
    before, after, behind = word[cut - 1], word[cut], word[cut + 1 : cut + 2]
    return (
        after.isalpha()
        and before.isalpha()
        and not _VOWEL.match(after)
        and bool(_VOWEL.match(behind))
        and any(map(_VOWEL.match, word[:cut]))
    )


def row_of(rows: list[tuple[int, int]], offset: int) -> int:
    """Return which row shows `offset`; one in the white space between rows goes with the row before."""
    for index, (first, second) in enumerate(pairwise(rows)):
        if first[0] <= offset < second[0]:
            return index
    return len(rows) - 1
