"""Reading and writing whole files so that each is either the old one or the new one."""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from annotations.errors import ReadOnly, StoreError
from annotations.stores.tinydb.disk import CREATE, FOLDER, READ
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotations.stores.tinydb.disk import Disk

Stamp = tuple[int, int, int]
"""Inode, time of change in ns and size: a file that was replaced differs in one of them."""

MOST_BYTES = 256 * 1024 * 1024
"""A larger file is not read: nobody wrote it by hand, and it would fill the memory."""
_TICK = 50_000_000
"""Nanoseconds, several times the longest step."""
_STRAY = pattern(r"\..+\.[0-9a-f]{16}\.tmp")
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EXDEV, errno.EMLINK}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def stamp_of(status: os.stat_result) -> Stamp:
    """Return by what a file is told from its next version."""
    return status.st_ino, status.st_mtime_ns, status.st_size


def is_fresh(stamp: Stamp) -> bool:
    """Tell whether a folder changed so lately that its next change may bear the same time.

    Kernels before 6.13 count the time of files in steps of several milliseconds.
    """
    return time.time_ns() - stamp[1] < _TICK


def stamp_at(disk: Disk, path: str) -> Stamp | None:
    """Return the stamp of what stands at `path`; None where nothing does or it cannot be seen."""
    try:
        return stamp_of(disk.stat(path))
    except OSError:
        return None


@contextmanager
def opened(disk: Disk, path: str, flags: int, mode: int = 0o600) -> Iterator[int]:
    """Open a file or folder for a while.

    What mattered is on disk before it is closed, so that an error in closing it
    says nothing: raising it would tell people that what was saved was not.
    """
    descriptor = disk.open(path, flags, mode)
    try:
        yield descriptor
    finally:
        with suppress(OSError):
            disk.close(descriptor)


def read_file(disk: Disk, path: str, most: int = MOST_BYTES) -> tuple[bytes, os.stat_result]:
    """Return a regular file's bytes and its status from before they were read.

    Raises:
        OSError: it is absent, a link, no file, too large, or cannot be read.
    """
    with opened(disk, path, READ) as descriptor:
        status = disk.status(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is not a file", path)
        if status.st_size > most:
            raise OSError(errno.EFBIG, "it is too large", path)
        return _read_all(disk, descriptor, status.st_size), status


def _read_all(disk: Disk, descriptor: int, size: int) -> bytes:
    chunks = []
    # One byte more than the file has: where that comes back short, the end is certain in one call.
    while chunk := disk.read(descriptor, size + 1):
        chunks.append(chunk)
        if len(chunk) <= size and sum(map(len, chunks)) == size:
            break
    return b"".join(chunks)


def write_all(disk: Disk, descriptor: int, data: bytes) -> None:
    """Write all of `data`, however little the system takes at once."""
    rest = memoryview(data)
    while rest:
        rest = rest[disk.write(descriptor, rest) :]


def letters(count: int) -> str:
    """Return `count` random bytes as hexadecimal digits, for a name that nobody can foresee."""
    # `secrets` would do the same, after importing what takes as long as the rest of the start.
    return os.urandom(count).hex()


def prepare(disk: Disk, folder: str, name: str, data: bytes, mode: int) -> str:
    """Write `data` to a temporary file in `folder`, on disk when this returns; return its path."""
    path = f"{folder}/.{name}.{letters(8)}.tmp"
    try:
        with opened(disk, path, CREATE, mode) as descriptor:
            disk.allow(descriptor, mode)
            write_all(disk, descriptor, data)
            disk.sync(descriptor)
    except OSError:
        drop(disk, path)
        raise
    return path


def link_once(disk: Disk, old: str, new: str) -> bool:
    """Give a file a second name unless it is taken; tell whether it was free.

    On a file system without second names the file goes there and keeps no other.
    """
    try:
        disk.link(old, new)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if stamp_at(disk, new) is not None:
            return False
        disk.replace(old, new)
    return True


def drop(disk: Disk, path: str) -> None:
    """Take a temporary file away; what stays is swept at the next start."""
    with suppress(OSError):
        disk.unlink(path)


def write_file(disk: Disk, folder: str, name: str, data: bytes, mode: int) -> None:
    """Write a file, or replace it in one step; it is on disk when this returns."""
    temporary = prepare(disk, folder, name, data, mode)
    try:
        disk.replace(temporary, f"{folder}/{name}")
    except OSError:
        drop(disk, temporary)
        raise
    sync_folder(disk, folder)


def sync_folder(disk: Disk, folder: str) -> None:
    """Return when the names in a folder are on disk."""
    with opened(disk, folder, FOLDER) as descriptor:
        disk.sync(descriptor)


def make_folder(disk: Disk, path: str, mode: int) -> bool:
    """Make a folder with exactly these permissions; tell whether it was not there."""
    try:
        disk.make_folder(path, mode & 0o777)
    except FileExistsError:
        return False
    with opened(disk, path, FOLDER) as descriptor:
        disk.allow(descriptor, mode)
    sync_folder(disk, path.rpartition("/")[0])
    return True


def sweep(disk: Disk, folder: str) -> int:
    """Take away temporary files that a killed session left; return how many.

    Only under the folder's lock: without it they may be another session's at work.
    """
    strays = [name for name in disk.list(folder) if _STRAY.fullmatch(name)]
    for name in strays:
        drop(disk, f"{folder}/{name}")
    return len(strays)


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Turn an OSError inside into an error that a person can act on; `what` could not be done."""
    try:
        yield
    except OSError as error:
        if error.errno in _REFUSED:
            raise ReadOnly(f"{what}: there is no permission to write here", reason_of(error)) from error
        if error.errno in _FULL:
            raise StoreError(f"{what}: there is no room left", "make room and try again") from error
        raise StoreError(what, reason_of(error)) from error


def reason_of(error: OSError) -> str:
    """Return what the system says of an error, with the file it is about."""
    said = (error.strerror or str(error)).lower()
    return f"{error.filename}: {said}" if error.filename else said
