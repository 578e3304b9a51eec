"""As in test_failing_calls, but under strace: it also sees the calls that nobody thought of."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from annotations.errors import OutcomeUnknown, StoreError
from annotations.stores.tinydb.disk import Disk
from tests.contracts.worlds import save
from tests.faults.cases import Case

if TYPE_CHECKING:
    from pathlib import Path

CALLS = (
    "openat", "write", "fsync", "rename", "link", "linkat", "unlink", "mkdir", "fchmod", "flock",
    "newfstatat", "fstat", "read", "getdents64", "lseek", "close",
)  # fmt: skip
SAVED, REFUSED, UNKNOWN = 0, 3, 4
KILLED = -signal.SIGKILL


def waiting_child(case: Case) -> tuple[int, int]:
    """Start a process that saves when it is told to; return it and the pipe to tell it by."""
    anna = case.open(Disk())
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(reading)
        return child, writing
    os.close(writing)
    # This read may be the one that strace breaks.
    with suppress(OSError):
        os.read(reading, 1)
    try:
        save(anna, *case.after)
    except OutcomeUnknown:
        os._exit(UNKNOWN)
    except StoreError:
        os._exit(REFUSED)
    except BaseException:  # noqa: BLE001 - told by its exit code
        os._exit(1)
    os._exit(SAVED)


def save_under_strace(case: Case, injection: str) -> tuple[int, bool]:
    """Save while strace breaks a call; return how the process ended and whether anything was broken."""
    child, pipe = waiting_child(case)
    strace = subprocess.Popen(
        ["strace", "-f", "-p", str(child), "-e", f"inject={injection}", "-e", "signal=none"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert strace.stderr is not None
    first = strace.stderr.readline()
    assert "attached" in first, first
    os.write(pipe, b"x")
    os.close(pipe)
    told = strace.stderr.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    strace.wait()
    strace.stderr.close()
    return ended, "(INJECTED)" in told or ended == KILLED


def can_trace() -> bool:
    if not shutil.which("strace"):
        return False
    return (
        subprocess.run(["strace", "-o", os.devnull, "true"], check=False, capture_output=True).returncode == 0
    )


@pytest.mark.skipif(not can_trace(), reason="there is no strace here, or it may not look at processes")
@pytest.mark.parametrize("how", ["signal=SIGKILL", "error=ENOSPC", "error=EIO"])
def test_a_fault_at_any_system_call_of_a_save_leaves_the_old_state_or_the_new(
    quick_path: Path, how: str
) -> None:
    tried: dict[str, int] = {}
    for call in CALLS:
        number = 0
        broken = True
        while broken:
            number += 1
            case = Case(quick_path / f"{call}-{number}", evidence=True)
            ended, broken = save_under_strace(case, f"{call}:{how}:when={number}")
            assert ended in {SAVED, REFUSED, UNKNOWN, KILLED}, (call, number)
            expected = {SAVED: [case.new], REFUSED: [case.old]}.get(ended, [case.old, case.new])
            assert case.seen_by(case.open(Disk())) in expected, (call, number, ended)
            assert not list(case.world.folder.rglob("*.tmp"))
            tried[call] = tried.get(call, 0) + broken
            shutil.rmtree(case.world.folder)
    assert sum(tried.values()) > 40
    assert all(tried[call] for call in ("openat", "write", "fsync", "rename", "flock"))
