"""The program itself in real terminals: keys at once, odd terminals, hang-up."""

from __future__ import annotations

import base64
import json
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.reader.terminal import ROOT, Terminal

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = """\
# The new bridge

The bridge over the Kade cost 14 million euros, says the mayor. It took two years to build.

„Some 2.300 people cross it every day”, says the city. The old bridge saw 900 a day.
"""
NOTE = "Hello"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "bridge.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def postil(home: Path, *words: str) -> str:
    """Return what a command prints."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LOGNAME": "anna", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "reader.cli", *words],
        cwd=home,
        env={**environment, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def shown(home: Path) -> dict[str, list[dict[str, object]]]:
    """Return the article with everything said about it."""
    found: dict[str, list[dict[str, object]]] = json.loads(postil(home, "show", "bridge.md", "--json"))
    return found


def test_a_note_typed_before_the_first_paint_is_kept(home: Path) -> None:
    with Terminal("bridge.md", home=home) as terminal:
        # All at once, while the program has not even been imported; the last Escape ends the note.
        terminal.type(f")ca{NOTE}\x1b")
        # What is saved first is the claim; that the note is shows in the panel.
        terminal.sees("CLAIM 1 of 1", "just now", NOTE)
        terminal.type("q")
        assert terminal.end() == 0
    assert NOTE in postil(home, "show", "bridge.md")
    [claim] = shown(home)["claims"]
    assert str(claim["text"]).startswith("The bridge over the Kade")


def test_keys_sent_one_after_another_do_the_same(home: Path) -> None:
    with Terminal("bridge.md", home=home, size=(120, 40)) as terminal:
        terminal.sees("The new bridge", "c makes one")
        terminal.type(")")
        terminal.type("c")
        terminal.sees("CLAIM 1 of 1")
        terminal.type("rs")
        terminal.sees("supported: e gives the reason")
        terminal.type("y")
        terminal.sees("sent to your terminal")
        terminal.until(lambda: b"\x1b]52;c;" in terminal.written, "the copy")
        terminal.type("Q")
        assert terminal.end() == 0
    [copied] = re.findall(rb"\x1b]52;c;([^\x07\x1b]+)", terminal.written)
    assert base64.b64decode(copied).decode().startswith("“The bridge over the Kade")


def editor_that_writes_more(home: Path) -> str:
    """Return the command of an editor that repeats the last row behind the word more."""
    editor = home / "editor"
    editor.write_text('#!/bin/sh\necho "more $(tail -n 1 "$1")" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o700)
    return str(editor)


def test_keys_are_heard_again_after_each_visit_to_an_editor(home: Path) -> None:
    with Terminal("bridge.md", home=home, EDITOR=editor_that_writes_more(home)) as terminal:
        terminal.sees("The new bridge")
        terminal.type(f")a{NOTE}\x1b")
        terminal.sees("saved")
        terminal.type("e")
        terminal.sees(f"more {NOTE}")
        terminal.type("e")
        terminal.sees(f"more more {NOTE}")
        terminal.type("Q")
        assert terminal.end() == 0
    assert f"more more {NOTE}" in postil(home, "show", "bridge.md")


def test_what_is_typed_before_an_editor_has_come_is_no_command_once_it_has_gone(home: Path) -> None:
    with Terminal("bridge.md", home=home, EDITOR=editor_that_writes_more(home)) as terminal:
        terminal.sees("The new bridge")
        terminal.type(f")a{NOTE}\x1b")
        terminal.sees("saved")
        terminal.type("eDD")
        terminal.sees(f"more {NOTE}")
        terminal.type("Q")
        assert terminal.end() == 0
    assert f"more {NOTE}" in postil(home, "show", "bridge.md")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_draft_kept(home: Path, number: signal.Signals) -> None:
    with Terminal("bridge.md", home=home) as terminal:
        terminal.sees("The new bridge")
        terminal.type(")caHalf a thought")
        terminal.sees("Half a thought")
        os.kill(terminal.pid, number)
        terminal.end()
    with Terminal("bridge.md", home=home) as terminal:
        terminal.sees("unfinished: Note on claim 1")
        terminal.type("g")
        terminal.sees("Half a thought")
        terminal.type("\x1b")
        terminal.sees("saved")
        terminal.type("q")
        assert terminal.end() == 0
    [claim] = shown(home)["claims"]
    assert "Half a thought" in json.dumps(claim["notes"])


def test_a_closed_terminal_ends_it_with_the_draft_kept(home: Path) -> None:
    with Terminal("bridge.md", home=home) as terminal:
        terminal.sees("The new bridge")
        terminal.type(")caHalf a thought")
        terminal.sees("Half a thought")
        terminal.hang_up()
        terminal.end()
    with Terminal("bridge.md", home=home) as terminal:
        terminal.sees("unfinished: Note on claim 1")


def test_a_resized_terminal_is_filled_anew(home: Path) -> None:
    with Terminal("bridge.md", home=home, size=(120, 40)) as terminal:
        terminal.sees("The new bridge")
        terminal.resize(60, 20)
        terminal.until(lambda: "CLAIMS" not in terminal.text, "the article alone")
        terminal.sees("The new bridge", "14 million")
        terminal.type("q")
        assert terminal.end() == 0


def test_the_doctor_shows_the_colours_of_the_page_to_be_told_apart(home: Path) -> None:
    with Terminal("doctor", home=home) as terminal:
        terminal.sees("article", "supports", "refutes", "qualifies")
        assert terminal.end() == 0
    assert len(set(re.findall(rb"38;5;(\d+)", terminal.written))) > 3
    with Terminal("doctor", home=home, NO_COLOR="1") as terminal:
        assert terminal.end() == 0
    assert not re.search(rb"\x1b\[[\d;]*m", terminal.written)
