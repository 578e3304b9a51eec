"""One writer at a time in a reviewer's folder: a person may have two sessions."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotations.errors import StoreError
from annotations.stores.tinydb.disk import FOLDER
from annotations.stores.tinydb.files import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotations.stores.tinydb.disk import Disk

PATIENCE = 10.0
"""Seconds after which a save gives up: the other session may have been stopped amid one."""
_PAUSE = 0.001
"""Seconds between two attempts; a save holds the lock for about two milliseconds."""


@contextmanager
def locked(disk: Disk, folder: str, patience: float = PATIENCE) -> Iterator[bool]:
    """Hold the lock of `folder`, a descriptor of the folder itself: no file of the lock's own can be lost.

    The system lets go of it when the process ends, however it ends.  With no
    patience at all it is not waited for; what it gives says whether it is held.

    Raises:
        StoreError: another session held it for `patience` seconds.
        OSError: the folder cannot be opened.
    """
    with opened(disk, folder, FOLDER) as descriptor:
        yield _wait(disk, descriptor, patience)


def _wait(disk: Disk, descriptor: int, patience: float) -> bool:
    end = time.monotonic() + patience
    while True:
        try:
            disk.lock(descriptor)
        except BlockingIOError as error:
            if not patience:
                return False
            if time.monotonic() >= end:
                raise StoreError(
                    "another session of yours is writing and does not finish", "end it and try again"
                ) from error
            # Asked again rather than waited for: a wait could not be given up.
            time.sleep(_PAUSE)
        else:
            return True
