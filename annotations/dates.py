"""Dates in a text and what day they name, Dutch and English, in words or digits.

*11 januari 2021*, *January 11, 2021*, *11-01-2021* and *2021-01-11* are one day.
Words such as *gisteren* and *last week* name a day relative to the publication.
"""

from __future__ import annotations

import re

from articles.frozen import frozen
from articles.model import Span
from articles.patterns import pattern

_MONTHS = (
    "januari january jan",
    "februari february feb febr",
    "maart march mrt mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "augustus august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAYS = (
    "maandag monday",
    "dinsdag tuesday",
    "woensdag wednesday",
    "donderdag thursday",
    "vrijdag friday",
    "zaterdag saturday",
    "zondag sunday",
)
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS, 1) for name in names.split()}

_RELATIVE = (
    "eergisteren gisteren gisteravond gisterochtend gistermiddag vandaag vanavond vannacht vanochtend "
    "vanmorgen vanmiddag overmorgen yesterday today tonight tomorrow"
).split()
"""*Morgen* is left out: in Dutch it is as often the morning."""

_NEAR = "vorige?|afgelopen|volgende?|komende?|deze|dit|last|past|next|coming|this"
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DUTCH_ONLY = "januari|februari|maart|mrt|mei|juni|juli|augustus|oktober|okt"
"""*In maart 17 gevallen*: in Dutch, no day comes behind its month."""
_YEAR = r"(?:1[0-9]|20)\d\d"
_DATE = pattern(
    rf"""\b(?:
        (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
      | (?P<digits>\d{{1,2}}(?P<sign>[-/.])\d{{1,2}}(?P=sign)\d{{2,4}})
      | (?P<day>\d{{1,2}})(?:st|nd|rd|th|ste|de|e)?\s+(?:of\s+)?
          (?P<month>{_NAMES})\b\.?(?:,?\s+(?P<year>{_YEAR})\b)?
      | (?!(?:{_DUTCH_ONLY})\b)(?P<month2>{_NAMES})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*%)
          (?:,?\s+(?P<year2>{_YEAR})\b)?
      | (?P<month3>{_NAMES})\b\.?(?:\s+(?P<year3>{_YEAR})\b)
      | (?P<alone>{_NAMES})\b
      | (?P<weekday>{"|".join(_WEEKDAY)})\b
      | (?P<relative>{"|".join(_RELATIVE)})\b
      | (?P<near>(?:{_NEAR})\s+(?:week|weekend|maand|jaar|nacht|month|year|night|{"|".join(_WEEKDAY)}))\b
      | (?P<only>{_YEAR})(?![\d.,]*\d|\s*[%€$£])
    )(?<!\s)""",
    re.VERBOSE | re.IGNORECASE,
)
_DOUBTFUL = frozenset({"may", "march", "mar", "jan", "dec", "jun", "sep", "mei"})
"""Names of months that are other words too; alone they count as a month writes them, or not at all."""

_CENTURY = 100


@frozen
class NamedDate:
    """A date with where it stands and what it names, in a form that can be compared."""

    span: Span
    names: tuple[str, ...]


def find_dates(text: str) -> list[NamedDate]:
    """Return the dates of `text` in order."""
    dates = []
    for found in _DATE.finditer(text):
        names = _names(found)
        if names:
            dates.append(NamedDate(Span(*found.span()), names))
    return dates


def _names(found: re.Match[str]) -> tuple[str, ...]:
    """Return what a date names; nothing where it is no date."""
    part = found.groupdict()
    for suffix in ("", "2", "3"):
        month = part.get(f"month{suffix}")
        if month:
            day = part.get(f"day{suffix}") or "0"
            return _day(part.get(f"year{suffix}") or "", _MONTH[month.lower()], int(day))
    if part["iso"]:
        year, month_digits, day = part["iso"].split("-")
        return _day(year, int(month_digits), int(day))
    if part["digits"]:
        return _from_digits(part["digits"].split(part["sign"]))
    if part["alone"]:
        doubtful = part["alone"].lower() in _DOUBTFUL and part["alone"] not in {"May", "March", "mei"}
        return () if doubtful else _day("", _MONTH[part["alone"].lower()], 0)
    if part["weekday"]:
        return ("weekday", str(_WEEKDAY[part["weekday"].lower()]))
    words = " ".join((part["relative"] or part["near"] or part["only"]).lower().split())
    return _day(words, 0, 0) if part["only"] else ("relative", words)


def _from_digits(parts: list[str]) -> tuple[str, ...]:
    """Read day, month, year; month first only where the other way round is no month."""
    day, month, year = (int(part) for part in parts)
    if month > len(_MONTHS):
        day, month = month, day
    if not 0 < month <= len(_MONTHS):
        return ()
    century = 2000 if year < _CENTURY else 0
    return _day(str(year + century), month, day)


def _day(year: str, month: int, day: int) -> tuple[str, ...]:
    return ("day", year, str(month), str(day))
