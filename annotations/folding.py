"""Text with its typography taken out, and the way back to the offsets it came from.

Two texts that differ only in line breaks, spaces, quotation marks, dashes, case,
soft hyphens or ligatures fold to the same words.  Everything that runs over the
whole text is one call into the standard library's C code: a megabyte folds in
tens of milliseconds.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right

from articles.frozen import frozen
from articles.model import Span

_ALIKE = {
    '"': "“”„‟«»‹›″〝〞＂",
    "'": "‘’‚‛`´′ʼ＇",
    "-": "‐‑‒–—―−﹘﹣－",
    " ": "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    # The only character that `str.lower` makes longer; one for one keeps the offsets simple.
    "i": "İ",
}
"""What stands for what, one character for one."""

_PLAIN = {variant: plain for plain, variants in _ALIKE.items() for variant in variants}

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width space, joiners, word joiner, byte order mark: none of them is a word's letter."""

_LONGER = {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ĳ": "ij"}
"""One character written as several; lower case only, since text is lowered first."""

_UNEVEN = (
    (("  ",), re.compile("  +")),
    (("--", "''"), re.compile("--+|''")),
    ((*_INVISIBLE, *_LONGER), re.compile(f"[{_INVISIBLE}]+|[{''.join(_LONGER)}]")),
)
"""Where folding changes the length of the text, each with what must be there for it.  Three patterns, since
each alone begins with fixed characters and so is searched four times as fast as their alternation."""


def plain_signs(text: str) -> str:
    """Return `text` with each variant of a sign replaced by the plain one, one character for one.

    A `str.translate` does the same eight times slower: few variants stand in any one text.
    """
    for variant in _PLAIN.keys() & set(text):
        text = text.replace(variant, _PLAIN[variant])
    return text


def _uneven(level: str) -> list[re.Match[str]]:
    """Return the uneven runs of a levelled text in order; they never overlap."""
    runs = [
        run
        for signs, pattern in _UNEVEN
        if any(sign in level for sign in signs)
        for run in pattern.finditer(level)
    ]
    runs.sort(key=re.Match.start)
    return runs


def _shorten(run: str) -> str:
    """Return what an uneven run folds to."""
    if run[0] in _INVISIBLE:
        return ""
    if run == "''":
        return '"'
    return _LONGER.get(run, run[0])


@frozen
class Folded:
    """A folded text with its map back: `ends[i]` of `text` stands `shifts[i]` before where it came from.

    Between two entries the distance is the same, so that a text with few uneven
    runs has a small map.
    """

    text: str
    starts: list[int]
    """Where, in the folded text, what follows an uneven run begins; ascending, the first is 0."""
    shifts: list[int]
    """What to add, from there on, to come to an offset of the original text."""
    widths: list[int]
    """How long, in the folded text, the run before each start became."""

    def origin(self, start: int, end: int) -> Span:
        """Return the part of the original text that `[start, end)` of the folded text came from.

        A run that folded to one character is taken whole where `end` stands behind it.
        """
        first = bisect_right(self.starts, start) - 1
        last = max(first, bisect_right(self.starts, end) - 1)
        # An end that stands right where something was dropped belongs to the words before it.
        while last > first and self.starts[last] == end and self.widths[last] == 0:
            last -= 1
        begins = min(start + self.shifts[first], self._run_end(first) - 1)
        return Span(begins, max(begins, min(end + self.shifts[last], self._run_end(last))))

    def _run_end(self, entry: int) -> int:
        """Return where, in the original text, the uneven run that follows an entry ends."""
        if entry + 1 == len(self.starts):
            return sys.maxsize
        return self.starts[entry + 1] + self.shifts[entry + 1]


def fold(text: str, *, cased: bool = False) -> Folded:
    """Fold `text` and keep the way back; `cased` leaves capitals alone."""
    level = plain_signs(text) if cased else plain_signs(text).lower()
    pieces: list[str] = []
    starts, shifts, widths = [0], [0], [0]
    done = length = 0
    for run in _uneven(level):
        plain = _shorten(run.group())
        pieces += (level[done : run.start()], plain)
        length += run.start() - done + len(plain)
        done = run.end()
        starts.append(length)
        shifts.append(done - length)
        widths.append(len(plain))
    pieces.append(level[done:])
    return Folded("".join(pieces), starts, shifts, widths)
