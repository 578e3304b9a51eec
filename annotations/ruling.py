"""What people decide of a claim's state, and of the scale of an article: published, rejected, dropped.

Each is a Decision of whoever made it, so that history and undo cover it; which
state comes of it is folded in `workflow`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.cleaning import cleaned
from annotations.errors import UsageError
from annotations.model import Decision, DecisionKind, Pin, Review, Target, TargetKind
from annotations.scales import required_scale
from annotations.workflow import DECIDED, NEED_REASON, ClaimState, Given, Ruling, why_not
from articles.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotations.dossier import ClaimView, Dossier, Judgement
    from annotations.model import Record
    from annotations.recording import Recorder
    from annotations.store import Policy

_OUT = frozenset({ClaimState.PUBLISHED, ClaimState.CORRECTED})
_ORDER = (
    ClaimState.PUBLISHED,
    ClaimState.CORRECTED,
    ClaimState.REJECTED,
    ClaimState.DROPPED,
    ClaimState.SUGGESTED,
    ClaimState.OPEN,
)
"""In which one is asked."""
LETTERS = {state: state.value[0] for state in _ORDER}
"""The key that follows the one for a decision: p, c, r, d, s, o."""
RULED = {
    ClaimState.PUBLISHED: "claim published",
    ClaimState.CORRECTED: "claim corrected",
    ClaimState.REJECTED: "claim rejected",
    ClaimState.DROPPED: "claim dropped",
    ClaimState.SUGGESTED: "claim suggested",
    ClaimState.OPEN: "claim opened again",
}
"""What was done, in the words of an undo message."""


def rule(
    session: Recorder, dossier: Dossier, view: ClaimView, state: ClaimState, reason: str = ""
) -> Decision:
    """Decide that a claim is published, rejected and so on; it holds while the verdicts on it stand.

    Raises:
        UsageError: the claim cannot become that from where it stands, or others need a reason.
    """
    if reason_not := why_not_for(view, state, dossier.policy, session.reviewer):
        options = ", ".join(possible(view, dossier.policy, session.reviewer))
        raise UsageError(reason_not, f"what can be decided now: {options}" if options else "")
    if state in NEED_REASON and not reason.strip():
        raise UsageError(f"{state} needs a reason", "say why, for whoever looks at it next")
    decision = Decision(
        **session.fresh(),
        article=view.claim.article,
        target=Target(TargetKind.CLAIM, view.id),
        kind=DecisionKind.STATE,
        value=state,
        reason=cleaned(reason),
        on=tuple(one.pin for one in verdicts_given(view.judgements) if one.pin and not one.stale),
    )
    return session.make(decision, label=RULED[state])[0]


def possible(view: ClaimView, policy: Policy, reviewer: str) -> tuple[ClaimState, ...]:
    """Return what a reviewer may decide of a claim as it stands."""
    return tuple(state for state in _ORDER if not why_not_for(view, state, policy, reviewer))


def why_not_for(view: ClaimView, state: ClaimState, policy: Policy, reviewer: str) -> str:
    """Return why a reviewer may not decide that of a claim, as a sentence; empty where they may."""
    return why_not(
        state,
        view.state,
        given=verdicts_given(view.judgements),
        reviewer=reviewer,
        reviews_required=policy.reviews_required,
        was_published=any(one.value in _OUT for one in view.rulings),
    )


def state_named(word: str) -> ClaimState:
    """Return the state that a person may decide on by its name.

    Raises:
        UsageError: nobody decides that; the hint lists what may be.
    """
    if word in DECIDED:
        return ClaimState(word)
    raise UsageError(f"{word!r} is not a state that one decides", f"choose from {', '.join(_ORDER)}")


def holding(view: ClaimView) -> Decision | None:
    """Return the decision that a claim's state is, where it is one."""
    last = view.rulings[-1] if view.rulings else None
    return last if last is not None and last.value == view.state else None


def rulings_on(claim: str, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions about a claim's state, oldest first; those that name no state we know are none."""
    found = [
        one
        for one in decisions
        if one.kind is DecisionKind.STATE
        and one.target == Target(TargetKind.CLAIM, claim)
        and one.value in DECIDED
        and not one.deleted
    ]
    # Ids rise with time and are the same for everybody, so that all agree which is the last.
    return tuple(sorted(found, key=lambda one: one.id))


def last_ruling(rulings: Sequence[Decision]) -> Ruling | None:
    """Return the last decision about a claim's state, as it bears on that."""
    if not rulings:
        return None
    last = rulings[-1]
    return Ruling(ClaimState(last.value), frozenset(last.on))


def verdicts_given(judgements: Iterable[Judgement]) -> list[Given]:
    """Return verdicts as they bear on a claim's state."""
    return [Given(one.review.person, one.review.verdict, one.stale, _pin(one.review)) for one in judgements]


def _pin(review: Review) -> Pin:
    return Pin(review.id, review.rev)


def set_scale(session: Recorder, article: str, policy: Policy, scale: str) -> Decision:
    """Decide on what scale the verdicts on one article are given; an empty one is the library's again.

    Raises:
        StoreError: the library has no such scale.
    """
    if scale:
        required_scale(replace(policy, scale=scale))
    target = Target(TargetKind.ARTICLE, article)
    decision = Decision(
        **session.fresh(), article=article, target=target, kind=DecisionKind.SCALE, value=scale
    )
    return session.make(decision, label="scale chosen")[0]


def at_article(policy: Policy, records: Iterable[Record], article: str) -> Policy:
    """Return a library's policy as it is for one article."""
    chosen = [
        one
        for one in records
        if isinstance(one, Decision)
        and one.kind is DecisionKind.SCALE
        and one.target == Target(TargetKind.ARTICLE, article)
        and not one.deleted
    ]
    last = max(chosen, key=lambda one: one.id, default=None)
    return replace(policy, scale=last.value) if last and last.value else policy
