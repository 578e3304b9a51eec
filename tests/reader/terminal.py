"""A real terminal for tests: the program in a pseudo-terminal of its own, and what it shows."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds until a test gives up on what it waits for; nothing that works comes near it."""
CHUNK = 65_536


class _Emulator(pyte.Screen):
    """An emulator that can answer what it is asked."""

    answer: Callable[[str], None] | None = None

    def write_process_input(self, data: str) -> None:
        """Take an answer to the program."""
        if self.answer:
            self.answer(data)


class Terminal:
    """The program at work in a terminal; to be used in a `with`, which ends it.

    Every byte that it writes is kept in `written`, and shown by an emulator.
    `program` is what stands before `words`: the program itself, or what leads to it.
    `answers` are what it says to questions that the program asks of it; what
    an emulator knows to answer, it answers where `answers` is given.
    """

    def __init__(
        self,
        *words: str | Path,
        home: Path,
        size: tuple[int, int] = (80, 24),
        program: Sequence[str] = (sys.executable, "-m", "reader.cli"),
        answers: Mapping[bytes, bytes] | None = None,
        environment: Mapping[str, str] | None = None,
        **variables: str,
    ) -> None:
        self.written = b""
        self._screen = _Emulator(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._status: int | None = None
        self._open = True
        self._answers = dict(answers or {})
        if answers is not None:
            self._screen.answer = self.type
        given = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LOGNAME": "anna",
            # Or it would ask under which name one writes.
            "POSTIL_REVIEWER": "anna",
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
            **(environment or {}),
            **variables,
        }
        given |= {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
        self.pid, self._master = pty.fork()
        if not self.pid:  # pragma: no cover - the child becomes the program
            self._become([*program, *map(str, words)], given, size)
        self.found = self.modes()
        """How its lines were read and written when the program came."""

    @staticmethod
    def _become(words: list[str], environment: Mapping[str, str], size: tuple[int, int]) -> None:
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.chdir(environment["HOME"])
            os.execve(words[0], words, dict(environment))  # noqa: S606 - the program itself, without a shell
        finally:
            os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.hang_up()

    @property
    def rows(self) -> list[str]:
        """What is on the screen."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """What is on the screen, without spaces at the ends of rows."""
        return "\n".join(row.rstrip() for row in self.rows)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def ground(self) -> str:
        """The ground of the first cell, as hexadecimal digits or a name."""
        return self._screen.buffer[0][0].bg

    def is_reversed(self, words: str) -> bool:
        """Tell whether words are on the screen with ink and ground reversed."""
        for y, row in enumerate(self.rows):
            cells = self._screen.buffer[y]
            places = [at for at in range(len(row)) if row.startswith(words, at)]
            if any(all(cells[at + x].reverse for x in range(len(words))) for at in places):
                return True
        return False

    def modes(self) -> list[int]:
        """Return how it reads and writes lines now: what `stty` shows, without the characters."""
        return [mode for mode in termios.tcgetattr(self._master) if isinstance(mode, int)]

    def type(self, keys: str | bytes) -> None:
        """Send keys as the bytes that a terminal sends, at once."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def hang_up(self) -> None:
        """Close the terminal, as a dropped line does."""
        if self._open:
            self._open = False
            os.close(self._master)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def until(self, true: Callable[[], bool], what: str = "") -> None:
        """Read what the program writes until something is true."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"never came: {what}\n{self.text}"
            self._read()

    def sees(self, *words: str) -> None:
        """Wait until all of these are on the screen."""
        for one in words:
            self.until(partial(self.shows, one), one)

    def shows(self, words: str) -> bool:
        """Tell whether words are on the screen."""
        return words in self.text

    def end(self) -> int:
        """Wait until the program has ended; return its exit code, or minus the signal that ended it."""
        self.until(self._ended, "the end of the program")
        while self._open and select.select([self._master], [], [], 0)[0] and self._read():
            # What it wrote last may not have been read yet.
            continue
        assert self._status is not None
        return os.waitstatus_to_exitcode(self._status)

    def _ended(self) -> bool:
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._status = status if pid else None
        return self._status is not None

    def _read(self) -> bool:
        """Read what there is to read; tell whether there was anything."""
        if not self._open:
            # Nothing more can be read: look again whether it has ended, without burning the processor.
            select.select([], [], [], 0.01)
            return False
        ready, _, _ = select.select([self._master], [], [], 0.05)
        if not ready:
            return False
        try:
            data = os.read(self._master, CHUNK)
        except OSError:  # Linux: the other side is closed
            self._ended()
            return False
        self.written += data
        # A terminal answers in the order in which it is asked: these questions come before those that
        # the emulator answers as it is fed.
        for question in [one for one in self._answers if one in self.written]:
            self.type(self._answers.pop(question))
        self._stream.feed(data)
        return True
