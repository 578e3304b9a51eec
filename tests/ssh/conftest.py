"""One server for the tests of a file; each has keys, a port and a library of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ssh.server import Server, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if reason := why_not():
        pytest.skip(reason)
    with Server(tmp_path_factory.mktemp("ssh")) as running:
        yield running
