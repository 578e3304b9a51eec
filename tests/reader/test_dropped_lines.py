"""A line that drops loses nothing: what was being written is there again, and no process is left behind."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest

from tests.reader.terminal import PATIENCE, Terminal

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = """\
# The new bridge

The bridge over the Kade cost 14 million euros, says the mayor. It took two years to build.
"""
TEXT = "Half a thought"
RUN = "from reader.cli import main; main()"
STUCK = f"import signal, time; signal.signal(signal.SIGUSR1, lambda *_: time.sleep(3600)); {RUN}"
"""Has a signal keep the main thread, and with it the event loop, from doing anything more."""
DEAF = f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); {RUN}"
"""As nohup starts a program."""
APART = f"""
import fcntl, signal, termios
signal.signal(signal.SIGHUP, signal.SIG_IGN)
fcntl.ioctl(0, termios.TIOCNOTTY)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
{RUN}
"""
"""As setsid starts a program: nobody tells it when its terminal goes."""
BELOW = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-m", "reader.cli", *sys.argv[1:]])
open("child", "w").write(str(child.pid))
child.wait()
"""
"""As a script or a login that ended its days as the program's parent."""
NETWORK = "192.0.2.1 50000 192.0.2.2 22"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "bridge.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def reading(
    home: Path, code: str = RUN, size: tuple[int, int] = (80, 24), *, line: str = "", esc_delay: str = ""
) -> Terminal:
    """Return a terminal in which the draft is read."""
    program = (sys.executable, "-c", code)
    named = {"POSTIL_REVIEWER": "anna", "SSH_CONNECTION": line, "ESCDELAY": esc_delay}
    return Terminal(
        "bridge.md", home=home, size=size, program=program, answers=None, environment=None, **named
    )


def end_unread(terminal: Terminal) -> int:
    """Wait for the end without reading what the program writes, as a client does that has stalled."""
    end = time.monotonic() + PATIENCE
    while not terminal._ended():
        assert time.monotonic() < end, "it never ended"
        select.select([], [], [], 0.01)
    assert terminal._status is not None
    return os.waitstatus_to_exitcode(terminal._status)


def write_half_a_note(terminal: Terminal) -> None:
    terminal.sees("The new bridge")
    terminal.type(f")ca{TEXT}")
    terminal.sees(TEXT)


def assert_kept_and_free(home: Path) -> None:
    """See that the draft is offered again, and can be saved: no lock was left behind."""
    with reading(home) as terminal:
        terminal.sees("unfinished: Note on claim 1")
        terminal.type("g")
        terminal.sees(TEXT)
        terminal.type("\x1b")
        terminal.sees("just now")
        terminal.type("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("code", [DEAF, APART])
def test_a_closed_terminal_ends_a_program_that_no_signal_reaches(home: Path, code: str) -> None:
    with reading(home, code) as terminal:
        write_half_a_note(terminal)
        terminal.hang_up()
        assert terminal.end() == 128 + signal.SIGHUP
    assert_kept_and_free(home)


def test_a_parent_that_is_killed_takes_the_program_with_it_and_no_word(home: Path) -> None:
    with reading(home, BELOW) as terminal:
        write_half_a_note(terminal)
        child = int((home / "child").read_text(encoding="utf-8"))
        watched = os.pidfd_open(child)
        # The session's leader: with it goes the terminal, though its other end stays open.
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
        assert select.select([watched], [], [], PATIENCE)[0], "it never ended"
        os.close(watched)
    assert_kept_and_free(home)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_client_that_has_stalled_holds_nothing_up(home: Path, number: signal.Signals) -> None:
    with reading(home, size=(120, 40)) as terminal:
        write_half_a_note(terminal)
        # More than a terminal takes that nobody reads: the whole screen, over and over.
        for columns in (100, 120, 100, 120, 100, 120):
            terminal.resize(columns, 40)
        terminal.type("more")
        os.kill(terminal.pid, number)
        assert end_unread(terminal) == 128 + number
    assert_kept_and_free(home)


def test_a_terminal_closed_while_the_program_is_stuck_saves_what_is_being_written(home: Path) -> None:
    with reading(home, STUCK) as terminal:
        write_half_a_note(terminal)
        os.kill(terminal.pid, signal.SIGUSR1)
        terminal.hang_up()
        assert terminal.end() == 128 + signal.SIGHUP
    assert_kept_and_free(home)


@pytest.mark.parametrize("is_stuck", [False, True])
def test_a_terminal_that_stays_is_given_back_as_it_was(home: Path, *, is_stuck: bool) -> None:
    with reading(home, STUCK) as terminal:
        before = termios.tcgetattr(terminal._master)
        write_half_a_note(terminal)
        assert termios.tcgetattr(terminal._master) != before
        if is_stuck:
            os.kill(terminal.pid, signal.SIGUSR1)
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert termios.tcgetattr(terminal._master) == before
        for left in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1000l", b"\x1b[?7h"):
            assert left in terminal.written
    assert_kept_and_free(home)


def test_a_program_stopped_and_continued_is_whole_again(home: Path) -> None:
    with reading(home) as terminal:
        write_half_a_note(terminal)
        os.kill(terminal.pid, signal.SIGTSTP)
        _, status = os.waitpid(terminal.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        terminal.until(lambda: b"\x1b[?1049l" in terminal.written, "the screen given back")
        terminal._screen.reset()
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.sees("The new bridge", TEXT)
        terminal.type(", and the rest\x1b")
        terminal.sees("just now")
        for _ in range(5):
            os.kill(terminal.pid, signal.SIGCONT)
        terminal.type("q")
        assert terminal.end() == 0


def told_of_a_stop(terminal: Terminal) -> bool:
    """Press Enter, with which a shell tells what became of its jobs; tell whether it did."""
    terminal.type("\r")
    return terminal.shows("Stopped")


def test_a_program_sent_to_the_background_waits_for_its_terminal(home: Path) -> None:
    shell = ("/bin/bash", "--norc", "-i")
    with Terminal(home=home, program=shell, PS1="PROMPT> ") as terminal:
        terminal.sees("PROMPT>")
        terminal.type(
            f'{sys.executable} -c \'import os; open("pid", "w").write(str(os.getpid())); {RUN}\' bridge.md\r'
        )
        write_half_a_note(terminal)
        os.kill(int((home / "pid").read_text(encoding="utf-8")), signal.SIGTSTP)
        terminal.sees("Stopped")
        terminal._screen.reset()
        terminal.type("bg\r")
        # Started, and stopped once more; the shell tells of it with its next prompt.
        terminal.until(lambda: "&" in terminal.text, "the background")
        terminal.until(lambda: told_of_a_stop(terminal), "that it stopped by itself")
        terminal.type("fg\r")
        terminal.sees("The new bridge", TEXT)
        terminal.type(", and the rest\x1b")
        terminal.sees("just now")
        terminal.type("q")
        terminal.sees("PROMPT>")
        terminal.type("exit\r")
        terminal.end()


def test_bytes_that_are_no_keys_do_no_harm(home: Path) -> None:
    with reading(home) as terminal:
        terminal.sees("The new bridge")
        terminal.type(b"\xe9\xff\xfe")
        terminal.type(f")ca{TEXT}\x1b")
        terminal.sees("just now")
        terminal.type("q")
        assert terminal.end() == 0


def test_commands_in_what_is_pasted_are_words_of_it(home: Path) -> None:
    with reading(home) as terminal:
        write_half_a_note(terminal)
        # A terminal's answer, as it seems; what came after it was taken for keys.
        terminal.type("\x1b[200~ pasted\x1b]52;c;eA==\x07 and more rs\x1b[201~, typed")
        terminal.sees("rs, typed")
        terminal.type("\x1b")
        terminal.sees("just now", "open")
        terminal.type("q")
        assert terminal.end() == 0
    assert b"\x1b]52;" not in terminal.written


def test_an_arrow_split_by_the_network_closes_nothing_and_commands_nothing(home: Path) -> None:
    with reading(home, esc_delay="5000", line=NETWORK) as terminal:
        write_half_a_note(terminal)
        # Each piece is typed once what was typed before it has come.
        for piece, seen in (
            ("1\x1b", "thought1"),
            ("[D2\x1b[", "thought21"),
            ("D3\x1b", "thought321"),
            ("OD4", "4321"),
        ):
            terminal.type(piece)
            terminal.sees(seen)
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.end()
