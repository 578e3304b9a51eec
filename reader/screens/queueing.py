"""What waits for one, as a list to pick from: over the library and over an article alike."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from annotations.errors import PostilError
from annotations.overview import Overview
from reader.queue_words import gather, item_words, why_words
from reader.screens.picking import PickScreen
from reader.widgets.pick_list import Row
from reader.words import _, error_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

    from annotations.queueing import Item
    from reader.app import PostilApp
    from reader.queue_words import Waiting
    from reader.services import Services

_LONGEST = 160
_LONGEST_TITLE = 40


def queue_rows(found: Sequence[Waiting]) -> list[Row]:
    """Return a row for each thing that waits: why, what, and in which article."""
    return [
        Row(
            str(number),
            f"{why_words(one.item.why)}: {item_words(one.item, _LONGEST)}",
            one.title[:_LONGEST_TITLE],
        )
        for number, one in enumerate(found)
    ]


async def offer_queue(
    screen: Screen[None],
    services: Services,
    say: Callable[[str], None],
    *,
    overview: Overview | None = None,
    here: Callable[[str, Item], bool] | None = None,
) -> None:
    """Let the reader pick what waits for them, and open its article there.

    `here` goes to it in the article that is open already, and tells whether it is that one.
    """
    store = services.session.store
    looking = overview or Overview(store, services.desk)
    try:
        found = await asyncio.to_thread(lambda: gather(looking, store.articles()))
        await asyncio.to_thread(looking.keep)
    except PostilError as error:
        say(error_words(error))
        return
    if not found:
        say(_("Nothing waits for you."))
        return

    async def go(picked: str | None) -> None:
        if picked is None:
            return
        one = found[int(picked)]
        if here is not None and here(one.article, one.item):
            return
        try:
            await cast("PostilApp", screen.app).read_article(one.article)
        except PostilError as error:
            say(error_words(error))
            return
        show_item = getattr(screen.app.screen, "show_item", None)
        if show_item is not None:
            show_item(one.item)

    picking = PickScreen(_("Waiting for you"), queue_rows(found), services.palette, services.glyphs)
    await screen.app.push_screen(picking, go)
