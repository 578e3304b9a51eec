"""How cells are set off, in the codes of a terminal, and the shortest way from one face to another; pure."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_ON_BLANKS = frozenset({"4", "7", "9", "21", "53"})
"""Marks that are seen where nothing is written: lines, and ink and ground reversed."""
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
"""What takes a mark back."""
_DEFAULTS = {"39", "49"}
_INKS, _GROUNDS = {"3", "9"}, {"4", "10"}
"""How the numbers of the sixteen colours begin."""
_EXTENDED = {"38", "48"}
_PARTS = {"5": 3, "2": 5}
"""How many numbers name a colour of 256, and one of all."""


class Face(NamedTuple):
    """How a cell is set off."""

    marks: frozenset[str] = frozenset()
    """Bold, underlined and the like."""
    ink: str = ""
    ground: str = ""
    link: str = ""
    """What OSC 8 says of it: parameters and address; empty where it leads nowhere."""


PLAIN = Face()


@lru_cache(maxsize=1024)
def read_face(codes: str, link: str = "") -> Face:
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
        elif number in _OFF.values():
            marks = {mark for mark in marks if _OFF.get(mark) != number}
        elif number[:-1] in _INKS | _GROUNDS:
            colours[number[:-1] in _GROUNDS] = number
        else:
            marks.add(number)
    return Face(frozenset(marks), colours[False], colours[True], link)


@lru_cache(maxsize=1024)
def on_blanks(face: Face) -> Face:
    """Return what is seen of a face where nothing is written: ink only where lines or reversal show it."""
    if face.link or face.marks & _ON_BLANKS:
        return face
    return Face(ground=face.ground)


@lru_cache(maxsize=4096)
def change(was: Face, now: Face) -> str:
    """Return the codes that lead from one face to another; nothing where they are the same."""
    link = "" if was.link == now.link else f"\x1b]8;{now.link or ';'}\x1b\\"
    was, now = was._replace(link=""), now._replace(link="")
    if was == now:
        return link
    if now == PLAIN:
        return f"{link}\x1b[0m"
    # Marks and colours can be taken back one by one, or all at once.
    codes = min(_codes(was, now), f"0;{_codes(PLAIN, now)}", key=len)
    return f"{link}\x1b[{codes}m"


def _codes(was: Face, now: Face) -> str:
    gone = {_OFF.get(mark, "0") for mark in was.marks - now.marks}
    if "0" in gone:
        return f"0;{_codes(PLAIN, now)}"
    # One code takes two marks back, so that the other has to be told again.
    kept = {mark for mark in was.marks & now.marks if _OFF.get(mark) not in gone}
    codes = [*sorted(gone), *sorted(now.marks - kept)]
    if now.ink != was.ink:
        codes.append(now.ink or "39")
    if now.ground != was.ground:
        codes.append(now.ground or "49")
    return ";".join(codes)


def spared(painted: str) -> str:
    """Return what paints the same cells in fewer bytes: what was told in a row is not told again.

    It knows moves and colours only, and gives back as it is whatever has more.
    """
    first, *pieces = painted.split("\x1b[")
    if first:
        return painted
    parts: list[str] = []
    codes, told = "", PLAIN
    for piece in pieces:
        rest = piece.lstrip("0123456789;")
        numbers, kind, text = piece[: len(piece) - len(rest)], rest[:1], rest[1:]
        if kind == "m":
            codes = "" if numbers in {"", "0"} else f"{codes};{numbers}" if codes else numbers
        elif kind == "H":
            # Each row ends plain, so that it can be read by itself.
            parts += (change(told, PLAIN), f"\x1b[{numbers}H")
            told = PLAIN
        else:
            return painted
        if text:
            face = read_face(codes)
            if text.isspace() and on_blanks(face) == on_blanks(told):
                face = told
            parts += (change(told, face), text)
            told = face
    parts.append(change(told, PLAIN))
    return "".join(parts)
