"""What is missing under claims: found where it can be mended, and never asked of what cannot have it."""

from __future__ import annotations

from typing import Any

import pytest

from annotations.coverage import Gap, Missing, coverage_of, gaps_of, summary_of
from annotations.exporters.withholding import withhold
from annotations.model import Claim, Medium, SourceKind, Stance
from annotations.ruling import rule
from annotations.workflow import ClaimState
from tests.annotations.making import Team

WHOLE = {
    "url": "https://example.org/count",
    "accessed": "2025-03-01",
    "archived": "https://archive.example/1",
}
PASSAGE = {"quote": "It carried 1,100."}


def link(team: Team, claim: Claim, fact: dict[str, Any] | None = None, **source: Any) -> None:  # noqa: ANN401
    session = team.anna
    made = session.draft_source(**source)
    session.link_fact(
        claim,
        Stance.SUPPORTS,
        source=made,
        fact=session.draft_fact(made, **(PASSAGE if fact is None else fact)),
    )


def gaps(team: Team) -> list[Gap]:
    return [one.gap for one in coverage_of(team.dossier)]


def test_a_claim_without_evidence_is_missing_it_until_one_has_looked() -> None:
    team = Team()
    claim = team.claim()
    assert coverage_of(team.dossier) == (Missing(Gap.EVIDENCE, claim.id, 1, claim.id),)
    team.anna.link_fact(claim, Stance.NOTHING_FOUND, searched="the registers")
    assert gaps(team) == []


@pytest.mark.parametrize(
    ("source", "fact", "expected"),
    [
        (WHOLE, PASSAGE, []),
        (WHOLE, {"statement": "It carried 1,100."}, [Gap.PASSAGE]),
        ({**WHOLE, "accessed": ""}, PASSAGE, [Gap.ACCESSED]),
        ({**WHOLE, "archived": ""}, PASSAGE, [Gap.ARCHIVED]),
        ({"url": WHOLE["url"]}, {}, [Gap.PASSAGE, Gap.ACCESSED, Gap.ARCHIVED]),
        ({"words": "The harbour master", "medium": Medium.PHONE}, PASSAGE, []),
        ({"words": "At the quay", "medium": Medium.OBSERVATION}, {"statement": "It was full."}, []),
        ({**WHOLE, "kind": SourceKind.SELF_REPORTED}, PASSAGE, [Gap.SELF_REPORTED]),
    ],
)
def test_a_source_lacks_what_it_could_have(
    source: dict[str, Any], fact: dict[str, Any], expected: list[Gap]
) -> None:
    team = Team()
    claim = team.claim()
    link(team, claim, fact, **source)
    assert gaps(team) == ([Gap.ONE_SOURCE, *expected])
    link(team, claim, None, **{**WHOLE, "url": "https://example.net/other"})
    assert gaps(team) == [gap for gap in expected if gap is not Gap.SELF_REPORTED]


def test_self_reports_alone_are_named_however_many_there_are() -> None:
    team = Team()
    claim = team.claim()
    for _ in range(2):
        link(team, claim, None, **WHOLE, kind=SourceKind.SELF_REPORTED)
    assert gaps(team) == [Gap.SELF_REPORTED]


def test_evidence_that_is_withheld_may_be_a_second_source() -> None:
    team = Team()
    claim = team.claim()
    link(team, claim, None, **WHOLE, kind=SourceKind.SELF_REPORTED)
    link(team, claim, None, words="B. Vos", medium=Medium.PHONE, confidential=True)
    shown, withheld = withhold(team.dossier)
    assert withheld == 1
    assert coverage_of(team.dossier) == ()
    assert coverage_of(shown) == ()


def test_what_is_no_matter_of_fact_or_was_dropped_needs_no_evidence() -> None:
    team = Team()
    opinion, dropped = team.claim(), team.claim("harbour master")
    team.judge(opinion, "opinion")
    rule(team.anna, team.dossier, team.view(dropped), ClaimState.DROPPED, "Cut from the story.")
    assert gaps(team) == []
    team.judge(opinion, "supported", by="bram")
    assert gaps(team) == [Gap.EVIDENCE]


def test_a_source_of_two_claims_is_named_once() -> None:
    team = Team()
    first, second = team.claim(), team.claim("harbour master")
    link(team, first, None, url="https://example.org/count", accessed="2025-03-01")
    fact = team.view(first).evidence[0].fact
    team.anna.link_fact(second, Stance.CONTEXT, fact=fact)
    found = gaps_of(coverage_of(team.dossier))
    assert [one.number for one in found[Gap.ARCHIVED]] == [team.view(first).number]
    assert len(found[Gap.ONE_SOURCE]) == 2


def test_the_summary_names_the_claims_by_number() -> None:
    team = Team()
    for words in ("1,200 people", "harbour master", "new ferry"):
        team.claim(words)
    assert summary_of(team.dossier) == ["no evidence (claims 1, 2, 3)"]
    link(team, team.dossier.claims[1].claim, None, **WHOLE)
    assert summary_of(team.dossier) == ["no evidence (claims 1, 3)", "one source only (claim 2)"]
