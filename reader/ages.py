"""How long ago something was, in a few cells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reader.words import _

if TYPE_CHECKING:
    from datetime import datetime

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_CLOCK_SKEW = timedelta(minutes=5)
"""Two machines' clocks may differ by this much before a time counts as in the future."""
_HOURS_COUNT = 12
"""From so many hours ago on, the day says more than the hours do."""
_DAYS_COUNT = 7


def age(then: datetime, now: datetime) -> str:
    """Return how long ago `then` was, seen from `now`; both aware.

    Days are those of `now`'s time zone.  From a week ago on it is the date, and
    so is a time in the future, which somebody's clock made up.
    """
    passed = now - then
    if -_CLOCK_SKEW <= passed < _MINUTE:
        return _("just now")
    if passed < -_CLOCK_SKEW:
        return f"{then.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
    if passed < _HOUR:
        return _("{n} min ago").format(n=passed // _MINUTE)
    return _age_in_days(then.astimezone(now.tzinfo), now, passed // _HOUR)


def _age_in_days(then: datetime, now: datetime, hours: int) -> str:
    days = (now.date() - then.date()).days
    if days == 0 or hours < _HOURS_COUNT:
        return _("{n} h ago").format(n=hours)
    if days == 1:
        return _("yesterday")
    if days < _DAYS_COUNT:
        return _("{n} days ago").format(n=days)
    return f"{then:%Y-%m-%d}"
