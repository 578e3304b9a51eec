"""Ends the program when it is asked to from outside, or its terminal is gone, in whatever state it is.

A thread waits for signals and for the end of the terminal.  It asks the program
to save and end by itself; where that takes too long, it has what is being
written saved, gives the terminal back and ends the program.

Signals are not blocked, as a thread that waits for them by `sigwait` would
need: editors and browsers would be started deaf to them.  Instead the system
writes their numbers into a pipe, which it does also while the main thread
cannot run a handler.
"""

from __future__ import annotations

import os
import select
import signal
import stat
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

HEEDED = (signal.SIGHUP, signal.SIGTERM)
ASKED_WITHIN = 1.0
"""Seconds in which the program may end by itself."""
SAVED_WITHIN = 0.5
RESTORED_WITHIN = 0.2
_NOTHING = 0
"""What is put into the pipe to end the watch; no signal has this number."""
_LOST = signal.SIGHUP
"""A terminal that is gone ends the program as the signal does that tells of it."""


class Hands(NamedTuple):
    """What a guard can have done.  Each may be called from another thread, and may never return."""

    ask: Callable[[], object] | None = None
    """Begin to save and end, without waiting for it; None where there is nothing to save yet, or no more."""
    save: Callable[[], object] = lambda: None
    """Put on disk what is being written."""
    restore: Callable[[], object] = lambda: None
    """Give the terminal back as it was."""


class Guard:
    """Watches over the program from `start` on; `hands` says what to do, and changes as it goes on."""

    def __init__(self, hands: Hands, terminal: int = 0) -> None:
        self._terminal = terminal
        self._heard, self._told = os.pipe()
        os.set_blocking(self._told, False)
        self._thread = threading.Thread(target=self._watch, name="postil-guard", daemon=True)
        self._before: dict[int, Any] = {}
        self._woken_before = -1
        self.hands = hands
        self.code = 0
        """The exit code of a program that was ended from outside; 0 while it was not."""

    def start(self) -> None:
        """Begin to watch; from the main thread.  Signals that are ignored stay so."""
        self._woken_before = signal.set_wakeup_fd(self._told, warn_on_full_buffer=False)
        for number in HEEDED:
            if signal.getsignal(number) is not signal.SIG_IGN:
                # It has nothing to do: that it is there is what makes the system write to the pipe.
                self._before[number] = signal.signal(number, lambda *_: None)
        self._thread.start()

    def stand_down(self) -> None:
        """Have nothing more saved or given back: the program has done it by itself."""
        self.hands = Hands()

    def stop(self) -> None:
        """Watch no more, unless the end has begun, which then comes in its time; from the main thread."""
        self.stand_down()
        if self.code:
            return
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._woken_before)
        os.write(self._told, bytes([_NOTHING]))
        self._thread.join()
        os.close(self._heard)
        os.close(self._told)

    def lose(self) -> None:
        """Take the terminal for gone, whatever it says itself."""
        with suppress(BlockingIOError):
            os.write(self._told, bytes([_LOST]))

    def _watch(self) -> None:
        number = self._wait()
        if number == _NOTHING:
            return
        self.code = 128 + number
        hands = self.hands
        if hands.ask:
            with suppress(RuntimeError):  # its loop has ended by itself
                hands.ask()
            time.sleep(ASKED_WITHIN)
            if self.hands.ask:
                # It has not come so far as to say that there is nothing to save any more.
                _within(SAVED_WITHIN, self.hands.save)
        _within(RESTORED_WITHIN, self.hands.restore)
        os._exit(self.code)

    def _wait(self) -> int:
        """Return the number of the signal that came, or of what a lost terminal stands for; 0 to stop."""
        poll = select.poll()
        poll.register(self._heard, select.POLLIN)
        # Asked for nothing, it wakes up for the end only, and costs nothing until then.
        if _is_device(self._terminal):
            poll.register(self._terminal, 0)
        while True:
            for descriptor, event in poll.poll():
                if descriptor == self._heard:
                    found = [number for number in os.read(self._heard, 64) if number in {*HEEDED, _NOTHING}]
                    if found:
                        return found[0]
                elif event & (select.POLLHUP | select.POLLERR):
                    return int(_LOST)
                else:
                    # Not one that can be watched, as the keyboard of some systems: signals must do.
                    poll.unregister(descriptor)


def _is_device(descriptor: int) -> bool:
    """Tell whether this may be a terminal, also one that is gone already, which no longer says so itself."""
    try:
        return stat.S_ISCHR(os.fstat(descriptor).st_mode)
    except OSError:
        return False


def _within(seconds: float, work: Callable[[], object]) -> None:
    """Do some work, and wait for it no longer than `seconds`."""
    done = threading.Event()

    def run() -> None:
        with suppress(Exception):  # whatever it is, the program ends now, and there is nobody to tell
            work()
        done.set()

    threading.Thread(target=run, name="postil-last-work", daemon=True).start()
    done.wait(seconds)
