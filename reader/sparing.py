"""From what a terminal shows to what it is to show, in few bytes; pure.

Only cells that differ are sent.  Rows that merely moved are moved by the
terminal, where it can and where less is left to send then: a panel beside them
that stays moves with them, and has to be sent back.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import compress
from operator import ne
from typing import TYPE_CHECKING, TypeVar

from reader.faces import PLAIN, Face, change, on_blanks
from reader.screenful import BLANK, PIECES, Row, is_sure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHORT_GAP = 4
"""Cells that differ not, but are shorter to send again than to pass over."""
_WORTH_ERASING = 4
_SURE = re.compile(r"[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2500-\u25fc]*")
"""What most rows consist of: letters of which no terminal makes more or less than a cell."""
_WORTH_MOVING = 4
"""Rows, fewer of which are not looked through for having moved."""
_SCROLLING = (
    "xterm",
    "tmux",
    "screen",
    "linux",
    "rxvt",
    "alacritty",
    "foot",
    "konsole",
    "kitty",
    "vte",
    "gnome",
)
"""Terminals known to move the rows between margins, by how TERM begins."""

_T = TypeVar("_T")


def can_scroll(term: str) -> bool:
    """Tell whether a terminal moves rows between margins, and puts empty ones in their place."""
    return term.startswith(_SCROLLING)


def difference(known: Sequence[Row], wanted: Sequence[Row], cursor: tuple[int, int], *, scrolls: bool) -> str:
    """Return what leads from `known` to `wanted` and leaves the cursor at `cursor` and no colours behind.

    A cell that is None in `wanted` is left as it is.  Empty where nothing differs.
    """
    codes = ""
    if scrolls and (moved := _moved(known, wanted)):
        codes, known = moved
    return codes + _changes(known, wanted, cursor)


def move_to(x: int, y: int) -> str:
    """Return what puts the cursor at a column and row, counted from 0."""
    return f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"


def _changes(known: Sequence[Row], wanted: Sequence[Row], cursor: tuple[int, int]) -> str:
    pen = _Pen(len(wanted[0]) if wanted else 0)
    for y, (before, after) in enumerate(zip(known, wanted, strict=True)):
        if before is not after and before != after:
            for start, end in _spans(before, after):
                pen.write(y, start, after, end)
    return pen.finish(cursor)


def _spans(before: Row, after: Row) -> Iterator[tuple[int, int]]:
    """Return where cells differ, as columns and ends, in order."""
    unlike = compress(range(len(after)), map(ne, before, after))
    differing = [x for x in unlike if after[x] is not None]
    if not differing:
        return
    if not (_all_sure(before) and _all_sure(after)):
        # Terminals differ on where the cells behind such a letter are: all are placed anew.
        differing = [x for x in range(differing[0], len(after)) if after[x] is not None]
    start, end = _head(after, differing[0]), differing[0] + 1
    for x in differing[1:]:
        if x > end and not (x - end <= _SHORT_GAP and _run_on(after, end, x)):
            yield start, end
            start = _head(after, x)
        end = x + 1
    yield start, end


def _run_on(row: Row, start: int, end: int) -> bool:
    """Tell whether the cells from `start` to `end` look as the one before them: no colour need be told."""
    before = row[start - 1]
    face = before[0] if before else PLAIN
    alike = {face, on_blanks(face)}
    return all(cell is not None and cell[0] in alike for cell in row[start:end])


def _head(row: Row, x: int) -> int:
    """Return where what takes column `x` begins."""
    cell = row[x]
    return x - 1 if x and cell and not cell[1] else x


def _all_sure(row: Row) -> bool:
    return bool(_SURE.fullmatch(row.text)) or all(is_sure(cell[1]) for cell in row if cell)


class _Pen:
    """Writes cells, and knows where the cursor is and which face was told."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._parts: list[str] = []
        self._at: tuple[int, int] | None = None
        self._face = PLAIN

    def write(self, y: int, start: int, row: Row, end: int) -> None:
        """Write the cells of `row` from `start` to `end`."""
        kept = max(start, _plain_tail(row)) if end == self._width else end
        erases = end - kept >= _WORTH_ERASING
        if erases:
            end = kept
        self._go(start, y)
        face, add = self._face, self._parts.append
        seen = on_blanks(face)
        for x in range(start, end):
            cell = row[x]
            if cell is None or not cell[1]:
                continue
            new, sign = cell
            if new is not face and not (sign == " " and new == seen):
                # Of an empty cell only its ground is seen; that may have been told already.
                add(change(face, new))
                face, seen = new, on_blanks(new)
            if self._at is None:
                self._go(x, y)
            if sign <= "~" or is_sure(sign):
                add(sign)
            else:
                wide = row[x + 1 : x + 2] == [(new, "")]
                add(f"{' ' * (1 + wide)}{move_to(x, y)}{sign}")
                self._at = None
        self._face = face
        # At the edge the cursor stays on the last cell or goes behind it, as the terminal likes.
        self._at = (end, y) if end < self._width and self._at else None
        if erases:
            self._go(end, y)
            self._tell(PLAIN)
            self._parts.append("\x1b[K")

    def finish(self, cursor: tuple[int, int]) -> str:
        """Take the colours back and put the cursor where it belongs; return all that was written."""
        if self._parts:
            self._tell(PLAIN)
            self._go(*cursor)
        return "".join(self._parts)

    def _tell(self, face: Face) -> None:
        self._parts.append(change(self._face, face))
        self._face = face

    def _go(self, x: int, y: int) -> None:
        if self._at == (x, y):
            return
        if self._at and self._at[1] == y and self._at[0] < x:
            by = x - self._at[0]
            self._parts.append("\x1b[C" if by == 1 else f"\x1b[{by}C")
        else:
            self._parts.append(move_to(x, y))
        self._at = (x, y)


def _plain_tail(row: Row) -> int:
    """Return where the empty cells begin with which a row ends, if on the terminal's own ground."""
    x = len(row)
    while x and row[x - 1] == BLANK:
        x -= 1
    return x


def _moved(known: Sequence[Row], wanted: Sequence[Row]) -> tuple[str, list[Row]] | None:
    """Return what moves the rows that are elsewhere now, and what is shown then; None if it does not pay."""
    differing = [y for y, row in enumerate(wanted) if row is not known[y] and row != known[y]]
    if len(differing) < _WORTH_MOVING:
        return None
    old, new = [row.pieces for row in known], [row.pieces for row in wanted]
    votes = _votes(old, new, differing)
    if not votes:
        return None
    by = max(votes, key=lambda shift: len(votes[shift]))
    rows = sorted(votes[by])
    top, bottom = min(rows[0], rows[0] + by), max(rows[-1], rows[-1] + by)
    width = len(wanted[0])
    # They come empty, but not on the page's ground.
    fresh = ("\0" * -(-width // PIECES),) * PIECES
    if len(rows) < _WORTH_MOVING or _unlike(_shifted(old, top, bottom, by, fresh), new) >= _unlike(old, new):
        return None
    blank = Row([BLANK] * width)
    code = f"\x1b[{top + 1};{bottom + 1}r{move_to(0, top)}\x1b[{abs(by)}{'M' if by > 0 else 'L'}\x1b[r"
    return code, _shifted(known, top, bottom, by, blank)


def _shifted(rows: Sequence[_T], top: int, bottom: int, by: int, fresh: _T) -> list[_T]:
    """Return `rows` with those from `top` to `bottom` moved up by `by`, `fresh` ones in their place."""
    region = list(rows[top : bottom + 1])
    empty = [fresh] * abs(by)
    region = region[by:] + empty if by > 0 else empty + region[:by]
    return [*rows[:top], *region, *rows[bottom + 1 :]]


def _votes(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], differing: Sequence[int]
) -> dict[int, set[int]]:
    """Return for each number of rows by which some moved which rows of `new` those are."""
    votes: dict[int, set[int]] = {}
    for piece in range(PIECES):
        how_often = Counter(pieces[piece] for pieces in old)
        places = {pieces[piece]: y for y, pieces in enumerate(old)}
        for y in differing:
            text = new[y][piece]
            if how_often[text] == 1 and text and text != old[y][piece]:
                votes.setdefault(places[text] - y, set()).add(y)
    return votes


def _unlike(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> int:
    """Return about how many cells there are to send."""
    return sum(
        max(len(one), len(other))
        for before, after in zip(old, new, strict=True)
        for one, other in zip(before, after, strict=True)
        if one != other
    )
