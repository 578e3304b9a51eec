"""Indexes that nobody asked anything for long: of libraries that are gone, and of people who are."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

UNUSED = 90 * 24 * 60 * 60
"""Seconds after which an index is thrown away; who still has its library has it made anew in a second."""


def sweep(used: Path) -> None:
    """Remove the indexes beside the one that is `used` now which were last used long before.

    An index holds the words of what it was made of, which should not outlive a
    library that was deleted.  What cannot be removed stays.
    """
    with suppress(OSError):
        oldest = used.lstat().st_mtime - UNUSED
        for one in used.parent.glob("*.sqlite*"):
            with suppress(OSError):
                if one.lstat().st_mtime < oldest:
                    one.unlink()
