"""Real servers for the tests of this folder; each has keys, a port and a library of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ssh.server import Server, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def openssh() -> None:
    """Skip where there is no OpenSSH to try."""
    if reason := why_not():
        pytest.skip(reason)


@pytest.fixture(scope="module")
def closed_server(openssh: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server at which nothing is written."""
    del openssh
    with Server(tmp_path_factory.mktemp("ssh")) as running:
        yield running


@pytest.fixture
def server(openssh: None, tmp_path: Path) -> Iterator[Server]:
    """Start a server of one test's own."""
    del openssh
    with Server(tmp_path) as running:
        yield running
