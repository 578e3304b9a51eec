"""One library on two machines: what git merges and what a synchroniser puts beside is all there."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from annotations.codec import to_json
from annotations.errors import Conflict
from annotations.revisions import following
from annotations.stores.tinydb.tables import parse, serialise
from tests.contracts.worlds import ARTICLE, FolderWorld, a_note, a_revision, a_source, edited, save

if TYPE_CHECKING:
    from pathlib import Path

    from annotations.model import AnyRecord, Record
    from annotations.store import Snapshot


def by_id(snapshot: Snapshot) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in snapshot.records:
        found.setdefault(record.id, []).append(record)
    return found


def settled(chosen: AnyRecord, other: Record) -> AnyRecord:
    """Return the version that takes the place of both."""
    return following(replace(chosen, modified=chosen.modified + timedelta(hours=1)), chosen, other)


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def world(tmp_path: Path) -> FolderWorld:
    return FolderWorld(tmp_path)


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git here")
def test_git_merges_two_reviewers_branches_without_conflict(world: FolderWorld) -> None:
    first = {who: [a_note(who, f"{who} {number}") for number in range(5)] for who in ("anna", "ben")}
    for who, notes in first.items():
        save(world.open(who), *notes)
    git(world.folder, "init")
    git(world.folder, "add", ".")
    git(world.folder, "commit", "-m", "start")
    everything = {note.id: [note] for notes in first.values() for note in notes}
    for who in first:
        git(world.folder, "checkout", "-q", "-b", who, "main")
        changed, new, source = edited(first[who][2], text="changed"), a_note(who), a_source(who)
        save(world.open(who), changed, new, source)
        world.open(who).add_revision(a_revision(f"By {who}.", article=f"by-{who}-1"), b"")
        everything |= {changed.id: [changed], new.id: [new]}
        git(world.folder, "add", ".")
        git(world.folder, "commit", "-m", who)
    git(world.folder, "merge", "-m", "both", "anna")
    assert git(world.folder, "status", "--porcelain") == ""
    seen = world.open("chris").records(ARTICLE)
    assert (by_id(seen), seen.problems) == (everything, ())
    assert len(world.open("chris").evidence().records) == 2
    assert len(world.open("chris").articles()) == 2


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git here")
def test_a_changed_note_is_a_difference_of_one_line_and_a_new_one_of_two(world: FolderWorld) -> None:
    notes = [a_note("anna", str(number)) for number in range(20)]
    save(world.open("anna"), *notes)
    git(world.folder, "init")
    git(world.folder, "add", ".")
    path = f"records/anna/{ARTICLE}.json"
    save(world.open("anna"), edited(notes[7], text="changed"))
    added, removed, _ = git(world.folder, "diff", "--numstat", path).split(maxsplit=2)
    assert (added, removed) == ("1", "1")
    git(world.folder, "add", ".")
    save(world.open("anna"), a_note("anna"))
    added, removed, _ = git(world.folder, "diff", "--numstat", path).split(maxsplit=2)
    assert (int(added) <= 2, int(removed) <= 1) == (True, True)


def test_what_a_synchroniser_put_beside_is_read_too(world: FolderWorld, tmp_path: Path) -> None:
    note, only_here = a_note("anna"), a_note("anna")
    save(world.open("anna"), note)
    elsewhere = FolderWorld(tmp_path / "elsewhere")
    shutil.copytree(world.folder, elsewhere.folder)
    here, there, only_there = edited(note, text="here"), edited(note, text="there"), a_note("anna")
    save(world.open("anna"), here, only_here)
    save(elsewhere.open("anna"), there, only_there, a_source("anna"))
    own = world.folder / "records" / "anna"
    for subject in (ARTICLE, "evidence"):
        came = elsewhere.folder / "records" / "anna" / f"{subject}.json"
        shutil.copy(came, own / f"{subject}.sync-conflict-20260301-120000-ABCDEFG.json")

    seen = world.open("ben").records(ARTICLE)
    assert seen.problems == ()
    both = by_id(seen)
    assert {record.text for record in both.pop(note.id)} == {"here", "there"}  # type: ignore[attr-defined]
    assert both == {only_here.id: [only_here], only_there.id: [only_there]}
    assert len(world.open("ben").evidence().records) == 1

    anna = world.open("anna")
    with pytest.raises(Conflict, match="two places"):
        save(anna, edited(here, text="as if there were no other"))
    save(anna, settled(here, there), edited(only_there, text="edited here"))
    after = by_id(world.open("ben").records(ARTICLE))
    assert [len(versions) for versions in after.values()] == [1, 1, 1]
    assert after[only_there.id][0].text == "edited here"  # type: ignore[attr-defined]


def test_a_damaged_file_whose_journal_has_two_versions_loses_neither(
    world: FolderWorld, tmp_path: Path
) -> None:
    note = a_note("anna")
    save(world.open("anna"), note)
    elsewhere = FolderWorld(tmp_path / "elsewhere")
    shutil.copytree(world.folder, elsewhere.folder)
    save(world.open("anna"), edited(note, text="here"))
    save(elsewhere.open("anna"), edited(note, text="there"))
    own, other = (one.folder / "records" / "anna" for one in (world, elsewhere))
    [month], [came] = list((own / "journal").iterdir()), list((other / "journal").iterdir())
    # As git leaves it: both sides' lines between its marks.
    mine, theirs = month.read_text().splitlines()[1:], came.read_text().splitlines()[1:]
    merged = [*month.read_text().splitlines()[:1], "<<<<<<< HEAD", *mine, "=======", *theirs, ">>>>>>> there"]
    month.write_text("\n".join(merged) + "\n")
    (own / f"{ARTICLE}.json").write_text("<<<<<<< HEAD\n")
    for reviewer in ("ben", "anna", "ben"):
        [versions] = by_id(world.open(reviewer).records(ARTICLE)).values()
        assert {record.text for record in versions} == {"here", "there"}  # type: ignore[attr-defined]
    first, second = versions
    save(world.open("anna"), settled(first, second))
    assert len(world.open("ben").records(ARTICLE).records) == 1


def test_a_journal_that_came_beside_counts_for_history(world: FolderWorld) -> None:
    note = a_note("anna")
    save(world.open("anna"), note)
    folder = world.folder / "records" / "anna" / "journal"
    [month] = folder.iterdir()
    month.rename(folder / f"{month.stem}.sync-conflict-20260301-120000-ABCDEFG.jsonl")
    assert len(world.open("ben").history(note.id)) == 1


def test_nobody_writes_in_anothers_name_or_over_anothers_record(world: FolderWorld) -> None:
    note = a_note("anna")
    save(world.open("anna"), note)
    save(world.open("ben"), a_note("ben"))
    forged = edited(note, text="forged")
    same_id = replace(forged, author="ben", rev="2-000000000000")
    path = world.folder / "records" / "ben" / f"{ARTICLE}.json"
    own = world.folder / "records" / "anna" / f"{ARTICLE}.json"
    tables = parse(path.read_bytes())
    tables["notes"] |= {note.id: to_json(forged)}
    path.write_bytes(serialise(tables))
    seen = world.open("chris").records(ARTICLE)
    assert by_id(seen)[note.id] == [note]
    assert "'anna'" in seen.problems[0].what
    tables["notes"] |= {note.id: to_json(same_id)}
    path.write_bytes(serialise(tables))
    assert note in world.open("chris").records(ARTICLE).records
    assert parse(own.read_bytes())["notes"][note.id] == to_json(note)
