"""The guard: what it does once the end has begun, and that it leaves nothing behind where it has not."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.guard import HEEDED, Guard, Hands
from tests.reader.terminal import PATIENCE, ROOT

BEGIN = """
import os, signal, sys, threading, time
from reader.guard import Guard, Hands
def say(word):
    os.write(1, word + b"\\n")
def stuck():
    say(b"asked")
    time.sleep(3600)
"""


def end_of(code: str) -> tuple[int, list[str]]:
    """Run some code that is to be ended; return its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code],
        env={"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout.split()


@pytest.mark.parametrize("number", HEEDED)
def test_a_program_that_does_not_answer_is_saved_and_ended_from_outside(number: signal.Signals) -> None:
    code, said = end_of(f"""
guard = Guard(Hands(lambda: say(b"asked"), lambda: say(b"saved"), lambda: say(b"restored")))
guard.start()
os.kill(os.getpid(), {number})
threading.Event().wait()
""")
    assert code == 128 + number
    assert said == ["asked", "saved", "restored"]


def test_a_program_that_saves_by_itself_is_not_saved_over() -> None:
    code, said = end_of("""
guard = Guard(Hands())
def end():
    say(b"asked")
    guard.hands = Hands()
guard.hands = Hands(end, lambda: say(b"saved"), lambda: say(b"restored"))
guard.start()
guard.lose()
threading.Event().wait()
""")
    assert code == 128 + signal.SIGHUP
    assert said == ["asked"]


def test_before_there_is_anything_to_save_the_terminal_is_given_back_at_once() -> None:
    code, said = end_of("""
guard = Guard(Hands(restore=lambda: say(b"restored")))
guard.start()
signal.raise_signal(signal.SIGTERM)
threading.Event().wait()
""")
    assert (code, said) == (128 + signal.SIGTERM, ["restored"])


def test_a_disk_that_hangs_and_a_broken_hand_do_not_hold_the_end_up() -> None:
    code, said = end_of("""
def broken():
    say(b"broken")
    raise RuntimeError
guard = Guard(Hands(broken, lambda: stuck(), broken))
guard.start()
signal.raise_signal(signal.SIGTERM)
threading.Event().wait()
""")
    assert (code, said) == (128 + signal.SIGTERM, ["broken", "asked", "broken"])


def test_a_signal_that_is_ignored_stays_ignored_and_an_unknown_one_ends_nothing() -> None:
    code, said = end_of("""
signal.signal(signal.SIGHUP, signal.SIG_IGN)
signal.signal(signal.SIGUSR1, lambda *_: None)
guard = Guard(Hands(restore=lambda: say(b"restored")))
guard.start()
signal.raise_signal(signal.SIGHUP)
signal.raise_signal(signal.SIGUSR1)
guard.stop()
say(b"stopped")
""")
    assert (code, said) == (0, ["stopped"])


def test_a_guard_that_stops_leaves_signals_and_threads_as_they_were() -> None:
    before = [signal.getsignal(number) for number in HEEDED], threading.active_count()
    descriptors = len(list(Path("/proc/self/fd").iterdir()))
    guard = Guard(Hands())
    guard.start()
    guard.stop()
    assert ([signal.getsignal(number) for number in HEEDED], threading.active_count()) == before
    assert len(list(Path("/proc/self/fd").iterdir())) == descriptors
    assert guard.code == 0


@pytest.mark.parametrize("saves_by_itself", [True, False])
def test_a_terminal_that_goes_is_noticed_without_a_signal(
    monkeypatch: pytest.MonkeyPatch, *, saves_by_itself: bool
) -> None:
    person, program = pty.openpty()
    codes: list[int] = []
    did: list[str] = []
    monkeypatch.setattr("reader.guard.os._exit", codes.append)
    monkeypatch.setattr("reader.guard.ASKED_WITHIN", 0)
    guard = Guard(Hands(), program)

    def ask() -> None:
        did.append("asked")
        if saves_by_itself:
            guard.stand_down()

    guard.hands = Hands(ask, lambda: did.append("saved"), lambda: did.append("restored"))
    if saves_by_itself:
        guard.start()
        os.close(person)
    else:
        # Gone before anybody watched.
        os.close(person)
        guard.start()
    guard._thread.join(PATIENCE)
    assert codes == [128 + signal.SIGHUP]
    assert guard.code == 128 + signal.SIGHUP
    assert did == (["asked"] if saves_by_itself else ["asked", "saved", "restored"])
    guard.stop()
    # Nothing ends here, so that the signals are still to be given back.
    guard.code = 0
    guard.stop()
    os.close(program)
