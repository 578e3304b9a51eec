"""When a reviewer last opened which article, as the desk keeps it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from annotations.codec import read_time, write_time
from annotations.errors import StoreError

if TYPE_CHECKING:
    from datetime import datetime

    from annotations.store import Desk

KEY = "visits"
"""Under which the desk keeps them, all in one: the library asks for a thousand at once."""


def last_visits(desk: Desk) -> dict[str, datetime]:
    """Return when each article was opened last, by id; what makes no sense is left out."""
    found = {}
    for article, said in (desk.recall(KEY) or {}).items():
        with suppress(ValueError, TypeError, AttributeError):
            found[article] = read_time(said)
    return found


def keep_visit(desk: Desk, article: str, now: datetime) -> None:
    """Keep that an article is opened now; where nothing can be written, reading goes on without."""
    with suppress(StoreError):
        desk.keep(KEY, {**(desk.recall(KEY) or {}), article: write_time(now)})
