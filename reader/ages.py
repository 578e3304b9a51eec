"""When something was, as people write it: how long ago, in a few cells, or the day."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from articles.patterns import pattern
from reader.words import _, plural

if TYPE_CHECKING:
    from datetime import datetime

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_CLOCK_SKEW = timedelta(minutes=5)
"""Two machines' clocks may differ by this much before a time counts as in the future."""
_HOURS_COUNT = 12
"""From so many hours ago on, the day says more than the hours do."""
_DAYS_COUNT = 7
_DATE = pattern(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ].*)?", re.ASCII)


def age(then: datetime, now: datetime) -> str:
    """Return how long ago `then` was, seen from `now`; both aware.

    Days are those of `now`'s time zone.  From a week ago on it is the date, and
    so is a time in the future, which somebody's clock made up.
    """
    passed = now - then
    if -_CLOCK_SKEW <= passed < _MINUTE:
        return _("just now")
    if passed < -_CLOCK_SKEW:
        there = then.astimezone(now.tzinfo)
        return f"{day(f'{there:%Y-%m-%d}')} {there:%H:%M}"
    if passed < _HOUR:
        return plural("{n} min ago", "{n} min ago", passed // _MINUTE)
    return _age_in_days(then.astimezone(now.tzinfo), now, passed // _HOUR)


def _age_in_days(then: datetime, now: datetime, hours: int) -> str:
    days = (now.date() - then.date()).days
    if days == 0 or hours < _HOURS_COUNT:
        return _("{n} h ago").format(n=hours)
    if days == 1:
        return _("yesterday")
    if days < _DAYS_COUNT:
        return plural("{n} day ago", "{n} days ago", days)
    return day(f"{then:%Y-%m-%d}")


def day(date: str) -> str:
    """Return the day, or month, of an ISO 8601 date as people write it; what is no such date as it is."""
    found = _DATE.fullmatch(date)
    if found is None or not 1 <= int(found[2]) <= len(_months()):
        return date
    month = _months()[int(found[2]) - 1]
    if found[3] is None:
        return _("{month} {year}").format(month=month, year=found[1])
    return _("{day} {month} {year}").format(day=int(found[3]), month=month, year=found[1])


def _months() -> tuple[str, ...]:
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )
