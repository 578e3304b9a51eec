"""Figures in a text and what they are worth, in digits or in Dutch or English words.

600.000, 600,000, 600 000 and *zeshonderdduizend* are worth the same; so are
10 miljoen and 10.000.000, 5 % and *vijf procent*.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING

from annotations.numerals import ARTICLES, SCALES, VAGUE, word_value
from articles.frozen import frozen
from articles.model import Span
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACE = " \u00a0\u2009\u202f"
_ATOM = pattern(
    rf"""
    (?P<digits> \d{{1,3}}(?:[{_SPACE}'’]\d{{3}})+(?!\d)(?:[.,]\d+)? | \d+(?:[.,]\d+)* )[½¼¾]?
  | (?P<fraction> [½¼¾] )
  | (?P<money> [€$£] )
  | (?P<percent> [%‰] )
  | (?P<word> [^\W\d_]+ )
    """,
    re.VERBOSE,
)
_PARTS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_UNITS = {
    "%": "%",
    "procent": "%",
    "percent": "%",
    "‰": "‰",
    "€": "€",
    "euro": "€",
    "euros": "€",
    "$": "$",
    "dollar": "$",
    "dollars": "$",
    "£": "£",
    "pond": "£",
    "pound": "£",
    "pounds": "£",
}
"""Units that change what a figure means; others stand in the words that are compared anyway."""

_SHORT_SCALES = {"k": 1_000, "m": 10**6}
"""Right behind the digits of a sum of money: $10m.  Elsewhere *m* is a metre; *k* is a thousand anywhere."""

_AND = frozenset({"en", "and"})
_HALF = Decimal("0.5")
_GROUP = 3
"""Digits between two signs for thousands."""

_THOUSAND = 1_000


@frozen
class Figure:
    """A figure with where it stands, what it is worth and in what: `%`, `€`, `$`, `£` or nothing.

    `vague` is True for an order of magnitude: *honderden*, *dozens*.
    """

    span: Span
    value: Decimal
    unit: str = ""
    vague: bool = False


@frozen
class _Atom:
    """A word or a run of digits, with its value if it is a number by itself."""

    start: int
    end: int
    word: str
    value: Decimal | None
    close: bool
    """Whether no more than a space or a hyphen parts it from the atom before."""

    @property
    def scale(self) -> int | None:
        return SCALES.get(self.word)

    @property
    def spelled(self) -> bool:
        """Whether it is in words: digits never add to what stands before them."""
        return self.word[0].isalpha()

    @property
    def article(self) -> bool:
        return self.word in ARTICLES


def find_figures(text: str, language: str = "") -> list[Figure]:
    """Return the figures of `text` in order; `language` (ISO 639-1) settles what 1,234 million is."""
    atoms = _atoms(text, language)
    figures: list[Figure] = []
    at = 0
    while at < len(atoms):
        value, end = _read(atoms, at)
        if value is None:
            if atoms[at].word in VAGUE:
                figures.append(
                    Figure(Span(atoms[at].start, atoms[at].end), Decimal(VAGUE[atoms[at].word]), vague=True)
                )
            at += 1
            continue
        figure, at = _dress(text, atoms, at, end, value)
        figures.append(figure)
    return figures


def _atoms(text: str, language: str) -> list[_Atom]:
    """Return the words, digits and signs of money and per cent of `text` in order."""
    atoms: list[_Atom] = []
    found = list(_ATOM.finditer(text))
    for piece, following in zip_longest(found, found[1:]):
        word = piece.group().lower()
        value = word_value(word) if piece.group("word") else None
        if piece.group("digits") or piece.group("fraction"):
            # F16 and B12 are names, not figures.
            named = piece.start() > 0 and text[piece.start() - 1].isalpha()
            scaled = following is not None and following.group().lower() in SCALES
            value = None if named else _digits_value(word, language, scaled=scaled)
        gap = text[atoms[-1].end : piece.start()] if atoms else "."
        atoms.append(_Atom(piece.start(), piece.end(), word, value, not gap.strip(_SPACE + "\n-‑")))
    return atoms


def _digits_value(digits: str, language: str, *, scaled: bool) -> Decimal | None:
    """Return what digits are worth; None where their signs make no number, as in 3.11.2 or 1.2.2021."""
    part = _PARTS.get(digits[-1], Decimal(0))
    plain = re.sub(f"[{_SPACE}'’½¼¾]", "", digits)
    if not plain:
        return part
    *whole, last = re.split("[.,]", plain)
    if not whole:
        return Decimal(plain) + part
    signs = re.findall("[.,]", plain)
    grouped = all(len(group) == _GROUP for group in whole[1:]) and len(whole[0]) <= _GROUP and whole[0] != "0"
    comma = language != "en"
    decimal = signs[-1] == ("," if comma else ".") if language and scaled else False
    if len(set(signs)) == 1 and grouped and len(last) == _GROUP and not (decimal and len(signs) == 1):
        return Decimal("".join((*whole, last))) + part
    if len(signs) == 1 or (grouped and len(set(signs[:-1])) == 1 and signs[-1] != signs[0]):
        return Decimal(f"{''.join(whole)}.{last}") + part
    return None


def _read(atoms: Sequence[_Atom], start: int) -> tuple[Decimal | None, int]:
    """Return the value of the figure that begins at `start` and the atom behind it; None if none does."""
    total, current, largest = Decimal(0), None, None
    at = start
    while at < len(atoms) and (at == start or atoms[at].close):
        atom = atoms[at]
        if atom.scale is not None:
            if largest is not None and atom.scale >= largest:
                break
            current = (1 if current is None else current) * Decimal(atom.scale)
            if atom.scale >= _THOUSAND:
                total, current, largest = total + current, None, atom.scale
        elif at > start and atom.word in _AND:
            if _is_half(atoms, at + 1):
                current, at = (current or 0) + _HALF, at + 2
            elif not _goes_on(atoms, at + 1, current, largest):
                break
        else:
            value = _number(atoms, at)
            if value is None or (at > start and not _goes_on(atoms, at, current, largest)):
                break
            current = (current or 0) + value
        at += 1
    return (None, start) if at == start else (total + (current or 0), at)


def _number(atoms: Sequence[_Atom], at: int) -> Decimal | None:
    """Return the value of a number; *a* and *een* are one only in front of *million* and its like."""
    if not atoms[at].article:
        return atoms[at].value
    following = atoms[at + 1] if at + 1 < len(atoms) else None
    return Decimal(1) if following and following.close and following.scale else None


def _is_half(atoms: Sequence[_Atom], at: int) -> bool:
    """Tell whether *een half* or *a half* stands there."""
    half = atoms[at : at + 2]
    return len(half) > 1 and half[0].article and half[1].value == _HALF and all(atom.close for atom in half)


def _goes_on(atoms: Sequence[_Atom], at: int, current: Decimal | None, largest: int | None) -> bool:
    """Tell whether the number there adds to those before it; digits never do."""
    if at >= len(atoms) or not atoms[at].close or not atoms[at].spelled:
        return False
    value = atoms[at].value
    return value is not None and _joins(current, value, largest)


def _joins(current: Decimal | None, value: Decimal, largest: int | None) -> bool:
    """Tell whether a number adds to the one before: *sixty five*, *two hundred and ten*, not *ten twelve*."""
    if current is None:
        return largest is not None and 0 < value < largest
    if current % 100 == 0:
        return 0 < value < 100  # noqa: PLR2004 - a hundred and the rest
    return 20 <= current < 100 and current % 10 == 0 and 0 < value < 10  # noqa: PLR2004 - tens and units


def _dress(text: str, atoms: Sequence[_Atom], start: int, end: int, value: Decimal) -> tuple[Figure, int]:
    """Return the figure of `atoms[start:end]` with its sign and unit, and the atom behind it."""
    before = atoms[start - 1] if start else None
    begin, stop, unit = atoms[start].start, atoms[end - 1].end, ""
    if before is not None and before.word in "€$£" and atoms[start].close:
        unit, begin = before.word, before.start
    if end < len(atoms) and atoms[end].start == stop and atoms[end].word in _SHORT_SCALES:
        short = atoms[end].word
        if unit or short == "k":
            value, stop, end = value * _SHORT_SCALES[short], atoms[end].end, end + 1
    if not unit and end < len(atoms) and atoms[end].close and atoms[end].word in _UNITS:
        unit, stop, end = _UNITS[atoms[end].word], atoms[end].end, end + 1
    sign = text[begin - 1 : begin]
    if sign and sign in "-−" and (begin == 1 or text[begin - 2] in _SPACE + "\n("):
        begin, value = begin - 1, -value
    return Figure(Span(begin, stop), value, unit), end
