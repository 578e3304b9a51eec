from __future__ import annotations

from contextlib import suppress
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.anchors import Alarm, AlarmKind, AnchorState, Resolution
from annotations.errors import Conflict, NothingToUndo, NotYours, UsageError
from annotations.model import Pin
from annotations.ruling import LETTERS, holding, possible, rule, state_named
from annotations.store import Policy
from annotations.workflow import (
    DECIDED,
    NEED_REASON,
    TABLE,
    ClaimState,
    Given,
    Ruling,
    count_states,
    fold_state,
    why_not,
)
from articles.model import Span
from tests.annotations.making import ARTICLE, Team

if TYPE_CHECKING:
    from collections.abc import Sequence

FOUND = Resolution(AnchorState.EXACT, Span(0, 1), 1.0)
CHANGED = Resolution(AnchorState.CHANGED, Span(0, 1), 0.8)
ALARMING = Resolution(AnchorState.CHANGED, Span(0, 1), 0.8, alarms=(Alarm(AlarmKind.FIGURE, "10", "12"),))
ORPHAN = Resolution(AnchorState.ORPHAN, None, 0.0)
AMBIGUOUS = Resolution(AnchorState.AMBIGUOUS, Span(0, 1), 0.9)
YES, NO = Given("anna", "supported", stale=False), Given("bram", "refuted", stale=False)
STALE = Given("anna", "supported", stale=True)


def state(
    place: Resolution = FOUND,
    given: Sequence[Given] = (),
    *,
    worked_on: bool = False,
    dropped: bool = False,
    required: int = 1,
    ruling: Ruling | None = None,
) -> ClaimState:
    return fold_state(
        place, given, worked_on=worked_on, dropped=dropped, reviews_required=required, ruling=ruling
    )


@pytest.mark.parametrize(
    ("place", "given", "expected"),
    [
        (FOUND, [], ClaimState.OPEN),
        (CHANGED, [], ClaimState.CHANGED),
        (ALARMING, [], ClaimState.ALARM),
        (ORPHAN, [], ClaimState.ORPHAN),
        (AMBIGUOUS, [], ClaimState.AMBIGUOUS),
        (ORPHAN, [YES], ClaimState.ORPHAN),
        (AMBIGUOUS, [YES], ClaimState.AMBIGUOUS),
        (FOUND, [YES], ClaimState.REVIEWED),
        (ALARMING, [YES], ClaimState.REVIEWED),
        (ALARMING, [STALE], ClaimState.ALARM),
        (FOUND, [STALE], ClaimState.OPEN),
        (FOUND, [YES, NO], ClaimState.DIFFER),
        (FOUND, [STALE, NO], ClaimState.REVIEWED),
        (FOUND, [Given("anna", "fix", stale=False)], ClaimState.FIX),
        (FOUND, [Given("anna", "fix", stale=False), YES], ClaimState.DIFFER),
    ],
)
def test_a_claim_stands_where_its_place_and_verdicts_put_it(
    place: Resolution, given: list[Given], expected: ClaimState
) -> None:
    for order in permutations(given):
        assert state(place, order) is expected
    assert state(place, given, dropped=True) is ClaimState.DROPPED


def test_evidence_means_that_a_claim_is_being_checked() -> None:
    assert state(worked_on=True) is ClaimState.CHECKING
    assert state(CHANGED, worked_on=True) is ClaimState.CHANGED


def test_as_many_people_as_are_required_must_agree() -> None:
    other = Given("bram", "supported", stale=False)
    assert state(given=[YES], required=2) is ClaimState.READY
    assert state(given=[YES, YES], required=2) is ClaimState.READY
    assert state(given=[YES, other], required=2) is ClaimState.REVIEWED
    assert state(given=[YES], required=0) is ClaimState.REVIEWED


def test_only_what_needs_no_more_work_is_settled() -> None:
    assert {one for one in ClaimState if one.settled} == {
        ClaimState.REVIEWED,
        ClaimState.PUBLISHED,
        ClaimState.CORRECTED,
        ClaimState.DROPPED,
    }


@given(st.lists(st.sampled_from(ClaimState)))
def test_states_are_counted_in_the_order_of_the_work(states: list[ClaimState]) -> None:
    counts = count_states(states)
    assert sum(counts.values()) == len(states)
    assert list(counts) == [one for one in ClaimState if one in states]


STEPS = """
             open suggested published corrected rejected dropped
suggested    yes  .         .         .         .        yes
open         .    yes       none      .         .        yes
checking     .    .         none      .         .        yes
ready        .    .         none      .         other    yes
reviewed     .    .         yes       was       other    yes
published    yes  .         .         was       .        .
corrected    yes  .         .         was       .        .
fix          .    .         .         .         other    yes
we           .    .         .         .         other    yes
changed      .    .         .         .         .        yes
alarm        .    .         .         .         .        yes
ambiguous    .    .         .         .         .        yes
orphan       .    .         .         .         .        yes
rejected     yes  .         .         .         .        yes
dropped      yes  .         .         .         .        .
"""
"""What may be decided (columns) of a claim that stands somewhere (rows): `yes` by anyone; `none` where the
library wants no verdicts; `other` where another's verdict stands; `was` where it was published before."""


def _steps() -> list[tuple[ClaimState, ClaimState, str]]:
    head, *rows = STEPS.strip().splitlines()
    wanted = [ClaimState(word) for word in head.split()]
    states = {state.value.split()[0]: state for state in ClaimState}
    return [
        (states[row.split()[0]], to, word)
        for row in rows
        for to, word in zip(wanted, row.split()[1:], strict=True)
    ]


def _may(
    state: ClaimState, to: ClaimState, *, by: str = "carla", required: int = 1, published: bool = True
) -> bool:
    return not why_not(
        to, state, given=[YES], reviewer=by, reviews_required=required, was_published=published
    )


@pytest.mark.parametrize(("state", "to", "word"), _steps())
def test_every_step_is_allowed_or_refused_as_the_table_says(
    state: ClaimState, to: ClaimState, word: str
) -> None:
    assert (to in TABLE[state]) is (word != ".")
    assert _may(state, to, required=0) is (word != ".")
    assert _may(state, to, required=2) is (word in {"yes", "other", "was"})
    assert _may(state, to, by="anna") is (word in {"yes", "was"})
    assert _may(state, to, published=False) is (word in {"yes", "other"})


def test_the_table_has_every_state_and_every_decision() -> None:
    assert {(state, to) for state, to, _ in _steps()} == {
        (state, to) for state in ClaimState for to in DECIDED
    }
    assert set(TABLE) == set(ClaimState)
    assert DECIDED == set(LETTERS) >= NEED_REASON
    assert len(set(LETTERS.values())) == len(LETTERS)


PINNED = Given("anna", "supported", stale=False, pin=Pin("A", "1-a"))
AGREED = Given("bram", "supported", stale=False, pin=Pin("B", "1-b"))
AGAIN = Given("anna", "supported", stale=False, pin=Pin("A", "2-a"))
AGAINST = Given("bram", "refuted", stale=False, pin=Pin("B", "2-b"))


def ruled(to: ClaimState, *given: Given) -> Ruling:
    return Ruling(to, frozenset(one.pin for one in given if one.pin))


@pytest.mark.parametrize(
    ("ruling", "given", "expected"),
    [
        (ruled(ClaimState.PUBLISHED, PINNED), [PINNED], ClaimState.PUBLISHED),
        (ruled(ClaimState.PUBLISHED, PINNED), [PINNED, AGREED], ClaimState.PUBLISHED),
        (ruled(ClaimState.PUBLISHED, PINNED), [PINNED, AGAINST], ClaimState.DIFFER),
        (ruled(ClaimState.PUBLISHED, PINNED), [AGAIN], ClaimState.REVIEWED),
        (ruled(ClaimState.PUBLISHED, PINNED), [], ClaimState.OPEN),
        (ruled(ClaimState.PUBLISHED), [], ClaimState.PUBLISHED),
        (ruled(ClaimState.CORRECTED, PINNED), [PINNED], ClaimState.CORRECTED),
        (ruled(ClaimState.REJECTED, PINNED), [PINNED], ClaimState.REJECTED),
        (ruled(ClaimState.REJECTED, PINNED), [], ClaimState.REJECTED),
        (ruled(ClaimState.REJECTED, PINNED), [AGAIN], ClaimState.REVIEWED),
        (ruled(ClaimState.REJECTED, PINNED, AGAINST), [AGAIN, AGAINST], ClaimState.REVIEWED),
        (ruled(ClaimState.DROPPED), [PINNED], ClaimState.DROPPED),
        (ruled(ClaimState.OPEN), [PINNED], ClaimState.REVIEWED),
        (ruled(ClaimState.OPEN), [], ClaimState.OPEN),
        (ruled(ClaimState.SUGGESTED), [], ClaimState.SUGGESTED),
        (ruled(ClaimState.SUGGESTED), [PINNED], ClaimState.REVIEWED),
    ],
)
def test_a_decision_holds_as_long_as_the_verdicts_it_was_made_on(
    ruling: Ruling, given: list[Given], expected: ClaimState
) -> None:
    assert state(given=given, ruling=ruling) is expected


def test_what_is_wrong_with_the_words_goes_before_a_decision_but_for_dropped() -> None:
    published, rejected = ruled(ClaimState.PUBLISHED, PINNED), ruled(ClaimState.REJECTED, PINNED)
    stale = Given("anna", "supported", stale=True, pin=Pin("A", "1-a"))
    assert state(ALARMING, [stale], ruling=published) is ClaimState.ALARM
    assert state(ALARMING, [stale], ruling=rejected) is ClaimState.ALARM
    assert state(ORPHAN, [PINNED], ruling=published) is ClaimState.ORPHAN
    assert state(ORPHAN, ruling=ruled(ClaimState.DROPPED)) is ClaimState.DROPPED
    assert state(worked_on=True, ruling=ruled(ClaimState.SUGGESTED)) is ClaimState.CHECKING


@pytest.mark.parametrize("word", sorted(map(str, set(ClaimState) - DECIDED)))
def test_nobody_decides_what_comes_of_the_work(word: str) -> None:
    with pytest.raises(UsageError, match=f"'{word}' is not a state that one decides: choose from"):
        state_named(word)


def test_a_decision_says_who_when_and_why_and_can_be_undone() -> None:
    team = Team()
    claim = team.claim()
    team.judge(claim)
    with pytest.raises(UsageError, match="rejected needs a reason"):
        rule(team.bram, team.dossier, team.view(claim), ClaimState.REJECTED)
    sent_back = rule(team.bram, team.dossier, team.view(claim), ClaimState.REJECTED, "Which count is it?")
    view = team.view(claim)
    assert (view.state, holding(view)) == (ClaimState.REJECTED, sent_back)
    assert (sent_back.author, sent_back.reason, sent_back.value) == ("bram", "Which count is it?", "rejected")
    team.judge(claim)
    assert team.view(claim).state is ClaimState.REVIEWED
    assert holding(team.view(claim)) is None
    team.bram.undo(ARTICLE)
    assert team.view(claim).rulings == ()


def test_what_is_published_is_corrected_in_the_open() -> None:
    team = Team(Policy(reviews_required=2))
    claim = team.claim()
    team.judge(claim)
    with pytest.raises(UsageError, match=r"too few verdicts .* wants 2: what can be decided now: dropped"):
        rule(team.anna, team.dossier, team.view(claim), ClaimState.PUBLISHED)
    team.judge(claim, by="bram")
    with pytest.raises(UsageError, match="never published"):
        rule(team.anna, team.dossier, team.view(claim), ClaimState.CORRECTED)
    rule(team.bram, team.dossier, team.view(claim), ClaimState.PUBLISHED)
    assert possible(team.view(claim), Policy(reviews_required=2), "anna") == (
        ClaimState.CORRECTED,
        ClaimState.OPEN,
    )
    team.judge(claim, "refuted")
    assert team.view(claim).state is ClaimState.DIFFER
    team.judge(claim, "refuted", by="bram")
    assert team.view(claim).state is ClaimState.REVIEWED
    rule(team.anna, team.dossier, team.view(claim), ClaimState.CORRECTED, "It was 1,100.")
    view = team.view(claim)
    assert view.state is ClaimState.CORRECTED
    assert [(one.person, one.value) for one in view.rulings] == [("bram", "published"), ("anna", "corrected")]


def test_one_person_alone_may_publish_unjudged_where_no_verdict_is_wanted() -> None:
    team = Team(Policy(reviews_required=0))
    claim = team.claim()
    rule(team.anna, team.dossier, team.view(claim), ClaimState.PUBLISHED)
    assert team.view(claim).state is ClaimState.PUBLISHED
    with pytest.raises(UsageError, match="that is published cannot become dropped"):
        rule(team.anna, team.dossier, team.view(claim), ClaimState.DROPPED, "Gone.")


_WORK = st.tuples(
    st.sampled_from(["anna", "bram", "carla"]),
    st.sampled_from(["supported", "refuted", "undo", "edit text", *(f"rule {one.value}" for one in DECIDED)]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORK, max_size=12), st.sampled_from([0, 1, 2]))
def test_whatever_several_people_do_a_claim_stands_somewhere_and_steps_follow_the_table(
    work: list[tuple[str, str]], required: int
) -> None:
    team = Team(Policy(reviews_required=required))
    claim = team.claim()
    for who, what in work:
        session, view = team.session(who), team.view(claim)
        with suppress(NothingToUndo, Conflict, NotYours):
            if what == "undo":
                session.undo(ARTICLE)
            elif what == "edit text":
                session.edit(view.claim, ARTICLE, text=f"{view.claim.text}!")
            elif what.startswith("rule "):
                wanted = ClaimState(what.removeprefix("rule "))
                may = wanted in possible(view, Policy(reviews_required=required), who)
                try:
                    rule(session, team.dossier, view, wanted, "Because.")
                    assert may
                    assert team.view(claim).state is wanted or wanted is ClaimState.OPEN
                except UsageError:
                    assert not may
            else:
                team.judge(claim, what, by=who)
        now = team.dossier.claim(claim.id)
        if now is None:
            return
        assert now.state in ClaimState
        assert TABLE[now.state] >= set(possible(now, Policy(reviews_required=required), who))
