"""A library in one file and back: what is whole comes back whole, what is not is refused as a whole."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from annotations.errors import StoreError
from annotations.stores.tinydb.backup import MANIFEST, backup, restore
from annotations.stores.tinydb.layout import layout_of
from annotations.stores.tinydb.permissions import check, share
from tests.contracts.worlds import ARTICLE, FolderWorld, a_note, a_revision, a_source, edited, save
from tests.faults.breaking import FaultyDisk, failing_with, in_a_child

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def world(quick_path: Path) -> FolderWorld:
    """Give a library with a bit of everything."""
    world = FolderWorld(quick_path)
    note = a_note("anna")
    save(world.open("anna"), note, a_source("anna"))
    save(world.open("anna"), edited(note, text="edited"))
    save(world.open("ben"), a_note("ben"))
    world.open("anna").add_revision(a_revision(), b"# Bees")
    world.desk("anna").keep("draft", {"text": "half a sent"})
    (world.folder / "records" / "anna" / ".stray.0123456789abcdef.tmp").write_text("half")
    return world


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def packed(target: Path, members: list[tuple[tarfile.TarInfo, bytes]], *, manifest: bool = True) -> Path:
    """Write a backup by hand."""
    sums = {info.name: hashlib.sha256(data).hexdigest() for info, data in members}
    if manifest:
        said = json.dumps({"format": 1, "files": sums}).encode()
        members = [*members, (tarfile.TarInfo(MANIFEST), said)]
    with tarfile.open(target, "w:gz") as tar:
        for info, data in members:
            info.size = len(data) if info.isreg() else 0
            tar.addfile(info, io.BytesIO(data))
    return target


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def test_what_was_packed_comes_back_and_works(world: FolderWorld, quick_path: Path) -> None:
    target = quick_path / "backup.tar.gz"
    done = backup(world.folder, target)
    assert done.skipped == ()
    assert restore(target, quick_path / "back" / "library").files == done.files == len(contents(world.folder))
    assert contents(quick_path / "back" / "library") == contents(world.folder)
    again = FolderWorld(quick_path / "back")
    assert len(again.open("anna").records(ARTICLE).records) == 2
    assert again.open("anna").original(ARTICLE, again.open("anna").load(ARTICLE).sha256) == b"# Bees"
    assert again.desk("anna").recall("draft") == {"text": "half a sent"}
    save(again.open("anna"), a_note("anna"))
    assert check(quick_path / "back" / "library") == []


def test_the_same_library_gives_the_same_bytes(world: FolderWorld, quick_path: Path) -> None:
    for name in ("one", "two"):
        backup(world.folder, quick_path / name)
    assert (quick_path / "one").read_bytes() == (quick_path / "two").read_bytes()


def test_a_backup_writes_over_nothing(world: FolderWorld, quick_path: Path) -> None:
    target = quick_path / "taken"
    target.write_text("precious")
    with pytest.raises(StoreError, match="exists already"):
        backup(world.folder, target)
    assert target.read_text() == "precious"
    with pytest.raises(StoreError, match="no library"):
        backup(quick_path / "nowhere", quick_path / "new")
    with pytest.raises(StoreError):
        backup(world.folder, quick_path / "no folder" / "new")


def test_a_folder_in_use_is_only_replaced_when_asked_and_moved_aside_then(
    world: FolderWorld, quick_path: Path
) -> None:
    target = quick_path / "backup"
    backup(world.folder, target)
    before = contents(world.folder)
    later = a_note("anna")
    save(world.open("anna"), later)
    with pytest.raises(StoreError, match="in use"):
        restore(target, world.folder)
    restore(target, world.folder, replace=True)
    assert contents(world.folder) == before
    [aside] = quick_path.glob("library.before-*")
    assert later.id in (aside / "records" / "anna" / f"{ARTICLE}.json").read_text()
    (quick_path / "empty").mkdir()
    restore(target, quick_path / "empty")
    assert contents(quick_path / "empty") == before


def test_a_damaged_backup_is_refused_whole(world: FolderWorld, quick_path: Path) -> None:
    target = quick_path / "packed"
    backup(world.folder, target)
    whole = target.read_bytes()
    plain = gzip.decompress(whole)
    damaged = [whole[:cut] for cut in range(0, len(whole), max(1, len(whole) // 40))]
    damaged += [whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :] for at in range(0, len(whole), 97)]
    damaged += [gzip.compress(plain[: len(plain) // 2]), gzip.compress(b""), b"", b"no backup", plain]
    damaged.append(gzip.compress(plain.replace(b"edited", b"forged")))
    tried = 0
    for bad in damaged:
        target.write_bytes(bad)
        try:
            restore(target, quick_path / "back")
        except StoreError:
            assert not list(quick_path.glob("back*"))
            tried += 1
            continue
        # A changed byte of gzip's own, such as its time, changes nothing that is in it.
        assert contents(quick_path / "back") == contents(world.folder)
        shutil.rmtree(quick_path / "back")
    assert tried > len(damaged) * 0.8


HARMFUL = {
    "upwards": member("articles/../../harm"),
    "rooted": member("/harm"),
    "rooted inside": member("articles//x"),
    "elsewhere": member("harm"),
    "hidden": member("records/anna/.ssh"),
    "too deep": member("records/anna/a/b/c"),
    "folder": member("articles/x", tarfile.DIRTYPE),
    "link": member(f"records/anna/{ARTICLE}.json", tarfile.SYMTYPE, "/etc/passwd"),
    "hard link": member(f"records/anna/{ARTICLE}.json", tarfile.LNKTYPE, "library.json"),
    "device": member("articles/x-1/dev", tarfile.CHRTYPE),
    "pipe": member("articles/x-1/pipe", tarfile.FIFOTYPE),
    "odd article": member("articles/evidence/x.json"),
    "odd reviewer": member("records/../x.json"),
}


@pytest.mark.parametrize("harm", HARMFUL)
def test_a_backup_that_would_write_elsewhere_is_refused(quick_path: Path, harm: str) -> None:
    library = (member("library.json"), b'{"format": 1}')
    target = packed(quick_path / "backup", [library, (HARMFUL[harm], b"")])
    with pytest.raises(StoreError, match="was not made by Postil"):
        restore(target, quick_path / "back")
    assert sorted(path.name for path in quick_path.iterdir()) == ["backup"]


def test_a_backup_says_what_is_in_it(quick_path: Path) -> None:
    library = (member("library.json"), b'{"format": 1}')
    bad = [
        packed(quick_path / "no manifest", [library], manifest=False),
        packed(quick_path / "nothing", []),
        packed(quick_path / "twice", [library, library]),
        packed(quick_path / "no form", [library, (member(MANIFEST), b"[]")], manifest=False),
        packed(quick_path / "no json", [library, (member(MANIFEST), b"")], manifest=False),
        packed(quick_path / "newer", [library, (member(MANIFEST), b'{"format": 2}')], manifest=False),
    ]
    for source in (*bad, quick_path / "absent"):
        with pytest.raises(StoreError):
            restore(source, quick_path / "back")
    assert not (quick_path / "back").exists()
    restore(packed(quick_path / "good", [library]), quick_path / "back")


def test_a_backup_of_a_shared_library_is_shared_again(world: FolderWorld, quick_path: Path) -> None:
    share(layout_of(world.folder))
    backup(world.folder, quick_path / "backup")
    restore(quick_path / "backup", quick_path / "back")
    assert check(quick_path / "back") == []
    assert (quick_path / "back" / "records" / "anna").stat().st_mode & 0o7777 == 0o2750


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_what_is_closed_to_whoever_packs_is_named(quick_path: Path) -> None:
    world = FolderWorld(quick_path)
    save(world.open("anna"), a_note("anna"))
    world.desk("anna").keep("draft", {"text": "hers"})
    (world.folder / "articles" / "odd").mkdir()
    (world.folder / "articles" / "odd" / "name with space").write_text("x")
    for path in [quick_path, *quick_path.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o644)
    state = world.folder / "records" / "anna" / "state"
    state.chmod(0o700)
    (world.folder / "records" / "shut").mkdir(mode=0o700)
    (world.folder / "articles" / "odd" / "name with space").chmod(0)

    def pack() -> None:
        done = backup(world.folder, quick_path / "backup")
        assert set(done.skipped) == {"records/anna/state", "records/shut", "articles/odd/name with space"}

    assert in_a_child(pack, user=54_321, group=54_321) == 0
    restore(quick_path / "backup", quick_path / "back")
    assert (quick_path / "back" / "records" / "anna" / f"{ARTICLE}.json").exists()


def test_a_failing_call_leaves_no_half_backup(world: FolderWorld, quick_path: Path) -> None:
    target = quick_path / "backup"
    tried = -1
    disk = FaultyDisk()
    while disk.calls >= disk.at:
        tried += 1
        disk = FaultyDisk(tried + 1, failing_with(errno.ENOSPC))
        # A file or folder that cannot be read is left out and named; all else is an error.
        with suppress(StoreError):
            backup(world.folder, target, disk)
            target.unlink()
        left = [path.name for path in quick_path.iterdir() if path.name != "library"]
        # Where the folder could not be brought to disk, the backup is whole all the same.
        assert left in ([], ["backup"])
        if left:
            restore(target, quick_path / "fine")
            shutil.rmtree(quick_path / "fine")
            target.unlink()
    assert tried > 20


def test_a_failing_call_leaves_the_old_library_or_the_new(world: FolderWorld, quick_path: Path) -> None:
    target = quick_path / "backup"
    backup(world.folder, target)
    save(world.open("anna"), a_note("anna"))
    before = contents(world.folder)
    tried = -1
    disk = FaultyDisk()
    while disk.calls >= disk.at:
        tried += 1
        disk = FaultyDisk(tried + 1, failing_with(errno.ENOSPC))
        with suppress(StoreError):
            restore(target, world.folder, replace=True, disk=disk)
        aside = list(quick_path.glob("library.before-*"))
        if aside:
            assert contents(aside[0]) == before
            shutil.rmtree(world.folder, ignore_errors=True)
            aside[0].rename(world.folder)
        else:
            assert contents(world.folder) == before
        assert not list(quick_path.glob("*.restoring-*"))
    assert tried > 20
