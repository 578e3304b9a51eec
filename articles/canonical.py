"""The form in which every text is kept: NFC, with LF as the only line break.

All that ends a line by UAX #14 (CR LF, CR, NEL, VT, FF, U+2028, U+2029) becomes
LF.  Runs of more than 30 combining marks get a U+034F after every 30th, the
Stream-Safe Text Format of UAX #15: without it composing such a run takes
quadratic time.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from articles.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

_BREAKS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"))
_BREAK = pattern("[\r\v\f\x85\u2028\u2029]")
_JOINER = "\u034f"
_MOST_MARKS = 30
# No combining mark lies below U+0300: what does not match need not be looked at.
_LONG_RUN = pattern("[^\x00-\u02ff]{31,}")
_HANGUL_TAILS = range(0x1160, 0x1200)


def canonical(source: str) -> str:
    """Return `source` in the form in which texts are kept."""
    text = break_lines(source.replace("\r\n", "\n"))
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _LONG_RUN.sub(_part_marks, text))


def break_lines(text: str) -> str:
    """Return `text` with every character that ends a line as LF, one for one."""
    return text.translate(_BREAKS) if _BREAK.search(text) else text


def compose(text: str, offsets: Iterable[int]) -> tuple[str, dict[int, int]]:
    """Return `text` in NFC, and where each of `offsets` into it has gone.

    An offset inside a letter and its marks goes to the start of that letter.
    """
    if text.isascii() or (not _LONG_RUN.search(text) and unicodedata.is_normalized("NFC", text)):
        return text, {offset: offset for offset in offsets}
    moved: dict[int, int] = {}
    parts: list[str] = []
    length = done = 0
    wanted = sorted(set(offsets))
    for start, end in _clusters(text):
        while done < len(wanted) and wanted[done] < end:
            moved[wanted[done]] = length
            done += 1
        parts.append(canonical(text[start:end]))
        length += len(parts[-1])
    moved.update(dict.fromkeys(wanted[done:], length))
    return "".join(parts), moved


def _clusters(text: str) -> Iterable[tuple[int, int]]:
    """Yield the ranges that compose on their own: a letter with what hangs on it."""
    start = 0
    for at in range(1, len(text)):
        if not _hangs(text[at]):
            yield start, at
            start = at
    yield start, len(text)


def _hangs(char: str) -> bool:
    return char > "\u02ff" and (unicodedata.category(char)[0] == "M" or ord(char) in _HANGUL_TAILS)


def _part_marks(run: re.Match[str]) -> str:
    parts: list[str] = []
    marks = 0
    for char in run.group():
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > _MOST_MARKS:
            parts.append(_JOINER)
            marks = 1
        parts.append(char)
    return "".join(parts)
