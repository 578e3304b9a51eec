"""Numbers written in words, Dutch and English.

A word is looked up or, in Dutch, taken apart: *driehonderdvijfentwintig* is one
word.  English writes a number as several; how they add up is told here as well.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

_DUTCH_SMALL = {
    "nul": 0,
    "een": 1,
    "één": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "elf": 11,
    "twaalf": 12,
    "dertien": 13,
    "veertien": 14,
    "vijftien": 15,
    "zestien": 16,
    "zeventien": 17,
    "achttien": 18,
    "negentien": 19,
}
_DUTCH_TENS = {
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "zeventig": 70,
    "tachtig": 80,
    "negentig": 90,
}
_ENGLISH = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_HALVES = {
    "anderhalf": "1.5",
    "anderhalve": "1.5",
    "half": "0.5",
    "halve": "0.5",
    "helft": "0.5",
    "kwart": "0.25",
}
"""Dutch *half* is English too.  *Derde* and *third* are left out: mostly they count, not divide."""

SCALES = {
    "honderd": 100,
    "hundred": 100,
    "dozijn": 12,
    "dozen": 12,
    "duizend": 1_000,
    "thousand": 1_000,
    "miljoen": 10**6,
    "mln": 10**6,
    "million": 10**6,
    "miljard": 10**9,
    "mld": 10**9,
    "mrd": 10**9,
    "billion": 10**9,
    "bn": 10**9,
    "biljoen": 10**12,
    "trillion": 10**12,
}
"""Words that multiply what stands before them, or stand for one of themselves."""

VAGUE = {
    "tientallen": 10,
    "dozens": 12,
    "honderden": 100,
    "hundreds": 100,
    "duizenden": 1_000,
    "thousands": 1_000,
    "miljoenen": 10**6,
    "millions": 10**6,
    "miljarden": 10**9,
    "billions": 10**9,
}
"""Plurals that name an order of magnitude: *honderden* that became *duizenden* is another figure."""

ARTICLES = frozenset({"een", "a", "one"})
"""Words that are a number only in front of a scale word: *een miljoen*, *a million*."""

_LONGEST_NUMERAL = 60
"""Letters; no longer word is taken apart."""


@lru_cache(maxsize=4096)
def word_value(word: str) -> Decimal | None:
    """Return the value of a lower-case numeral without a scale word of its own; None if it is none."""
    if word in _HALVES:
        return Decimal(_HALVES[word])
    if word in _ENGLISH:
        return Decimal(_ENGLISH[word])
    for half in ("ënhalf", "ënhalve", "enhalf", "enhalve"):
        if word.endswith(half) and word.removesuffix(half) in _DUTCH_SMALL:
            return _DUTCH_SMALL[word.removesuffix(half)] + Decimal("0.5")
    if len(word) > _LONGEST_NUMERAL:
        return None
    value = _dutch_value(word)
    return None if value is None else Decimal(value)


def _dutch_value(word: str) -> int | None:
    """Take a Dutch numeral apart: thousands, hundreds, then units before tens."""
    for scale, times in (("duizend", 1_000), ("honderd", 100)):
        left, found, right = word.partition(scale)
        if found:
            many = 1 if not left else _dutch_value(left)
            rest = 0 if not right else _dutch_value(right.removeprefix("en") or "?")
            fits = many is not None and rest is not None and rest < times
            return many * times + rest if fits and many is not None and rest is not None else None
    return _DUTCH_SMALL.get(word) if word in _DUTCH_SMALL else _dutch_tens(word)


def _dutch_tens(word: str) -> int | None:
    """Return the value of *twintig* to *negenennegentig*; None if the word is none of them."""
    for tens, value in _DUTCH_TENS.items():
        if word.endswith(tens):
            unit = word.removesuffix(tens)
            if not unit:
                return value
            small = _DUTCH_SMALL.get(unit[:-2]) if unit[-2:] in {"en", "ën"} else None
            return value + small if small is not None and 0 < small < 10 else None  # noqa: PLR2004
    return None
