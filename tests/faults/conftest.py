"""Where libraries are broken: in memory where there is room, since a thousand saves wait for a disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of a random name is made in it


@pytest.fixture
def quick_path(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in memory where the system has one: the order of calls is tested, not the disk."""
    if not (_MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=_MEMORY, prefix="postil-") as folder:
        yield Path(folder)
