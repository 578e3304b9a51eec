"""Web pages that claims rest on and of which no copy is kept in an archive: they may change or go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Medium

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.dossier import Dossier
    from annotations.model import Source

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
_NAMED = 3
"""How many hosts are named."""


def without_copy(dossiers: Iterable[Dossier]) -> list[Source]:
    """Return the web sources of claims that no copy is known of, each once.

    Only of these: what somebody said by phone, a document or an observation has no page to be kept.
    """
    cited = (one.source for dossier in dossiers for view in dossier.claims for one in view.evidence)
    found = {source.id: source for source in cited if source and _wants_copy(source)}
    return list(found.values())


def copy_notices(dossiers: Iterable[Dossier]) -> tuple[str, ...]:
    """Return what to say of the web sources without a copy; nothing where there are none."""
    bare = without_copy(dossiers)
    if not bare:
        return ()
    hosts = list(dict.fromkeys(_host(source.url) for source in bare))
    named = ", ".join(hosts[:_NAMED]) + (", …" if len(hosts) > _NAMED else "")
    if len(bare) == 1:
        return (f"1 web source has no copy in an archive ({named}): postil archive SOURCE URL records one.",)
    count = len(bare)
    return (f"{count} web sources have no copy in an archive ({named}): postil archive SOURCE URL records one.",)


def _wants_copy(source: Source) -> bool:
    if source.medium is not Medium.WEB or source.archived or not source.url:
        return False
    host = _host(source.url)
    return bool(host) and not any(host == one or host.endswith(f".{one}") for one in _ARCHIVES)


def _host(url: str) -> str:
    # Takes a while to import, and not every article has a source from the web.
    from urllib.parse import urlsplit

    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
