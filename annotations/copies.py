"""Whether a source may change or go without anybody keeping what it said; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Medium

if TYPE_CHECKING:
    from annotations.model import Source

_AT_ADDRESSES = frozenset({Medium.WEB, Medium.DOCUMENT})
_ARCHIVES = (
    "archive.org",
    "archive.today",
    "archive.ph",
    "archive.is",
    "archive.li",
    "perma.cc",
    "webcitation.org",
)
"""Hosts whose pages are copies themselves."""


def lacks_copy(source: Source) -> bool:
    """Tell whether a source stands at an address and no copy of it in an archive is known.

    What somebody said by phone, in a letter or a talk, and what one saw, has no page to be kept.
    """
    if source.medium not in _AT_ADDRESSES or source.archived:
        return False
    host = host_of(source.url)
    return bool(host) and not any(host == one or host.endswith(f".{one}") for one in _ARCHIVES)


def host_of(url: str) -> str:
    """Return the host of an address without its `www.`; empty where it has none."""
    # Takes a while to import, and not every article has a source from the web.
    from urllib.parse import urlsplit

    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
