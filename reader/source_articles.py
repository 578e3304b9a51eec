"""Which article of the library a word in the form for a fact means; files and pages are taken in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.terminal_io import clean_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.store import ArticleEntry
    from reader.services import Services


def article_of_word(services: Services, word: str) -> str:
    """Return the id of the article that an address, an id or a file means; empty where it means none.

    A file that is not in the library yet is taken in; an address is not fetched.

    Raises:
        ArticleError: there is a file of that name, and it cannot be read.
    """
    store = services.session.store
    link = clean_link(word)
    if link:
        return _at(link, store.articles())
    known = next((one.id for one in store.articles() if one.id == word), "")
    return known or _of_file(services, word)


def can_fetch(services: Services) -> bool:
    """Tell whether pages may be fetched, and what fetches them is installed."""
    from reader.pages import can_fetch

    return can_fetch(services.capabilities)


def fetch_article(services: Services, address: str) -> str:
    """Fetch a page and take it into the library; return its id there.  Raises as `take_page`."""
    from reader.pages import take_page

    store, clock = services.session.store, services.clock
    return take_page(store, services.capabilities, address, clock=clock).article


def _at(link: str, entries: Sequence[ArticleEntry]) -> str:
    from annotations.capturing import address_of
    from articles.identity import normalise_url

    wanted = normalise_url(link)
    for entry in entries:
        places = {entry.origin.value, address_of(entry.metadata.url, entry.newest.retrieval)}
        for revision in entry.revisions:
            if revision.retrieval:
                places |= {revision.retrieval.asked, revision.retrieval.address}
        if wanted in places or any(normalise_url(one) == wanted for one in places if clean_link(one)):
            return entry.id
    return ""


def _of_file(services: Services, word: str) -> str:
    path = os.path.expanduser(word)  # noqa: PTH111 - no path object is needed
    if not services.capabilities.files or not os.path.isfile(path):  # noqa: PTH113
        return ""
    from annotations.shelving import take_in
    from articles.reading import read_file

    return take_in(services.session.store, read_file(path), clock=services.clock).article
