"""A library in one file, and back: every file of it is checked on the way out."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import shutil
import tarfile
import zlib
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotations.errors import StoreError
from annotations.stores.tinydb.disk import Disk
from annotations.stores.tinydb.files import (
    letters,
    make_folder,
    prepare,
    read_file,
    stamp_at,
    sync_folder,
    telling,
    write_file,
)
from annotations.stores.tinydb.layout import Layout, is_article, is_reviewer, layout_of
from annotations.stores.tinydb.library import make_parents, read_settings
from annotations.stores.tinydb.listing import is_folder
from annotations.stores.tinydb.lock import locked
from annotations.stores.tinydb.permissions import share
from annotations.stores.tinydb.tables import Unreadable, decode, encode_line
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 1
"""Number of the form of a backup."""
MANIFEST = "manifest.json"
"""Comes last, so that a file that was cut short has none."""
MOST_BYTES = 256 * 1024 * 1024
"""Of one file in a backup."""
_TOPS = {"articles", "records"}
_DEPTHS = {3, 4}
"""Parts of a name under `articles` or `records`."""
_DAMAGED = "this is no whole backup of a library"


@frozen
class Packed:
    """What went into a backup, or came out of one."""

    files: int
    bytes: int
    skipped: tuple[str, ...] = ()
    """Files that could not be read: other people's drafts, and whatever `doctor` would name."""


@dataclass(slots=True)
class _Counting:
    """What was packed so far."""

    sums: dict[str, str] = field(default_factory=dict)
    size: int = 0


def backup(folder: Path, target: Path, disk: Disk | None = None) -> Packed:
    """Write the library in `folder` to the new file `target`, on disk when this returns.

    Each reviewer's folder is taken as it stands between two saves.  The same
    library gives the same bytes.

    Raises:
        StoreError: there is no library, `target` exists, or it cannot be written.
    """
    disk = disk or Disk()
    layout = layout_of(folder)
    if read_settings(disk, layout) is None:
        raise StoreError(f"there is no library at {layout.root}")
    place = os.path.abspath(target)  # noqa: PTH100 - resolve() would follow links
    home, _, name = place.rpartition("/")
    with telling(f"{target} could not be written"):
        if stamp_at(disk, place) is not None:
            raise StoreError(f"{target} exists already", "name a file that does not exist yet")
        temporary = prepare(disk, home or "/", name, b"", 0o600)
        try:
            packed = _pack(disk, layout, temporary)
            disk.replace(temporary, place)
        except BaseException:
            with suppress(OSError):
                disk.unlink(temporary)
            raise
        sync_folder(disk, home or "/")
    return packed


def restore(source: Path, folder: Path, *, replace: bool = False, disk: Disk | None = None) -> Packed:
    """Make the library in `folder` from the backup `source`.

    All of it is checked before anything is written.  Where `folder` is not
    empty, `replace` moves it aside to `<folder>.before-<letters>`.

    Raises:
        StoreError: it is no whole backup, `folder` is in use, or it cannot be written.
    """
    disk = disk or Disk()
    place = os.path.abspath(folder)  # noqa: PTH100 - resolve() would follow links
    with telling(f"{source} could not be restored"):
        # Looked at twice: what fails at the last byte must not have written the first.
        packed = _verify(source)
        in_use = stamp_at(disk, place) is not None
        if in_use and not replace and (not is_folder(disk, place) or disk.list(place)):
            raise StoreError(
                f"{folder} is in use",
                "name an empty folder with --library, or add --replace: what is there is moved aside",
            )
        fresh = f"{place}.restoring-{letters(4)}"
        try:
            _unpack(disk, source, Layout(fresh))
            if in_use:
                disk.replace(place, f"{place}.before-{letters(4)}")
            disk.replace(fresh, place)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        sync_folder(disk, place.rpartition("/")[0] or "/")
    return packed


def _pack(disk: Disk, layout: Layout, temporary: str) -> Packed:
    counting = _Counting()
    with ExitStack() as stack:
        raw = stack.enter_context(open(temporary, "r+b"))  # noqa: PTH123 - a path of our own making
        zipped = stack.enter_context(gzip.GzipFile("", "wb", fileobj=raw, mtime=0))
        with tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for files in _parts(disk, layout):
                for name, data in files:
                    _add(tar, name, data)
                    counting.sums[name] = hashlib.sha256(data).hexdigest()
                    counting.size += len(data)
            skipped = [name for name in _names(disk, layout) if name not in counting.sums]
            _add(tar, MANIFEST, encode_line({"format": FORMAT, "files": counting.sums}))
        zipped.close()
        raw.flush()
        disk.sync(raw.fileno())
    return Packed(len(counting.sums), counting.size, tuple(skipped))


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    info.mode = 0o600
    tar.addfile(info, io.BytesIO(data))


def _parts(disk: Disk, layout: Layout) -> Iterator[list[tuple[str, bytes]]]:
    """Yield the readable files, in order; those of one reviewer together, as they stood at one moment."""
    own = layout.root + "/"
    yield _read(disk, own, [layout.library])
    for path in _walk(disk, layout.articles):
        yield _read(disk, own, [path])
    for reviewer in _reviewers(disk, layout):
        try:
            with locked(disk, layout.own(reviewer)):
                files = _read(disk, own, _walk(disk, layout.own(reviewer)))
        except PermissionError:
            continue
        yield files


def _read(disk: Disk, own: str, paths: list[str]) -> list[tuple[str, bytes]]:
    found = []
    for path in paths:
        name = path.removeprefix(own)
        with suppress(OSError):
            if _is_inside(name):
                found.append((name, read_file(disk, path)[0]))
    return found


def _names(disk: Disk, layout: Layout) -> list[str]:
    folders = [layout.articles, *(layout.own(reviewer) for reviewer in _reviewers(disk, layout))]
    paths = [layout.library, *(path for folder in folders for path in _walk(disk, folder))]
    return [path.removeprefix(layout.root + "/") for path in paths]


def _reviewers(disk: Disk, layout: Layout) -> list[str]:
    names = disk.list(layout.records) if is_folder(disk, layout.records) else []
    return sorted(name for name in names if is_reviewer(name) and is_folder(disk, layout.own(name)))


def _walk(disk: Disk, folder: str) -> list[str]:
    """Return the files in `folder`, sorted, without temporary ones; a closed folder by its own name."""
    try:
        names = sorted(disk.list(folder))
    except FileNotFoundError:
        return []
    except PermissionError:
        return [folder]
    found = []
    for name in names:
        path = f"{folder}/{name}"
        if is_folder(disk, path):
            found += _walk(disk, path)
        elif not name.startswith("."):
            found.append(path)
    return found


def _members(source: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a backup with its name, checked to stay inside a library.

    Raises:
        StoreError: it is no backup, is damaged, or would write elsewhere.
    """
    try:
        with tarfile.open(source, "r:gz") as tar:
            for info in tar:
                if not info.isreg() or not _is_inside(info.name):
                    raise StoreError(f"{source} was not made by Postil", f"{info.name[:80]!r} is in it")
                content = tar.extractfile(info)
                if content is None or info.size > MOST_BYTES:
                    raise StoreError(_DAMAGED, f"{info.name} is too large")
                yield info.name, content.read()
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, UnicodeError, ValueError) as error:
        raise StoreError(_DAMAGED, str(error)) from error


def _is_inside(name: str) -> bool:
    if name in {MANIFEST, "library.json"}:
        return True
    top, *rest = name.split("/")
    if top not in _TOPS or len(rest) + 1 not in _DEPTHS:
        return False
    is_owner = is_article if top == "articles" else is_reviewer
    return is_owner(rest[0]) and all(part and not part.startswith(".") and "\0" not in part for part in rest)


def _verify(source: Path) -> Packed:
    sums: dict[str, str] = {}
    size = 0
    said: object = None
    for name, data in _members(source):
        if said is not None or name in sums:
            raise StoreError(_DAMAGED, f"{name} is in it twice or after the end")
        if name == MANIFEST:
            said = _manifest(data)
        else:
            sums[name] = hashlib.sha256(data).hexdigest()
            size += len(data)
    if said != sums or "library.json" not in sums:
        raise StoreError(_DAMAGED, "what is in it is not what was put in")
    return Packed(len(sums), size)


def _manifest(data: bytes) -> object:
    try:
        said = decode(data)
        if said["format"] != FORMAT:
            raise StoreError("a later version of Postil made this backup", "update Postil to restore it")
        return said["files"]
    except (Unreadable, KeyError, TypeError) as error:
        raise StoreError(_DAMAGED, str(error)) from error


def _unpack(disk: Disk, source: Path, layout: Layout) -> None:
    make_parents(disk, layout.root)
    made: set[str] = set()
    for name, data in _members(source):
        if name == MANIFEST:
            continue
        folder = f"{layout.root}/{name}".rpartition("/")[0]
        _make_folders(disk, layout.root, folder, made)
        write_file(disk, folder, name.rpartition("/")[2], data, 0o600)
    settings = read_settings(disk, layout)
    if settings is not None and settings.shared:
        share(layout, disk)


def _make_folders(disk: Disk, root: str, folder: str, made: set[str]) -> None:
    if folder == root or folder in made:
        return
    _make_folders(disk, root, folder.rpartition("/")[0], made)
    make_folder(disk, folder, 0o700)
    made.add(folder)
