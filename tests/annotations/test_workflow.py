from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchors import Alarm, AlarmKind, AnchorState, Resolution
from annotations.errors import UsageError
from annotations.workflow import (
    DESK_SCALE,
    EVIDENCE_SCALE,
    SCALES,
    ClaimState,
    Given,
    Scale,
    count_states,
    fold_state,
    scale_named,
)
from articles.model import Span

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
) -> ClaimState:
    return fold_state(place, given, worked_on=worked_on, dropped=dropped, reviews_required=required)


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
    assert {one for one in ClaimState if one.settled} == {ClaimState.REVIEWED, ClaimState.DROPPED}


@given(st.lists(st.sampled_from(ClaimState)))
def test_states_are_counted_in_the_order_of_the_work(states: list[ClaimState]) -> None:
    counts = count_states(states)
    assert sum(counts.values()) == len(states)
    assert list(counts) == [one for one in ClaimState if one in states]


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_a_scale_has_a_letter_and_an_id_for_each_verdict(scale: Scale) -> None:
    assert len({verdict.letter for verdict in scale.verdicts}) == len(scale.verdicts)
    assert all(scale.find(verdict.id) is verdict for verdict in scale.verdicts)
    known = {verdict.id for verdict in EVIDENCE_SCALE.verdicts}
    assert {verdict.normalised for verdict in scale.verdicts} <= known | {""}


def test_a_verdict_of_another_scale_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        UsageError, match="'ok' is not a verdict of the scale 'evidence': choose from supported"
    ):
        EVIDENCE_SCALE.find("ok")


def test_a_fix_is_never_a_refutation() -> None:
    fix = DESK_SCALE.find("fix")
    assert fix.normalised == ""
    assert fix.needs_reason


def test_an_unknown_scale_is_read_as_the_usual_one() -> None:
    assert scale_named("stars") is EVIDENCE_SCALE
    assert scale_named("desk") is DESK_SCALE
