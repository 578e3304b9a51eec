"""What a command asks of a person: a text, by standard input or editor, and a yes."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import PostilError, UsageError
from reader.words import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping


def ask_text(environment: Mapping[str, str], *, start: str = "") -> str:
    """Return a text from standard input where it is no keyboard, else from one's editor.

    `start` is what the editor begins with.

    Raises:
        UsageError: the editor cannot be started.
        PostilError: the editor failed; what was written is kept and named.
    """
    if not _has_keyboard():
        return _read_input()
    return _edit(editor(environment), start)


def _has_keyboard() -> bool:
    return sys.stdin.isatty()


def _read_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PostilError("what came through standard input is not UTF-8", "convert it first") from error


def editor(environment: Mapping[str, str]) -> list[str]:
    """Return the words that start one's editor.

    Raises:
        UsageError: the variable cannot be understood.
    """
    named = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    try:
        return shlex.split(named)
    except ValueError as error:
        raise UsageError(f"the editor {named!r} cannot be started", "set EDITOR to a command") from error


def _edit(command: list[str], start: str) -> str:
    descriptor, name = tempfile.mkstemp(prefix="postil-", suffix=".md")
    path = Path(name)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(start)
    try:
        ended = subprocess.run([*command, name], check=False)  # noqa: S603 - one's own editor, no shell
    except OSError as error:
        path.unlink()
        raise UsageError(f"the editor {command[0]!r} cannot be started", "set EDITOR to a command") from error
    if ended.returncode:
        raise PostilError(f"the editor ended with code {ended.returncode}", f"what you wrote is in {path}")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PostilError("what the editor wrote is not UTF-8", f"it is in {path}") from error
    path.unlink()
    return text


def confirm(question: str) -> bool:
    """Ask on the terminal and return whether the answer is yes; nothing but yes is yes.

    Raises:
        UsageError: there is no keyboard to answer with.
    """
    if not _has_keyboard():
        raise UsageError("there is nobody to ask", "--yes goes on without asking")
    print(f"{sentence(question)} [y/N] ", end="", file=sys.stderr, flush=True)  # noqa: T201 - a question is no answer
    return sys.stdin.readline().strip().lower() in {"y", "yes", "j", "ja"}
