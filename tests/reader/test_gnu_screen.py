"""The program within GNU screen: it shows, hands copies on, and goes."""

from __future__ import annotations

import base64
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reader.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

SCREEN = shutil.which("screen") or ""
pytestmark = pytest.mark.skipif(not SCREEN, reason="GNU screen is not installed")

LONG = "The bridge over the Kade cost 14 million euros" + ", and then some more" * 20
DRAFT = f"# The new bridge\n\n{LONG}. It took two years.\n"


@pytest.fixture
def sockets() -> Iterator[str]:
    """Return a folder for its sockets: their paths are short, a test's folder is not."""
    folder = tempfile.mkdtemp(prefix="postil-")
    Path(folder).chmod(0o700)
    yield folder
    shutil.rmtree(folder)


def test_within_gnu_screen_it_shows_copies_and_goes(tmp_path: Path, sockets: str) -> None:
    (tmp_path / "bridge.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "screenrc").write_text("startup_message off\nvbell off\n", encoding="utf-8")
    program = (SCREEN, "-U", "-c", str(tmp_path / "screenrc"), sys.executable, "-m", "reader.cli")
    with Terminal(
        "bridge.md", home=tmp_path, size=(100, 30), program=program, answers={}, SCREENDIR=sockets
    ) as terminal:
        terminal.sees("The new bridge", "14 million", "│")
        terminal.type(")c")
        terminal.sees("CLAIM 1 of 1")
        rows = [row.rstrip() for row in terminal.rows]
        assert any(row.endswith("○ open") for row in rows)
        assert not any(sign in terminal.text for sign in ("[?", "2026", "2048", "\ufffd"))
        terminal.type("y")
        terminal.sees("through GNU screen")
        # It comes out as one copy, whatever it was cut into on its way.
        terminal.until(
            lambda: bool(re.search(rb"\x1b\]52;c;[A-Za-z0-9+/=]+\x07", terminal.written)), "the copy"
        )
        terminal.type("q")
        assert terminal.end() == 0
    [copied] = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", terminal.written)
    assert LONG in base64.b64decode(copied).decode()
