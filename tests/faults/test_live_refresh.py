"""What other sessions write comes on the screen by itself, whatever else is typed meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.reader.terminal import ROOT, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHANGES = 5


@pytest.fixture
def postil(tmp_path: Path) -> Callable[..., str]:
    """Return what runs a command in a process of its own, on one library, and returns what it printed."""

    def run(*words: str, by: str = "anna") -> str:
        ran = subprocess.run(
            [sys.executable, "-m", "reader.cli", "--as", by, *words],
            env={
                **{name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")},
                "PATH": os.environ["PATH"],
                "HOME": str(tmp_path),
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(ROOT),
            },
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return ran.stdout.strip()

    return run


def test_every_change_of_another_session_comes_on_the_screen_and_no_draft_is_touched(
    tmp_path: Path, postil: Callable[..., str]
) -> None:
    (tmp_path / "bridge.md").write_text("# The bridge\n\nIt cost 14 million euros.\n", encoding="utf-8")
    claim = postil("claim", "bridge.md", "--quote", "14 million")
    note = postil("note", claim, "Change 0 of a colleague.", by="bram").split()[-1]
    with Terminal("--as", "anna", "bridge.md", home=tmp_path, size=(120, 40)) as anna:
        anna.sees("14 million")
        anna.type("]")
        anna.sees("Change 0 of a colleague.")
        anna.type("aHalf a ")
        anna.sees("Half a")
        for number in range(1, CHANGES + 1):
            # Over the screen it is read from the files again, as any other program's change would be.
            postil("edit", note, "--text", f"Change {number} of a colleague.", by="bram")
            anna.sees(f"Change {number} of a colleague.")
            anna.type(f"{number}")
        anna.sees("Half a 12345")
        anna.type("\x1b")
        anna.sees("saved")
        # One's own session elsewhere is another session, too.
        postil("review", claim, "--verdict", "supported")
        anna.sees("supported")
        anna.type("Q")
        assert anna.end() == 0
    assert "Half a 12345" in postil("show", "bridge.md")
