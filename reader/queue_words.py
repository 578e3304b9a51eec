"""What waits for one in all articles, gathered and worded; without a toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.queueing import Waits
from articles.frozen import frozen
from articles.untrusted import one_line
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.overview import Overview
    from annotations.queueing import Item
    from annotations.store import ArticleEntry


@frozen
class Waiting:
    """Something that waits, and in which article."""

    article: str
    title: str
    item: Item


def gather(overview: Overview, entries: Iterable[ArticleEntry]) -> list[Waiting]:
    """Return what waits for one in these articles, by why it waits; articles one removed are left out.

    Raises:
        StoreError: the library cannot be reached.
    """
    entries = list(entries)
    known = overview.look(entries)
    found = [
        Waiting(entry.id, entry.metadata.title or entry.id, item)
        for entry in entries
        if not known[entry.id].removed
        for item in known[entry.id].queue
    ]
    order = {why: place for place, why in enumerate(Waits)}
    return sorted(found, key=lambda one: order[Waits(one.item.why)])


def why_words(why: str) -> str:
    """Return why something waits, as a heading or beside it."""
    return {
        Waits.ASKED: _("asked of you"),
        Waits.DIFFER: _("we differ"),
        Waits.STALE: _("stale"),
        Waits.SECOND: _("waiting for a second reviewer"),
        Waits.OTHERS: _("others differ"),
        Waits.CHECK: _("to check"),
        Waits.BEGIN: _("yours, not begun"),
    }[Waits(why)]


def item_words(item: Item, most: int) -> str:
    """Return a claim or question with its number, and who judged or asked, in one line."""
    number = f"{item.number} " if item.number else ""
    who = f" ({one_line(item.who, most)})" if item.who else ""
    return f"{number}{one_line(item.words, most)}{who}"
