"""What was found in all texts, as a list to pick from, and the article opened at the place."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from annotations.errors import PostilError
from annotations.indexing.queries import parse_query
from articles.model import Span
from reader.screens.picking import PickScreen
from reader.screens.reading import ReadingScreen
from reader.searches import where_found
from reader.widgets.pick_list import Row
from reader.words import _, called, error_words, number, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

    from annotations.searching import Hit, Searching
    from reader.app import PostilApp
    from reader.services import Services

MOST = 200
"""Hits in the list; who wants more narrows down what is asked."""
LEAD = 24
"""Code points shown before the first of the words, so that it is in sight in a narrow window."""


def hit_rows(hits: Sequence[Hit]) -> list[Row]:
    """Return a row for each hit: what it is, the words, and where it is read."""
    return [_row(index, hit) for index, hit in enumerate(hits)]


async def offer_hits(
    screen: Screen[None], services: Services, searching: Searching, words: str, say: Callable[[str], None]
) -> None:
    """Search the library, let the reader pick a hit, and open its article there."""
    try:
        query = parse_query(words)
        if query.is_empty:
            return
        found = await asyncio.to_thread(searching.search, query, MOST)
    except PostilError as error:
        say(error_words(error))
        return
    for notice in found.notices:
        say(sentence(notice))
    if not found.hits:
        say(_("nothing found: {words}").format(words=words))
        return

    async def go(picked: str | None) -> None:
        if picked is not None:
            await _open(cast("PostilApp", screen.app), found.hits[int(picked)], say)

    title = words
    if found.count > len(found.hits):
        best, every = number(len(found.hits)), number(found.count)
        title = _("{words} (the best {n} of {all})").format(words=words, n=best, all=every)
    rows = hit_rows(found.hits)
    await screen.app.push_screen(PickScreen(title, rows, services.palette, services.glyphs), go)


async def _open(app: PostilApp, hit: Hit, say: Callable[[str], None]) -> None:
    """Open the article that a hit is read in, at the place."""
    if not hit.article:
        say(_("no claim rests on it yet; postil edit knows it by {id}").format(id=hit.id))
        return
    try:
        await app.read_article(hit.article)
    except PostilError as error:
        say(error_words(error))
        return
    if isinstance(app.screen, ReadingScreen):
        show_hit(app.screen, hit)


def show_hit(screen: ReadingScreen, hit: Hit) -> None:
    """Go to what was found in the article that is open: the claim it hangs on, the words, or the passage."""
    dossier = screen.dossier
    claims = [view for view in dossier.claims if view.id == hit.claim]
    notes = [thread.place for thread in dossier.notes if thread.note.id == hit.id and thread.place]
    span = hit.span or next((place.span for place in notes if place.span), None)
    if claims:
        screen.go_to_claim(claims[0])
    elif span is not None and (there := screen.sentences.at(min(span.start, len(dossier.text)))):
        screen.point_at_sentence(there)
        screen.article.reveal(span)


def _row(index: int, hit: Hit) -> Row:
    shown, kind = hit.excerpt, f"{called(hit.kind)}: "
    cut = max(0, shown.marks[0].start - LEAD) if shown.marks else 0
    lead = f"{kind}…" if cut else kind
    marks = (Span(mark.start - cut + len(lead), mark.end - cut + len(lead)) for mark in shown.marks)
    return Row(str(index), lead + shown.text[cut:], where_found(hit, with_kind=False), marks=tuple(marks))
