"""A library that several Unix users share: all read, only the owner writes, no umask locks anybody out."""

from __future__ import annotations

import grp
import itertools
import os
import pwd
import stat
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from annotations.errors import ReadOnly, StoreError
from annotations.store import Policy
from annotations.stores.tinydb import reading
from annotations.stores.tinydb.disk import Disk
from annotations.stores.tinydb.layout import layout_of
from annotations.stores.tinydb.library import Settings, read_settings, write_settings
from annotations.stores.tinydb.permissions import check, check_way, group_named, share
from tests.contracts.worlds import ARTICLE, FolderWorld, a_note, a_revision, edited, save
from tests.faults.breaking import in_a_child

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GROUP = 54_000
PEOPLE = {"anna-t": 54_001, "ben-t": 54_002, "chris-t": 54_003}
OUTSIDER = 54_009
UMASKS = [*itertools.permutations([0o022, 0o002, 0o077]), *((umask,) * 3 for umask in (0o022, 0o002, 0o077))]
"""Of the three people."""

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become several people")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def acting(who: str, work: Callable[[], object], umask: int = 0o022) -> None:
    """Do `work` as one of PEOPLE."""
    assert in_a_child(work, user=PEOPLE[who], group=GROUP, umask=umask) == 0


@pytest.fixture
def world(quick_path: Path) -> FolderWorld:
    """Give a library that Anna made and shares."""
    quick_path.chmod(0o755)
    world = FolderWorld(quick_path / "desk")
    (quick_path / "desk").mkdir()
    os.chown(quick_path / "desk", PEOPLE["anna-t"], GROUP)
    (quick_path / "desk").chmod(0o2755)

    def make() -> None:
        world.open("anna-t").close()
        share(layout_of(world.folder))

    acting("anna-t", make, 0o077)
    return world


@pytest.mark.parametrize("umasks", UMASKS)
def test_no_umask_locks_a_colleague_out(world: FolderWorld, umasks: tuple[int, int, int]) -> None:
    tried = 0
    notes = {who: [a_note(who), a_note(who)] for who in PEOPLE}
    for (who, umask), number in zip(zip(PEOPLE, umasks, strict=True), (1, 2, 3), strict=True):

        def work(who: str = who, number: int = number) -> None:
            store = world.open(who)
            save(store, *notes[who])
            store.add_revision(a_revision(f"Version {number}."), b"original")
            store.add_revision(a_revision(article=f"by-{who}"), b"original")
            world.desk(who).keep("draft", {"text": "mine"})

        acting(who, work, umask)
        tried += 1
    for who in PEOPLE:

        def look(who: str = who) -> None:
            snapshot = world.open(who).records(ARTICLE)
            assert snapshot.problems == ()
            assert {record.id for record in snapshot.records} == {n.id for own in notes.values() for n in own}
            assert snapshot.unverified == frozenset()
            assert len(world.open(who).articles()) == 4
            assert len(world.open(who).entry(ARTICLE).revisions) == 3
            assert world.open(who).original(ARTICLE, world.open(who).load(ARTICLE).sha256) == b"original"
            save(world.open(who), edited(notes[who][0], text="edited"))

        acting(who, look)
        own = world.folder / "records" / who
        modes = (mode(own), mode(own / f"{ARTICLE}.json"), mode(own / "journal"), mode(own / "state"))
        assert modes == (0o2750, 0o640, 0o2750, 0o700)
        tried += 1
    for name in ("articles", f"articles/{ARTICLE}", "records"):
        assert mode(world.folder / name) == 0o3770
    assert check(world.folder) == []
    assert tried == 6


def test_nobody_reads_from_outside_or_writes_what_is_anothers(world: FolderWorld) -> None:
    for who in PEOPLE:
        acting(who, partial(lambda who: save(world.open(who), a_note(who)), who))
    own = world.folder / "records" / "ben-t"
    file = own / f"{ARTICLE}.json"

    acting("chris-t", partial(_expect_harmless, world, own, file))

    def look_in() -> None:
        with pytest.raises(StoreError):
            world.open("outsider")
        with pytest.raises(PermissionError):
            list((world.folder / "records").iterdir())

    assert in_a_child(look_in, user=OUTSIDER, group=OUTSIDER) == 0


def _expect_harmless(world: FolderWorld, own: Path, file: Path) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: file.write_text("harm"),
        file.unlink,
        lambda: (own / "more.json").write_text("harm"),
        lambda: own.rename(own.with_name("gone")),
        lambda: file.rename(file.with_name("gone")),
        lambda: (own / "journal").rename(own / "gone"),
    ]
    for harm in attempts:
        with pytest.raises(PermissionError):
            harm()
    stolen = world.open("ben-t")
    assert "another user" in stolen.read_only
    with pytest.raises(ReadOnly):
        save(stolen, a_note("ben-t"))


def test_a_folder_made_under_anothers_name_vouches_for_nobody(
    world: FolderWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting("ben-t", lambda: save(world.open("chris-t"), a_note("chris-t")))
    acting("anna-t", lambda: save(world.open("anna-t"), a_note("anna-t")))
    real = pwd.getpwnam("root")

    def users(name: str) -> pwd.struct_passwd:
        if name not in PEOPLE:
            raise KeyError(name)
        fields = list(real)
        fields[2] = PEOPLE[name]
        return pwd.struct_passwd(fields)

    monkeypatch.setattr(pwd, "getpwnam", users)
    reading._user_of.cache_clear()
    snapshot = world.open("anna-t").records(ARTICLE)
    doubtful = {record.author for record in snapshot.records if record.id in snapshot.unverified}
    assert doubtful == {"chris-t"}
    [finding] = check(world.folder)
    assert "chris-t" in finding.what
    assert finding.mend.startswith("chown -R chris-t ")


def test_a_file_of_another_owner_in_a_folder_is_unverified(world: FolderWorld) -> None:
    acting("anna-t", lambda: save(world.open("anna-t"), a_note("anna-t")))
    file = world.folder / "records" / "anna-t" / f"{ARTICLE}.json"
    os.chown(file, PEOPLE["ben-t"], GROUP)
    snapshot = world.open("anna-t").records(ARTICLE)
    assert snapshot.unverified == {record.id for record in snapshot.records} != frozenset()


def test_doctor_names_what_keeps_people_out_and_the_command_that_mends_it(world: FolderWorld) -> None:
    acting("anna-t", lambda: save(world.open("anna-t"), a_note("anna-t")))
    acting("anna-t", lambda: world.open("anna-t").add_revision(a_revision(), b""))
    own = world.folder / "records" / "anna-t"
    original = next((world.folder / "articles" / ARTICLE).glob("*.orig"))
    (own / f"{ARTICLE}.json").chmod(0o600)
    (world.folder / "articles").chmod(0o755)
    (own / "journal").chmod(0o2777)
    own.chmod(0o2050)
    os.chown(original, -1, 0)
    (world.folder / "articles" / ARTICLE / "link").symlink_to("/etc/passwd")
    found = {finding.where: finding for finding in check(world.folder)}
    assert len(found) == 6
    assert "others" in found[str(own / f"{ARTICLE}.json")].what
    assert "more than they need" in found[str(own / "journal")].what
    assert "owner" in found[str(own)].what
    assert "group" in found[str(original)].what
    for finding in found.values():
        assert os.system(finding.mend) == 0  # noqa: S605 - what a person would paste into a shell
    assert check(world.folder) == []


def test_nobody_shares_with_a_group_they_are_not_in_or_what_is_anothers(
    world: FolderWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    their_own, another = SimpleNamespace(gr_gid=GROUP), SimpleNamespace(gr_gid=OUTSIDER)
    monkeypatch.setattr(grp, "getgrnam", {"desk": their_own, "board": another}.__getitem__)

    def ask() -> None:
        assert group_named("desk") == GROUP
        with pytest.raises(StoreError, match="not in the group 'board'"):
            group_named("board")
        with pytest.raises(StoreError, match="no group 'gone'"):
            group_named("gone")

    acting("ben-t", ask)
    private = FolderWorld(world.folder.parent / "private")
    private.open("anna-t").close()

    def take() -> None:
        with pytest.raises(StoreError):
            share(layout_of(private.folder), group=GROUP)

    acting("ben-t", take)
    share(layout_of(private.folder), group=GROUP)
    assert (private.folder.stat().st_gid, mode(private.folder)) == (GROUP, 0o2750)
    assert check(private.folder) == []


def test_a_private_library_stays_private(quick_path: Path) -> None:
    world = FolderWorld(quick_path / "my notes")
    (quick_path / "my notes").mkdir()
    old = os.umask(0)
    try:
        save(world.open("anna"), a_note("anna"))
        world.open("anna").add_revision(a_revision(), b"")
        world.desk("anna").keep("draft", {})
    finally:
        os.umask(old)
    paths = [world.folder, *world.folder.rglob("*")]
    assert len(paths) > 10
    assert {mode(path) for path in paths} == {0o600, 0o700}
    assert check(world.folder) == []
    world.folder.chmod(0o755)
    [finding] = check(world.folder)
    assert finding.mend == f"chmod 700 '{world.folder}'"
    # Nobody has to reach it.
    assert check_way(world.folder) == []
    for nothing in (check, check_way, lambda folder: share(layout_of(folder))):
        with pytest.raises(StoreError, match="no library"):
            nothing(quick_path)


def test_what_one_settles_for_a_library_is_read_by_all(world: FolderWorld) -> None:
    store = world.open("ben-t")
    policy = Policy("desk", reviews_required=2, blind=True, extra={"house": "rules"})
    write_settings(Disk(), layout_of(world.folder), Settings(policy, shared=True))
    assert store.policy == policy == world.open("anna-t").policy
    found = read_settings(Disk(), layout_of(world.folder))
    assert found is not None
    assert found.shared
