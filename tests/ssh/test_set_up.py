"""The set-up as the documents have it: the server takes it, and it lets reviewers in and nobody further."""

from __future__ import annotations

import getpass
import os
import re
import shlex
import signal
from pathlib import Path

from tests.reader.terminal import ROOT
from tests.ssh.server import KEY_LINE, Server

DOCUMENT = (ROOT / "docs" / "ssh.md").read_text(encoding="utf-8")
DEFAULT_COMMAND = "postil ssh-session --library /srv/desk/library --as anna"


def test_the_settings_of_the_document_let_reviewers_in(openssh: None, tmp_path: Path) -> None:
    del openssh
    found = re.search(r"^(Match User desk\n(?: {4}.*\n)+)", DOCUMENT, re.MULTILINE)
    assert found is not None
    settings = found[1].replace("User desk", f"User {getpass.getuser()}")
    settings = settings.replace("/etc/ssh/authorized_keys/%u", f"{tmp_path}/authorized_keys")
    with Server(tmp_path, more=settings) as server:
        assert "The new bridge" in server.ask("anna", "list").stdout
        assert server.ask("anna", "id").returncode == 2
        with server.log_in("bram") as terminal:
            terminal.sees("1 article")
            terminal.type("Q")
            assert terminal.end() == 0


def test_the_line_of_a_key_is_the_one_that_is_tried() -> None:
    assert KEY_LINE.format(command=DEFAULT_COMMAND, key="ssh-ed25519 AAAAC3Nza… anna") in DOCUMENT


def test_a_line_that_ignores_signals_from_the_first_moment_works_as_well(server: Server) -> None:
    found = re.search(r"command=\"(trap .*?; exec )/opt/postil/bin/python (-I -m reader.cli)", DOCUMENT)
    assert found is not None
    keys = server.folder / "authorized_keys"
    lines = keys.read_text(encoding="utf-8").replace('command="', f'command="{found[1]}')
    keys.write_text(lines, encoding="utf-8")
    with server.log_in("anna") as terminal:
        terminal.sees("1 article")
        terminal.type("Q")
        assert terminal.end() == 0


def test_sessions_are_ended_as_the_document_says_and_the_terminal_is_given_back(server: Server) -> None:
    found = re.search(r"pkill -u desk (-f -- .*)", DOCUMENT)
    assert found is not None
    keys = server.folder / "authorized_keys"
    # Some shells stay while the program runs; with more to do after it, all do.
    lines = keys.read_text(encoding="utf-8").replace('",restrict', '; exit $?",restrict')
    keys.write_text(lines, encoding="utf-8")
    with server.log_in("anna") as terminal:
        terminal.sees("1 article")
        [process] = server.processes("anna")
        shell = int(Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        # Matched as pkill does, which not every host has: against the words with spaces between them.
        pattern = shlex.split(found[1])[-1]
        lines_of = [Path(f"/proc/{one}/cmdline").read_bytes().decode() for one in (process, shell)]
        named = [bool(re.search(pattern, line.strip("\0").replace("\0", " "))) for line in lines_of]
        assert named == [True, False]
        os.kill(process, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
    assert b"\x1b[?1049l" in terminal.written
