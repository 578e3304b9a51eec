"""Fewer bytes for the same screen: what a terminal was told already is not told again; pure.

Every run of cells comes with all its colours and takes them back after it.
Over a slow line that is more than the words, so of a frame only the changes
from run to run are kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from articles.patterns import pattern

_COLOURS = pattern(r"\x1b\[([0-9;]*)m")
_MOVE = r"\x1b\[\d+;\d+H"
_LOST = pattern(rf"(?:{_MOVE}\n?|\n)+(?={_MOVE})")
"""Moves, and line feeds between rows, that another move follows at once."""
_UNSEEN = pattern(rf"(?:{_MOVE}|\x1b\]8;[^\x1b]*\x1b\\)*")
"""What draws no cell: moves, and where links begin and end."""
_ON_BLANKS = frozenset({"4", "7", "9", "21", "53"})
"""Faces that are seen where nothing is written: lines, and ink and ground reversed."""
_DEFAULTS = {"39", "49"}
_INKS, _GROUNDS = {"3", "9"}, {"4", "10"}
"""How the numbers of the sixteen colours begin."""
_EXTENDED = {"38", "48"}
_PARTS = {"5": 3, "2": 5}
"""How many numbers name a colour of 256, and one of all."""


class Face(NamedTuple):
    """How cells are set off, in the codes of a terminal."""

    marks: frozenset[str] = frozenset()
    """Bold, underlined and the like."""
    ink: str = ""
    ground: str = ""


PLAIN = Face()


def spared(frame: str) -> str:
    """Return a frame that leaves the same cells on a terminal, and no colours behind, in fewer bytes."""
    first, *rest = _COLOURS.split(_LOST.sub("", frame))
    parts = [first]
    wanted, told = "", PLAIN
    for code, text in zip(rest[::2], rest[1::2], strict=True):
        wanted = "" if code in {"", "0"} else f"{wanted};{code}" if wanted else code
        if not _UNSEEN.fullmatch(text):
            face = _for_text(text, told, read_face(wanted))
            parts.append(change(told, face))
            told = face
        parts.append(text)
    parts.append(change(told, PLAIN))
    return "".join(parts)


@lru_cache(maxsize=1024)
def read_face(codes: str) -> Face:
    """Return what the numbers of a colour code say, from nothing on."""
    marks: set[str] = set()
    colours = {False: "", True: ""}
    numbers = codes.split(";")
    while numbers:
        number = numbers.pop(0)
        if number in _EXTENDED and numbers:
            count = _PARTS.get(numbers[0], 1) - 1
            colours[number == "48"] = ";".join([number, *numbers[:count]])
            del numbers[:count]
        elif number in {"", "0"}:
            marks, colours = set(), {False: "", True: ""}
        elif number in _DEFAULTS:
            colours[number == "49"] = ""
        elif number[:-1] in _INKS | _GROUNDS:
            colours[number[:-1] in _GROUNDS] = number
        else:
            marks.add(number)
    return Face(frozenset(marks), colours[False], colours[True])


@lru_cache(maxsize=4096)
def change(was: Face, now: Face) -> str:
    """Return the code that leads from one face to another; nothing where they are the same."""
    if was == now:
        return ""
    if now == PLAIN:
        return "\x1b[0m"
    codes = []
    if not was.marks <= now.marks:
        codes, was = ["0"], PLAIN
    codes += sorted(now.marks - was.marks)
    if now.ink != was.ink:
        codes.append(now.ink or "39")
    if now.ground != was.ground:
        codes.append(now.ground or "49")
    return f"\x1b[{';'.join(codes)}m"


def _for_text(text: str, told: Face, wanted: Face) -> Face:
    """Return the face for `text`: on blank cells ink is not seen, so that whatever was told can stay."""
    if not text.strip(" ") and not (told.marks | wanted.marks) & _ON_BLANKS:
        return told._replace(ground=wanted.ground)
    return wanted
