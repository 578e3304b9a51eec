"""A terminal for programs under measurement: a pty, what came out of it and when, and what it cost.

What comes out is kept with its time and put on an emulated screen only
afterwards, so that the emulator's own work delays no figure.  Times are in
milliseconds.  Linux only: processor time is read from `/proc`.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROWS, COLUMNS = 40, 120
QUIET_MS = 60
"""A program that says nothing for so long has answered a key."""
LONGEST_ANSWER_MS = 1000
LONGEST_MS = 120_000
_CHUNK = 1 << 16
_CODES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")
_PRIVATE = re.compile(rb"\x1b\[[<=>?][0-9;]*[^hl0-9;]|\x1b\[[0-9;]*[ !\"$'*+][@-~]")
"""Questions to the terminal and such, which the emulator would show as text."""
_BEGUN = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*)?$")
"""A code of which the rest comes with the next piece."""


class Chunk(NamedTuple):
    """A piece of output."""

    at: float
    """Milliseconds since the program was started."""
    data: bytes


class Answer(NamedTuple):
    """What a key brought."""

    first_ms: float
    """Until the first output after it."""
    settled_ms: float
    """Until the last."""
    size: int
    """Bytes of output."""
    cpu_ms: float


class Terminal:
    """One program on a terminal of its own."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int] = (COLUMNS, ROWS)
    ) -> None:
        self.chunks: list[Chunk] = []
        self._start = time.perf_counter()
        self._pid, self._pty = pty.fork()
        if self._pid == 0:
            _become(command, environment, size)
        fcntl.ioctl(self._pty, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._ended = False
        self.cpu_ms = 0.0
        """Processor time of the whole program, known once it has ended."""

    @property
    def now(self) -> float:
        """Milliseconds since the program was started."""
        return (time.perf_counter() - self._start) * 1000

    @property
    def spent_ms(self) -> float:
        """Processor time of all the program's threads so far; threads that ended are left out."""
        total = 0
        for task in Path(f"/proc/{self._pid}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                total += int(task.read_text().split()[0])
        return total / 1e6

    @property
    def peak_mb(self) -> float:
        """The most memory that the program itself had so far; infinity where it has ended."""
        figure = Path(f"/proc/{self._pid}/status").read_text().partition("VmHWM:")[2].split()
        return int(figure[0]) / 1024 if figure else float("inf")

    def type(self, keys: str) -> None:
        """Type keys."""
        os.write(self._pty, keys.encode())

    def wait_for(self, word: str, longest_ms: float = LONGEST_MS) -> float:
        """Return when `word` first stood in the output; infinity where it did not in time."""
        wanted, read, at = word.encode(), b"", 0
        while self.now < longest_ms:
            while at < len(self.chunks):
                read = read[-_CHUNK:] + self.chunks[at].data
                at += 1
                if wanted in _CODES.sub(b"", read):
                    return self.chunks[at - 1].at
            if not self._read(longest_ms - self.now):
                break
        return float("inf")

    def read_until(self, at: float) -> None:
        """Keep what comes until a moment in milliseconds since the start."""
        while self.now < at:
            self._read(at - self.now)

    def wait_until_quiet(self, quiet_ms: float = QUIET_MS) -> None:
        """Return when nothing came for `quiet_ms`."""
        while self._read(quiet_ms):
            pass

    def press(self, keys: str, quiet_ms: float = QUIET_MS) -> Answer:
        """Type keys and return what they brought, once it is quiet again."""
        seen, spent, start = len(self.chunks), self.spent_ms, self.now
        self.type(keys)
        self._read(LONGEST_ANSWER_MS)
        self.wait_until_quiet(quiet_ms)
        brought = self.chunks[seen:]
        first, last = (brought[0].at - start, brought[-1].at - start) if brought else (0.0, 0.0)
        return Answer(first, last, sum(len(one.data) for one in brought), self.spent_ms - spent)

    def end(self, keys: str, longest_ms: float = 30_000) -> float:
        """Type what ends the program; return how long that took, or infinity where it had to be killed."""
        start = self.now
        self.type(keys)
        while self.now < start + longest_ms and self._read(longest_ms):
            pass
        return self._reap() - start

    def screens(self) -> Screens:
        """Return the screen as it was after each piece of output."""
        return Screens(self.chunks)

    def _read(self, timeout_ms: float) -> bool:
        ready, _, _ = select.select([self._pty], [], [], max(0.0, timeout_ms) / 1000)
        if not ready or self._ended:
            return False
        try:
            data = os.read(self._pty, _CHUNK)
        except OSError:
            data = b""
        if not data:
            self._ended = True
            return False
        self.chunks.append(Chunk(self.now, data))
        return True

    def _reap(self) -> float:
        ended_by_itself = self._ended
        if not self._ended:
            os.kill(self._pid, signal.SIGKILL)
        _, _, usage = os.wait4(self._pid, 0)
        at = self.now
        os.close(self._pty)
        self.cpu_ms = (usage.ru_utime + usage.ru_stime) * 1000
        return at if ended_by_itself else float("inf")


class Screens:
    """What stood on the screen, piece of output by piece of output."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self._chunks = chunks
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self._rest = b""

    @property
    def rows(self) -> list[str]:
        """The rows of the screen now."""
        return list(self._screen.display)

    def until(self, holds: Callable[[list[str]], bool]) -> float:
        """Go on to the first screen for which `holds` is true; return its time, else infinity."""
        while self._fed < len(self._chunks):
            at, data = self._chunks[self._fed]
            self._fed += 1
            data = _PRIVATE.sub(b"", self._rest + data)
            begun = _BEGUN.search(data)
            self._rest = begun[0] if begun else b""
            self._stream.feed(data.removesuffix(self._rest))
            if holds(self.rows):
                return at
        return float("inf")


def _become(command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int]) -> None:
    """Be the program, once the terminal has its size."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.execve(command[0], list(command), environment)  # noqa: S606 - the program under measurement
    finally:
        os._exit(127)
