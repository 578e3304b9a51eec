"""By what an article is known again, and what it is called."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from articles.errors import ArticleError
from articles.hashing import sha256_of
from articles.model import Origin, OriginKind
from articles.patterns import pattern
from articles.untrusted import slug

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_PORTS = {"http": 80, "https": 443}
# Who sent a reader is not part of what is read.
_TRACKING = pattern(
    r"(?:utm_\w*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_ga)(?:=|\Z)", re.IGNORECASE
)


def article_id(title: str, origin: Origin, length: int = 4) -> str:
    """Return an id: the title in short and `length` hexadecimal digits of where it came from.

    The same origin gives the same digits; who mints ids asks for more digits
    where one is taken.
    """
    digest = sha256_of(f"{origin.kind.value}:{origin.value}".encode("utf-8", "surrogatepass"))
    return f"{slug(title)}-{digest[:length]}"


def normalise_url(url: str) -> str:
    """Return `url` as all writings of the same address are: what names no other page left out.

    Scheme and host in lower case, the host in punycode; without default port,
    fragment and tracking parameters.  The order of the others stays.

    Raises:
        ArticleError: it is no http or https address with a host.

    """
    parts = _split(url.strip())
    host = _ascii_host(parts.hostname or "")
    port = parts.port
    user = parts.netloc.rpartition("@")[0]
    address = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[parts.scheme]:
        address += f":{port}"
    if user:
        address = f"{user}@{address}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair))
    return f"{parts.scheme}://{address}{parts.path or '/'}{'?' + query if query else ''}"


def origin_of_path(path: str | os.PathLike[str]) -> Origin:
    """Return the origin of the file at `path`: its real path, links followed."""
    return Origin(OriginKind.PATH, os.path.realpath(path))


def _split(url: str) -> SplitResult:
    # Takes a while to import, and files have no address.
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ArticleError(f"Not an address: {url}", str(error)) from error
    host = _ascii_host(parts.hostname or "")
    if parts.scheme not in _PORTS or not host or not host.isprintable() or " " in host:
        raise ArticleError(f"Not an address: {url}", "Give one that starts with http:// or https://.")
    return parts


def _ascii_host(host: str) -> str:
    host = host.lower().rstrip(".")
    if not host.isascii():
        # What has no such form is kept as it is: it can still be told from others.
        with suppress(UnicodeError):
            host = host.encode("idna").decode("ascii").lower()
    return host.rstrip(".")
