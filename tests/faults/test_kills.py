"""Sessions that are killed at any moment: no file becomes unreadable, nothing acknowledged is lost."""

from __future__ import annotations

import json
import os
import secrets
import select
import signal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from annotations.errors import Conflict
from annotations.revisions import KEPT_ANCESTORS, generation
from annotations.stores.tinydb.tables import parse
from tests.contracts.worlds import ARTICLE, FolderWorld, a_note, a_source, edited, save

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotations.model import Record
    from annotations.store import Store

KILLS = 100
REVIEWERS = ("anna", "ben", "chris", "dora")
SESSIONS = 2
"""Of each reviewer, at the same time."""
NOTES = 12
"""That each session has under way."""


@dataclass
class Writer:
    """A process that saves without end and says after each save what is on disk."""

    reviewer: str
    process: int
    pipe: int
    rest: bytes = b""
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    """Ids and revs."""

    def listen(self) -> None:
        """Take in what the process has said so far."""
        lines = (self.rest + os.read(self.pipe, 1 << 16)).split(b"\n")
        self.rest = lines.pop()
        self.acknowledged += [tuple(pair) for line in lines for pair in json.loads(line)]

    def kill(self) -> None:
        """End the process at whatever it is doing, and hear its last words."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        while chunk := os.read(self.pipe, 1 << 16):
            self.rest += chunk
        self.rest, said = b"", self.rest.rpartition(b"\n")[0]
        self.acknowledged += [tuple(pair) for line in said.splitlines() for pair in json.loads(line)]
        os.close(self.pipe)


def inserts(store: Store) -> Iterator[list[Record]]:
    while True:
        yield [a_note(store.reviewer, "A new note. " * 8)]


def edits(store: Store) -> Iterator[list[Record]]:
    own: list[Record] = [a_note(store.reviewer, "x" * number * 40) for number in range(NOTES)]
    own.append(a_source(store.reviewer))
    yield own
    while True:
        at = secrets.randbelow(NOTES)
        own[at] = edited(own[at], text="y" * secrets.randbelow(500))
        own[NOTES] = edited(own[NOTES], title=str(at))
        yield [own[at], own[NOTES]]


def deletes(store: Store) -> Iterator[list[Record]]:
    while True:
        notes = [a_note(store.reviewer, "Soon to go. " * number) for number in range(1, 4)]
        yield list(notes)
        for note in notes:
            yield [edited(note, text="", deleted=True)]


WORK = {"inserts": inserts, "edits": edits, "deletes": deletes}


def start(world: FolderWorld, reviewer: str, work: str) -> Writer:
    """Start a process that does `work` until it is killed."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return Writer(reviewer, process, reading)
    try:
        store = world.open(reviewer)
        for records in WORK[work](store):
            save(store, *records)
            said = json.dumps([(record.id, record.rev) for record in records])
            os.write(writing, said.encode() + b"\n")
    finally:
        os._exit(1)


@pytest.mark.parametrize("work", WORK)
def test_what_was_acknowledged_outlives_a_hundred_kills(quick_path: Path, work: str) -> None:
    world = FolderWorld(quick_path)
    world.open("anna")
    writers = [start(world, reviewer, work) for reviewer in REVIEWERS for _ in range(SESSIONS)]
    acknowledged: dict[str, list[tuple[str, str]]] = {reviewer: [] for reviewer in REVIEWERS}
    kills = 0
    while kills < KILLS:
        for pipe in select.select([writer.pipe for writer in writers], [], [])[0]:
            next(writer for writer in writers if writer.pipe == pipe).listen()
        # Whoever is not at the pipe just now is somewhere amid a save.
        busy = [writer for writer in writers if writer.acknowledged]
        if sum(len(writer.acknowledged) for writer in busy) >= 2 + secrets.randbelow(22):
            victim = secrets.choice(writers)
            victim.kill()
            kills += 1
            acknowledged[victim.reviewer] += victim.acknowledged
            writers[writers.index(victim)] = start(world, victim.reviewer, work)
            for writer in writers:
                acknowledged[writer.reviewer] += writer.acknowledged
                writer.acknowledged.clear()
    for writer in writers:
        writer.kill()
        acknowledged[writer.reviewer] += writer.acknowledged
    for reviewer in REVIEWERS:
        world.open(reviewer).close()
    assert sum(map(len, acknowledged.values())) > KILLS
    check(world, acknowledged)


def check(world: FolderWorld, acknowledged: dict[str, list[tuple[str, str]]]) -> None:
    """Look at every file and at every version that was acknowledged."""
    files = list((world.folder / "records").glob("*/*.json"))
    assert len(files) >= len(REVIEWERS)
    for file in files:
        parse(file.read_bytes())
    assert not list(world.folder.rglob("*.tmp"))
    store = world.open("reader")
    snapshots = (store.records(ARTICLE), store.evidence())
    assert [problem for snapshot in snapshots for problem in snapshot.problems] == []
    known: dict[str, Record] = {}
    for snapshot in snapshots:
        for record in snapshot.records:
            assert record.id not in known
            known[record.id] = record
    for reviewer, saved in acknowledged.items():
        past = {edit.after.rev for made in world.open(reviewer).transactions() for edit in made.edits}
        for record_id, rev in saved:
            assert rev in past
            assert generation(rev) <= generation(known[record_id].rev)
            # A version that a hundred others followed is no longer named by the last of them.
            if generation(known[record_id].rev) <= KEPT_ANCESTORS:
                assert rev in (known[record_id].rev, *known[record_id].ancestors)


def test_two_sessions_of_one_person_never_overwrite_each_other(quick_path: Path) -> None:
    """Sixteen processes change one record: each change is refused or follows the one before."""
    world = FolderWorld(quick_path)
    note = a_note("anna", "0")
    save(world.open("anna"), note)
    wanted = 20
    processes = 16

    def count_up() -> None:
        store = world.open("anna")
        done = 0
        while done < wanted:
            [now] = store.records(ARTICLE).records
            try:
                # With the process: the same change twice would be one change.
                count = int(now.text.split()[0])  # type: ignore[attr-defined]
                save(store, edited(now, text=f"{count + 1} {os.getpid()}"))
            except Conflict:
                continue
            done += 1

    children = []
    for _ in range(processes):
        child = os.fork()
        if not child:
            try:
                count_up()
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    [last] = world.open("anna").records(ARTICLE).records
    assert last.text.split()[0] == str(wanted * processes)  # type: ignore[attr-defined]
