"""What a Word document says in other places than its text: styles, numbering, where links lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|kop|überschrift|titre|título|titolo) ?([1-9])", re.IGNORECASE)
_QUOTES = ("quote", "intense quote", "block text", "quotations", "citaat", "zitat", "citation")
_CODE = ("source code", "preformatted text", "html preformatted", "code")
_TITLES = {"title": 1, "titel": 1, "titre": 1, "subtitle": 2, "ondertitel": 2}
_MOST_BASES = 20
_DEEPEST = 6
_LETTERS = 26
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN = 40
_PLACE = re.compile(r"%([1-9])")


@frozen
class Style:
    """What a paragraph is by its style."""

    level: int = 0
    """Of a heading; 0 for what is none."""
    quoted: bool = False
    code: bool = False
    list_id: str = ""
    """Of the list that its style puts it in."""
    list_level: int = 0


def read_styles(root: Element | None) -> dict[str, Style]:
    """Return the styles of paragraphs by their id; each has what the one it is based on has."""
    found = {} if root is None else {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")}
    return {name: _style(name, found) for name in found}


def _style(name: str, found: Mapping[str, Element]) -> Style:
    level, list_id, list_level = 0, "", 0
    quoted = code = False
    # A style may be based on itself, by mistake or malice.
    for _ in range(_MOST_BASES):
        if (style := found.get(name)) is None:
            break
        called = value(style, "name").lower()
        level = level or _level_of(called) or outline_level(style.find(f"{W}pPr"))
        quoted = quoted or called in _QUOTES
        code = code or called in _CODE
        if not list_id:
            list_id, list_level = list_of(style.find(f"{W}pPr"))
        name = value(style, "basedOn")
    return Style(level, quoted, code, list_id, list_level)


def _level_of(called: str) -> int:
    if found := _HEADING.fullmatch(called):
        return min(int(found[1]), _DEEPEST)
    return _TITLES.get(called, 0)


def outline_level(properties: Element | None) -> int:
    """Return the level of the heading that a paragraph with these `properties` is; 0 for none."""
    written = "" if properties is None else value(properties, "outlineLvl")
    return int(written) + 1 if written.isdecimal() and int(written) < _DEEPEST else 0


def list_of(properties: Element | None) -> tuple[str, int]:
    """Return the list that a paragraph with these `properties` is in, and how deep; `''` for none."""
    numbered = None if properties is None else properties.find(f"{W}numPr")
    if numbered is None:
        return "", 0
    level = value(numbered, "ilvl")
    return value(numbered, "numId"), min(int(level), 8) if level.isdecimal() else 0


def value(element: Element, name: str) -> str:
    """Return what the child `name` of `element` has as its value; `''` where there is none."""
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def is_on(properties: Element | None, name: str) -> bool:
    """Tell whether `properties` switch `name` on."""
    child = None if properties is None else properties.find(f"{W}{name}")
    return child is not None and child.get(f"{W}val", "1") not in ("0", "false", "none", "off")


class Numbering:
    """Counts the items of a document's lists."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._kinds: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for one in root.findall(f"{W}abstractNum"):
            levels = {int(at): level for level in one.findall(f"{W}lvl") if (at := _at(level)).isdecimal()}
            self._levels[one.get(f"{W}abstractNumId", "")] = {
                at: _read(level) for at, level in levels.items()
            }
        for one in root.findall(f"{W}num"):
            name = one.get(f"{W}numId", "")
            self._kinds[name] = value(one, "abstractNumId")
            self._restarts[name] = {
                int(_at(over)): int(start)
                for over in one.findall(f"{W}lvlOverride")
                if _at(over).isdecimal() and (start := value(over, "startOverride")[:6]).isdecimal()
            }

    def marker(self, list_id: str, level: int) -> str:
        """Return what stands before the next item of a list: `•`, `3.`, `b)`."""
        kind = self._kinds.get(list_id, "")
        levels = self._levels.get(kind, {})
        form, pattern, first = levels.get(level, ("bullet", "", 1))
        # Lists of one kind count on, unless one says that it begins anew, which holds for its first item.
        counts = self._counts.setdefault(kind, {})
        if (restart := self._restarts.get(list_id, {}).pop(level, None)) is not None:
            counts[level] = restart - 1
        counts[level] = counts.get(level, first - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if form in ("bullet", "none"):
            return "•"

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other, _, start = levels.get(at, ("decimal", "", 1))
            return _written(counts.get(at, start), other)

        return _PLACE.sub(number, pattern) or f"{counts[level]}."


def _at(level: Element) -> str:
    return level.get(f"{W}ilvl", "")


def _read(level: Element) -> tuple[str, str, int]:
    start = value(level, "start")
    return value(level, "numFmt"), value(level, "lvlText")[:20], int(start) if start[:6].isdecimal() else 1


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number < _MOST_ROMAN:
        roman = ""
        for worth, letters in _ROMAN:
            while number >= worth:
                roman, number = roman + letters, number - worth
        return roman if form == "lowerRoman" else roman.upper()
    return str(number)
