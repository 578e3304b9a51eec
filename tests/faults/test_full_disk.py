"""No room, no permission: a clear word, the old state intact, and the same save works once it is mended."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.errors import ReadOnly, StoreError
from annotations.stores.tinydb.disk import Disk
from annotations.stores.tinydb.opening import open_desk, open_store
from annotations.stores.tinydb.tables import parse
from tests.contracts.worlds import ARTICLE, FolderWorld, a_note, a_revision, save
from tests.faults.breaking import in_a_child

if TYPE_CHECKING:
    from annotations.store import Store

SOMEBODY = 54_321
"""A user id that nobody has; root may write everywhere, whatever the permissions say."""


def records_in(world: FolderWorld) -> set[str]:
    snapshot = world.open("reader").records(ARTICLE)
    assert snapshot.problems == ()
    return {record.id for record in snapshot.records}


def test_a_limit_on_the_size_of_files_leaves_the_old_state_and_no_stray(tmp_path: Path) -> None:
    world = FolderWorld(tmp_path)
    anna = world.open("anna")
    save(anna, a_note("anna"))
    tried = 0
    for limit in range(0, 6000, 500):
        before = records_in(world)
        more = a_note("anna", "x" * 6000)

        def limited(limit: int = limit, more: object = more) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            with pytest.raises(StoreError, match="no room"):
                save(anna, more)  # type: ignore[arg-type]
            with pytest.raises(StoreError, match="no room"):
                anna.add_revision(a_revision("y" * 6000), b"y" * 6000)

        assert in_a_child(limited) == 0
        assert records_in(world) == before
        assert not list(world.folder.rglob("*.tmp"))
        assert list(anna.articles()) == []
        save(anna, more)
        assert records_in(world) == {*before, more.id}
        tried += 1
    assert tried == 12


FILL = """
import sys
from pathlib import Path
from annotations.errors import StoreError
from tests.contracts.worlds import FolderWorld, a_note, a_revision, save
world = FolderWorld(Path(sys.argv[1]))
anna = world.open("anna")
saved = []
try:
    while True:
        note = a_note("anna", "A note of some length. " * 20)
        save(anna, note)
        saved.append(note.id)
except StoreError as error:
    assert "no room" in error.title, error
refused = 0
def note():
    save(anna, a_note("anna", "x" * 5000))
def article():
    anna.add_revision(a_revision(), b"z" * 9999)
for _ in range(20):
    for work in (note, article):
        try:
            work()
        except StoreError as error:
            assert "no room" in error.title, error
            refused += 1
snapshot = world.open("anna").records("on-bees-3f9a")
assert snapshot.problems == ()
assert {record.id for record in snapshot.records} >= set(saved)
assert not list(world.folder.rglob("*.tmp"))
print(len(saved), refused)
"""


def test_a_full_disk_of_64_kib_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    mounted = "mount -t tmpfs -o size=64k tmpfs {0} && exec {1} -c {2} {0}"
    if not shutil.which("unshare"):
        pytest.skip("there is no unshare to mount a small disk with")
    script = tmp_path / "fill.sh"
    quoted = "'" + FILL.replace("'", "'\\''") + "'"
    (tmp_path / "small").mkdir()
    script.write_text(mounted.format(tmp_path / "small", sys.executable, quoted))
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    can = subprocess.run(["unshare", "-mr", "true"], check=False, capture_output=True)
    if can.returncode:
        pytest.skip("mounting is not allowed here")
    done = subprocess.run(
        ["unshare", "-mr", "sh", script], check=False, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    saved, refused = map(int, done.stdout.split())
    assert saved > 5
    assert refused > 30


def test_a_folder_that_cannot_be_written_is_read_and_says_so(quick_path: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can become somebody else")
    world = FolderWorld(quick_path)
    note = a_note("anna")
    save(world.open("anna"), note)
    world.open("anna").add_revision(a_revision(), b"original")
    readable = [quick_path, world.folder, *world.folder.rglob("*")]
    for path in readable:
        path.chmod(0o755 if path.is_dir() else 0o644)

    def as_somebody() -> None:
        for reviewer in ("anna", "newcomer"):
            store = world.open(reviewer)
            assert "no permission" in store.read_only
            assert [record.id for record in store.records(ARTICLE).records] == [note.id]
            assert store.load(ARTICLE) == store.load(ARTICLE)
            for work in (
                partial(save, store, a_note(reviewer)),
                partial(store.add_revision, a_revision("Other."), b""),
                partial(world.desk(reviewer).keep, "draft", {"text": "not lost: it stays in the editor"}),
            ):
                with pytest.raises(ReadOnly, match="permission"):
                    work()
        with pytest.raises(ReadOnly, match="permission"):
            open_store(str(quick_path / "new"), "anna", clock=world.clock, ids=world.ids)

    assert in_a_child(as_somebody, user=SOMEBODY, group=SOMEBODY) == 0
    assert records_in(world) == {note.id}


def test_a_file_that_is_closed_to_its_owner_is_not_written_over(quick_path: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can become somebody else")
    world = FolderWorld(quick_path)
    quick_path.chmod(0o777)
    path = world.folder / "records" / "anna" / f"{ARTICLE}.json"
    notes = [a_note("anna"), a_note("anna")]

    def as_somebody() -> None:
        anna = world.open("anna")
        save(anna, notes[0])
        path.chmod(0)
        seen = world.open("anna").records(ARTICLE)
        assert [record.id for record in seen.records] == [notes[0].id]
        assert "denied" in seen.problems[0].what
        with pytest.raises(StoreError, match="cannot be read"):
            save(world.open("anna"), notes[1])
        path.chmod(0o600)
        save(anna, notes[1])

    assert in_a_child(as_somebody, user=SOMEBODY, group=SOMEBODY) == 0
    assert records_in(world) == {note.id for note in notes}
    assert len(parse(path.read_bytes())["notes"]) == 2


class DiskWithoutSecondNames(Disk):
    def link(self, old: str, new: str) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), old, None, new)


def test_a_file_system_without_hard_links_will_do(tmp_path: Path) -> None:
    world = FolderWorld(tmp_path)

    def fresh() -> Store:
        return open_store(
            str(world.folder), "anna", clock=world.clock, ids=world.ids, disk=DiskWithoutSecondNames()
        )

    first, second = a_note("anna"), a_note("anna")
    save(fresh(), first)
    save(fresh(), second)
    own = world.folder / "records" / "anna"
    assert len(list((own / "previous").iterdir())) == 1
    (own / f"{ARTICLE}.json").write_bytes(b"")
    assert {record.id for record in fresh().records(ARTICLE).records} == {first.id, second.id}
    assert [path.read_bytes() for path in own.glob("*.corrupt-*")] == [b""]
    texts = [a_revision("One."), a_revision("Two."), a_revision("One.")]
    assert [fresh().add_revision(one, number) for one, number in zip(texts, (b"1", b"2", b"3"), strict=True)]
    assert fresh().original(ARTICLE, texts[0].sha256) == b"3"
    assert len(fresh().entry(ARTICLE).revisions) == 3


def test_a_desk_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    world = FolderWorld(tmp_path)
    world.open("anna")
    desk = open_desk(str(world.folder), "anna")
    desk.keep("draft", {"text": "a"})
    state = world.folder / "records" / "anna" / "state"
    (state / "taken.json").mkdir()
    with pytest.raises(StoreError):
        desk.keep("taken", {})
    with pytest.raises(StoreError):
        desk.forget("taken")
    assert desk.recall("taken") is None
    assert not list(state.glob("*.tmp"))
