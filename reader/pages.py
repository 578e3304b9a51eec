"""Pages of the web, taken into the library when somebody asks for it; never by reading."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Self

from annotations.errors import PostilError
from reader.capabilities import Door
from reader.output import tell
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType

    from annotations.shelving import Shelved
    from annotations.store import ArticleEntry, Store
    from articles.fetching.fetch import Fetcher
    from articles.model import Retrieval
    from reader.capabilities import Capabilities
    from reader.opening import Opening

PATIENCE = 0.5
"""Seconds after which a person wants to know what is waited for."""
EVERY = 3.0
"""Seconds between two lines that tell how much came."""
_MB = 1_000_000


def shelve_page(opening: Opening, url: str, *, into: str = "", allow_private: bool = False) -> Shelved:
    """Take the page at `url` into the library for a command: tell what is waited for, and of the page.

    Raises as `take_page`.
    """
    from articles.fetching.addresses import checked_address
    from reader.opening import now

    opening.capabilities.need(Door.NETWORK)
    address = checked_address(url)
    with Waiting(address) as waiting:
        return take_page(
            opening.store,
            opening.capabilities,
            address,
            clock=now,
            into=into,
            allow_private=allow_private,
            progress=waiting.came,
            notice=lambda said: tell(f"{address}: {said}"),
        )


def take_page(
    store: Store,
    capabilities: Capabilities,
    url: str,
    *,
    clock: Callable[[], datetime],
    into: str = "",
    allow_private: bool = False,
    progress: Callable[[int, int], None] | None = None,
    notice: Callable[[str], None] | None = None,
) -> Shelved:
    """Fetch the page at `url` and take it into the library; where it is there already, only if it changed.

    `into` is the id of the article of which it is a new text.  `progress` is
    told the bytes that came and how many there will be, `notice` what the
    reader should know of how the page was read.

    Raises:
        NotAllowed: this session fetches no addresses.
        PostilError: what fetches them is not installed.
        ArticleError: it may not be fetched, could not be, or is no article.
    """
    capabilities.need(Door.NETWORK)
    from annotations.shelving import take_in
    from articles.fetching.addresses import checked_address
    from articles.fetching.pages import read_page
    from reader import __version__

    address = checked_address(url)
    entry = store.entry(into) if into else page_at(store, address)
    fetcher = _fetcher()(agent=f"postil/{__version__}", allow_private=allow_private, progress=progress)
    fetched = fetcher.fetch(address, _last(entry))
    if fetched.unchanged and entry is not None:
        return _as_kept(entry)
    reading = read_page(fetched)
    if notice is not None:
        for said in reading.article.notices:
            notice(said)
    known = into or _id(entry) or _id(page_at(store, fetched.retrieval.address))
    return take_in(store, reading, clock=clock, into=known)


def can_fetch(capabilities: Capabilities) -> bool:
    """Tell whether this session may fetch pages, and what fetches them is installed."""
    from importlib.util import find_spec

    return capabilities.network and find_spec("httpcore") is not None


def page_at(store: Store, address: str) -> ArticleEntry | None:
    """Return the article that was fetched from `address`, or by way of it.

    What a page says of its own address does not count: any page may name another's.
    """
    from annotations.shelving import find_origin
    from articles.model import Origin, OriginKind

    if found := find_origin(store, Origin(OriginKind.URL, address)):
        return found
    for entry in store.articles():
        for revision in reversed(entry.revisions):
            if revision.retrieval and address in {revision.retrieval.asked, revision.retrieval.address}:
                return entry
    return None


class Waiting:
    """Tells on standard error what is waited for, once that takes a while, and then how much came."""

    def __init__(self, address: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._address = address
        self._clock = clock
        self._next = clock() + PATIENCE + EVERY
        self._timer = threading.Timer(PATIENCE, self._begin)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Begin to wait."""
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say no more."""
        self._timer.cancel()

    def came(self, received: int, expected: int) -> None:
        """Tell now and then how many bytes came, of how many; 0 where that is not known."""
        if self._clock() < self._next:
            return
        self._next = self._clock() + EVERY
        size, whole = f"{received / _MB:.1f}", f"{expected / _MB:.1f}"
        if expected:
            tell(_("{size} of {whole} MB came").format(size=size, whole=whole))
        else:
            tell(_("{size} MB came").format(size=size))

    def _begin(self) -> None:
        tell(_("fetching {address}").format(address=self._address))


def _fetcher() -> type[Fetcher]:
    try:
        from articles.fetching import fetch
    except ModuleNotFoundError as error:
        raise PostilError(
            "what fetches addresses is not installed",
            "pip install 'postil[web]', or save the page and add it",
        ) from error
    return fetch.Fetcher


def _last(entry: ArticleEntry | None) -> Retrieval | None:
    """Return how the newest text was fetched, unless that text would be read otherwise by now."""
    from articles.formats.registry import is_current

    if entry is None or not is_current(entry.newest.parser):
        return None
    return entry.newest.retrieval


def _as_kept(entry: ArticleEntry) -> Shelved:
    from annotations.shelving import Shelved

    return Shelved(entry.id, entry.newest.sha256, new_article=False, new_revision=False)


def _id(entry: ArticleEntry | None) -> str:
    return entry.id if entry else ""
