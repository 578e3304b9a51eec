"""Work beside the screen that nobody waits for at the end."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import pytest

from reader.aside import aside
from tests.reader.terminal import ROOT

ENDLESS = """
import asyncio, threading
from reader.aside import aside

async def main():
    task = asyncio.create_task(aside(threading.Event().wait))
    await asyncio.sleep(0)
    print("quit", flush=True)

asyncio.run(main())
"""


async def test_what_is_found_comes_from_another_thread_and_what_went_wrong_as_well() -> None:
    assert await aside(threading.get_ident) != threading.get_ident()
    with pytest.raises(ZeroDivisionError):
        await aside(lambda: 1 // 0)


async def test_whoever_gave_up_is_told_nothing() -> None:
    go, done = threading.Event(), threading.Event()

    def look() -> float:
        go.wait()
        done.set()
        return 1.0

    for wrong in (look, lambda: look() / 0):
        task = asyncio.create_task(aside(wrong))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        go.set()
        done.wait()
        assert await aside(lambda: "still at work") == "still at work"


def test_the_end_does_not_wait_for_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDLESS],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert done.stdout == "quit\n"
