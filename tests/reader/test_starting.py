"""How the process ends: at once, with nothing lost."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.reader.terminal import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SAVING = """
import atexit, sys, threading
from pathlib import Path
from reader.starting import end_at_once

go = threading.Event()

def save():
    go.wait()
    Path(sys.argv[1]).write_text("saved")

class Unclosed:
    def __del__(self):
        print("taken apart")

unclosed = Unclosed()
unclosed.itself = unclosed
threading.Thread(target=save).start()
atexit.register(print, "told")
atexit.register(go.set)
threading._register_atexit(go.set)
print("said", end="")
print("complained", end="", file=sys.stderr)
end_at_once(7)
"""


def test_it_ends_when_what_saves_has_ended_and_all_that_was_said_is_out(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SAVING, tmp_path / "note"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (7, "saidtold\n", "complained")
    assert (tmp_path / "note").read_text(encoding="utf-8") == "saved"


def test_a_stream_that_nobody_reads_does_not_keep_it() -> None:
    code = "import sys\nfrom reader.starting import end_at_once\nsys.stdout = None\nend_at_once(3)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 3
