"""A save that is going to be broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.stores.tinydb.opening import open_store
from tests.contracts.worlds import ARTICLE, FolderWorld, a_claim, a_note, a_source, edited, save
from tests.faults.breaking import FaultyDisk

if TYPE_CHECKING:
    from pathlib import Path

    from annotations.model import Record
    from annotations.store import Store
    from annotations.stores.tinydb.disk import Disk


class Case:
    """A library with something in it, and a save of Anna's that is going to be broken."""

    def __init__(self, folder: Path, *, evidence: bool) -> None:
        self.world = FolderWorld(folder)
        note, claim, source = a_note("anna"), a_claim("anna"), a_source("anna")
        self.old: dict[str, Record] = {one.id: one for one in (note, claim, source)}
        anna = self.world.open("anna")
        save(anna, note, claim)
        save(anna, source)
        after: list[Record] = [edited(note, text="edited"), edited(claim, deleted=True), a_note("anna")]
        if evidence:
            after += [edited(source, title="Another title"), a_source("anna")]
        self.after = after
        self.new = {**self.old, **{one.id: one for one in after}}

    def open(self, disk: Disk, reviewer: str = "anna") -> Store:
        return open_store(
            str(self.world.folder), reviewer, clock=self.world.clock, ids=self.world.ids, disk=disk
        )

    def seen_by(self, store: Store) -> dict[str, Record]:
        snapshots = (store.records(ARTICLE), store.evidence())
        assert [problem for snapshot in snapshots for problem in snapshot.problems] == []
        return {one.id: one for snapshot in snapshots for one in snapshot.records}

    def calls(self) -> int:
        """Return how many calls an unbroken save makes, by making one in another library."""
        disk = FaultyDisk()
        anna = self.open(disk)
        before = disk.calls
        save(anna, *self.after)
        return disk.calls - before
