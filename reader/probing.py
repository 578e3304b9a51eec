"""Asks the terminal itself: how wide it draws signs, what its ground is, what it makes of a key.

What is typed meanwhile goes to whoever asks.  However it ends, the lines are
read and written afterwards as before.
"""

from __future__ import annotations

import os
import re
import select
import sys
import termios
from time import monotonic
from typing import TYPE_CHECKING, Self

from reader.ground import QUESTION, answered_ground
from reader.splicing import escape_wait

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.ground import Ground

PATIENCE = 1.0
"""Seconds that a terminal has for its answers; most take a hundredth of that."""
_WHERE = "\x1b[6n"
_HERE = re.compile(r"\x1b\[\d+;(\d+)R")
_MOST_READ = 4096
_BEGUN = re.compile(r"\x1b(?:\[[0-?]*|O)?\Z")


class Probe:
    """The terminal, quiet and ready for questions; to be used in a `with`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._wait = escape_wait(environment)
        self._modes = termios.tcgetattr(0)

    def __enter__(self) -> Self:
        quiet = termios.tcgetattr(0)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        quiet[0] &= ~(termios.ICRNL | termios.IXON)
        sys.stdout.flush()
        termios.tcsetattr(0, termios.TCSANOW, quiet)
        return self

    def __exit__(self, *_: object) -> None:
        # What nobody asked for any more is not for the shell, either.
        termios.tcsetattr(0, termios.TCSAFLUSH, self._modes)

    def send(self, codes: str) -> None:
        """Send codes to the terminal as they are."""
        sys.stdout.flush()
        os.write(1, codes.encode())

    def key(self, patience: float) -> str:
        """Return what one key sends; empty where none is pressed in that many seconds."""
        came = self._read(patience)
        while came and _BEGUN.search(came):
            more = self._read(self._wait)
            if not more:
                break
            came += more
        return came

    def widths(self, signs: Sequence[str]) -> list[int]:
        """Return over how many cells the terminal moves for each sign; empty where it does not say."""
        # Each from the start of the row, which is left empty.
        self.send("".join(f"\r{sign}{_WHERE}" for sign in signs) + "\r\x1b[K")
        came = self._until(lambda text: len(_HERE.findall(text)) >= len(signs))
        places = _HERE.findall(came)
        return [int(column) - 1 for column in places] if len(places) == len(signs) else []

    def ground(self) -> Ground | None:
        """Return whether the ground is light or dark; None where the terminal does not say."""
        # The second question is answered by all, and after the first.
        self.send(QUESTION + _WHERE)
        return answered_ground(self._until(lambda text: bool(_HERE.search(text))))

    def _until(self, is_whole: Callable[[str], bool]) -> str:
        came, end = "", monotonic() + PATIENCE
        while not is_whole(came) and (left := end - monotonic()) > 0:
            came += self._read(left)
        return came

    def _read(self, patience: float) -> str:
        try:
            if not select.select([0], [], [], patience)[0]:
                return ""
            return os.read(0, _MOST_READ).decode("utf-8", "replace")
        except OSError:
            return ""
