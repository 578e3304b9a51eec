"""Finding the store that opens a place."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint, EntryPoints
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from annotations.blinding import unblinded
from annotations.errors import StoreError
from annotations.stores import registry
from tests.contracts.worlds import Clock

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_is_opened_as_a_library(tmp_path: Path) -> None:
    clock = Clock()
    store = registry.open_store(tmp_path / "library", "anna", clock=clock, ids=lambda: "01")
    assert store.reviewer == "anna"
    assert (tmp_path / "library" / "library.json").exists()
    assert registry.open_desk(tmp_path / "library", "anna").keys() == []


def test_a_store_of_another_distribution_opens_its_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("clay_tablets")
    opened: list[str] = []

    def open_store(place: str, reviewer: str, **_: object) -> str:
        opened.append(place)
        return f"tablets of {reviewer}"

    module.open_store = open_store  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "clay_tablets", module)
    points = EntryPoints([EntryPoint("clay", "clay_tablets", registry.GROUP)])
    monkeypatch.setattr("importlib.metadata.entry_points", points.select)
    store = registry.open_store("clay://ur", "anna", clock=Clock(), ids=str)
    assert str(unblinded(store)) == "tablets of anna"
    assert opened == ["clay://ur"]


def test_a_place_that_nothing_opens_is_named() -> None:
    with pytest.raises(StoreError, match="papyrus://"):
        registry.open_store("papyrus://nile", "anna", clock=Clock(), ids=str)
