"""Which store opens which place: one table, and whatever other distributions add to it.

A place is a folder, or an address whose scheme names the store, such as
`postgresql://desk`.  A store is imported when it is used.  Other distributions
add theirs as entry points of the group `postil.stores`, named after the scheme.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from annotations.blinding import blinded
from annotations.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from annotations.presence import Presence
    from annotations.store import Desk, Store

GROUP = "postil.stores"
"""Each entry point names a module with `open_store` and `open_desk`, as those of this one.

It may have `open_presence` as well.
"""

BUILT_IN = {"": "annotations.stores.tinydb.opening"}
"""By scheme; a place without one is a folder."""


def open_store(
    place: Path | str,
    reviewer: str,
    *,
    clock: Callable[[], datetime],
    ids: Callable[[], str],
    create: bool = True,
) -> Store:
    """Open the library at `place` for `reviewer`; make it where it is missing and `create` is true.

    Where the library asks for blind review, it gives out what its reviewer may see.

    Raises:
        StoreError: nothing opens such a place, or it cannot be opened.
    """
    opened: Store = _module_for(place).open_store(str(place), reviewer, clock=clock, ids=ids, create=create)
    return blinded(opened)


def open_desk(place: Path | str, reviewer: str) -> Desk:
    """Open the desk of `reviewer` in the library at `place`.  Raises StoreError."""
    opened: Desk = _module_for(place).open_desk(str(place), reviewer)
    return opened


def open_presence(place: Path | str, reviewer: str, *, clock: Callable[[], datetime]) -> Presence | None:
    """Open what says where the sessions in the library at `place` are; None where its store cannot say.

    Raises:
        StoreError: nothing opens such a place.
    """
    found = getattr(_module_for(place), "open_presence", None)
    opened: Presence | None = found(str(place), reviewer, clock=clock) if found else None
    return opened


def _module_for(place: Path | str) -> Any:  # noqa: ANN401 - a module, whoever it comes from
    scheme, mark, _ = str(place).partition("://")
    if not mark:
        return import_module(BUILT_IN[""])
    # Reading what is installed takes longer than opening a folder, so only an address asks for it.
    from importlib.metadata import entry_points

    found = BUILT_IN.get(scheme) or next((one.value for one in entry_points(group=GROUP, name=scheme)), "")
    if not found:
        raise StoreError(f"no store is installed for {scheme}://", "install the extra that brings it")
    return import_module(found)
