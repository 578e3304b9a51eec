"""Textual's driver for our terminal: takes over a first screen, sends little, and ends at once."""

from __future__ import annotations

import os
import signal
import sys
import termios
import tty
from codecs import getincrementaldecoder
from contextlib import suppress
from selectors import EVENT_READ, DefaultSelector
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import InBandWindowResize, TerminalSupportsSynchronizedOutput

from reader.consoles import for_console
from reader.ground import Sieve
from reader.outlet import Outlet
from reader.pacing import is_remote, pace_of
from reader.painter import Painter
from reader.sparing import can_scroll
from reader.splicing import Splicer, escape_wait
from reader.terminal import is_console

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from reader.early import First
    from reader.ground import Ground

_ENTER = "\x1b[?1049h"
_GIVE_BACK = (
    "\x1b[0m\x1b[r\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[?2048l\x1b[?7h"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Takes back all that a terminal was told, in the order in which Textual does."""
_MOST_READ = 4096
_LATEST_ANSWER = 1.0
"""Seconds after a question in which its answer may still be on its way over a network."""
_LAST_WORDS = 0.5
"""Seconds that a terminal has to take what is left at the end."""


class GroundTold(Message):
    """The terminal has answered whether its ground is light or dark."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground


class SparingDriver(LinuxDriver):
    """Sends only what changes, waits for nobody, and stops listening as soon as it is told to."""

    lost: Callable[[], None] = staticmethod(lambda: None)
    """Called from the listening thread when the terminal is gone."""
    typed: bytes = b""
    """What was read from the terminal before we listened."""
    asked_at: float | None = None
    """When the terminal was asked for its ground, where it has not answered yet."""
    environment: Mapping[str, str] = os.environ

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - whatever Textual hands on
        was = signal.getsignal(signal.SIGTSTP)
        super().__init__(*arguments, **named)
        if was is signal.SIG_IGN:
            # Whoever started us has no shell to stop for.
            signal.signal(signal.SIGTSTP, was)
        self._stop_reader, self._stop_writer = os.pipe()
        self._outlet: Outlet | None = None
        self._painter: Painter | None = None
        self._pace = pace_of(self.environment)
        self._escape_wait = escape_wait(self.environment)
        self._is_console = is_console(self.environment.get("TERM", ""))
        self._is_stale = False
        self._was_asked = False
        self._answered = Event()
        self._was_stopped = False

    def write(self, data: str) -> None:
        """Write what Textual wants written; of a frame, what is not on the terminal yet."""
        if self._painter is None:
            return
        if self._is_console:
            data = for_console(data)
            if not data:
                return
        size = (self._app.size.width, self._app.size.height)
        if self._is_stale:
            self._is_stale = False
            self._painter.begin(size)
        self._painter.write(data, size)

    # What comes in

    def run_input_thread(self) -> None:
        """Turn what is typed into events until told to stop."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        splicer, sieve = Splicer(self._escape_wait), Sieve(self._tell)
        unread, self.typed = self.typed, b""
        with DefaultSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            selector.register(self._stop_reader, EVENT_READ)
            while not self.exit_event.is_set():
                # A look ten times a second costs a terminal left alone more than all else does.
                is_amid_key = parser._timeout_time is not None  # noqa: SLF001 - asked nowhere else
                pause = self._escape_wait if is_amid_key else splicer.pause(monotonic())
                ready = [self.fileno] if unread else [key.fd for key, _ in selector.select(pause)]
                text = ""
                if self.fileno in ready:
                    data, unread = unread or self._read(), b""
                    if not data:
                        self.lost()
                        break
                    text = sieve.without(splicer.take(sieve.take(decode(data)), monotonic()))
                for event in parser.feed(text) if text else ():
                    self.process_message(event)
                if escape := splicer.give_up(monotonic()):
                    for event in parser.feed(escape):
                        self.process_message(event)
                    # It has waited for more already: the parser need not wait, too.
                    parser._timeout_time = 0.0  # noqa: SLF001 - set nowhere else
                for event in parser.tick():
                    self.process_message(event)

    def _tell(self, ground: Ground) -> None:
        self.asked_at = None
        self._answered.set()
        self.process_message(GroundTold(ground))

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _MOST_READ)
        except OSError:
            return b""

    def process_message(self, message: Message) -> None:
        """Hand on an event, and learn from it."""
        if isinstance(message, TerminalSupportsSynchronizedOutput | InBandWindowResize):
            self._pace.answered(monotonic())
        elif (
            isinstance(message, events.Resize) and self._painter and tuple(message.size) != self._painter.size
        ):
            self._is_stale = True
        super().process_message(message)

    # Coming and going

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._outlet = Outlet(self._file.fileno() if self._file else sys.stderr.fileno())
        self._outlet.start()
        scrolls = can_scroll(self.environment.get("TERM", ""))
        encoding = (self._file and self._file.encoding) or "utf-8"
        self._painter = Painter(self._outlet, self._loop, self._pace, scrolls=scrolls, encoding=encoding)
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has no annotations

    def _get_terminal_size(self) -> tuple[int, int]:
        # Asked at the start, and whenever the window changed: what it shows then is anybody's guess.
        self._is_stale = self._was_asked
        self._was_asked = True
        return super()._get_terminal_size()

    def disable_input(self) -> None:
        """Stop listening, and wait until that is so."""
        if self.asked_at is not None and is_remote(self.environment):
            # Who quits at once would find the answer on the command line.
            self._answered.wait(self.asked_at + _LATEST_ANSWER - monotonic())
        os.write(self._stop_writer, b"\0")
        super().disable_input()
        os.read(self._stop_reader, 1)

    def resume_application_mode(self) -> None:
        """Take up again what `close` gave back when the screen was handed to an editor."""
        self._stop_reader, self._stop_writer = os.pipe()
        super().resume_application_mode()

    def close(self) -> None:
        """Give everything back; Textual calls it at the end and before every visit to an editor."""
        super().close()
        outlet, self._outlet, self._painter = self._outlet, None, None
        if outlet is not None:
            outlet.stop(_LAST_WORDS)
        os.close(self._stop_reader)
        os.close(self._stop_writer)

    def give_back(self) -> None:
        """Give the terminal back as it was, whatever the rest of the program is doing; from any thread."""
        outlet = self._outlet
        if outlet is None or not self._is_ours():
            return
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        codes = for_console(_GIVE_BACK) if self._is_console else _GIVE_BACK
        outlet.put(codes.encode())
        outlet.stop(_LAST_WORDS)

    def _is_ours(self) -> bool:
        """Tell whether the terminal listens to us: one in the background is stopped by touching it."""
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:
            return False

    def _is_in_background(self) -> bool:
        """Tell whether a shell has the terminal; one that is nobody's to hand out is in no background."""
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:
            return False

    def _sigtstp_application(self, *_: object) -> None:
        self._was_stopped = self._auto_restart
        super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        """Go on where we stopped ourselves; where another stopped us, or nobody, only look after the screen.

        Textual starts a second time then, with two threads that share the keys.
        """
        if self._was_stopped and self._is_in_background():
            # As a shell's `bg` would have it: there is nothing to do until the terminal is ours again.
            os.kill(os.getpid(), signal.SIGSTOP)
        elif self._was_stopped:
            self._was_stopped = False
            super()._sigcont_application()
        elif self._outlet is not None and self._is_ours():
            with suppress(termios.error):
                modes = termios.tcgetattr(self.fileno)
                modes[tty.LFLAG] = self._patch_lflag(modes[tty.LFLAG])
                modes[tty.IFLAG] = self._patch_iflag(modes[tty.IFLAG])
                termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
            self.send_message(self.SignalResume())


def driver_after(first: First, lost: Callable[[], None], typed: bytes = b"") -> type[SparingDriver]:
    """Return a driver that goes on from the first screen, where one stands, and calls `lost` as it says.

    `typed` is what was read from the terminal already.
    """
    stands, modes, painted, size = first.stands, first.modes, first.painted, first.size

    class TakingOverDriver(SparingDriver):
        """Enters the other screen only where it was left since, so that nothing flashes."""

        _taken_over = not stands

        def start_application_mode(self) -> None:
            """Start as usual, but give back the modes of before the first screen."""
            super().start_application_mode()
            if modes is not None and self.attrs_before is not None:
                self.attrs_before = modes

        def write(self, data: str) -> None:
            """Write; the first request for the other screen is dropped, since we are on it."""
            if data == _ENTER and not self._taken_over:
                self._taken_over = True
                if self._painter is not None:
                    self._painter.begin(size, painted)
                return
            super().write(data)

    TakingOverDriver.lost = staticmethod(lost)
    TakingOverDriver.typed = typed
    TakingOverDriver.asked_at = first.asked_at
    return TakingOverDriver
