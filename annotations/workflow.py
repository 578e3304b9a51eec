"""Where a claim stands and what may be said of it: states and scales of verdicts.

Nothing here decides a verdict; states are folded from what everybody recorded,
so that disagreement stays visible.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.errors import UsageError
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotations.anchors import Resolution


class ClaimState(StrEnum):
    """How far a claim is, in the order of the work."""

    OPEN = "open"
    CHECKING = "checking"
    READY = "ready"
    REVIEWED = "reviewed"
    FIX = "fix proposed"
    DIFFER = "we differ"
    CHANGED = "changed"
    ALARM = "alarm"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"
    DROPPED = "dropped"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do on a claim in this state."""
        return self in {ClaimState.REVIEWED, ClaimState.DROPPED}


@frozen
class Verdict:
    """One thing a review may say."""

    id: str
    letter: str
    """The key that follows `r`."""
    value: int | None = None
    """Its place on an ordered scale; None where it has no number."""
    normalised: str = ""
    """The id on the `evidence` scale that honestly means the same, if one does."""
    needs_reason: bool = False


@frozen
class Scale:
    """The verdicts a library gives."""

    id: str
    verdicts: tuple[Verdict, ...]

    def find(self, verdict_id: str) -> Verdict:
        """Return the verdict with this id.

        Raises:
            UsageError: the scale has no such verdict; the hint lists those it has.
        """
        for verdict in self.verdicts:
            if verdict.id == verdict_id:
                return verdict
        known = ", ".join(verdict.id for verdict in self.verdicts)
        raise UsageError(f"{verdict_id!r} is not a verdict of the scale {self.id!r}", f"choose from {known}")


_OFF_SCALE = (Verdict("opinion", "p"), Verdict("not-checkable", "x"))

EVIDENCE_SCALE = Scale(
    "evidence",
    (
        Verdict("supported", "s", 1, "supported"),
        Verdict("refuted", "r", -1, "refuted"),
        Verdict("not-enough-evidence", "n", 0, "not-enough-evidence"),
        Verdict("conflicting", "c", 0, "conflicting"),
        *_OFF_SCALE,
    ),
)
"""The four verdicts of AVeriTeC, for claims that were published."""

DESK_SCALE = Scale(
    "desk",
    (
        Verdict("ok", "o", 2, "supported"),
        Verdict("on-author", "a", 1),
        Verdict("fix", "f", 0, needs_reason=True),
        Verdict("cannot-confirm", "c", 0, "not-enough-evidence"),
        *_OFF_SCALE,
    ),
)
"""For a draft before it runs; `fix` wants the wording proposed and never means refuted."""

SCALES = {scale.id: scale for scale in (EVIDENCE_SCALE, DESK_SCALE)}


def scale_named(scale_id: str) -> Scale:
    """Return a scale by its id; the default one where a library names one we do not have."""
    return SCALES.get(scale_id, EVIDENCE_SCALE)


@frozen
class Given:
    """A verdict as it bears on a state: whose, which, and whether it is stale."""

    person: str
    verdict: str
    stale: bool


_NOWHERE = {AnchorState.ORPHAN: ClaimState.ORPHAN, AnchorState.AMBIGUOUS: ClaimState.AMBIGUOUS}


def fold_state(
    place: Resolution,
    given: Sequence[Given],
    *,
    worked_on: bool,
    dropped: bool,
    reviews_required: int,
) -> ClaimState:
    """Return where a claim stands.

    `worked_on` says whether any evidence or question hangs on it; `dropped`
    whether somebody decided that it is gone for good.  What is wrong with the
    place comes first, unless a verdict was given on the words as they are now.
    """
    if dropped:
        return ClaimState.DROPPED
    if place.state in _NOWHERE:
        return _NOWHERE[place.state]
    current = [one for one in given if not one.stale]
    return _reviewed(current, reviews_required) if current else _unreviewed(place, worked_on=worked_on)


def _reviewed(current: Sequence[Given], reviews_required: int) -> ClaimState:
    verdicts = {one.verdict for one in current}
    if len(verdicts) > 1:
        return ClaimState.DIFFER
    if verdicts == {"fix"}:
        return ClaimState.FIX
    enough = len({one.person for one in current}) >= max(1, reviews_required)
    return ClaimState.REVIEWED if enough else ClaimState.READY


def _unreviewed(place: Resolution, *, worked_on: bool) -> ClaimState:
    if place.alarms:
        return ClaimState.ALARM
    if place.state is AnchorState.CHANGED:
        return ClaimState.CHANGED
    return ClaimState.CHECKING if worked_on else ClaimState.OPEN


def count_states(states: Iterable[ClaimState]) -> dict[ClaimState, int]:
    """Return how many claims stand where, in the order of the work, without zeros."""
    counts = dict.fromkeys(ClaimState, 0)
    for state in states:
        counts[state] += 1
    return {state: count for state, count in counts.items() if count}
