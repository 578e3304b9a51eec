"""Hands a text to the person's own editor and takes it back.

The text lies meanwhile in a folder that nobody else can read.  It is removed
afterwards, unless what is in it could not be read: then it stays, and the
error says where.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from annotations.errors import PostilError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from textual.app import App

    from reader.capabilities import Capabilities

MOST_READ = 1_000_000
"""Bytes; a longer file was hardly meant to be a note."""
_FALLBACKS = ("nano", "vi")


class EditorRefused(PostilError):
    """The editor was not started, or what it left cannot be used."""


def find_editor(
    environment: Mapping[str, str], *, which: Callable[[str], str | None] = shutil.which
) -> tuple[str, ...]:
    """Return the command of the editor a person wants, with its options; empty where there is none.

    Raises:
        EditorRefused: VISUAL or EDITOR cannot be read as a command.
    """
    for name in ("VISUAL", "EDITOR"):
        wanted = environment.get(name, "").strip()
        if not wanted:
            continue
        try:
            command = tuple(shlex.split(wanted))
        except ValueError as error:
            raise EditorRefused(f"{name} cannot be read as a command", str(error)) from error
        if command and which(command[0]):
            return command
        raise EditorRefused(f"the editor in {name} was not found", wanted)
    return next(((name,) for name in _FALLBACKS if which(name)), ())


def editor_for(capabilities: Capabilities, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the editor to hand a text to; empty where it is to be edited in place.

    Raises:
        EditorRefused: VISUAL or EDITOR cannot be used.
    """
    return find_editor(environment) if capabilities.editor else ()


def edit_outside(
    app: App[Any], command: Sequence[str], text: str, *, capabilities: Capabilities, name: str = "note.md"
) -> str | None:
    """Return what the editor made of `text`; None where it changed nothing.

    The screen is handed over until the editor ends.

    Raises:
        EditorRefused: it is not allowed, did not start, failed, or left no text.
    """
    if not capabilities.editor:
        raise EditorRefused("no editor is started in this session", "edit it in place")
    try:
        with app.suspend():
            return run_editor(command, text, name=name)
    except SuspendNotSupported as error:
        raise EditorRefused("this terminal cannot be handed to an editor", "edit it in place") from error


def run_editor(command: Sequence[str], text: str, *, name: str = "note.md") -> str | None:
    """Return what a command made of `text` in a file; None where it changed nothing.

    Raises:
        EditorRefused: it did not start, failed, or left no text.
    """
    # A folder of its own, 0700, so that swap files and backups are private and go with it.
    folder = Path(tempfile.mkdtemp(prefix="postil-"))
    keep = False
    try:
        path = folder / name
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        written = (text if text.endswith("\n") or not text else f"{text}\n").encode()
        with os.fdopen(descriptor, "wb") as file:
            file.write(written)
        status = _start([*command, str(path)])
        if status:
            # One that a dropped line ends leaves what was typed beside the file, or in it.
            keep = _has_left(path, written)
            hint = f"what it left is in {folder}" if keep else "nothing was changed"
            raise EditorRefused(f"{command[0]} ended with status {status}", hint)
        try:
            edited = _read(path)
        except (OSError, ValueError) as error:
            keep = True
            raise EditorRefused(
                f"what the editor left cannot be used: {error}", f"it is in {path}"
            ) from error
        if not text.endswith("\n"):
            edited = edited.removesuffix("\n")
        return None if edited == text else edited
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _start(command: list[str]) -> int:
    """Return the status with which an editor ended, once it has."""
    try:
        done = subprocess.run(command, check=False)  # noqa: S603 - the person's own editor, without a shell
    except OSError as error:
        raise EditorRefused(f"{command[0]} did not start", error.strerror or str(error)) from error
    return done.returncode


def _has_left(path: Path, written: bytes) -> bool:
    """Tell whether there is more than the file as it was written."""
    try:
        return list(path.parent.iterdir()) != [path] or path.read_bytes() != written
    except OSError:
        return True


def _read(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(MOST_READ + 1)
    if len(content) > MOST_READ:
        raise ValueError(f"it is longer than {MOST_READ:,} bytes")
    return content.decode("utf-8-sig").replace("\r\n", "\n")
