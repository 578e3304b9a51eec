"""What is loaded when nothing is to be seen: a headless command must not wait for Textual."""

from __future__ import annotations

import importlib
import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from articles.patterns import Uncompiled

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


def loaded_by(home: Path, *words: str) -> set[str]:
    """Return the modules that a command imports, run as a process of its own."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LOGNAME": "anna", "LANG": "C.UTF-8"}
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "reader.cli", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    told = (line.rpartition("|")[2].strip() for line in ran.stderr.splitlines() if "|" in line)
    return set(told)


def test_a_file_that_did_not_change_is_not_parsed_again(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("# The bridge\n\nIt cost 14 million.\n", encoding="utf-8")
    assert "markdown_it" in loaded_by(tmp_path, "show", str(draft))
    assert "markdown_it" not in loaded_by(tmp_path, "show", str(draft))
    draft.write_text("# The bridge\n\nIt cost 15 million.\n", encoding="utf-8")
    assert "markdown_it" in loaded_by(tmp_path, "show", str(draft))


def test_short_commands_load_nothing_that_takes_long(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("# The bridge\n\nIt cost 14 million.\n", encoding="utf-8")
    loaded_by(tmp_path, "claim", str(draft), "--quote", "14 million")
    heavy = {"asyncio", "importlib.metadata", "markdown_it", "tinydb", "tomllib", "difflib", "email"}
    # Each takes longer to import than the command has work: what they are for goes without them.
    heavy |= {"dataclasses", "inspect", "_hashlib", "locale", "pathlib", "urllib.parse", "random", "shutil"}
    for words in (["list"], ["show", str(draft)], ["export", str(draft)]):
        assert not heavy & loaded_by(tmp_path, *words), words


def test_every_pattern_that_waits_for_its_first_use_can_be_compiled() -> None:
    patterns = {
        f"{module}.{name}": value
        for module in itertools.chain.from_iterable(headless_modules().values())
        for name, value in vars(importlib.import_module(module)).items()
        if isinstance(value, Uncompiled)
    }
    assert len(patterns) > 100
    for name, one in patterns.items():
        assert one.pattern, name
