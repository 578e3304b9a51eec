"""Indexes that nobody uses any more are thrown away."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from annotations.indexing.index import Index
from annotations.indexing.sweeping import UNUSED, sweep

if TYPE_CHECKING:
    from pathlib import Path


def aged(path: Path, seconds: float, than: Path) -> Path:
    """Make a file that was last used so long before another one was."""
    path.touch()
    when = than.stat().st_mtime - seconds
    os.utime(path, (when, when))
    return path


def test_what_was_not_asked_for_long_goes_and_the_rest_stays(tmp_path: Path) -> None:
    used = tmp_path / "used.sqlite"
    used.touch()
    old = aged(tmp_path / "old.sqlite", UNUSED + 60, used)
    journal = aged(tmp_path / "old.sqlite-journal", UNUSED + 60, used)
    young = aged(tmp_path / "young.sqlite", UNUSED - 60, used)
    other = aged(tmp_path / "notes.txt", UNUSED + 60, used)
    sweep(used)
    assert [old.exists(), journal.exists(), young.exists(), other.exists()] == [False, False, True, True]


def test_an_index_that_is_asked_is_used(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    Index(str(path)).close()
    os.utime(path, (0, 0))
    Index(str(path)).close()
    assert path.stat().st_mtime > UNUSED


def test_where_nothing_can_be_looked_at_nothing_happens(tmp_path: Path) -> None:
    sweep(tmp_path / "gone" / "used.sqlite")
    (tmp_path / "kept.sqlite").touch()
    sweep(tmp_path / "gone.sqlite")
    assert (tmp_path / "kept.sqlite").exists()
