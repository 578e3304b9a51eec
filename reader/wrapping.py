"""Breaks text into rows: at spaces, else where a long word or address gives way.

Rows are ranges of code points of the text, so every offset on the screen maps
back.  Widths are in cells, those of the text as it is shown.  No hyphen is ever
put in: what stands on the page is the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articles.patterns import pattern
from reader.cells import longest_prefix, shown, starts_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""Where a row may end; the spaces that hold a figure or a quotation mark together are none of them."""
_SPACE = pattern(f"[{SPACES}]")
_SPACES = frozenset(SPACES)
_VOWELS = "aeiouyàâäáåèéêëìíîïòóôöøùúûüœæ"
_VOWEL = pattern(f"[{_VOWELS}]", re.IGNORECASE)
_LETTER = r"[^\W\d_]"
_CONSONANT = rf"[^\W\d_{_VOWELS}]"
_BEFORE_SYLLABLE = rf"(?!(?<=[cpt])h)(?={_CONSONANT}[{_VOWELS}]{_LETTER})"
_BREAKS = (
    # Behind a sign of an address, a hyphen or dash, or a space that does not break; never inside a figure.
    re.compile(
        r"(?<=[/?&=#._~+,;:@%-])(?!(?<=\d[.,:])\d)(?=[^/\s])"
        r"|(?<=[\u00ad\u2010-\u2015\u00a0\u2007\u202f])(?=\S)"
    ),
    # Between two consonants before a vowel, which is where Dutch and German compounds most often join.
    re.compile(rf"(?<={_LETTER}{{2}}{_CONSONANT}){_BEFORE_SYLLABLE}", re.IGNORECASE),
    # Before any other syllable that begins with a consonant.
    re.compile(rf"(?<={_LETTER}{{3}}){_BEFORE_SYLLABLE}", re.IGNORECASE),
)
"""Where a long word may be broken, the best first; between letters, three stay on either side."""
_SHORTEST_PIECE = 3


def wrap(text: str, start: int, end: int, width: int, *, hang: int = 0) -> list[tuple[int, int]]:
    """Return the rows of `text[start:end]`, each at most `width` cells wide.

    Rows after the first of a line of the text are `hang` cells narrower.  A
    row's range leaves out the spaces and the line feed it was broken at.  Only a
    single sign that is wider than the width makes a wider row.
    """
    width = max(1, width)
    whole = shown(text[start:end])
    rows: list[tuple[int, int]] = []
    for line_start, line_end in _lines(whole):
        rows += _wrap_line(whole, line_start, line_end, width, max(1, width - hang))
    return [(start + first, start + last) for first, last in rows]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while (feed := text.find("\n", start)) >= 0:
        yield start, feed
        start = feed + 1
    yield start, len(text)


def _wrap_line(text: str, start: int, end: int, width: int, later: int) -> list[tuple[int, int]]:
    """Return the rows of a line: the first `width` cells wide, the others `later`."""
    rows: list[tuple[int, int]] = []
    at = start
    while at < end:
        room = later if rows else width
        most = _furthest(text, at, end, room)
        cut = end if most == end else _cut(text, at, most, end, later)
        row_end = at + len(text[at:cut].rstrip(SPACES))
        # Nothing but spaces is no row: an indentation wider than the page is left out.
        if row_end > at:
            rows.append((at, row_end))
        at = cut
        while at < end and text[at] in _SPACES:
            at += 1
    return rows or [(start, start)]


def _cut(text: str, start: int, most: int, end: int, later: int) -> int:
    """Return where a row that begins at `start` and has room up to `most` ends."""
    if text[most] in _SPACES:
        return most
    word = most
    while word > start and text[word - 1] not in _SPACES:
        word -= 1
    if word > start and _fits(text, word, end, later):
        return word
    cut = break_point(text, word, most)
    if cut > word or word > start:
        return cut
    # Not even a place to break: as much as there is room for, and one sign at least.
    cut = max(most, start + 1)
    while cut < end and not starts_letter(text, cut):
        cut += 1
    return cut


def _fits(text: str, word: int, end: int, room: int) -> bool:
    """Tell whether the word that begins at `word` fits in a row of its own."""
    most = _furthest(text, word, end, room)
    return most == end or _SPACE.search(text, word, most + 1) is not None


def _furthest(text: str, start: int, end: int, room: int) -> int:
    """Return up to where `text[start:end]` fits in `room` cells, looking no further than needed."""
    seen = 2 * max(8, room)
    while True:
        window = text[start : min(end, start + seen)]
        fits = longest_prefix(window, room)
        if fits < len(window) or start + fits == end:
            return start + fits
        seen *= 2


def break_point(text: str, word: int, most: int) -> int:
    """Return where to break the word that begins at `word` and goes on behind `most`; `word` where nowhere.

    Best is behind a hyphen or a sign of an address; next, where a compound
    joins; next, before any syllable.
    """
    behind = most + _SHORTEST_PIECE
    for rank, place in enumerate(_BREAKS):
        first = word + (_SHORTEST_PIECE if rank else 1)
        cuts = [found.start() for found in place.finditer(text, first, behind) if found.start() <= most]
        for cut in reversed(cuts):
            if starts_letter(text, cut) and (not rank or _VOWEL.search(text, word, cut)):
                return cut
    return word
