"""Textual's driver for our terminal: takes over a first screen, sends little, and ends at once."""

from __future__ import annotations

import os
import signal
from codecs import getincrementaldecoder
from selectors import EVENT_READ, DefaultSelector
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from reader.sparing import spared

if TYPE_CHECKING:
    from typing import Any

    from reader.early import TerminalModes

_ENTER = "\x1b[?1049h"
_ESCAPE_WAIT = 0.1
"""Seconds after which an Esc is a key of its own and no longer the start of one."""
_MOST_READ = 4096


class SparingDriver(LinuxDriver):
    """Sends only what changes, and stops listening as soon as it is told to.

    Textual's own looks every 0.1 s whether it is to stop, twice over, and
    quitting and going to an editor wait for that.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - whatever Textual hands on
        suspending = signal.getsignal(signal.SIGTSTP)
        super().__init__(*arguments, **named)
        if suspending is signal.SIG_IGN:
            # There is no shell to come back from; Textual listens for it all the same.
            signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        self._stop_reader, self._stop_writer = os.pipe()

    def write(self, data: str) -> None:
        """Write without telling the terminal what it knows."""
        super().write(spared(data))

    def run_input_thread(self) -> None:
        """Turn what is typed into events until told to stop."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with DefaultSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            selector.register(self._stop_reader, EVENT_READ)
            while not self.exit_event.is_set():
                # A look ten times a second costs a terminal left alone more than all else does.
                is_amid_key = parser._timeout_time is not None  # noqa: SLF001 - asked nowhere else
                ready = [key.fd for key, _ in selector.select(_ESCAPE_WAIT if is_amid_key else None)]
                if self.fileno in ready:
                    data = os.read(self.fileno, _MOST_READ)
                    if not data:
                        # The terminal is gone.
                        break
                    for event in parser.feed(decode(data)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def disable_input(self) -> None:
        """Stop listening, and wait until that is so."""
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
        os.close(self._stop_reader)
        os.close(self._stop_writer)


def driver_after(modes: TerminalModes | None) -> type[SparingDriver]:
    """Return a driver that takes over the painted screen, and gives back `modes`, the terminal's own."""

    class TakingOverDriver(SparingDriver):
        """Enters the other screen only where it was left since, so that nothing flashes."""

        _taken_over = False

        def start_application_mode(self) -> None:
            """Start as usual, but give back the modes of before the first screen."""
            super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has no annotations
            if modes is not None and self.attrs_before is not None:
                self.attrs_before = modes

        def write(self, data: str) -> None:
            """Write; the first request for the other screen is dropped, since we are on it."""
            if data == _ENTER and not self._taken_over:
                self._taken_over = True
                return
            super().write(data)

    return TakingOverDriver
