"""A long last commit is gone through once, and again whenever anything was changed since."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from annotations.stores.tinydb.disk import Disk
from annotations.stores.tinydb.opening import open_store
from annotations.stores.tinydb.settled import LONG, NAME
from tests.contracts.worlds import ARTICLE, FolderWorld, a_note, save

if TYPE_CHECKING:
    from pathlib import Path

    from annotations.stores.tinydb.store import FolderStore


class Listening(Disk):
    """Hears which files are opened."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        self.opened.append(path.rpartition("/")[2])
        return super().open(path, flags, mode)


@pytest.fixture
def world(tmp_path: Path) -> FolderWorld:
    return FolderWorld(tmp_path)


def opened(world: FolderWorld, disk: Disk | None = None) -> FolderStore:
    return open_store(str(world.folder), "anna", clock=world.clock, ids=world.ids, disk=disk)


def own(world: FolderWorld) -> Path:
    return world.folder / "records" / "anna"


def count(world: FolderWorld) -> int:
    return len(opened(world).records(ARTICLE).records)


def reads_journal(world: FolderWorld) -> bool:
    disk = Listening()
    opened(world, disk)
    return any(name.endswith(".jsonl") for name in disk.opened)


def test_a_long_commit_that_was_finished_is_not_gone_through(world: FolderWorld) -> None:
    save(opened(world), *(a_note("anna") for _ in range(LONG)))
    assert not reads_journal(world)
    save(opened(world), a_note("anna"))
    assert [reads_journal(world) for _ in range(2)] == [True, True]
    assert count(world) == LONG + 1


def test_a_copy_of_a_library_need_not_be_gone_through_either(world: FolderWorld, tmp_path: Path) -> None:
    save(opened(world), *(a_note("anna") for _ in range(LONG)))
    opened(world)
    copy = FolderWorld(tmp_path / "copy")
    shutil.copytree(world.folder, copy.folder)
    assert not reads_journal(copy)


def test_a_long_commit_of_which_nothing_is_remembered_is_gone_through_once(world: FolderWorld) -> None:
    save(opened(world), *(a_note("anna") for _ in range(LONG)))
    (own(world) / "journal" / NAME).unlink()
    assert [reads_journal(world) for _ in range(3)] == [True, False, False]


@pytest.mark.parametrize("is_there", [True, False])
def test_an_older_file_in_the_place_of_a_newer_one_is_brought_up_to_date(
    world: FolderWorld, *, is_there: bool
) -> None:
    save(opened(world), a_note("anna"))
    before = (own(world) / f"{ARTICLE}.json").read_bytes()
    save(opened(world), *(a_note("anna") for _ in range(LONG)))
    opened(world)
    assert (own(world) / "journal" / NAME).exists()
    if is_there:
        (own(world) / f"{ARTICLE}.json").write_bytes(before)
    else:
        (own(world) / f"{ARTICLE}.json").unlink()
    assert count(world) >= LONG


@pytest.mark.parametrize(
    "mark",
    [b"", b"[]", b"{}", b'{"journal": {}, "files": {}}', b'{"journal": 1, "files": {"a\\u0000": [1, 2]}}'],
)
def test_a_mark_that_says_nothing_is_not_believed(world: FolderWorld, mark: bytes) -> None:
    save(opened(world), *(a_note("anna") for _ in range(LONG)))
    (own(world) / "journal" / NAME).write_bytes(mark)
    assert reads_journal(world)
    assert not reads_journal(world)


def test_where_nothing_can_be_written_a_long_commit_is_gone_through_again(world: FolderWorld) -> None:
    save(opened(world), *(a_note("anna") for _ in range(LONG)))

    class Full(Disk):
        def replace(self, old: str, new: str) -> None:
            raise OSError(28, f"No space left on device for {old}", new)

    (own(world) / "journal" / NAME).unlink()
    opened(world, Full())
    assert reads_journal(world)
    assert not list((own(world) / "journal").glob(".*.tmp"))
