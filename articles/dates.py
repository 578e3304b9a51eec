"""Dates as articles carry them, as ISO 8601."""

from __future__ import annotations

from datetime import datetime

from articles.patterns import pattern

_NAMES = (
    # Dutch, English, German, French, Spanish; only the first letters count where that is enough.
    "januari january januar janvier enero jan jän jänner janv ene",
    "februari february februar février febrero feb févr feber",
    "maart march märz mars marzo mrt mar mär",
    "april avril abril apr avr abr",
    "mei may mai mayo",
    "juni june juin junio jun",
    "juli july juillet julio jul juil",
    "augustus august août agosto aug ago",
    "september septembre septiembre sep sept",
    "oktober october octobre octubre okt oct",
    "november novembre noviembre nov",
    "december dezember décembre diciembre dec dez déc dic",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
"""The number of each month by its name in lower case, in five languages."""

_ISO = pattern(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?)?)?"
)
_DAY_FIRST = pattern(
    r"(?:[^\W\d_]+,?\s+)?(\d{1,2})(?:\.|st|nd|rd|th|er)?\s+(?:de\s+|of\s+)?([^\W\d_]+)\.?,?\s+(?:de\s+)?(\d{4})"
)
_MONTH_FIRST = pattern(r"(?:[^\W\d_]+,?\s+)?([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH_ONLY = pattern(r"([^\W\d_]+)\.?,?\s+(?:de\s+)?(\d{4})")


def iso_date(words: str) -> str:
    """Return the date that `words` are, as exact as they say it; `''` where they are no date.

    Understood are ISO 8601 and a month by name, in five languages.  Figures
    alone such as 03/04/2021 are not: that is March here and April there.
    """
    words = " ".join(words.split())
    if found := _ISO.fullmatch(words):
        return _from_iso(*found.groups())
    if found := _DAY_FIRST.fullmatch(words):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(words):
        month, day, year = found.groups()
    elif found := _MONTH_ONLY.fullmatch(words):
        month, year = found.groups()
        day = ""
    else:
        return ""
    number = MONTHS.get(month.lower())
    return _checked(f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")) if number else ""


def _from_iso(year: str, month: str | None, day: str | None, time: str | None, zone: str | None) -> str:
    date = "-".join(part for part in (year, month, day) if part)
    return _checked(f"{date}T{time}{zone or ''}" if time else date)


def _checked(date: str) -> str:
    """Return `date`, or `''` where the calendar or the clock has no such thing."""
    try:
        datetime.fromisoformat(date + "0001-01-01"[len(date) :])
    except ValueError:
        return ""
    return date
