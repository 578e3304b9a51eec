"""Eight reviewers at one article at once, one of whose sessions hangs: it holds nobody up."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from annotations.model import Note
from tests.ssh.server import Server

if TYPE_CHECKING:
    from pathlib import Path

REVIEWERS = ("anna", "bram", "cato", "daan", "ella", "finn", "gijs", "hanna")


def notes(server: Server) -> dict[str, str]:
    """Return what each has written."""
    return {one.author: one.text for one in server.dossier.records.values() if isinstance(one, Note)}


def has_written(server: Server, reviewer: str) -> bool:
    """Tell whether a reviewer's note is in the library."""
    return notes(server).get(reviewer) == f"From {reviewer}"


def test_seven_go_on_while_the_eighth_hangs(openssh: None, tmp_path: Path) -> None:
    del openssh
    with ExitStack() as stack:
        server = stack.enter_context(Server(tmp_path, reviewers=REVIEWERS))
        terminals = {one: stack.enter_context(server.log_in(one, size=(130, 45))) for one in REVIEWERS}
        for terminal in terminals.values():
            terminal.sees("1 article")
            terminal.type("\r")
            terminal.sees("CLAIMS")
            terminal.type("]")
        hanging, *others = REVIEWERS
        terminals[hanging].type("aNever to be finished")
        terminals[hanging].sees("Never to be finished")
        [process] = server.processes(hanging)
        os.kill(process, signal.SIGSTOP)
        for one in others:
            terminals[one].type(f"aFrom {one}\x1b")
        for one in others:
            terminals[one].until(partial(has_written, server, one), f"{one}'s note")
        # They see each other's work, in whatever order it came, and that whoever hangs is there still.
        terminals["bram"].sees("From cato", "is here, ", "+5")
        os.kill(process, signal.SIGKILL)
        terminals["bram"].sees("+4")
        for one in others:
            terminals[one].type("Q")
            assert terminals[one].end() == 0
    assert notes(server) == {one: f"From {one}" for one in others}
