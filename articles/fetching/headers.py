"""What the headers of an answer say of the page; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articles.errors import ArticleError
from articles.fetching.addresses import next_address
from articles.frozen import frozen
from articles.patterns import pattern
from articles.untrusted import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = (
    "content-type",
    "content-language",
    "content-encoding",
    "date",
    "last-modified",
    "etag",
    "link",
    "memento-datetime",
)
"""The headers that are kept with a revision: what the page is, of when, and how to ask whether it changed."""

_LONGEST = 2_000
_MEDIA_TYPE = pattern(r"\s*([\w.+-]+/[\w.+-]+)", re.ASCII)
_CHARSET = pattern(r""";\s*charset\s*=\s*["']?([\w.:+-]+)""", re.ASCII | re.IGNORECASE)
_LINK = pattern(r"<([^<>]*)>((?:\s*;\s*[\w*-]+\s*(?:=\s*(?:\"[^\"]*\"|[^\s\",;]*))?)*)", re.ASCII)
_RELATION = pattern(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s\",;]*))", re.ASCII | re.IGNORECASE)


@frozen
class Links:
    """Where else a page says that it is; empty where it says nothing or nothing that is an address."""

    canonical: str = ""
    archived: str = ""


def kept_headers(headers: Iterable[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
    """Return the headers that are kept, by name in lower case; several of a name are one, with commas."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name = raw_name.decode("latin-1").lower()
        if name in KEPT:
            value = one_line(raw_value.decode("latin-1").strip(), _LONGEST)
            found[name] = f"{found[name]}, {value}"[:_LONGEST] if name in found else value
    return tuple(found.items())


def media_type(content_type: str) -> str:
    """Return `text/html` of `Text/HTML; charset=utf-8`; empty where there is none."""
    match = _MEDIA_TYPE.match(content_type)
    return match[1].lower() if match else ""


def charset(content_type: str) -> str:
    """Return the charset that a Content-Type names, in lower case; empty where it names none."""
    match = _CHARSET.search(content_type)
    return match[1].lower() if match else ""


def links_in(address: str, link: str, memento: str) -> Links:
    """Return what the Link header (RFC 8288) of an answer from `address` says of where else the page is.

    With `memento`, a Memento-Datetime (RFC 7089), the answer is itself a copy
    in an archive, and its link *original* names the page.
    """
    named = {relation: target for target, relations in _links(link) for relation in reversed(relations)}
    if memento and "original" in named:
        return Links(_address(address, named["original"]), address)
    return Links(_address(address, named.get("canonical", "")), _address(address, named.get("memento", "")))


def _links(header: str) -> list[tuple[str, list[str]]]:
    found = []
    for match in _LINK.finditer(header):
        relation = _RELATION.search(match[2])
        found.append((match[1], (relation[1] or relation[2] or "").lower().split() if relation else []))
    return found


def _address(base: str, target: str) -> str:
    try:
        return next_address(base, target) if target else ""
    except ArticleError:
        return ""
