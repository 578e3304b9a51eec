"""Two servers: one that stands for the public internet, and one inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from articles.fetching import addresses, connecting
from tests.serving import PUBLIC, Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Return a server whose number counts as one of the public internet, and no other does."""
    monkeypatch.setattr(
        connecting, "why_refused", lambda number: "" if number == PUBLIC else addresses.why_refused(number)
    )
    with serving() as server:
        yield server


@pytest.fixture
def inside() -> Iterator[Server]:
    """Return a server that must not be connected to."""
    with serving("127.0.0.1") as server:
        yield server
