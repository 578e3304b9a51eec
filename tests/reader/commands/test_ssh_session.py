"""`postil ssh-session` as a process: what a forced command answers where there is no server about it."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest

from reader.capabilities import RESTRICTED
from reader.commands import ssh_session
from reader.config import Config, Loaded
from reader.opening import Opening
from tests.reader.terminal import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DRAFT = "# The bridge\n\nIt cost \x1b]0;x\x07 14 million euros.\n"


def asked(home: Path, words: str | None, *line: str) -> subprocess.CompletedProcess[str]:
    """Return what the program answers to a client that asks for `words`; `line` stands in the key's line."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    if words is not None:
        environment["SSH_ORIGINAL_COMMAND"] = words
    given = line or ("--library", str(home / "library"), "--as", "anna")
    return subprocess.run(
        [sys.executable, "-m", "reader.cli", "ssh-session", *given],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "bridge.md").write_text(DRAFT, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "reader.cli", "--library", "library", "--as", "anna", "add", "bridge.md"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    return tmp_path


def test_what_may_be_asked_is_answered_and_no_file_of_that_name_is_opened(home: Path) -> None:
    listed = asked(home, "list")
    assert (listed.returncode, "The bridge" in listed.stdout) == (0, True)
    shown = asked(home, "show the-bridge")
    assert (shown.returncode, "14 million" in shown.stdout) == (0, True)
    (home / "secret").write_text("# Secret", encoding="utf-8")
    missing = asked(home, "show secret")
    assert (missing.returncode, missing.stdout) == (1, "")


@pytest.mark.parametrize("name", ["markdown", "html", "csv", "jsonld"])
def test_an_export_through_a_pipe_obeys_no_terminal_either(home: Path, name: str) -> None:
    exported = asked(home, f"export the-bridge {name}")
    assert exported.returncode == 0
    assert "\x1b" not in exported.stdout
    assert "\r" not in exported.stdout


def test_a_word_too_many_is_refused_in_a_line(home: Path) -> None:
    refused = asked(home, "list --json")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert len(refused.stderr.splitlines()) == 1


def test_without_a_terminal_the_screen_is_refused(home: Path) -> None:
    refused = asked(home, None)
    assert refused.returncode == 2
    assert "this is not a terminal" in refused.stderr


def test_a_library_that_is_missing_is_not_made(home: Path) -> None:
    refused = asked(home, "list", "--library", str(home / "typo"), "--as", "anna")
    assert refused.returncode == 1
    assert not (home / "typo").exists()


@pytest.mark.parametrize(
    "line", [("--as", "anna"), ("--library", "library"), ("--as", "../x", "--library", "x")]
)
def test_a_key_s_line_that_does_not_say_who_and_where_is_refused(home: Path, line: tuple[str, ...]) -> None:
    refused = asked(home, "list", *line)
    assert refused.returncode in {1, 2}
    assert refused.stdout == ""


@pytest.fixture
def opening(home: Path) -> Callable[[str], Opening]:
    """Return what opens the library for a client that asks for something, in this process."""
    config = Config(library=str(home / "library"), reviewer="anna")

    def open_for(words: str) -> Opening:
        return Opening(Loaded(config, str(home / "x.toml")), {"SSH_ORIGINAL_COMMAND": words, "TERM": "xterm"})

    return open_for


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("list", "The bridge"),
        ("show the-b", "14 million"),
        ("export the-b csv", "claim"),
        ("export the-b html", "<"),
    ],
)
def test_each_word_does_what_it_says(
    opening: Callable[[str], Opening], capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    given = Namespace(library="library", reviewer="anna")
    assert ssh_session.run(given, opening(words)) == 0
    assert told in capsys.readouterr().out


def test_the_screen_has_a_session_that_may_do_nothing_outside(
    opening: Callable[[str], Opening], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Opening] = []

    def run(one: Opening) -> int:
        opened.append(one)
        return 0

    monkeypatch.setattr("reader.commands.read.screen_refusal", lambda _: "")
    monkeypatch.setattr("reader.running.run_library", run)
    assert ssh_session.run(Namespace(library="library", reviewer="anna"), opening("")) == 0
    assert opened[0].capabilities is RESTRICTED
