"""Remembers that a long last commit stands in the files, so that it is not gone through at every opening."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from annotations.stores.tinydb.files import read_file, stamp_at, write_file
from annotations.stores.tinydb.tables import Unreadable, decode, encode_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.stores.tinydb.disk import Disk

LONG = 50
"""Edits of a commit from which going through it takes longer than remembering that one has."""
NAME = "settled.json"

Looks = dict[str, list[int]]
"""The name of each file, its time of change in ns and its size; without its inode, which a copy changes."""


def looks_of(disk: Disk, paths: Iterable[str]) -> Looks:
    """Return by what the files at `paths` are told from what they were; nothing of one that is not there."""
    stamps = ((path.rpartition("/")[2], stamp_at(disk, path)) for path in paths)
    return {name: [*stamp[1:]] if stamp else [] for name, stamp in stamps}


def is_settled(disk: Disk, folder: str, journal: str) -> bool:
    """Tell whether the last commit in `journal`, a file in a reviewer's `folder`, was found in its files.

    No where anything was changed since: an older file may have come from a backup.
    """
    try:
        kept = decode(read_file(disk, f"{journal.rpartition('/')[0]}/{NAME}")[0])
        journals, files = kept["journal"], kept["files"]
        return bool(
            files
            and journals == looks_of(disk, [journal])
            and files == looks_of(disk, [f"{folder}/{name}" for name in files])
        )
    except (OSError, Unreadable, KeyError, TypeError, ValueError, AttributeError):
        return False


def keep_settled(disk: Disk, journal: str, files: Iterable[str], mode: int) -> None:
    """Remember that the last commit in `journal` stands in `files`; where that fails it is sought again."""
    kept = {"journal": looks_of(disk, [journal]), "files": looks_of(disk, files)}
    with suppress(OSError):
        write_file(disk, journal.rpartition("/")[0], NAME, encode_line(kept), mode)
