"""The cells of a terminal, and what a frame that Textual sends makes of them; pure.

A cell is a face and what is written in it: a letter with its marks, an emoji,
nothing behind one that takes two cells.  None is a cell of which nobody knows
what it shows.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rich.cells import split_graphemes

from reader.faces import PLAIN, Face, on_blanks, read_face

Cell = tuple[Face, str]


class Row(list[Cell | None]):
    """The cells of a row; not changed any more once a frame is done."""

    __slots__ = ("_pieces", "_text")

    @property
    def text(self) -> str:
        """What is written in the row: a sign a cell, for one that takes two a space more."""
        try:
            return self._text
        except AttributeError:
            self._text: str = "".join([cell[1] or " " if cell else " " for cell in self])
            return self._text

    @property
    def pieces(self) -> tuple[str, ...]:
        """The text in pieces of about one length, without the spaces at their ends."""
        try:
            return self._pieces
        except AttributeError:
            text, step = self.text, -(-len(self) // PIECES)
            self._pieces: tuple[str, ...] = tuple(
                [text[at : at + step].rstrip() for at in range(0, step * PIECES, step)]
            )
            return self._pieces


PIECES = 4
"""In how many pieces rows are compared: panes move beside others that stay."""
BLANK: Cell = (PLAIN, " ")
_MOVES = re.compile(r"\x1b\[(\d*)(?:;(\d*))?H")
_TOKEN = re.compile(
    r"\x1b\[([\d;]*)m"  # colours
    r"|\x1b\]8;([^\x07\x1b]*)(?:\x07|\x1b\\)"  # where a link begins or ends
    r"|([^\x00-\x1f\x7f-\x9f]+)"  # what is written
)
_COLOURS, _LINK, _TEXT = 1, 2, 3
_NO_LINK = ";"
_EMOJI = 0x1F000
_EAST_ASIAN = 0x2E80
"""From here on what takes two cells does so on every terminal, up to the emoji."""
_SHAPED = ((0x0590, 0x10A0), (0x1780, 0x1AB0))
"""Scripts that are written from right to left, stacked or joined, on which terminals differ."""


class Frame(NamedTuple):
    """What a terminal shows after a frame."""

    rows: list[Row]
    cursor: tuple[int, int]
    """Column and row, from 0."""


def unknown(width: int, height: int) -> list[Row]:
    """Return the cells of a terminal on which anything may stand."""
    return [Row([None] * width) for _ in range(height)]


def is_frame(data: str) -> bool:
    """Tell whether `data` begins as a frame does; it may still hold what is more than cells."""
    return bool(_MOVES.match(data))


def painted(rows: list[Row], frame: str) -> Frame | None:
    """Return what `frame` makes of a terminal that shows `rows`; None where it is more than cells.

    `rows` stays as it is; rows that the frame does not touch are the same lists.
    """
    before, *parts = _MOVES.split(frame)
    if before or not parts:
        return None
    rows = rows.copy()
    x = y = 0
    touched = -1
    for row, column, written in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        x, y = int(column or 1) - 1, int(row or 1) - 1
        # Textual ends each row with a line feed, and then moves all the same.
        cells = cells_in(written.removesuffix("\n").removesuffix("\r"))
        if cells is None or not (0 <= y < len(rows) or not cells):
            return None
        if cells:
            if y != touched:
                touched, rows[y] = y, Row(rows[y])
            x = _write(rows[y], x, cells)
    return Frame(rows, (x, y))


@lru_cache(maxsize=4096)
def cells_in(written: str) -> tuple[Cell, ...] | None:
    """Return the cells of what is written in one go, colours and all; None where it is more."""
    cells: tuple[Cell, ...] = ()
    codes = link = ""
    at = 0
    for token in _TOKEN.finditer(written):
        if token.start() != at:
            return None
        at = token.end()
        if token.lastindex == _TEXT:
            cells += cells_of(token[_TEXT], read_face(codes, link))
        elif token.lastindex == _COLOURS:
            added = token[_COLOURS]
            codes = "" if added in {"", "0"} else f"{codes};{added}" if codes else added
        else:
            link = "" if token[_LINK] == _NO_LINK else token[_LINK]
    return cells if at == len(written) and not codes and not link else None


def _write(row: Row, x: int, cells: tuple[Cell, ...]) -> int:
    """Write cells into a row, from column `x` on; return the column behind them."""
    end = x + len(cells)
    width = len(row)
    if end > width:
        # What does not fit is lost: no line is ever wrapped by the terminal.
        cells = cells[: max(0, width - x)]
    if 0 < x < width and row[x] is not None and row[x][1] == "":  # type: ignore[index]  # checked just before
        # The first half of what stood here is gone with the second.
        row[x - 1] = None
    row[x:end] = cells
    if end < width and row[end] is not None and row[end][1] == "":  # type: ignore[index]  # the same
        row[end] = None
    return min(end, width - 1)


@lru_cache(maxsize=4096)
def cells_of(text: str, face: Face) -> tuple[Cell, ...]:
    """Return the cells that `text` takes."""
    if text.isascii():
        return tuple(map(_of_face(face).__getitem__, text))
    blank = (on_blanks(face), " ")
    cells: list[Cell] = []
    for start, end, width in split_graphemes(text)[0]:
        sign = text[start:end]
        if width:
            cells += [blank if sign == " " else (face, sign), *[(face, "")] * (width - 1)]
        elif cells:
            # A mark that came without its letter belongs to what stands before it.
            at = len(cells) - 1
            while at and cells[at][1] == "":
                at -= 1
            cells[at] = (face, cells[at][1] + sign)
    return tuple(cells)


class _Cells(dict[str, Cell]):
    """The cells of one face, each made once: a page has thousands of them, of few kinds."""

    def __init__(self, face: Face) -> None:
        super().__init__({" ": (on_blanks(face), " ")})
        self._face = face

    def __missing__(self, sign: str) -> Cell:
        self[sign] = cell = (self._face, sign)
        return cell


@lru_cache(maxsize=512)
def _of_face(face: Face) -> _Cells:
    return _Cells(face)


@lru_cache(maxsize=4096)
def is_sure(sign: str) -> bool:
    """Tell whether every terminal gives `sign` as many cells as we do.

    They differ on emoji, on letters of several code points, and on scripts that stack or join.
    """
    if sign.isascii() and len(sign) == 1:
        return True
    if not sign:
        return True
    if len(sign) > 1:
        return False
    number = ord(sign)
    if number >= _EMOJI or any(start <= number < end for start, end in _SHAPED):
        return False
    return number >= _EAST_ASIAN or unicodedata.east_asian_width(sign) not in {"W", "F"}
