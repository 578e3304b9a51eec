"""A reviewer at work over a real OpenSSH server: logging in, writing, dropping off, coming back."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.model import Note
from tests.ssh.server import COSTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.reader.terminal import Terminal
    from tests.ssh.server import Server

WIDE = (130, 30)
HOSTILE = {
    "PYTHONINSPECT": "1",
    "PYTHONSTARTUP": "/elsewhere/start.py",
    "PYTHONBREAKPOINT": "os.system",
    "LD_LIBRARY_PATH": "/elsewhere",
    "POSTIL_REVIEWER": "boss",
    "POSTIL_LIBRARY": "/elsewhere",
    "TEXTUAL_LOG": "/elsewhere/textual.log",
    "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
    "EDITOR": "sh",
    "BROWSER": "sh",
    "DISPLAY": ":0",
    "SSH_AUTH_SOCK": "/elsewhere/agent",
}


def notes(server: Server) -> dict[str, str]:
    """Return who wrote which note."""
    found = server.dossier.records.values()
    return {one.text: one.author for one in found if isinstance(one, Note) and not one.deleted}


def ended(server: Server) -> Callable[[], bool]:
    """Return what tells whether no session is at work any more."""
    return lambda: not server.processes()


def read(terminal: Terminal) -> None:
    """Open the one article of the library."""
    terminal.sees("The new bridge", "1 article")
    terminal.type("\r")
    terminal.sees("CLAIMS" if "CLAIMS" in terminal.text else "The bridge over the Kade")


def test_a_reviewer_reads_and_annotates_under_the_name_of_the_key(server: Server) -> None:
    hostile = [word for name in HOSTILE for word in ("-o", f"SendEnv={name}")]
    with server.log_in("bram", "-A", "-X", *hostile, environment=HOSTILE) as terminal:
        read(terminal)
        terminal.type("]aHello from a train\x1b")
        terminal.until(lambda: notes(server).get("Hello from a train") == "bram", "the note")
        [(process, environment)] = server.processes().items()
        assert environment.keys() <= {
            *("HOME", "USER", "LOGNAME", "PATH", "LANG", "TERM", "SSH_CONNECTION", "COLORTERM", "LC_CTYPE"),
        }
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        limits = Path(f"/proc/{process}/limits").read_text(encoding="utf-8")
        terminal.type("Q")
        assert terminal.end() == 0
    facts = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    ignored = int(facts["SigIgn"], 16)
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        assert ignored >> (number - 1) & 1, number
    assert facts["Umask"] == "0027"
    assert [line.split()[4] for line in limits.splitlines() if line.startswith("Max core file size")] == ["0"]
    assert b">>>" not in terminal.written


def test_a_client_that_is_killed_mid_note_finds_its_draft_again(server: Server) -> None:
    with server.log_in("anna") as terminal:
        read(terminal)
        terminal.type("]aHalf a thought")
        terminal.sees("Half a thought")
        # The line is gone without a word: the client cannot even say goodbye.
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.end()
        terminal.until(ended(server), "the end of the session on the server")
    with server.log_in("anna") as terminal:
        read(terminal)
        terminal.sees("unfinished")
        terminal.type("g")
        terminal.sees("Half a thought")
        terminal.type(" made whole\x1b")
        terminal.until(lambda: notes(server).get("Half a thought made whole") == "anna", "the note")
        terminal.type("Q")
        assert terminal.end() == 0


def test_keys_that_interrupt_neither_stop_the_start_nor_the_session(server: Server) -> None:
    with server.log_in("anna") as terminal:
        # From its first line on; until it has the screen, the terminal makes signals of these keys.
        terminal.until(lambda: bool(server.processes("anna")), "the fresh start")
        terminal.type("\x03\x1c\x1a" * 5)
        terminal.sees("1 article")
        terminal.type("\x1a\x03\x1c")
        read(terminal)
        terminal.type("Q")
        assert terminal.end() == 0
    assert b"Traceback" not in terminal.written


def test_what_leads_out_of_the_library_is_closed(server: Server) -> None:
    with server.log_in("anna") as terminal:
        read(terminal)
        terminal.type("X")
        terminal.sees("no files")
        terminal.type("]e")
        terminal.sees("Your claim")
        terminal.type("\x1b")
        # Together with the next key, Esc would be Alt.
        terminal.until(lambda: not terminal.shows("Your claim"), "the end of the editor")
        terminal.type("Q")
        assert terminal.end() == 0
    assert COSTS in server.dossier.text


def test_two_at_one_claim_see_each_other_and_what_each_writes(server: Server) -> None:
    with server.log_in("anna", size=WIDE) as anna, server.log_in("bram", size=WIDE) as bram:
        anna.sees("1 article")
        read(bram)
        bram.type("]")
        anna.sees("now: bram")
        read(anna)
        bram.sees("anna is reading")
        anna.type("]")
        anna.sees("bram is here")
        bram.sees("anna is here")
        bram.type("]")
        anna.sees("bram at claim 2")
        bram.type("[aFrom bram\x1b")
        anna.sees("From bram")
        anna.type("aFrom anna\x1b")
        bram.sees("From anna")
        bram.until(partial(bram.shows, "saved"), "the end of the save")
        bram.type("q")
        anna.until(lambda: not anna.shows("bram is here"), "bram's leave")
        for terminal in (anna, bram):
            terminal.type("Q")
            assert terminal.end() == 0
    assert notes(server) == {"From bram": "bram", "From anna": "anna"}


def test_one_session_that_hangs_holds_nobody_up(server: Server) -> None:
    with server.log_in("anna") as anna, server.log_in("bram", size=WIDE) as bram:
        read(anna)
        anna.type("]aAnna is writing")
        anna.sees("Anna is writing")
        anna.until(lambda: bool(server.desk("anna").keys("draft-")), "the draft")
        read(bram)
        bram.type("]")
        bram.sees("anna is here")
        [hanging] = server.processes("anna")
        os.kill(hanging, signal.SIGSTOP)
        bram.type("aBram goes on\x1b")
        bram.until(lambda: notes(server).get("Bram goes on") == "bram", "the note")
        # Whoever hangs is there still.
        bram.sees("saved", "anna is here")
        os.kill(hanging, signal.SIGKILL)
        bram.until(lambda: not bram.shows("anna is here"), "the end of anna's session")
        bram.type("Q")
        assert bram.end() == 0
        anna.end()
    # What was typed before is kept.
    desk = server.desk("anna")
    assert any("Anna is writing" in str(desk.recall(key)) for key in desk.keys("draft-"))
