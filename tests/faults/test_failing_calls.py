"""A save in which each call of the operating system fails in turn leaves the old state or the new one."""

from __future__ import annotations

import errno
import signal
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from annotations.errors import OutcomeUnknown, PostilError, StoreError
from annotations.stores.tinydb.disk import Disk
from tests.contracts.worlds import ARTICLE, a_revision, save
from tests.faults.breaking import (
    FaultyDisk,
    failing_halfway,
    failing_with,
    in_a_child,
    killed_after,
    killed_at_replace,
    killed_before,
    killed_halfway,
)
from tests.faults.cases import Case

if TYPE_CHECKING:
    from pathlib import Path

    from annotations.store import Store

ERRORS = {
    "no room": failing_with(errno.ENOSPC),
    "no room halfway": failing_halfway(errno.ENOSPC),
    "broken disk": failing_with(errno.EIO),
    "broken disk halfway": failing_halfway(errno.EIO),
    "no permission": failing_with(errno.EACCES),
}
KILLS = {"before": killed_before, "after": killed_after, "halfway": killed_halfway}
FEWEST_CALLS = 20
"""A save makes more calls than this; a test that broke fewer would be looking at the wrong ones."""


def number_of_calls(folder: Path, *, evidence: bool) -> int:
    calls = Case(folder / "counted", evidence=evidence).calls()
    assert calls > FEWEST_CALLS
    return calls


@pytest.mark.parametrize("evidence", [False, True], ids=["one file", "two files"])
@pytest.mark.parametrize("fault", ERRORS)
def test_an_error_in_any_call_of_a_save_leaves_the_old_state_or_the_new(
    quick_path: Path, fault: str, *, evidence: bool
) -> None:
    tried = 0
    for at in range(1, number_of_calls(quick_path, evidence=evidence) + 1):
        case = Case(quick_path / str(at), evidence=evidence)
        disk = FaultyDisk()
        anna = case.open(disk)
        disk.at, disk.fault = disk.calls + at, ERRORS[fault]
        expected = [case.old, case.new]
        try:
            save(anna, *case.after)
        except OutcomeUnknown:
            pass
        except StoreError:
            expected = [case.old]
        else:
            expected = [case.new]
        disk.heal()
        assert case.seen_by(anna) in expected, disk.names[-1]
        assert case.seen_by(case.open(Disk())) in expected
        save(anna, *case.after)
        assert case.seen_by(anna) == case.seen_by(case.open(Disk(), "ben")) == case.new
        assert not list(case.world.folder.rglob("*.tmp"))
        tried += 1
    assert tried > FEWEST_CALLS


@pytest.mark.parametrize("evidence", [False, True], ids=["one file", "two files"])
@pytest.mark.parametrize("fault", ERRORS)
def test_a_disk_that_stays_broken_never_shows_a_third_state(
    quick_path: Path, fault: str, *, evidence: bool
) -> None:
    tried = 0
    for at in range(1, number_of_calls(quick_path, evidence=evidence) + 1):
        case = Case(quick_path / str(at), evidence=evidence)
        disk = FaultyDisk(lasting=True)
        anna = case.open(disk)
        disk.at, disk.fault = disk.calls + at, ERRORS[fault]
        acknowledged = True
        try:
            save(anna, *case.after)
        except PostilError:
            acknowledged = False
        expected = [case.new] if acknowledged else [case.old, case.new]
        assert case.seen_by(case.open(Disk())) in expected
        tried += 1
    assert tried > FEWEST_CALLS


@pytest.mark.parametrize("evidence", [False, True], ids=["one file", "two files"])
@pytest.mark.parametrize("moment", KILLS)
def test_a_kill_at_any_call_of_a_save_leaves_the_old_state_or_the_new(
    quick_path: Path, moment: str, *, evidence: bool
) -> None:
    tried = 0
    seen = {"old": 0, "new": 0}
    for at in range(1, number_of_calls(quick_path, evidence=evidence) + 1):
        case = Case(quick_path / str(at), evidence=evidence)
        disk = FaultyDisk()
        anna = case.open(disk)
        disk.at, disk.fault = disk.calls + at, KILLS[moment]
        ended = in_a_child(partial(save, anna, *case.after))
        # A folder that has been still for a while is not listed again: a save may need a call less.
        assert ended == -signal.SIGKILL or (ended == 0 and at > FEWEST_CALLS)
        if not evidence:
            # What is in one file is whole for colleagues at once, not only after Anna's next start.
            assert case.seen_by(case.open(Disk(), "ben")) in [case.old, case.new]
        found = case.seen_by(case.open(Disk()))
        assert found in [case.old, case.new]
        assert ended != 0 or found == case.new
        seen["new" if found == case.new else "old"] += 1
        assert case.seen_by(case.open(Disk(), "ben")) == found
        assert not list(case.world.folder.rglob("*.tmp"))
        tried += ended != 0
    assert tried > FEWEST_CALLS
    assert min(seen.values()) > 0


def test_a_kill_while_an_unfinished_save_is_finished_loses_nothing(quick_path: Path) -> None:
    tried = 0
    at = 1
    while True:
        case = Case(quick_path / str(at), evidence=True)
        disk = FaultyDisk()
        anna = case.open(disk)
        disk.fault = killed_at_replace
        disk.at, disk.lasting = disk.calls, True
        assert in_a_child(partial(save, anna, *case.after)) == -signal.SIGKILL
        again = FaultyDisk(at, killed_before)
        ended = in_a_child(partial(case.open, again))
        assert case.seen_by(case.open(Disk())) == case.new
        if ended == 0:
            break
        tried += 1
        at += 1
    assert tried > FEWEST_CALLS


@pytest.mark.parametrize("fault", [*ERRORS, *KILLS])
def test_a_fault_at_any_call_of_adding_an_article_leaves_it_there_or_not(
    quick_path: Path, fault: str
) -> None:
    revision, original = a_revision(), b"# Bees"
    at = tried = 0
    done = False
    while not done:
        at += 1
        case = Case(quick_path / str(at), evidence=False)
        disk = FaultyDisk()
        anna = case.open(disk)
        disk.at, disk.fault = disk.calls + at, {**ERRORS, **KILLS}[fault]

        def add(anna: Store = anna) -> object:
            return anna.add_revision(revision, original)

        if fault in KILLS:
            done = in_a_child(add) == 0
        else:
            before = disk.calls
            with suppress(StoreError):
                add()
            done = disk.calls - before < at
        disk.heal()
        fresh = case.open(Disk())
        for entry in fresh.articles():
            assert (fresh.load(entry.id), fresh.original(entry.id, revision.sha256)) == (revision, original)
        fresh.add_revision(revision, original)
        assert fresh.load(ARTICLE) == revision
        assert fresh.original(ARTICLE, revision.sha256) == original
        tried += not done
    assert tried > FEWEST_CALLS
