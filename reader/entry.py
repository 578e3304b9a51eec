"""Text being typed into a field: the words, where the cursor is, and what a key makes of them.

Positions are code points of `Entry.text`; the cursor never stands inside a
letter with its combining marks or inside an emoji of several.  Widths are in cells.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import split_graphemes

from articles.frozen import frozen
from articles.patterns import pattern
from articles.untrusted import visible
from reader.cells import cell_len, longest_prefix

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_PASTED = 100_000
"""Code points taken from one paste; what is more was hardly meant for a note."""
_NEARBY = 64
"""Code points looked at to find the next letter: no letter of any script is longer."""
_WORD_BEFORE = pattern(r"\w+\W*$|\W+$")
_WORD_AFTER = pattern(r"\W*\w+|\W+")
_LINE_BREAK = pattern("\r\n?|\u2028|\u2029|\u0085|\v|\f")


@frozen
class Entry:
    """A field's text and its cursor."""

    text: str = ""
    cursor: int = 0


def entered(text: str) -> Entry:
    """Return `text` with the cursor behind it."""
    return Entry(text, len(text))


def pasted(text: str, *, lines: bool = False, room: int = MOST_PASTED) -> str:
    """Return what a paste may add: at most `room` code points, nothing that a terminal would obey.

    Line feeds and tabs stay where a field has `lines`; elsewhere each run of
    white space that has a line break or tab in it becomes one space.
    """
    text = _LINE_BREAK.sub("\n", text[: max(0, room)])
    # `visible` answers one for one, so what differs is what must not be there.
    text = "".join(raw for raw, shown in zip(text, visible(text), strict=True) if raw == shown)
    return text if lines else re.sub(r" *[\n\t]\s*", " ", text)


def insert(entry: Entry, text: str) -> Entry:
    """Return the entry with `text` at the cursor and the cursor behind it."""
    before, after = entry.text[: entry.cursor], entry.text[entry.cursor :]
    return Entry(before + text + after, entry.cursor + len(text))


def press(entry: Entry, key: str, character: str | None) -> Entry | None:
    """Return what a key makes of an entry; None where it is no editing key.

    `key` is Textual's name of it, `character` what it prints, if anything.
    """
    if edit := _EDITS.get(key):
        return edit(entry)
    if character and character.isprintable():
        return insert(entry, character)
    return None


def shown(text: str) -> str:
    """Return `text` as a field shows it, one for one: no tabs, nothing hidden."""
    return visible(text).replace("\t", " ")


@lru_cache(maxsize=32)
def rows(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """Return the rows that show `text` in a field `width` cells wide.

    They leave the last cell to the cursor and, but for line feeds, cover every
    code point, so that the cursor can stand on each.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for part in shown(text).split("\n"):
        found += [(start + first, start + last) for first, last in _rows(part, max(2, width - 1))]
        start += len(part) + 1
    return tuple(found)


@lru_cache(maxsize=512)
def _rows(part: str, room: int) -> tuple[tuple[int, int], ...]:
    """Return the rows of a text without line feeds; kept, since one key changes one paragraph."""
    found: list[tuple[int, int]] = []
    start, end = 0, len(part)
    while True:
        # Twice as many code points as cells: more only where most of them have no width.
        ahead = part[start : start + 2 * room]
        fits = max(1, longest_prefix(ahead, room))
        if start + fits >= end:
            break
        space = part.rfind(" ", start, start + fits)
        cut = space + 1 if space >= start else start + fits
        found.append((start, cut))
        start = cut
    return (*found, (start, end))


def row_at(found: tuple[tuple[int, int], ...], cursor: int) -> int:
    """Return which of the rows the cursor is on."""
    return max(index for index, (start, _) in enumerate(found) if start <= cursor)


def move_row(entry: Entry, width: int, by: int) -> Entry | None:
    """Return the entry with the cursor `by` rows down; None where there is no such row."""
    found = rows(entry.text, width)
    index = row_at(found, entry.cursor)
    if not 0 <= index + by < len(found):
        return None
    column = cell_len(shown(entry.text)[found[index][0] : entry.cursor])
    return point(entry, width, column, index + by)


def point(entry: Entry, width: int, column: int, row: int) -> Entry:
    """Return the entry with the cursor as near to a cell of its rows as can be."""
    found = rows(entry.text, width)
    row = max(0, min(row, len(found) - 1))
    start, end = found[row]
    at = start + longest_prefix(shown(entry.text)[start:end], max(0, column))
    if at == end > start and row < len(found) - 1 and entry.text[end] != "\n":
        # The next row begins at `end`, and the cursor would be shown there.
        at = max(start, _left(Entry(entry.text, end)))
    return Entry(entry.text, at)


def window(entry: Entry, width: int) -> tuple[int, int]:
    """Return the part of an entry that a field of one row shows, the cursor in it.

    The part and a cursor behind it fit in `width` cells.
    """
    room = max(1, width - 1)
    text = shown(entry.text)
    if cell_len(text) <= room:
        return 0, len(text)
    after = min(cell_len(text[entry.cursor : entry.cursor + width]), room // 4)
    start = entry.cursor
    used = 0
    while start > 0:
        before = _left(Entry(entry.text, start))
        used += cell_len(text[before:start])
        if used > room - after:
            break
        start = before
    return start, start + longest_prefix(text[start : start + width * 8], room)


def letter_at(entry: Entry) -> str:
    """Return the letter that the cursor stands on, with its marks; empty at the end."""
    return entry.text[entry.cursor : _right(entry)]


def _left(entry: Entry) -> int:
    if entry.cursor <= 1:
        return 0
    near = max(0, entry.cursor - _NEARBY)
    piece = entry.text[near : entry.cursor]
    if piece.isascii():
        return entry.cursor - 1
    spans, _ = split_graphemes(piece)
    return near + spans[-1][0]


def _right(entry: Entry) -> int:
    piece = entry.text[entry.cursor : entry.cursor + _NEARBY]
    if piece.isascii():
        return min(len(entry.text), entry.cursor + 1)
    spans, _ = split_graphemes(piece)
    return entry.cursor + spans[0][1]


def _word_left(entry: Entry) -> int:
    found = _WORD_BEFORE.search(entry.text[: entry.cursor])
    return found.start() if found else 0


def _word_right(entry: Entry) -> int:
    found = _WORD_AFTER.match(entry.text, entry.cursor)
    return found.end() if found else len(entry.text)


def _line_start(entry: Entry) -> int:
    return entry.text.rfind("\n", 0, entry.cursor) + 1


def _line_end(entry: Entry) -> int:
    found = entry.text.find("\n", entry.cursor)
    return len(entry.text) if found < 0 else found


def _to(place: Callable[[Entry], int]) -> Callable[[Entry], Entry]:
    """Return the edit that moves the cursor to `place`."""
    return lambda entry: Entry(entry.text, place(entry))


def _cut(place: Callable[[Entry], int]) -> Callable[[Entry], Entry]:
    """Return the edit that takes away what is between the cursor and `place`."""

    def edit(entry: Entry) -> Entry:
        start, end = sorted((place(entry), entry.cursor))
        return Entry(entry.text[:start] + entry.text[end:], start)

    return edit


def _start(_: Entry) -> int:
    return 0


def _end(entry: Entry) -> int:
    return len(entry.text)


_EDITS: dict[str, Callable[[Entry], Entry]] = {
    "left": _to(_left),
    "ctrl+b": _to(_left),
    "right": _to(_right),
    "ctrl+f": _to(_right),
    "ctrl+left": _to(_word_left),
    "alt+b": _to(_word_left),
    "ctrl+right": _to(_word_right),
    "alt+f": _to(_word_right),
    "home": _to(_line_start),
    "ctrl+a": _to(_line_start),
    "end": _to(_line_end),
    "ctrl+e": _to(_line_end),
    "ctrl+home": _to(_start),
    "ctrl+end": _to(_end),
    "backspace": _cut(_left),
    "ctrl+h": _cut(_left),
    "delete": _cut(_right),
    "ctrl+d": _cut(_right),
    "ctrl+w": _cut(_word_left),
    "ctrl+backspace": _cut(_word_left),
    "alt+d": _cut(_word_right),
    "ctrl+u": _cut(_line_start),
    "ctrl+k": _cut(_line_end),
}
