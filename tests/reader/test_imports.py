"""What is loaded when nothing is to be seen: a headless command must not wait for Textual."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

# Imports the named modules one by one; names the first that brings in a toolkit, and which.
WATCH = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
    loaded = {"textual", "rich"} & set(sys.modules)
    if loaded:
        sys.exit(f"{name} loads {sorted(loaded)}")
"""


def dotted(path: Path) -> str:
    """Return the name by which the file at `path` is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def headless_modules() -> dict[str, list[str]]:
    """Return the modules that must do without a screen, by the room they are in."""
    rooms = {
        "articles": (ROOT / "articles").rglob("*.py"),
        "annotations": (ROOT / "annotations").rglob("*.py"),
        "reader.cli": (ROOT / "reader").glob("cli.py"),
        "reader.commands": (ROOT / "reader" / "commands").rglob("*.py"),
    }
    named = {room: sorted(dotted(path) for path in paths) for room, paths in rooms.items()}
    return {room: modules for room, modules in named.items() if modules}


@pytest.mark.parametrize(("room", "modules"), headless_modules().items(), ids=headless_modules())
def test_a_headless_room_loads_neither_textual_nor_rich(room: str, modules: list[str]) -> None:
    watched = subprocess.run(
        [sys.executable, "-c", WATCH, *modules], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (watched.returncode, watched.stderr) == (0, ""), room


def test_the_watch_notices_a_toolkit() -> None:
    watched = subprocess.run(
        [sys.executable, "-c", WATCH, "json", "rich.text"], capture_output=True, text=True, check=False
    )
    assert watched.returncode == 1
    assert "rich.text loads ['rich']" in watched.stderr
