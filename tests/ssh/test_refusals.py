"""What a key of a review desk does not open, asked of a real OpenSSH closed_server."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.ssh.server import HOST, PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ssh.server import Server


def test_list_show_and_export_answer(closed_server: Server) -> None:
    assert "The new bridge" in closed_server.ask("anna", "list").stdout
    assert (
        "The bridge over the Kade cost" in closed_server.ask("anna", f"show {closed_server.article}").stdout
    )
    exported = closed_server.ask("anna", f"export {closed_server.article[:8]} markdown footnotes")
    assert (exported.returncode, exported.stdout[:4]) == (0, "---\n")


@pytest.mark.parametrize(
    "words",
    [
        "list; id",
        "show /etc/passwd",
        "export x docx -o /tmp/x",
        "\x1b]0;x\x07" + "x" * 5000,
    ],
)
def test_anything_else_is_refused_in_a_line(closed_server: Server, words: str) -> None:
    answer = closed_server.ask("anna", words)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1
    assert answer.stderr.startswith("postil: ")
    assert "cannot be asked for here" in answer.stderr
    assert "\x1b" not in answer.stderr


def test_an_article_that_the_library_has_not_is_told_so(closed_server: Server) -> None:
    answer = closed_server.ask("anna", "show passwd")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "passwd" in answer.stderr


def copying(server: Server, program: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a program that copies files by way of ssh."""
    return subprocess.run(
        [program, *server.options("anna"), *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("old", [(), ("-O",)], ids=["by-sftp", "by-scp"])
def test_no_file_is_copied(closed_server: Server, tmp_path: Path, old: tuple[str, ...]) -> None:
    taken = tmp_path / "taken"
    assert copying(closed_server, "scp", *old, f"{HOST}:/etc/hostname", str(taken)).returncode
    assert not taken.exists()


def test_no_connection_is_passed_on(closed_server: Server) -> None:
    # -W asks for a connection from the server to anywhere, as -L and -D do; -R for one back.
    forward = closed_server.ask("anna", options=("-W", f"127.0.0.1:{closed_server.port}"))
    assert forward.returncode
    assert "SSH-2.0" not in forward.stdout
    back = ("-N", "-R", "0:127.0.0.1:9", "-o", "ExitOnForwardFailure=yes")
    assert "forwarding failed" in closed_server.ask("anna", options=back).stderr


def test_without_a_terminal_that_can_show_it_there_is_no_screen(closed_server: Server) -> None:
    with closed_server.log_in("anna", environment={"TERM": "dumb"}) as terminal:
        assert terminal.end() == 2
    assert b"no screen can be shown" in terminal.written
    assert len(terminal.written.strip().splitlines()) == 1
    answer = closed_server.ask("anna", options=("-T",))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "this is not a terminal" in answer.stderr
