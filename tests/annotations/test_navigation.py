from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.anchors import Anchor, AnchorState, Resolution
from annotations.dossier import ClaimView
from annotations.model import Claim
from annotations.navigation import KEPT_JUMPS, Place, Trail, next_claim
from annotations.workflow import ClaimState
from articles.model import Span
from tests.annotations.making import THEN

starts = st.lists(st.integers(0, 50), max_size=8).map(sorted)
steps = st.sampled_from([1, -1])
places = st.builds(Place, st.just("a"), st.integers(0, 3))


def views_at(begins: list[int], lost: frozenset[int] = frozenset()) -> list[ClaimView]:
    """Return claims in article order; those numbered in `lost` are orphans."""
    views = []
    for number, start in enumerate(begins):
        span = Span(start, start + 1)
        anchor = Anchor("r", "x", start=start, end=start + 1)
        claim = Claim(id=str(number), author="anna", created=THEN, modified=THEN, article="a", anchor=anchor)
        found = (
            Resolution(AnchorState.ORPHAN, None, 0.0)
            if number in lost
            else Resolution(AnchorState.EXACT, span, 1.0)
        )
        views.append(ClaimView(claim, number + 1, found, ClaimState.OPEN))
    return views


@given(starts, st.frozensets(st.integers(0, 8)), steps)
def test_stepping_goes_through_all_claims_and_stays_at_the_end(
    begins: list[int], lost: frozenset[int], step: int
) -> None:
    views = views_at(begins, lost)
    if not views:
        assert next_claim(views, "", 0, step) is None
        return
    expected = views if step > 0 else views[::-1]
    walked = [expected[0]]
    while (found := next_claim(views, walked[-1].id, 0, step)) is not None:
        walked.append(found)
    assert walked == expected


@given(starts, st.frozensets(st.integers(0, 8)), st.integers(0, 60))
def test_without_a_current_claim_the_place_decides(
    begins: list[int], lost: frozenset[int], offset: int
) -> None:
    views = views_at(begins, lost)
    ahead = [view for view, start in zip(views, begins, strict=True) if start > offset]
    behind = [view for view, start in zip(views, begins, strict=True) if start <= offset]
    assert next_claim(views, "", offset, 1) == (ahead[0] if ahead else None)
    assert next_claim(views, "gone", offset, -1) == (behind[-1] if behind else None)


@given(starts, steps, st.integers(0, 8))
def test_only_claims_that_are_wanted_are_stopped_at(begins: list[int], step: int, wanted: int) -> None:
    views = views_at(begins)
    found = next_claim(views, "", -1 if step > 0 else 99, step, lambda view: view.id == str(wanted))
    assert (found.id if found else None) == (str(wanted) if wanted < len(views) else None)


@given(st.lists(places, max_size=10), places)
def test_back_leads_through_the_places_one_left_and_forward_leads_back_again(
    left: list[Place], here: Place
) -> None:
    trail = Trail()
    for one in left:
        trail = trail.leave(one)
    came_from: list[Place] = []
    at, backwards = here, trail
    while (place := backwards.back(at)[0]) is not None:
        backwards = backwards.back(at)[1]
        came_from.append(place)
        at = place
    distinct = [place for number, place in enumerate(left) if number == 0 or left[number - 1] != place]
    assert came_from == distinct[::-1]
    forwards = backwards
    for expected in reversed([here, *came_from[:-1]] if came_from else []):
        ahead, forwards = forwards.forward(at)
        assert ahead == expected
        at = expected
    assert forwards.forward(at) == (None, forwards)
    assert (at, forwards) == (here, trail)


def test_a_jump_after_going_back_forgets_the_way_forward() -> None:
    one, two, three = (Place("a", offset) for offset in range(3))
    _, trail = Trail().leave(one).back(two)
    assert trail.ahead == (two,)
    assert trail.leave(three).ahead == ()
    assert Trail((one,), (two,)).leave(one) == Trail((one,))


def test_only_so_many_jumps_are_remembered() -> None:
    trail = Trail()
    for offset in range(KEPT_JUMPS + 10):
        trail = trail.leave(Place("a", offset))
    assert len(trail.behind) == KEPT_JUMPS
    assert trail.behind[-1].offset == KEPT_JUMPS + 9
    assert Trail((), trail.behind).back(Place("a", 0)) == (None, Trail((), trail.behind))
