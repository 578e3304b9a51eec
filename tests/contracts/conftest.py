"""A library of every kind for the tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contracts.worlds import WORLDS

if TYPE_CHECKING:
    from pathlib import Path

    from annotations.store import Store
    from tests.contracts.worlds import World


@pytest.fixture(params=WORLDS, ids=lambda scheme: scheme or "folder")
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    return WORLDS[request.param](tmp_path)


@pytest.fixture
def anna(world: World) -> Store:
    return world.open("anna")


@pytest.fixture
def ben(world: World) -> Store:
    return world.open("ben")
