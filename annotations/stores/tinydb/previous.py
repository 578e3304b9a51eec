"""Previous versions of a reviewer's files, kept by a second name since files are replaced, never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.stores.tinydb.files import drop, make_folder, read_file, write_file
from annotations.stores.tinydb.tables import Tables, Unreadable, parse
from annotations.stores.tinydb.upgrade import is_newer
from articles.patterns import pattern

if TYPE_CHECKING:
    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.layout import Modes

KEPT = 10
"""How many previous versions of a file are kept, one a session."""
_NUMBERED = pattern(r"(?P<subject>.+)\.(?P<number>\d{6,})\.json")


def keep_previous(disk: Disk, folder: str, path: str, modes: Modes, name: str = "") -> None:
    """Give the file at `path`, if there is one, a second name in `folder`; drop the oldest beyond KEPT.

    `name` keeps it for good, under that name.

    Raises:
        OSError: there is no room, or the name is taken.
    """
    make_folder(disk, folder, modes.own)
    subject = path.rpartition("/")[2].removesuffix(".json")
    if name:
        _copy(disk, path, folder, name, modes)
        return
    # Numbered, not dated: a clock that runs back must not make the newest the oldest.
    numbers = _numbers(disk, folder, subject)
    try:
        _copy(disk, path, folder, f"{subject}.{max(numbers, default=0) + 1:06}.json", modes)
    except FileNotFoundError:
        return
    for number in numbers[: max(0, len(numbers) + 1 - KEPT)]:
        drop(disk, f"{folder}/{subject}.{number:06}.json")


def _copy(disk: Disk, path: str, folder: str, name: str, modes: Modes) -> None:
    try:
        disk.link(path, f"{folder}/{name}")
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:
        # A file system without second names: a copy costs a write a session.
        write_file(disk, folder, name, read_file(disk, path)[0], modes.file)


def newest_previous(disk: Disk, folder: str, subject: str) -> Tables:
    """Return the tables of the newest previous version that can be read; none where there is none."""
    for number in reversed(_numbers(disk, folder, subject)):
        try:
            tables = parse(read_file(disk, f"{folder}/{subject}.{number:06}.json")[0])
        except (OSError, Unreadable):
            continue
        if not is_newer(tables):
            return tables
    return {}


def _numbers(disk: Disk, folder: str, subject: str) -> list[int]:
    try:
        names = disk.list(folder)
    except FileNotFoundError:
        return []
    found = (match for name in names if (match := _NUMBERED.fullmatch(name)))
    return sorted(int(match["number"]) for match in found if match["subject"] == subject)
