"""Opening a folder as a library: where the parts of this store are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.stores.tinydb.desk import FolderDesk
from annotations.stores.tinydb.disk import Disk
from annotations.stores.tinydb.layout import layout_of
from annotations.stores.tinydb.store import FolderStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from annotations.stores.tinydb.presence import FolderPresence


def open_store(
    place: str,
    reviewer: str,
    *,
    clock: Callable[[], datetime],
    ids: Callable[[], str],
    create: bool = True,
    disk: Disk | None = None,
) -> FolderStore:
    """Open the library in the folder `place`.  Raises StoreError."""
    return FolderStore(disk or Disk(), layout_of(place), reviewer, clock=clock, ids=ids, create=create)


def open_presence(place: str, reviewer: str, *, clock: Callable[[], datetime]) -> FolderPresence:
    """Open what says where the sessions in the library at `place` are.  Raises StoreError."""
    from annotations.stores.tinydb.presence import FolderPresence

    return FolderPresence(Disk(), layout_of(place), reviewer, clock=clock)


def open_desk(place: str, reviewer: str, *, disk: Disk | None = None) -> FolderDesk:
    """Open a reviewer's desk in the library at `place`.  Raises StoreError."""
    return FolderDesk(disk or Disk(), layout_of(place), reviewer)
