"""The program on a real terminal: an article through a pipe, keys from the terminal all the same."""

from __future__ import annotations

import os
import select
import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from tests.reader.commands.running import ROOT

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil

pty = pytest.importorskip("pty")

PATIENCE = 60.0
"""Seconds after which a silent program counts as hung; an answer is never waited for longer than it takes."""


class Terminal:
    """A shell command with a terminal of its own, 100 columns by 30 rows."""

    def __init__(self, command: str) -> None:
        self.seen = b""
        self._pid, self._master = pty.fork()
        if self._pid == 0:
            os.chdir(ROOT)
            shell = ["sh", "-c", f"stty cols 100 rows 30; {command}"]
            # By hand: readline puts a size into the environment that Python does not see.
            os.execve("/bin/sh", shell, {**os.environ, "TERM": "xterm-256color"})  # noqa: S606 - the test's own

    def wait_for(self, words: str) -> None:
        """Read until the program has sent `words`."""
        while words.encode() not in self.seen:
            assert self._read(), self.seen

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def end(self) -> int:
        """Read to the end; return the exit code."""
        while self._read():
            pass
        os.close(self._master)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _read(self) -> bool:
        """Read what the program sent; tell whether its terminal is still open."""
        ready, _, _ = select.select([self._master], [], [], PATIENCE)
        assert ready, self.seen
        try:
            chunk = os.read(self._master, 65536)
        except OSError:
            # How Linux says that the other end of a terminal is closed.
            return False
        self.seen += chunk
        return bool(chunk)


def program(*words: str) -> str:
    return shlex.join([sys.executable, "-m", "reader.cli", *words])


def test_an_article_from_a_pipe_is_read_with_keys_from_the_terminal(postil: Postil) -> None:
    terminal = Terminal(f"cat {shlex.quote(str(postil.draft))} | {program('-')}")
    terminal.wait_for("bridge")
    terminal.type("Q")
    assert terminal.end() == 0
    assert "the-new-bridge" in postil.done("list").out


def test_a_window_that_is_too_small_is_told_and_nothing_is_opened(postil: Postil) -> None:
    command = f"stty cols 30 rows 8; {program(str(postil.draft))}"
    terminal = Terminal(command)
    assert terminal.end() == 2
    assert b"30 columns and 8 rows; 40 by 10 are needed" in terminal.seen
    assert b"postil show" in terminal.seen


def test_on_a_terminal_the_program_asks_before_it_imports(postil: Postil) -> None:
    postil.add()
    out = postil.home / "out.json"
    postil("export", "the-new", "-o", out)
    terminal = Terminal(program("import", str(out), "--library", str(postil.home / "theirs")))
    terminal.wait_for("[y/N]")
    terminal.type("n\r")
    assert terminal.end() == 1
    assert b"nothing was changed" in terminal.seen
