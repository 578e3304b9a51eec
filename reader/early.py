"""Paints the first screen before Textual is imported, and keeps the terminal safe meanwhile.

Importing Textual is most of the time to a first screen.  So the screen is
painted with plain codes, the terminal is told to keep what is typed, and
Textual then takes over the same cells.
"""

from __future__ import annotations

import sys
import termios
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTER = "\x1b[?1049h\x1b[?25l"
LEAVE = "\x1b[0m\x1b[?25h\x1b[?1049l"

TerminalModes = list[Any]


@contextmanager
def quiet_terminal() -> Iterator[TerminalModes | None]:
    """Keep the terminal from echoing while the body runs; give what its modes were, None where it has none.

    What is typed meanwhile stays in the terminal's queue for whoever reads next.
    """
    try:
        before = termios.tcgetattr(0)
    except termios.error:
        yield None
        return
    quiet = termios.tcgetattr(0)
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(0, termios.TCSANOW, quiet)
    try:
        yield before
    finally:
        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, before)


def show(painted: str) -> None:
    """Put a painted screen on the terminal, where Textual will write, too."""
    stream = sys.__stderr__
    if stream is not None:
        stream.write(ENTER + painted)
        stream.flush()


def leave() -> None:
    """Take the painted screen away again, where Textual never came to do it."""
    stream = sys.__stderr__
    if stream is not None:
        stream.write(LEAVE)
        stream.flush()
