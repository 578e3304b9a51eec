"""Blind review at the store: what a reviewer may not see yet, and what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.blinding import blinded, hidden_from, unblinded
from annotations.ids import UlidMaker
from annotations.model import Claim, Purpose, Review, Target, TargetKind
from annotations.ruling import rule
from annotations.session import Session
from annotations.store import Policy
from annotations.workflow import ClaimState
from articles.frozen import replace
from tests.annotations.making import ARTICLE, Team

if TYPE_CHECKING:
    from annotations.model import Note, Record
    from annotations.store import Store


def seen(team: Team, who: str = "bram") -> Store:
    """Return the library as a reviewer may see it."""
    return blinded(team.session(who).store)


def shown(team: Team, record: Record, who: str = "bram") -> bool:
    return any(one.id == record.id for one in seen(team, who).records(ARTICLE).records)


def note(team: Team, target: Target, by: str, purpose: Purpose = Purpose.COMMENT) -> Note:
    return team.session(by).add_note(ARTICLE, target, "Look.", purpose=purpose)


@pytest.fixture
def team() -> Team:
    return Team(Policy(blind=True))


def test_a_store_is_blinded_once_and_nothing_is_hidden_where_nobody_asks_for_it() -> None:
    open_team = Team()
    review = open_team.judge(open_team.claim())
    store = seen(open_team)
    assert blinded(store) is store
    assert unblinded(unblinded(store)) is unblinded(store)
    assert store.reviewer == "bram"
    assert shown(open_team, review)
    assert store.fingerprint(ARTICLE) == unblinded(store).fingerprint(ARTICLE)
    open_team.anna.store.settle_policy(Policy(blind=True))
    assert not shown(open_team, review)
    assert store.fingerprint(ARTICLE) != unblinded(store).fingerprint(ARTICLE)


def test_ones_own_verdict_opens_that_claim_and_no_other(team: Team) -> None:
    first, second = team.claim(), team.claim("harbour master")
    reviews = [team.judge(one) for one in (first, second)]
    assert [shown(team, one) for one in reviews] == [False, False]
    assert [shown(team, one, "anna") for one in reviews] == [True, True]
    team.judge(first, "refuted", by="bram")
    assert [shown(team, one) for one in reviews] == [True, False]
    team.bram.undo(ARTICLE)
    assert not shown(team, reviews[0])


def test_a_verdict_that_one_took_in_of_another_is_none_of_ones_own(team: Team) -> None:
    claim = team.claim()
    review = team.judge(claim)
    imported = Review(
        **team.bram.fresh(), creator="carla", article=ARTICLE, claim=claim.id, verdict="refuted"
    )
    team.bram.make(imported, label="imported")
    assert not shown(team, review)
    assert not shown(team, imported)
    assert shown(team, imported, "carla")


def test_what_argues_for_a_verdict_is_hidden_with_it_and_questions_stay(team: Team) -> None:
    claim = team.claim()
    target = Target(TargetKind.CLAIM, claim.id)
    before = note(team, target, "carla")
    review = team.judge(claim)
    remark, question = note(team, target, "anna"), note(team, target, "anna", Purpose.QUESTION)
    on_verdict = note(team, Target(TargetKind.REVIEW, review.id), "carla")
    reply = note(team, Target(TargetKind.NOTE, remark.id), "carla")
    own = note(team, Target(TargetKind.NOTE, remark.id), "bram")
    assert [shown(team, one) for one in (remark, on_verdict, reply)] == [False] * 3
    assert [shown(team, one) for one in (before, question, own)] == [True] * 3


def test_decisions_that_rest_on_verdicts_are_hidden_and_others_stay(team: Team) -> None:
    judged, bare = team.claim(), team.claim("harbour master")
    team.judge(judged)
    published = rule(team.anna, team.dossier, team.view(judged), ClaimState.PUBLISHED)
    dropped = rule(team.anna, team.dossier, team.view(bare), ClaimState.DROPPED, "Cut.")
    assert (shown(team, published), shown(team, dropped)) == (False, True)
    session = Session(seen(team), clock=team.clock, new_id=UlidMaker(team.clock))
    states = {view.id: view.state for view in session.dossier(ARTICLE).claims}
    assert states == {judged.id: ClaimState.OPEN, bare.id: ClaimState.DROPPED}


def test_a_history_leaves_out_what_is_hidden_also_after_it_was_deleted(team: Team) -> None:
    claim = team.claim()
    review = team.judge(claim)
    store = seen(team)
    assert store.history(review.id) == []
    assert len(store.history(claim.id)) == 1
    team.anna.undo(ARTICLE)
    assert store.history(review.id) == []
    mine = team.judge(claim, by="bram")
    assert len(store.history(mine.id)) == 1
    assert len(store.history(review.id)) == 2


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["anna", "bram", "carla"]), st.integers(0, 1), st.booleans()), max_size=10
    )
)
def test_nobody_ever_sees_a_verdict_on_a_claim_they_did_not_judge(work: list[tuple[str, int, bool]]) -> None:
    team = Team(Policy(blind=True))
    claims: list[Claim] = [team.claim(), team.claim("harbour master")]
    for who, which, takes_back in work:
        if takes_back:
            for one in team.session(who).store.records(ARTICLE).records:
                if isinstance(one, Review) and one.author == who and not one.deleted:
                    team.session(who).delete(one, ARTICLE)
                    break
        else:
            team.judge(claims[which], by=who)
    records = team.anna.store.records(ARTICLE).records
    reviews = [one for one in records if isinstance(one, Review)]
    for who in ("anna", "bram", "carla"):
        judged = {one.claim for one in reviews if one.author == who and not one.deleted}
        hidden = hidden_from(records, who)
        assert hidden == {one.id for one in reviews if one.author != who and one.claim not in judged}
        assert (
            hidden_from([replace(one, deleted=False) for one in records if one.id in hidden], who) == hidden
        )
