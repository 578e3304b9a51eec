"""Paints the first screen before Textual is imported, and keeps the terminal safe meanwhile.

Importing Textual is most of the time to a first screen.  So the screen is
painted with plain codes, the terminal is told to keep what is typed, and
Textual then takes over the same cells.
"""

from __future__ import annotations

import os
import sys
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from reader.kept_screen import Asked

    TerminalModes = list[Any]

ENTER = "\x1b[?1049h\x1b[?25l"
MOST_OVERHEARD = 65_536
"""Bytes; a terminal's queue holds 4096 at most."""
LEAVE = "\x1b[0m\x1b[?25h\x1b[?1049l"


class First:
    """The first screen: whether it stands already, and as what it is kept for the next time."""

    def __init__(self, asked: Asked | None = None) -> None:
        self.asked = asked
        """None where it is not kept."""
        self.modes: TerminalModes | None = None
        """Of the terminal before it was quietened, for whoever gives it back."""
        self.stands = False
        """Whether it is on the terminal, and nobody took it over."""
        self.painted = ""
        """The codes that painted it, for whoever goes on from there."""
        self.asked_at: float | None = None
        """When the terminal was asked something, on the clock that never runs back."""
        self.size = (0, 0)
        """Columns and rows of the terminal then."""

    def quieten(self) -> None:
        """Keep the terminal from echoing; what is typed stays in its queue for whoever reads next."""
        if self.modes is None:
            self.modes = quieten()

    def show(self, painted: str) -> None:
        """Put it on the terminal."""
        self.quieten()
        self.stands = True
        self.painted = painted
        show(painted)
        try:
            columns, rows = os.get_terminal_size(1)
        except OSError:
            return
        self.size = columns, rows

    def ask(self, question: str) -> None:
        """Ask the terminal something; the answer comes with what is typed."""
        if self.modes is not None:
            self.asked_at = monotonic()
            send(question)

    def overhear(self) -> bytes:
        """Return the keys and answers that came since it was asked; whoever reads next is owed them."""
        import select

        if self.asked_at is None:
            return b""
        try:
            return os.read(0, MOST_OVERHEARD) if select.select([0], [], [], 0)[0] else b""
        except OSError:
            return b""

    def leave_to_program(self) -> None:
        """Have nothing more to do with what is on the terminal."""
        self.stands = False

    def end(self) -> None:
        """Give the terminal back, the screen taken away where nobody took it over."""
        if self.stands:
            self.stands = False
            leave()
        if self.modes is not None:
            restore(self.modes)


def show_kept(words: Sequence[str], environment: Mapping[str, str]) -> First:
    """Show the screen that is kept for what a command line asks for, where there is one."""
    if not all(map(os.isatty, (0, 1, 2))):
        return First()
    # Nor are these imported for a command whose answer goes into a pipe.
    from reader.kept_screen import asked, recall

    first = First(asked(words, environment))
    if first.asked:
        painted = recall(first.asked, *os.get_terminal_size(1))
        if painted:
            first.show(painted)
    return first


def quieten() -> TerminalModes | None:
    """Keep the terminal from echoing; return what its modes were, None where it has none."""
    import termios

    try:
        before = termios.tcgetattr(0)
        quiet = termios.tcgetattr(0)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        # Or Enter would wait in the queue as a line feed, which is another key.
        quiet[0] &= ~termios.ICRNL
        termios.tcsetattr(0, termios.TCSANOW, quiet)
    except termios.error:
        return None
    return before


def restore(modes: TerminalModes) -> None:
    """Give the terminal its modes back."""
    import termios

    try:
        termios.tcsetattr(0, termios.TCSANOW, modes)
    except termios.error:
        # It is gone, and its modes with it.
        return


def show(painted: str) -> None:
    """Put a painted screen on the terminal."""
    send(ENTER + painted)


def send(codes: str) -> None:
    """Send something to the terminal, by where Textual will write, too."""
    stream = sys.__stderr__
    if stream is not None:
        stream.write(codes)
        stream.flush()


def leave() -> None:
    """Take the painted screen away again, where Textual never came to do it."""
    from reader.consoles import for_console
    from reader.terminal import is_console

    send(for_console(LEAVE) if is_console(os.environ.get("TERM", "")) else LEAVE)
