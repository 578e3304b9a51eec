"""`postil queue`: what waits for one in the whole library."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from annotations.overview import Overview
from reader.options import add_json
from reader.output import print_json, say, wrapped
from reader.queue_words import gather, item_words, why_words
from reader.words import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening
    from reader.queue_words import Waiting

_LONGEST = 200


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_json(parser)
    parser.epilog = (
        "Questions put to you, claims on which you and others differ, stale verdicts of yours, claims\n"
        "that want a further verdict, claims with evidence and no verdict, and those of yours not begun.\n"
        "On the screen, R shows the same, and Enter opens the article there."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Print what waits, by why it waits."""
    overview = Overview(opening.store, opening.desk)
    found = gather(overview, opening.store.articles())
    overview.keep()
    if arguments.json:
        print_json([_object(one) for one in found])
        return 0
    if not found:
        say(_("Nothing waits for you."))
    for number, (why, group) in enumerate(groupby(found, key=lambda one: one.item.why)):
        if number:
            say("")
        say(why_words(why))
        for one in group:
            say(wrapped(item_words(one.item, _LONGEST), "    ", first="  "))
            say(wrapped(f"{one.article} · {one.item.record}", "    "))
    return 0


def _object(one: Waiting) -> dict[str, Any]:
    item = one.item
    return {
        "why": item.why,
        "article": one.article,
        "title": one.title,
        "claim": item.claim or None,
        "number": int(item.number) if item.number else None,
        "id": item.record,
        "words": item.words,
        "who": item.who,
    }
