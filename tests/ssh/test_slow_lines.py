"""A reviewer at the end of a slow line, which goes dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Note
from tests.ssh.line import Line
from tests.ssh.server import Server

if TYPE_CHECKING:
    from pathlib import Path

WATCHFUL = "ClientAliveInterval 1\nClientAliveCountMax 2\n"
"""As docs/ssh.md has it, but in seconds, not minutes; an answer takes a fifth of one."""


def test_over_a_slow_line_one_works_and_where_it_goes_dead_nothing_is_lost(
    openssh: None, tmp_path: Path
) -> None:
    del openssh
    with Server(tmp_path, more=WATCHFUL) as server, Line(server.port) as line:
        server.port = line.port
        with server.log_in("anna") as terminal:
            terminal.sees("The new bridge")
            terminal.type("\r")
            terminal.sees("The bridge over the Kade")
            # Keys that are held, and arrows among letters: all are carried out, in order.
            terminal.type("j" * 20 + "k" * 20 + "]aSlow\x1b[D\x1b[D\x1b[Dx but sure")
            terminal.sees("Sx but surelow")
            terminal.type("\x1b")
            terminal.until(lambda: texts(server) == {"Sx but surelow"}, "the note")
            terminal.type("]aInto the tunnel")
            terminal.sees("Into the tunnel")
            line.die()
            terminal.until(lambda: not server.processes(), "the end of the session on the server")
    [draft] = (desk.recall(key) for desk in [server.desk("anna")] for key in desk.keys("draft-"))
    assert "Into the tunnel" in str(draft)


def texts(server: Server) -> set[str]:
    """Return what was noted."""
    return {one.text for one in server.dossier.records.values() if isinstance(one, Note)}
