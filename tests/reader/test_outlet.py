"""Writing to a terminal that may not read."""

from __future__ import annotations

import os
from threading import Event, Thread

import pytest

from reader.outlet import Outlet

PATIENCE = 60
MUCH = 1 << 20
"""Bytes; more than a pipe takes that nobody reads."""


def test_what_is_put_is_written_in_order() -> None:
    reading, writing = os.pipe()
    outlet = Outlet(writing)
    outlet.start()
    for number in range(100):
        outlet.put(b"%d," % number)
    outlet.stop(PATIENCE)
    assert os.read(reading, 4096) == b"".join(b"%d," % number for number in range(100))
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize("blocking", [True, False])
def test_a_terminal_that_does_not_read_holds_nobody_up_and_gets_all_in_the_end(*, blocking: bool) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, blocking)
    outlet, idle = Outlet(writing), Event()
    outlet.start()
    assert outlet.when_idle(idle.set)
    outlet.put(b"x" * MUCH)
    assert not outlet.when_idle(idle.set)
    outlet.stop(0)
    outlet.put(b"the end")
    assert not outlet.when_idle(idle.set)
    assert not idle.is_set()
    found = bytearray()
    while not found.endswith(b"the end"):
        found += os.read(reading, MUCH)
    assert len(found) == MUCH + len(b"the end")
    assert idle.wait(PATIENCE)
    outlet.stop(PATIENCE)
    assert outlet.when_idle(idle.set)
    os.close(reading)
    os.close(writing)


def test_what_is_for_a_terminal_that_is_gone_is_dropped() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    outlet, idle = Outlet(writing), Event()
    outlet.start()
    outlet.put(b"words")
    while not outlet.when_idle(idle.set):
        assert idle.wait(PATIENCE)
        idle.clear()
    for _ in range(3):
        outlet.put(b"more words")
    assert outlet.when_idle(idle.set)
    stopping = Thread(target=outlet.stop, args=(PATIENCE,))
    stopping.start()
    stopping.join(PATIENCE)
    assert not stopping.is_alive()
    os.close(writing)
