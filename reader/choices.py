"""A question that one key answers, set in a row or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.frozen import frozen
from articles.untrusted import one_line
from reader.cells import cell_len, fit
from reader.lines import Line, Look, Piece
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.glyphs import Glyphs

USUAL_ROWS = 2
MOST_ROWS = 3
_READABLE_WORD = 9
"""Cells of a word cut short that still tell it from the others, its ellipsis counted."""
_SHORTEST_WORD = 4


@frozen
class Choice:
    """One answer: the key that gives it and what it says."""

    letter: str
    words: str
    look: Look = Look.PLAIN
    default: bool = False
    """Whether Enter gives it, too."""


def choice_lines(label: str, choices: Sequence[Choice], width: int, glyphs: Glyphs) -> list[Line]:
    """Return the question on two rows, or three; words are shortened, the longest first, until they fit.

    A third row is taken before words are cut past recognition.  Where even
    that is too little the last choices go behind an ellipsis; their letters
    still answer.
    """
    longest = max((cell_len(one.words) for one in choices), default=0)
    tries = [(most, USUAL_ROWS) for most in range(longest, _READABLE_WORD - 1, -1)]
    tries += [(most, MOST_ROWS) for most in range(longest, _SHORTEST_WORD - 1, -1)]
    for words, most_rows in tries:
        lines = _set(label, choices, width, glyphs, words)
        if len(lines) <= most_rows:
            return lines
    lines = _set(label, choices, width, glyphs, _SHORTEST_WORD)
    return [*lines[: MOST_ROWS - 1], _cut(lines[MOST_ROWS - 1], width, glyphs)] if lines else []


def _set(label: str, choices: Sequence[Choice], width: int, glyphs: Glyphs, most: int) -> list[Line]:
    label = fit(one_line(label, 200), max(0, width // 2), ellipsis=glyphs.ellipsis)
    row: list[Piece] = [Piece(f"{label} ", Look.LABEL)] if label else []
    used = cell_len(label) + 1 if label else 0
    gap = f" {glyphs.dot} "
    lines: list[Line] = []
    fresh = True
    for one in choices:
        enter = f"{_('Enter')}/" if one.default else ""
        head = cell_len(enter) + cell_len(one.letter) + 1
        words = fit(one_line(one.words, 200), min(most, width - head), ellipsis=glyphs.ellipsis)
        need = head + cell_len(words)
        if row and used + need + (0 if fresh else len(gap)) > width:
            lines.append(Line(tuple(row)))
            row, used, fresh = [], 0, True
        if not fresh:
            row.append(Piece(gap, Look.MUTED))
            used += len(gap)
        row += [
            Piece(enter, Look.MUTED),
            Piece(one.letter, Look.ACCENT | Look.STRONG),
            Piece(f" {words}", one.look),
        ]
        used += need
        fresh = False
    return [*lines, Line(tuple(row))] if row else lines


def _cut(row: Line, width: int, glyphs: Glyphs) -> Line:
    return Line(
        (Piece(fit(row.text, width - 2, ellipsis=""), Look.PLAIN), Piece(f" {glyphs.ellipsis}", Look.MUTED))
    )
