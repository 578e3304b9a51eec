"""What the library in memory does beyond the contract of all stores."""

from __future__ import annotations

from functools import partial

import pytest

from annotations.errors import ReadOnly
from annotations.stores.memory import MemoryLibrary, MemoryStore
from tests.contracts.worlds import ARTICLE, Clock, a_note, a_revision, save


def test_a_library_in_memory_can_be_closed_to_writers() -> None:
    store = MemoryStore(MemoryLibrary(), "anna", Clock(), lambda: "01")
    store.read_only = "the disk is full"
    for write in (partial(save, store, a_note("anna")), partial(store.add_revision, a_revision(), b"")):
        with pytest.raises(ReadOnly, match="the disk is full"):
            write()
    assert store.records(ARTICLE).records == ()


def test_a_commit_of_nothing_has_a_receipt() -> None:
    assert save(MemoryStore(MemoryLibrary(), "anna", Clock(), lambda: "01")).transaction == ""
