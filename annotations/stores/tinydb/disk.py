"""The calls to the operating system that a library is written and read with.

They stand in one place so that a test can make each of them fail in turn.
"""

# Descriptors and exact calls are what this module is for; pathlib hides both.
# ruff: noqa: PTH102, PTH105, PTH108, PTH116, PTH208

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""A symbolic link may lead anywhere, and opening a pipe that somebody planted would wait for ever."""
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class Disk:
    """The operating system itself; every method raises OSError as its namesake in `os` does."""

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        """Open a file and return its descriptor."""
        return os.open(path, flags, mode)

    def close(self, descriptor: int) -> None:
        """Close a descriptor."""
        os.close(descriptor)

    def read(self, descriptor: int, size: int) -> bytes:
        """Read at most `size` bytes."""
        return os.read(descriptor, size)

    def seek(self, descriptor: int, offset: int) -> None:
        """Go to `offset` bytes from the start."""
        os.lseek(descriptor, offset, os.SEEK_SET)

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        """Write some of `data` and return how many bytes."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Return when a file or folder is on disk."""
        os.fsync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut a file to `size` bytes."""
        os.ftruncate(descriptor, size)

    def stat(self, path: str) -> os.stat_result:
        """Look at a name without following it."""
        return os.stat(path, follow_symlinks=False)

    def status(self, descriptor: int) -> os.stat_result:
        """Look at an open file."""
        return os.fstat(descriptor)

    def allow(self, descriptor: int, mode: int) -> None:
        """Set the permissions of an open file or folder, whatever the umask."""
        os.fchmod(descriptor, mode)

    def list(self, path: str) -> Sequence[str]:
        """Return the names in a folder, in no order."""
        return os.listdir(path)

    def make_folder(self, path: str, mode: int) -> None:
        """Make a folder."""
        os.mkdir(path, mode)

    def replace(self, old: str, new: str) -> None:
        """Rename a file over another in one step."""
        os.replace(old, new)

    def link(self, old: str, new: str) -> None:
        """Give a file a second name that must not exist yet."""
        os.link(old, new, follow_symlinks=False)

    def unlink(self, path: str) -> None:
        """Take a name away."""
        os.unlink(path)

    def lock(self, descriptor: int) -> None:
        """Lock an open folder, or raise BlockingIOError where another session holds it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def is_held(self, descriptor: int) -> bool:
        """Tell whether somebody else locked an open file; who asks at the same time is in nobody's way."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        return False
