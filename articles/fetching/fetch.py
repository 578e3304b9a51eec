"""Fetches one page, within limits of time, size and redirects.

No cookies, no credentials and no proxies: through a proxy of the environment
nobody here could tell which machine is really connected to.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpcore

from articles.errors import ArticleError
from articles.fetching.addresses import checked_address, next_address, quoted
from articles.fetching.bodies import ENCODINGS, too_large, whole_body
from articles.fetching.connecting import Deadline, Guard, look_up
from articles.fetching.headers import kept_headers, links_in
from articles.frozen import frozen
from articles.model import Retrieval
from articles.untrusted import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from articles.fetching.connecting import Resolver

    Progress = Callable[[int, int], None]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
_OK = range(200, 300)
_EMPTY = frozenset({204, 205, 206})
_IN_TROUBLE = 500
_SHOWN = 200
_ACCEPTED = "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,application/pdf;q=0.8,*/*;q=0.5"


@frozen
class Limits:
    """How far one goes for a page."""

    seconds: float = 60.0
    """For all, redirects included."""
    seconds_each: float = 15.0
    """For a machine to answer at all, and between any two pieces of an answer."""
    size: int = 50_000_000
    """In bytes, packed or unpacked."""
    redirects: int = 5


@frozen
class Fetched:
    """What came."""

    body: bytes
    """Without any packing it had for the way; empty where the page is unchanged."""
    retrieval: Retrieval
    unchanged: bool = False
    """Whether its server says that it is as it was when it was last fetched."""


@frozen
class Fetcher:
    """Fetches pages; each by a connection of its own."""

    limits: Limits = Limits()
    allow_private: bool = False
    """Whether machines that are not of the public internet may be connected to."""
    agent: str = "Postil"
    """As what one introduces oneself."""
    resolve: Resolver = look_up
    progress: Progress | None = None
    """Told the bytes that came, and how many there will be, 0 where that is not known."""

    def fetch(self, url: str, last: Retrieval | None = None) -> Fetched:
        """Fetch what is at `url`; where it was fetched before, as `last`, only if it changed since.

        Raises:
            ArticleError: it may not be fetched, or could not be.
        """
        asked = address = checked_address(url)
        deadline = Deadline(self.limits.seconds)
        guard = Guard(deadline, allow_private=self.allow_private, resolve=self.resolve)
        try:
            with httpcore.ConnectionPool(network_backend=guard) as pool:
                for _ in range(self.limits.redirects + 1):
                    found = self._ask(pool, asked, address, last)
                    if isinstance(found, Fetched):
                        return found
                    address = found
        except ArticleError as error:
            raise ArticleError(f"{_named(asked, address)}: {error.title}", error.hint) from error
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _worded(_named(asked, address), error) from error
        raise ArticleError(
            f"{_named(asked, '')} leads from page to page and never ends",
            "Open it in a browser, then save the page and add the file.",
        )

    def _ask(
        self, pool: httpcore.ConnectionPool, asked: str, address: str, last: Retrieval | None
    ) -> Fetched | str:
        """Return what is at `address`, or where its server sends one instead."""
        each = self.limits.seconds_each
        timeout = {"connect": each, "read": each, "write": each, "pool": each}
        headers = self._headers(address, last)
        with pool.stream(
            "GET", quoted(address), headers=headers, extensions={"timeout": timeout}
        ) as response:
            kept = dict(kept_headers(response.headers))
            raw = {name.lower(): value.decode("latin-1") for name, value in response.headers}
            if response.status in _REDIRECTS and b"location" in raw:
                # As browsers do: many servers write it in UTF-8, which no header should hold.
                return next_address(address, raw[b"location"].encode("latin-1").decode("utf-8", "replace"))
            unchanged = response.status == _NOT_MODIFIED and last is not None
            if not unchanged:
                _refuse(response.status)
            body = b"" if unchanged else self._body(response, raw)
            links = links_in(address, kept.get("link", ""), kept.get("memento-datetime", ""))
            retrieval = Retrieval(
                asked=asked,
                address=address,
                at=datetime.now(UTC).replace(microsecond=0),
                sha256=hashlib.sha256(body).hexdigest(),
                headers=tuple(kept.items()),
                canonical=links.canonical,
                archived=links.archived,
            )
            return Fetched(body, retrieval, unchanged)

    def _headers(self, address: str, last: Retrieval | None) -> list[tuple[str, str]]:
        headers = [
            ("User-Agent", self.agent),
            ("Accept", _ACCEPTED),
            ("Accept-Encoding", ", ".join(ENCODINGS)),
            ("Connection", "close"),
        ]
        # The mark of one page says nothing of another that a redirect leads to now.
        if last is not None and last.address == address:
            known = dict(last.headers)
            marks = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
            headers += [
                (name, known[kept]) for name, kept in marks if kept in known and known[kept].isascii()
            ]
        return headers

    def _body(self, response: httpcore.Response, raw: dict[bytes, str]) -> bytes:
        declared = raw.get(b"content-length", "")
        expected = int(declared) if declared.isascii() and declared.isdigit() else 0
        if expected > self.limits.size:
            raise too_large(self.limits.size)
        encoding = raw.get(b"content-encoding", "")
        return whole_body(self._told(response, expected), encoding, self.limits.size)

    def _told(self, response: httpcore.Response, expected: int) -> Iterator[bytes]:
        received = 0
        for chunk in response.iter_stream():
            received += len(chunk)
            if self.progress:
                self.progress(received, expected)
            yield chunk


def _refuse(status: int) -> None:
    """Raise what the status of an answer means, if it is no page."""
    if status in _OK and status not in _EMPTY:
        return
    match status:
        case 401 | 402 | 407:
            raise ArticleError(
                f"One has to log in or pay to read it ({status})", "Save the page and add the file."
            )
        case 403:
            raise ArticleError(
                "Its server does not let programs read it (403)", "Save the page and add the file."
            )
        case 404 | 410:
            raise ArticleError(
                f"There is no such page, or no longer ({status})",
                "Check the address; an archive may have it.",
            )
        case 429:
            raise ArticleError("Its server asks not to be asked so often (429)", "Try again later.")
        case 451:
            raise ArticleError("It is withheld for legal reasons (451)", "An archive may have it.")
        case _ if status >= _IN_TROUBLE:
            raise ArticleError(
                f"Its server is in trouble ({status})", "Try again later; an archive may have it."
            )
        case _:
            raise ArticleError(f"Its server sent no page ({status})", "Open it in a browser to see why.")


def _named(asked: str, address: str) -> str:
    """Return a page by its address, and by where it leads if that is elsewhere."""
    shown = one_line(asked, _SHOWN)
    return f"{shown}, which leads to {one_line(address, _SHOWN)}" if address not in {"", asked} else shown


def _worded(what: str, error: Exception) -> ArticleError:
    said = one_line(str(error), _SHOWN)
    if isinstance(error, httpcore.TimeoutException):
        return ArticleError(f"{what}: Its server took too long", "Try again later.")
    if isinstance(error, httpcore.ProtocolError):
        if "without sending complete" in said:
            return ArticleError(f"{what}: It was cut short on its way", "Try again later.")
        return ArticleError(f"{what}: Its server sent what is no web page", said)
    if "certificate" in said.lower():
        return ArticleError(f"{what}: Its server does not prove that it is who it says", said)
    return ArticleError(f"{what}: Its server cannot be reached", said)
