"""Which claims one wants to go through, and which sentences are suggested as further ones."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from annotations.drafting import anchor_at
from annotations.model import Decision, DecisionKind, Target, TargetKind
from annotations.workflow import ClaimState
from articles.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.dossier import ClaimView, Dossier
    from annotations.recording import Recorder
    from annotations.suggesting import Suggestion
    from articles.model import Span

WORTH = 4.0
"""The score from which a sentence is suggested: a figure beside something that happened, in a usual sentence.
Of news that were tried, two sentences in five."""
DISMISSED = "suggestion dismissed"
"""What undo and history call it."""
_CHANGED = frozenset({ClaimState.CHANGED, ClaimState.ALARM, ClaimState.AMBIGUOUS, ClaimState.ORPHAN})


class Sift(StrEnum):
    """What the keys for the next and the previous claim go through."""

    ALL = "all"
    OPEN = "open"
    """On which something is left to do."""
    MINE = "mine"
    """Made or judged by the reviewer at the keyboard."""
    SUGGESTED = "suggested"
    """Sentences that carry no claim and look worth checking."""
    CHANGED = "changed"
    """Whose words changed or are gone, or on which a verdict is stale."""


def passes(view: ClaimView, sift: Sift, reviewer: str) -> bool:
    """Tell whether a claim is one that is gone through."""
    if sift is Sift.OPEN:
        return not view.state.settled
    if sift is Sift.MINE:
        return view.claim.person == reviewer or view.judgement_of(reviewer) is not None
    if sift is Sift.CHANGED:
        return view.state in _CHANGED or any(one.stale for one in view.judgements)
    return sift is Sift.ALL


def worth_checking(dossier: Dossier) -> tuple[Suggestion, ...]:
    """Return the sentences that score enough to be suggested, in article order, whatever they carry.

    It looks at every sentence: some 0.3 ms for each.
    """
    # With the words it goes by it takes longer to load than all else of a screen's sieve.
    from annotations.suggesting import rank_sentences

    ranked = (one for one in rank_sentences(dossier) if one.score >= WORTH)
    return tuple(sorted(ranked, key=lambda one: one.span.start))


def still_suggested(worth: Iterable[Suggestion], dossier: Dossier) -> tuple[Suggestion, ...]:
    """Return those of `worth` that carry no claim now and were not dismissed.

    A dismissal holds for its words, in whatever draft they stand.
    """
    carried = sorted((view.span.start, view.span.end) for view in dossier.claims if view.span)
    dismissed = dismissed_words(dossier)
    return tuple(
        replace(one, claims=())
        for one in worth
        if one.span.cut(dossier.text) not in dismissed and not _is_carried(one.span, carried)
    )


def dismissed_words(dossier: Dossier) -> frozenset[str]:
    """Return the words of the sentences that somebody said need no claim."""
    return frozenset(
        one.anchor.exact
        for one in dossier.records.values()
        if isinstance(one, Decision) and one.kind is DecisionKind.DISMISSED and one.anchor
    )


def dismiss(recorder: Recorder, dossier: Dossier, sentence: Span) -> Decision:
    """Remember that a sentence needs no claim."""
    article = dossier.revision.article_id
    decision = Decision(
        **recorder.fresh(),
        article=article,
        target=Target(TargetKind.ARTICLE, article),
        kind=DecisionKind.DISMISSED,
        anchor=anchor_at(dossier, sentence, "a suggestion"),
    )
    return recorder.make(decision, label=DISMISSED, article=article)[0]


def _is_carried(sentence: Span, carried: list[tuple[int, int]]) -> bool:
    return any(start < sentence.end and end > sentence.start for start, end in carried)
