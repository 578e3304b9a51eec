"""Who else is at work in a library's folder: told by files whose lock lives as long as a session."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.presence import Present
from annotations.stores.registry import open_desk, open_presence, open_store
from annotations.stores.tinydb.disk import Disk
from annotations.stores.tinydb.layout import layout_of
from annotations.stores.tinydb.permissions import check, share
from annotations.stores.tinydb.presence import FolderPresence

if TYPE_CHECKING:
    from annotations.presence import Presence

THEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[3]


def of(library: Path, reviewer: str, *, later: int = 0) -> Presence:
    presence = open_presence(library, reviewer, clock=lambda: THEN + timedelta(minutes=later))
    assert presence is not None
    return presence


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for reviewer in ("anna", "bram"):
        open_store(tmp_path, reviewer, clock=lambda: THEN, ids=lambda: "x")
    return tmp_path


def files(library: Path, reviewer: str = "anna") -> list[Path]:
    return sorted(path for path in (library / "records" / reviewer / "present").iterdir())


def test_others_see_where_one_is_and_that_one_left(library: Path) -> None:
    anna, bram = of(library, "anna"), of(library, "bram")
    anna.tell("on-bees", "")
    assert bram.others() == [Present("anna", "on-bees", "", THEN)]
    anna.tell("on-bees", "01ARZ3")
    assert bram.others() == [Present("anna", "on-bees", "01ARZ3", THEN)]
    assert len(files(library)) == 1
    assert anna.others() == []
    anna.leave()
    assert bram.others() == []
    assert files(library) == []
    anna.leave()


def test_one_s_other_window_is_somebody_else(library: Path) -> None:
    here, there = of(library, "anna"), of(library, "anna", later=5)
    here.tell("on-bees", "")
    there.tell("on-wasps", "")
    assert here.others() == [Present("anna", "on-wasps", "", THEN + timedelta(minutes=5))]
    assert there.others() == [Present("anna", "on-bees", "", THEN)]


KILLED = """
import os, sys
from datetime import UTC, datetime
from annotations.stores.registry import open_presence
presence = open_presence(sys.argv[1], "anna", clock=lambda: datetime.now(UTC))
presence.tell("on-bees", "")
print("told", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_who_was_killed_is_gone_at_once_and_who_hangs_is_still_there(
    library: Path, number: signal.Signals
) -> None:
    words = [sys.executable, "-c", KILLED, str(library)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as session:
        assert session.stdout is not None
        assert session.stdout.readline() == b"told\n"
        bram = of(library, "bram")
        assert [one.reviewer for one in bram.others()] == ["anna"]
        os.kill(session.pid, number)
        if number is signal.SIGKILL:
            session.wait()
            assert bram.others() == []
            assert len(files(library)) == 1
        else:
            assert [one.reviewer for one in bram.others()] == ["anna"]
            session.kill()
    # The next session of the same reviewer clears up.
    (library / "records/anna/present/.0123456789abcdef.json.tmp").touch()
    anna = of(library, "anna")
    anna.tell("on-wasps", "")
    assert len(files(library)) == 1
    assert [one.article for one in bram.others()] == ["on-wasps"]


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'{"article": "../../x", "claim": "", "since": "2026-03-01T12:00:00.000Z"}',
        b'{"article": "x", "claim": "\\u001b]0;x\\u0007", "since": "2026-03-01T12:00:00.000Z"}',
        b'{"article": "x", "claim": 7, "since": "2026-03-01T12:00:00.000Z"}',
        b'{"article": "x", "claim": "", "since": "yesterday"}',
        b'{"article": "x", "claim": ""}',
        b'{"article": "' + b"x" * 5000,
    ],
)
def test_what_makes_no_sense_is_nobody(library: Path, told: bytes) -> None:
    anna, bram = of(library, "anna"), of(library, "bram")
    anna.tell("on-bees", "")
    [path] = files(library)
    path.write_bytes(told)
    assert bram.others() == []


def test_what_is_no_file_is_nobody(library: Path) -> None:
    anna, bram = of(library, "anna"), of(library, "bram")
    anna.tell("on-bees", "")
    folder = library / "records/anna/present"
    os.mkfifo(folder / ".00000000000000aa.json")
    (folder / ".00000000000000ab.json").symlink_to("/etc/passwd")
    (folder / ".00000000000000ac.json").mkdir()
    assert [one.article for one in bram.others()] == ["on-bees"]


def test_where_nothing_can_be_written_one_works_alone(library: Path) -> None:
    (library / "records" / "anna").mkdir(exist_ok=True)
    (library / "records" / "anna" / "present").write_text("in the way", encoding="utf-8")
    anna, bram = of(library, "anna"), of(library, "bram")
    anna.tell("on-bees", "")
    assert bram.others() == []
    assert anna.others() == []
    anna.leave()


class FullDisk(Disk):
    """Has no room for a name more once it is full."""

    full = False

    def replace(self, old: str, new: str) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "no room", new)
        super().replace(old, new)


def test_on_a_full_disk_the_last_word_stands_and_nothing_is_left_behind(library: Path) -> None:
    disk = FullDisk()
    anna = FolderPresence(disk, layout_of(library), "anna", clock=lambda: THEN)
    anna.tell("on-bees", "")
    disk.full = True
    anna.tell("on-wasps", "")
    assert [one.article for one in of(library, "bram").others()] == ["on-bees"]
    assert len(files(library)) == 1
    (library / "records/anna/present").chmod(0)
    assert of(library, "bram").others() == [] or os.geteuid() == 0
    (library / "records/anna/present").chmod(0o700)


def test_in_a_shared_library_colleagues_may_look_and_nothing_is_amiss(library: Path) -> None:
    share(layout_of(library))
    anna = of(library, "anna")
    anna.tell("on-bees", "")
    [path] = files(library)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o2750
    open_desk(library, "anna").keep("x", {})
    assert [found.what for found in check(library) if "unverified" not in found.what] == []


def test_a_store_that_cannot_say_who_is_there_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.stores.registry._module_for", lambda _: object())
    assert open_presence("other://x", "anna", clock=lambda: THEN) is None
