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


_FORKS = "ignore:This process .* is multi-threaded:DeprecationWarning"
"""What is forked here writes files and ends; it waits for no lock that a thread of pytest's might hold."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings(_FORKS))


@pytest.fixture
def quick_path(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in memory where the system has one: the order of calls is tested, not the disk."""
    if not (_MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=_MEMORY, prefix="postil-") as folder:
        yield Path(folder)
