"""Web pages that claims rest on and of which no copy is kept in an archive: they may change or go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.copies import host_of, lacks_copy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.dossier import Dossier
    from annotations.model import Source

_NAMED = 3
"""How many hosts are named."""


def without_copy(dossiers: Iterable[Dossier]) -> list[Source]:
    """Return the web sources of claims that no copy is known of, each once."""
    cited = (one.source for dossier in dossiers for view in dossier.claims for one in view.evidence)
    found = {source.id: source for source in cited if source and lacks_copy(source)}
    return list(found.values())


def copy_notices(dossiers: Iterable[Dossier]) -> tuple[str, ...]:
    """Return what to say of the web sources without a copy; nothing where there are none."""
    bare = without_copy(dossiers)
    if not bare:
        return ()
    hosts = list(dict.fromkeys(host_of(source.url) for source in bare))
    named = ", ".join(hosts[:_NAMED]) + (", …" if len(hosts) > _NAMED else "")
    if len(bare) == 1:
        return (f"1 web source has no copy in an archive ({named}): postil archive SOURCE URL records one.",)
    count = len(bare)
    return (
        f"{count} web sources have no copy in an archive ({named}): postil archive SOURCE URL records one.",
    )
