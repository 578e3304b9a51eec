"""Tags on an article, and articles that were put away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import Conflict, NothingToUndo
from annotations.labels import LONGEST_TAG, MOST_TAGS, is_put_away, parse_tags, tags_on
from annotations.model import Target, TargetKind
from annotations.store import Step
from annotations.working import last_labelled
from tests.annotations.making import ARTICLE, Team


def tags(team: Team) -> tuple[str, ...]:
    """Return the tags that the article has."""
    return tags_on(team.anna.store.records(ARTICLE).records, ARTICLE)


def away(team: Team, reviewer: str = "anna") -> bool:
    """Tell whether a reviewer put the article away."""
    return is_put_away(team.anna.store.records(ARTICLE).records, ARTICLE, reviewer)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ()),
        ("  # , ; ##", ()),
        ("ferry", ("ferry",)),
        ("#ferry,harbour; #Ferry  money", ("ferry", "harbour", "money")),
        ("#a#b", ("a#b",)),
        ("x" * 200, ("x" * LONGEST_TAG,)),
    ],
)
def test_tags_are_parted_by_spaces_and_commas(words: str, expected: tuple[str, ...]) -> None:
    assert parse_tags(words) == expected


@given(st.text(max_size=300))
def test_tags_read_again_are_the_same_tags(words: str) -> None:
    found = parse_tags(words)
    assert parse_tags(" ".join(f"#{tag}" for tag in found)) == found
    assert len(found) <= MOST_TAGS


def test_tags_are_ones_own_and_everybody_s_are_shown() -> None:
    team = Team()
    team.anna.tag(ARTICLE, ["ferry", "money"])
    team.bram.tag(ARTICLE, ["Money", "harbour"])
    assert tags(team) == ("ferry", "harbour", "money")
    team.anna.tag(ARTICLE, ["ferry"])
    assert tags(team) == ("ferry", "harbour", "Money")
    assert team.anna.tag(ARTICLE, []) is None
    assert tags(team) == ("harbour", "Money")


def test_tags_that_are_there_already_are_not_written_again() -> None:
    team = Team()
    assert team.anna.tag(ARTICLE, []) is None
    first = team.anna.tag(ARTICLE, ["ferry"])
    assert team.anna.tag(ARTICLE, ["ferry"]) == first
    assert len(team.anna.store.transactions(ARTICLE)) == 1


def test_undo_and_redo_go_through_tags_one_change_at_a_time() -> None:
    team = Team()
    for one in (["ferry"], ["ferry", "money"], []):
        team.anna.tag(ARTICLE, one)
    seen = []
    for _ in range(3):
        team.anna.undo(ARTICLE)
        seen.append(tags(team))
    assert seen == [("ferry", "money"), ("ferry",), ()]
    team.anna.redo(ARTICLE)
    assert tags(team) == ("ferry",)


def test_a_note_with_words_is_no_tag() -> None:
    team = Team()
    target = Target(TargetKind.ARTICLE, ARTICLE)
    team.anna.add_note(ARTICLE, target, "Runs on Saturday.", tags=("saturday",))
    assert tags(team) == ()


def test_tags_of_an_imported_note_are_shown_and_stay_the_importer_s_own_ones_apart() -> None:
    team = Team()
    note = team.anna.tag(ARTICLE, ["ferry"])
    assert note is not None
    team.put(replace(note, id=team.ids(), creator="carla", tags=("old",)))
    assert tags(team) == ("ferry", "old")
    team.anna.tag(ARTICLE, ["new"])
    assert tags(team) == ("new", "old")


def test_an_article_is_put_away_for_one_person_and_can_be_brought_back() -> None:
    team = Team()
    team.anna.put_away(ARTICLE)
    assert away(team)
    assert not away(team, "bram")
    team.anna.put_away(ARTICLE, away=False)
    assert not away(team)
    team.anna.undo(ARTICLE)
    assert away(team)
    team.anna.undo(ARTICLE)
    assert not away(team)


def test_the_last_tag_or_removal_is_found_wherever_it_was() -> None:
    team = Team()
    team.publish("Another ferry sailed.", "other-1a2b")
    with pytest.raises(NothingToUndo):
        last_labelled(team.anna.store, Step.UNDO)
    team.anna.put_away("other-1a2b")
    team.claim()
    assert last_labelled(team.anna.store, Step.UNDO) == "other-1a2b"
    team.anna.undo("other-1a2b")
    assert last_labelled(team.anna.store, Step.REDO) == "other-1a2b"


def test_what_one_did_at_an_article_since_is_not_taken_back_in_passing() -> None:
    team = Team()
    team.anna.tag(ARTICLE, ["ferry"])
    team.claim()
    with pytest.raises(Conflict, match="something else"):
        last_labelled(team.anna.store, Step.UNDO)
