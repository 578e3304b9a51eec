"""Two versions of one record, made on two machines of one person, and which of them stands."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil


@pytest.fixture
def parted(postil: Postil) -> tuple[Postil, str]:
    """Return a library in which a note was changed in two places, and the note's id."""
    claim = postil.done("claim", postil.draft, "--quote", "14 million").out.strip()
    note = postil.done("note", claim, "As it was.").out.split()[-1]
    library = Path(postil.done("where", "--json").json["library"])
    elsewhere = postil.home / "elsewhere"
    shutil.copytree(library, elsewhere)
    postil.done("edit", note, "--text", "As it is here.")
    postil.done("edit", note, "--text", "As it is there.", "--library", elsewhere)
    [came] = [file for file in (elsewhere / "records" / "anna").glob("*.json") if file.stem != "evidence"]
    shutil.copy(
        came, library / "records" / "anna" / f"{came.stem}.sync-conflict-20260301-120000-ABCDEFG.json"
    )
    return postil, note


def test_a_change_that_two_versions_forbid_names_the_way_to_settle_them(parted: tuple[Postil, str]) -> None:
    postil, note = parted
    refused = postil("edit", note, "--text", "Once more.")
    assert refused.code == 1
    assert f"postil settle {note}" in refused.complaint


def test_versions_are_listed_with_what_they_differ_in(parted: tuple[Postil, str]) -> None:
    postil, note = parted
    for words in (["settle"], ["settle", note]):
        told = postil.done(*words).out
        assert note in told
        assert "text: As it is here." in told
        assert "text: As it is there." in told
    [versions] = postil.done("settle", "--json").json
    assert {one["text"] for one in versions} == {"As it is here.", "As it is there."}
    assert {one["id"] for one in versions} == {note}


@pytest.mark.parametrize("wanted", ["As it is here.", "As it is there."])
def test_the_chosen_version_stands_and_can_be_changed_again(parted: tuple[Postil, str], wanted: str) -> None:
    postil, note = parted
    [versions] = postil.done("settle", "--json").json
    rev = next(one["rev"] for one in versions if one["text"] == wanted)
    assert "settled" in postil.done("settle", note, rev).out
    assert postil.done("settle").out == "Nothing of yours stands in two versions.\n"
    assert wanted in postil.done("show", postil.draft).out
    assert postil.done("edit", note, "--text", "Once more.").code == 0
    assert "Once more." in postil.done("show", postil.draft).out


def test_undo_brings_the_other_version_back_and_the_history_has_both(parted: tuple[Postil, str]) -> None:
    postil, note = parted
    [versions] = postil.done("settle", "--json").json
    rev = next(one["rev"] for one in versions if one["text"] == "As it is here.")
    postil.done("settle", note, rev)
    assert "As it is there. → As it is here." in postil.done("history", note).out
    postil.done("undo", postil.draft)
    assert "As it is there." in postil.done("show", postil.draft).out
    postil.done("redo", postil.draft)
    assert "As it is here." in postil.done("show", postil.draft).out


def test_a_choice_is_printed_as_json_too(parted: tuple[Postil, str]) -> None:
    postil, note = parted
    [versions] = postil.done("settle", "--json").json
    settled = postil.done("settle", note, versions[0]["rev"][:-2], "--json").json
    assert (settled["id"], settled["text"]) == (note, versions[0]["text"])
    assert settled["rev"] not in {one["rev"] for one in versions}


@pytest.mark.parametrize(
    ("rev", "code", "told"), [("9-", 1, "no version that stands"), ("2-", 2, "several versions")]
)
def test_a_version_that_is_not_the_one_is_refused(
    parted: tuple[Postil, str], rev: str, code: int, told: str
) -> None:
    postil, note = parted
    refused = postil("settle", note, rev)
    assert (refused.code, told in refused.complaint) == (code, True)
    assert "choose from 2-" in refused.complaint


def test_where_one_version_stands_there_is_nothing_to_settle(postil: Postil) -> None:
    claim = postil.done("claim", postil.draft, "--quote", "14 million").out.strip()
    refused = postil("settle", claim)
    assert (refused.code, "nothing to settle" in refused.complaint) == (1, True)
    assert postil.done("settle", "--json").json == []


def test_a_colleagues_versions_are_theirs_to_settle(parted: tuple[Postil, str]) -> None:
    postil, note = parted
    [versions] = postil.done("settle", "--json").json
    assert postil.done("settle", "--as", "bram").out == "Nothing of yours stands in two versions.\n"
    refused = postil("settle", note, versions[0]["rev"], "--as", "bram")
    assert (refused.code, "anna" in refused.complaint) == (1, True)
    assert postil.done("settle", "--json").json == [versions]


def test_a_deleted_version_can_stand(parted: tuple[Postil, str]) -> None:
    postil, note = parted
    elsewhere = postil.home / "elsewhere"
    postil.done("delete", note, "--library", elsewhere)
    [came] = [file for file in (elsewhere / "records" / "anna").glob("*.json") if file.stem != "evidence"]
    [beside] = (Path(postil.done("where", "--json").json["library"]) / "records/anna").glob("*.sync-*")
    shutil.copy(came, beside)
    told = postil.done("settle", note).out
    assert "deleted" in told
    [versions] = postil.done("settle", "--json").json
    gone = next(one for one in versions if one.get("deleted"))
    postil.done("settle", note, gone["rev"])
    assert "As it is" not in postil.done("show", postil.draft).out
