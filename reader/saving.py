"""Writing a file where a person asked for it: whole or not at all, and nothing of theirs replaced unasked."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from annotations.errors import PostilError
from annotations.exporters.registry import HEAD, written_as, written_by_postil

if TYPE_CHECKING:
    from pathlib import Path

    from annotations.dossier import Dossier


def check_edits_are_kept(path: Path, dossier: Dossier) -> None:
    """Look whether the file at `path` is an export with edits by hand that `dossier` does not have.

    Raises:
        PostilError: it is, and writing it anew would lose them.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            data = head + file.read() if written_as(head) == "markdown" else b""
    except OSError:
        # What is wrong with it is said by what writes there.
        return
    if not data:
        return
    from annotations.importers.losing import would_lose

    if would_lose(data, dossier):
        raise PostilError(
            f"{path} was edited since it was exported, and not all of that is in the library",
            f"take it in first: postil import {path}; or give another name, or --force to lose the edits",
        )


def check_format_stays(path: Path, name: str) -> None:
    """Look whether the file at `path` is an export in another format than the one called `name`.

    Raises:
        PostilError: it is, and was hardly meant to be replaced.
    """
    try:
        with path.open("rb") as file:
            found = written_as(file.read(HEAD))
    except OSError:
        # As above.
        return
    if found not in {"", name}:
        raise PostilError(
            f"{path} is an export in {found}, not {name}", "give another name, or --force to replace it"
        )


def save_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write `data` to `path`; it is on disk when this returns.

    A file that is there is replaced only where this program wrote it, or by
    `force`; its permissions stay.  A link is followed.

    Raises:
        PostilError: it is another file, a folder or device, or it cannot be written; nothing was changed.
    """
    target = path.resolve()
    try:
        mode = _mode_of(target)
        if mode is not None:
            _check_replaceable(path, target, mode, force=force)
        _replace(target, data, 0o666 if mode is None else stat.S_IMODE(mode))
    except FileNotFoundError as error:
        raise PostilError(f"{path} cannot be written", f"there is no folder {target.parent}") from error
    except OSError as error:
        raise PostilError(f"{path} cannot be written", (error.strerror or str(error)).lower()) from error


def _mode_of(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _check_replaceable(path: Path, target: Path, mode: int, *, force: bool) -> None:
    if not stat.S_ISREG(mode):
        raise PostilError(f"{path} is not a file", "give the name of one")
    if force:
        return
    with target.open("rb") as file:
        head = file.read(HEAD)
    if head and not written_by_postil(head):
        raise PostilError(
            f"{path} is there already and was not written by Postil",
            "give another name, or --force to replace it",
        )


def _replace(target: Path, data: bytes, mode: int) -> None:
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
