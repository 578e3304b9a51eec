"""Where the index of a library's words is kept for one reviewer, and how a hit is told of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.folders import cache_path
from reader.words import called

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.searching import Hit, Searching
    from annotations.store import Store
    from reader.capabilities import Capabilities


def open_searching(
    store: Store, library: str, environment: Mapping[str, str], capabilities: Capabilities
) -> Searching:
    """Return what searches a library; its index stands among the caches, in memory for a closed session."""
    from annotations.searching import Searching

    return Searching(store, index_path(library, store.reviewer, environment, capabilities))


def index_path(
    library: str, reviewer: str, environment: Mapping[str, str], capabilities: Capabilities
) -> str:
    """Return the file of the index; empty where no file may be written outside the library, or none can.

    Each reviewer has one of their own: where review is blind, they may not see the same.
    """
    if not capabilities.files or not (environment.get("HOME") or environment.get("XDG_CACHE_HOME")):
        return ""
    from hashlib import sha256

    named = f"{os.path.realpath(library)}\0{reviewer}".encode("utf-8", "surrogateescape")
    return f"{cache_path(environment)}/search/{sha256(named).hexdigest()[:32]}.sqlite"


def where_found(hit: Hit, *, with_kind: bool = True) -> str:
    """Return what was found: its kind, the article it is read in, and who wrote it."""
    by = hit.by if hit.kind != "article" else ""
    kind = called(hit.kind) if with_kind else ""
    return " · ".join(filter(None, (kind, hit.title or hit.article, by)))
