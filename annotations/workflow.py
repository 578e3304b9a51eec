"""Where a claim stands, and who may put it elsewhere.

Most states come of the work itself: evidence, verdicts, changes of the text.
Some a person decides, by a record of their own (a Decision of the kind STATE):
`suggested`, `open`, `published`, `corrected`, `rejected` and `dropped`.  `TABLE`
says from where to where.  A decision holds as long as the verdicts it was made
on stand; no state is kept, all are folded from what everybody recorded, so
that disagreement stays visible.  Nothing here decides a verdict.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.scales import FIX
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from annotations.anchors import Resolution
    from annotations.model import Pin


class ClaimState(StrEnum):
    """How far a claim is, in the order of the work."""

    SUGGESTED = "suggested"
    OPEN = "open"
    CHECKING = "checking"
    READY = "ready"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    FIX = "fix proposed"
    DIFFER = "we differ"
    CHANGED = "changed"
    ALARM = "alarm"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"
    REJECTED = "rejected"
    DROPPED = "dropped"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do on a claim in this state."""
        return self in _SETTLED

    @property
    def under_way(self) -> bool:
        """Whether somebody is at work on a claim in this state, or has to be."""
        return not self.settled and self not in {ClaimState.SUGGESTED, ClaimState.OPEN}


_SETTLED = frozenset({ClaimState.REVIEWED, ClaimState.PUBLISHED, ClaimState.CORRECTED, ClaimState.DROPPED})

TABLE: Mapping[ClaimState, frozenset[ClaimState]] = {
    ClaimState.SUGGESTED: frozenset({ClaimState.OPEN, ClaimState.DROPPED}),
    ClaimState.OPEN: frozenset({ClaimState.SUGGESTED, ClaimState.PUBLISHED, ClaimState.DROPPED}),
    ClaimState.CHECKING: frozenset({ClaimState.PUBLISHED, ClaimState.DROPPED}),
    ClaimState.READY: frozenset({ClaimState.PUBLISHED, ClaimState.REJECTED, ClaimState.DROPPED}),
    ClaimState.REVIEWED: frozenset(
        {ClaimState.PUBLISHED, ClaimState.CORRECTED, ClaimState.REJECTED, ClaimState.DROPPED}
    ),
    ClaimState.PUBLISHED: frozenset({ClaimState.CORRECTED, ClaimState.OPEN}),
    ClaimState.CORRECTED: frozenset({ClaimState.CORRECTED, ClaimState.OPEN}),
    ClaimState.FIX: frozenset({ClaimState.REJECTED, ClaimState.DROPPED}),
    ClaimState.DIFFER: frozenset({ClaimState.REJECTED, ClaimState.DROPPED}),
    ClaimState.CHANGED: frozenset({ClaimState.DROPPED}),
    ClaimState.ALARM: frozenset({ClaimState.DROPPED}),
    ClaimState.AMBIGUOUS: frozenset({ClaimState.DROPPED}),
    ClaimState.ORPHAN: frozenset({ClaimState.DROPPED}),
    ClaimState.REJECTED: frozenset({ClaimState.OPEN, ClaimState.DROPPED}),
    ClaimState.DROPPED: frozenset({ClaimState.OPEN}),
}
"""What a person may decide, by where a claim stands; `why_not` has the conditions."""

DECIDED = frozenset().union(*TABLE.values())
"""The states that a person decides; all others come of the work."""
NEED_REASON = frozenset({ClaimState.REJECTED, ClaimState.DROPPED})
"""Decisions that others cannot act upon, or understand later, without a word."""


@frozen
class Given:
    """A verdict as it bears on a state: whose, which, whether it is stale, and in which version."""

    person: str
    verdict: str
    stale: bool
    pin: Pin | None = None


@frozen
class Ruling:
    """What a person decided of a claim last, and the versions of the verdicts it was decided on."""

    state: ClaimState
    on: frozenset[Pin] = frozenset()


_NOWHERE = {AnchorState.ORPHAN: ClaimState.ORPHAN, AnchorState.AMBIGUOUS: ClaimState.AMBIGUOUS}
_AS_PUBLISHED = frozenset({ClaimState.OPEN, ClaimState.CHECKING, ClaimState.READY, ClaimState.REVIEWED})
"""Where the work may stand under a claim that is out: what is wrong with it since goes before that."""


def fold_state(
    place: Resolution,
    given: Sequence[Given],
    *,
    worked_on: bool,
    dropped: bool,
    reviews_required: int,
    ruling: Ruling | None = None,
) -> ClaimState:
    """Return where a claim stands.

    `worked_on` says whether any evidence or question hangs on it; `dropped`
    whether somebody decided that its words are gone for good; `ruling` is the
    last decision about its state.  What is wrong with the place comes first,
    unless a verdict was given on the words as they are now.
    """
    decided = ruling.state if ruling else None
    if dropped or decided is ClaimState.DROPPED:
        return ClaimState.DROPPED
    if place.state in _NOWHERE:
        return _NOWHERE[place.state]
    current = [one for one in given if not one.stale]
    if ruling and decided is ClaimState.REJECTED:
        # What was sent back counts no more; whoever gave it may give it again, as a new version.
        current = [one for one in current if one.pin not in ruling.on]
    undone = _unreviewed(place, worked_on=worked_on)
    worked = _reviewed(current, reviews_required) if current else undone
    if ruling is None or decided is None:
        return worked
    if decided is ClaimState.REJECTED and not current and undone not in _BROKEN:
        return ClaimState.REJECTED
    if decided is ClaimState.SUGGESTED and worked is ClaimState.OPEN:
        return ClaimState.SUGGESTED
    is_out = decided in {ClaimState.PUBLISHED, ClaimState.CORRECTED}
    stands = ruling.on <= {one.pin for one in current} and worked in _AS_PUBLISHED
    return decided if is_out and stands else worked


def _reviewed(current: Sequence[Given], reviews_required: int) -> ClaimState:
    verdicts = {one.verdict for one in current}
    if len(verdicts) > 1:
        return ClaimState.DIFFER
    if verdicts == {FIX}:
        return ClaimState.FIX
    enough = len({one.person for one in current}) >= max(1, reviews_required)
    return ClaimState.REVIEWED if enough else ClaimState.READY


_BROKEN = frozenset({ClaimState.CHANGED, ClaimState.ALARM})


def _unreviewed(place: Resolution, *, worked_on: bool) -> ClaimState:
    if place.alarms:
        return ClaimState.ALARM
    if place.state is AnchorState.CHANGED:
        return ClaimState.CHANGED
    return ClaimState.CHECKING if worked_on else ClaimState.OPEN


def why_not(
    wanted: ClaimState,
    state: ClaimState,
    *,
    given: Sequence[Given],
    reviewer: str,
    reviews_required: int,
    was_published: bool,
) -> str:
    """Return why a reviewer may not decide that a claim in `state` is `wanted`; empty where they may.

    `given` are all verdicts on it, `was_published` says whether it ever was.
    """
    if wanted not in TABLE[state]:
        return f"a claim that is {state} cannot become {wanted}"
    if wanted is ClaimState.PUBLISHED and state is not ClaimState.REVIEWED and reviews_required > 0:
        return f"too few verdicts agree for publishing, this library wants {reviews_required}"
    if wanted is ClaimState.CORRECTED and not was_published:
        return "it was never published, so there is nothing to correct"
    if wanted is ClaimState.REJECTED and not any(one.person != reviewer for one in given if not one.stale):
        return "no verdict on it is another person's, so change your own instead"
    return ""


def count_states(states: Iterable[ClaimState]) -> dict[ClaimState, int]:
    """Return how many claims stand where, in the order of the work, without zeros."""
    counts = dict.fromkeys(ClaimState, 0)
    for state in states:
        counts[state] += 1
    return {state: count for state, count in counts.items() if count}
