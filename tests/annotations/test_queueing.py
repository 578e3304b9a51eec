"""What waits for one person at an article, and why."""

from __future__ import annotations

import pytest

from annotations.model import Claim, Purpose, Stance, Target, TargetKind
from annotations.queueing import WORDS, Waits, count_queue, queue_of
from annotations.ruling import rule
from annotations.store import Policy
from annotations.workflow import ClaimState
from tests.annotations.making import ARTICLE, TEXT, Team


def waits(team: Team, who: str) -> list[tuple[str, str]]:
    """Return why each thing waits for somebody, and its words."""
    dossier = team.session(who).dossier(ARTICLE)
    return [(one.why, one.words) for one in queue_of(dossier.claims, dossier.records, who)]


def reasons(team: Team) -> list[str]:
    """Return why the one claim waits, for Anna who made it, Bram and Carla; empty where it does not."""
    found = (waits(team, who) for who in ("anna", "bram", "carla"))
    return [next((why for why, _ in one), "") for one in found]


def with_search(team: Team, claim: Claim) -> None:
    team.anna.link_fact(claim, Stance.NOTHING_FOUND, searched="the registers")


@pytest.mark.parametrize(
    ("given", "required", "expected"),
    [
        ([], 1, ["check", "check", "check"]),
        ([("anna", "supported")], 1, ["", "", ""]),
        ([("anna", "supported")], 2, ["", "second", "second"]),
        ([("anna", "supported"), ("bram", "supported")], 2, ["", "", ""]),
        ([("anna", "supported"), ("bram", "refuted")], 2, ["differ", "differ", "others"]),
    ],
)
def test_a_claim_waits_for_those_whose_verdict_it_needs(
    given: list[tuple[str, str]], required: int, expected: list[str]
) -> None:
    team = Team(Policy(reviews_required=required))
    claim = team.claim()
    with_search(team, claim)
    for who, verdict in given:
        team.judge(claim, verdict, by=who)
    assert reasons(team) == expected


def test_a_claim_with_nothing_on_it_waits_for_its_author_alone() -> None:
    team = Team()
    team.claim()
    assert reasons(team) == ["begin", "", ""]
    team.publish(TEXT.replace("1,200", "1,300"))
    assert reasons(team) == ["begin", "", ""]


def test_what_was_sent_back_waits_for_all_and_what_was_dropped_for_none() -> None:
    team = Team()
    claim = team.claim()
    team.judge(claim)
    rule(team.bram, team.dossier, team.view(claim), ClaimState.REJECTED, "Which count?")
    assert reasons(team) == ["check", "check", "check"]
    rule(team.bram, team.dossier, team.view(claim), ClaimState.DROPPED, "Cut.")
    assert reasons(team) == ["", "", ""]


def test_a_stale_verdict_waits_for_whoever_gave_it() -> None:
    team = Team()
    claim = team.claim()
    team.judge(claim)
    team.publish(TEXT.replace("1,200", "1,300"))
    assert reasons(team) == ["stale", "", ""]


def test_questions_come_first_and_name_who_asks() -> None:
    team = Team()
    claim = team.claim()
    for about in (Target(TargetKind.CLAIM, claim.id), Target(TargetKind.ARTICLE, ARTICLE)):
        team.bram.add_note(ARTICLE, about, "Who\ncounted? " * 99, purpose=Purpose.QUESTION, to="anna")
    items = queue_of(team.dossier.claims, team.dossier.records, "anna")
    assert [(one.why, one.claim, one.number, one.who) for one in items] == [
        ("asked", claim.id, "1", "bram"),
        ("asked", "", "", "bram"),
        ("check", claim.id, "1", ""),
    ]
    assert items[0].words.startswith("Who counted? Who")
    assert len(items[0].words) <= WORDS
    assert count_queue(items) == {Waits.ASKED: 2, Waits.CHECK: 1}
    team.anna.add_note(ARTICLE, Target(TargetKind.NOTE, items[0].record), "The harbour did.")
    assert [one for one, _ in waits(team, "anna")] == ["asked", "check"]
