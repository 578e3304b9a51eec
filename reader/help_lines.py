"""The keys of a pane as lines: a heading a group, a row an action."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from reader.cells import cell_len, fit
from reader.keys import shown
from reader.lines import Line, Look, Piece
from reader.words import _
from reader.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.glyphs import Glyphs
    from reader.keys import Key

TWO_COLUMNS = 90
"""From so many cells on, groups stand in two columns."""
_GAP = 3
_MOST_FOR_KEYS = 20


def help_lines(keys: Sequence[Key], width: int, glyphs: Glyphs) -> list[Line]:
    """Return the keys by group, in two columns where there is room."""
    column = (width - _GAP) // 2 if width >= TWO_COLUMNS else width
    groups = [_group(list(members), column, glyphs) for members in _by_group(keys)]
    if width < TWO_COLUMNS:
        return _stacked(groups)
    left, right = _balanced(groups)
    blank = Line((Piece(" " * column),))
    rows = zip_longest(_stacked(left), _stacked(right), fillvalue=blank)
    return [Line((*_filled(one, column), Piece(" " * _GAP), *other.pieces)) for one, other in rows]


def _by_group(keys: Iterable[Key]) -> list[list[Key]]:
    order: dict[str, int] = {}
    ordered = sorted(keys, key=lambda key: order.setdefault(key.group, len(order)))
    return [list(members) for _name, members in groupby(ordered, key=lambda key: key.group)]


def _group(keys: Sequence[Key], width: int, glyphs: Glyphs) -> list[Line]:
    names = [" ".join(map(shown, key.keys)) or glyphs.across for key in keys]
    room = min(_MOST_FOR_KEYS, width // 3, max(map(cell_len, names)))
    names = [_fitting(key, room, glyphs) for key in keys]
    lines = [Line((Piece(_(keys[0].group), Look.LABEL),))]
    for key, name in zip(keys, names, strict=True):
        words = _(key.help)
        for index, (start, end) in enumerate(wrap(words, 0, len(words), max(8, width - room - 4))):
            head = "" if index else name
            pad = " " * (room - cell_len(head) + 2)
            lines.append(
                Line((Piece(f"  {head}", Look.ACCENT), Piece(pad), Piece(words[start:end])), item=key.id)
            )
    return lines


def _fitting(key: Key, room: int, glyphs: Glyphs) -> str:
    """Return as many of an action's keys as fit; the first, which every terminal sends, at any rate."""
    name = ""
    for one in map(shown, key.keys):
        longer = f"{name} {one}" if name else one
        if name and cell_len(longer) > room:
            break
        name = longer
    return fit(name or glyphs.across, room, ellipsis=glyphs.ellipsis)


def _stacked(groups: Sequence[Sequence[Line]]) -> list[Line]:
    """Return the groups below each other, a blank line between two."""
    return [row for index, group in enumerate(groups) for row in ([Line(), *group] if index else group)]


def _balanced(groups: Sequence[list[Line]]) -> tuple[Sequence[list[Line]], Sequence[list[Line]]]:
    """Part the groups, in order, so that the longer column is as short as can be."""
    parts = [(groups[:cut], groups[cut:]) for cut in range(len(groups), -1, -1)]
    return min(parts, key=lambda part: max(len(_stacked(part[0])), len(_stacked(part[1]))))


def _filled(row: Line, width: int) -> tuple[Piece, ...]:
    return (*row.pieces, Piece(" " * max(0, width - cell_len(row.text))))
