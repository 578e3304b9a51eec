"""What the folder of files can do beyond the contract of all stores."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.errors import StoreError
from annotations.stores.tinydb.disk import FOLDER, Disk
from annotations.stores.tinydb.files import is_fresh
from annotations.stores.tinydb.lock import locked
from annotations.stores.tinydb.opening import open_store
from annotations.stores.tinydb.tables import parse
from tests.contracts.worlds import ARTICLE, FolderWorld, a_claim, a_note, a_revision, a_source, edited, save
from tests.faults.breaking import FaultyDisk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotations.stores.tinydb.store import FolderStore


@pytest.fixture
def world(tmp_path: Path) -> FolderWorld:
    return FolderWorld(tmp_path)


def read_only_faults(call: Callable[..., object], name: str, args: Sequence[object]) -> object:
    """Fail in every call that would change anything."""
    if name in {"link", "replace", "write", "make_folder"}:
        raise OSError(errno.EROFS, "Read-only file system")
    return call(*args)


def opened(world: FolderWorld, reviewer: str = "anna", disk: Disk | None = None) -> FolderStore:
    return open_store(str(world.folder), reviewer, clock=world.clock, ids=world.ids, disk=disk)


def test_records_are_counted_by_article_and_table(world: FolderWorld) -> None:
    note = a_note("anna")
    save(opened(world), note, a_claim("anna"), a_source("anna"), a_note("anna", article="other-1"))
    save(opened(world), edited(note, deleted=True))
    save(opened(world, "ben"), a_note("ben"), a_note("ben", article=""))
    store = opened(world)
    expected = {
        "": {"sources": 1, "notes": 1},
        ARTICLE: {"claims": 1, "notes": 1},
        "other-1": {"notes": 1},
    }
    for _ in range(2):
        counts = store.counts()
        assert {article: {t: n for t, n in one.items() if n} for article, one in counts.items()} == expected
    save(opened(world, "ben"), a_claim("ben"))
    assert store.counts()[ARTICLE]["claims"] == 2


def test_damaged_and_double_files_are_counted_as_they_are_read(world: FolderWorld) -> None:
    note = a_note("anna")
    save(opened(world), note, a_note("anna", article="other-1"))
    own = world.folder / "records" / "anna"
    other = own / f"{ARTICLE}.sync-conflict-20260301-120000-ABCDEFG.json"
    other.write_bytes((own / f"{ARTICLE}.json").read_bytes())
    (own / "other-1.json").write_bytes(b"")
    counts = opened(world, "ben").counts()
    assert (counts[ARTICLE]["notes"], counts["other-1"]["notes"]) == (1, 1)


def test_counting_again_reads_no_file(world: FolderWorld) -> None:
    for number in range(5):
        save(opened(world), a_note("anna", article=f"article-{number}"))
        opened(world).add_revision(a_revision(article=f"article-{number}"), b"")
    for folder in (world.folder / "records" / "anna", *(world.folder / "articles").iterdir()):
        os.utime(folder, (0, 0))
    disk = FaultyDisk()
    store = opened(world, "ben", disk)
    first = (store.counts(), store.articles())
    before = len(disk.names)
    assert (store.counts(), store.articles()) == first
    assert "read" in disk.names[:before]
    assert "read" not in disk.names[before:]


def test_a_poll_is_a_look_at_each_reviewers_file_one_folder_and_what_is_settled(world: FolderWorld) -> None:
    reviewers = [f"reviewer{number}" for number in range(16)]
    for reviewer in reviewers:
        save(opened(world, reviewer), a_note(reviewer))
        os.utime(world.folder / "records" / reviewer, (0, 0))
    disk = FaultyDisk()
    store = opened(world, "anna", disk)
    token = store.records(ARTICLE).token
    before = len(disk.names)
    assert not store.changed(token)
    assert disk.names[before:] == ["stat"] * (len(reviewers) + 3)
    save(opened(world, "reviewer7"), a_note("reviewer7"))
    before = len(disk.names)
    assert store.changed(token)
    assert len(store.records(ARTICLE).records) == 17
    assert disk.names[before:].count("open") == 1 + 1
    assert store.changed("no token of this store")


def test_polls_find_what_a_synchroniser_puts_beside(world: FolderWorld) -> None:
    for reviewer in ("anna", "ben", "cem"):
        save(opened(world, reviewer), a_note(reviewer), a_source(reviewer))
    store = opened(world)
    tokens = (store.records(ARTICLE).token, store.evidence().token)
    assert not any(store.changed(token) for _ in range(3) for token in tokens)
    own = world.folder / "records" / "cem"
    (own / f"{ARTICLE}.sync-conflict-20260301-120000-ABCDEFG.json").write_bytes(
        (own / f"{ARTICLE}.json").read_bytes()
    )
    # Each poll looks into one folder, so that as many polls as there are reviewers find it.
    told = [[store.changed(token) for token in tokens] for _ in range(3)]
    assert any(article for article, _ in told)
    assert not any(evidence for _, evidence in told)
    assert not any(store.changed(store.records(ARTICLE).token) for _ in range(3))


def test_a_poll_is_never_kept_waiting_by_a_save(world: FolderWorld) -> None:
    store = opened(world)
    save(store, a_note("anna"))
    token = store.records(ARTICLE).token
    told: list[bool] = []
    with store._lock:
        poll = threading.Thread(target=lambda: told.append(store.changed(token)))
        poll.start()
        poll.join(10)
    assert told == [False]


def test_a_lock_that_is_not_let_go_is_given_up(tmp_path: Path) -> None:
    disk = Disk()
    with locked(disk, str(tmp_path)) as is_held:
        assert is_held
        with locked(disk, str(tmp_path), patience=0) as again:
            assert not again
        with pytest.raises(StoreError, match="another session"), locked(disk, str(tmp_path), patience=0.02):
            pytest.fail("two sessions at once")
    with locked(disk, str(tmp_path)) as is_held:
        assert is_held


def test_a_session_starts_while_another_is_amid_a_save(world: FolderWorld) -> None:
    note = a_note("anna")
    save(opened(world), note)
    with locked(Disk(), str(world.folder / "records" / "anna")):
        assert [record.id for record in opened(world).records(ARTICLE).records] == [note.id]


def test_a_folder_that_just_changed_is_not_trusted_to_be_the_same() -> None:
    assert is_fresh((1, 2**63, 3))
    assert not is_fresh((1, 0, 3))


def test_what_cannot_be_finished_at_the_start_is_told_and_reading_goes_on(world: FolderWorld) -> None:
    note = a_note("anna")
    save(opened(world), note)

    class Broken(Disk):
        def lock(self, descriptor: int) -> None:
            raise OSError(5, "Input/output error", descriptor)

    snapshot = opened(world, disk=Broken()).records(ARTICLE)
    assert [record.id for record in snapshot.records] == [note.id]
    assert "could not be finished" in snapshot.problems[0].what


def test_what_cannot_be_mended_is_told_until_it_can(world: FolderWorld) -> None:
    note = a_note("anna")
    save(opened(world), note)
    disk = FaultyDisk()
    store = opened(world, disk=disk)
    (world.folder / "records" / "anna" / f"{ARTICLE}.json").write_bytes(b"")
    disk.fault, disk.lasting = read_only_faults, True
    for _ in range(2):
        snapshot = store.records(ARTICLE)
        assert [record.id for record in snapshot.records] == [note.id]
        assert [problem.what[:9] for problem in snapshot.problems] == ["a damaged", "it is dam"]
    disk.heal()
    [told] = store.records(ARTICLE).problems
    assert "is kept as" in told.hint


def test_doctor_hears_of_everything_that_cannot_be_read(world: FolderWorld) -> None:
    save(opened(world), a_note("anna"), a_source("anna"))
    opened(world).add_revision(a_revision(), b"")
    assert opened(world).problems() == []
    for path in (world.folder / "records" / "anna").glob("*.json"):
        path.write_bytes(b"")
    [card] = (world.folder / "articles" / ARTICLE).glob("?" * 64 + ".json")
    card.write_bytes(b"")
    assert len(opened(world, "ben").problems()) == 3


def test_a_reader_leaves_no_trace(world: FolderWorld) -> None:
    save(opened(world), a_note("anna"))
    store = opened(world, "visitor")
    store.records(ARTICLE)
    store.evidence()
    store.articles()
    assert [path.name for path in (world.folder / "records").iterdir()] == ["anna"]


def test_reading_does_not_import_tinydb(world: FolderWorld) -> None:
    save(opened(world), a_note("anna"))
    script = (
        "import sys; from datetime import *; from annotations.stores.registry import open_store\n"
        "store = open_store(sys.argv[1], 'ben', clock=lambda: datetime.now(UTC), ids=str)\n"
        f"print(len(store.records({ARTICLE!r}).records), len(store.articles()), 'tinydb' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, world.folder],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert done.stdout.split() == ["1", "0", "False"]


def test_tinydb_itself_reads_what_is_written(world: FolderWorld) -> None:
    from tinydb import TinyDB
    from tinydb.table import Table

    class TextIds(Table):
        document_id_class = str  # type: ignore[assignment]

    note = a_note("anna")
    save(opened(world), note)
    database = TinyDB(world.folder / "records" / "anna" / f"{ARTICLE}.json", access_mode="r")
    [row] = TextIds(database.storage, "notes").all()
    assert [row.doc_id, row["text"]] == [note.id, note.text]
    database.close()


def test_files_are_lines_sorted_by_id(world: FolderWorld) -> None:
    notes = [a_note("anna", str(number)) for number in range(5)]
    for note in reversed(notes):
        save(opened(world), note)
    path = world.folder / "records" / "anna" / f"{ARTICLE}.json"
    lines = path.read_text().splitlines()
    assert [line[1:27] for line in lines if line.startswith('"01')] == [note.id for note in notes]
    assert list(parse(path.read_bytes())) == ["library", "notes"]


def test_a_folder_is_locked_by_a_descriptor_of_its_own(tmp_path: Path) -> None:
    link = tmp_path / "link"
    (tmp_path / "folder").mkdir()
    link.symlink_to(tmp_path / "folder")
    with pytest.raises(OSError, match=r"directory|symbolic"):
        os.open(link, FOLDER)
