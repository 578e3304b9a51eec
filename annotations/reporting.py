"""How far an article is: progress, verdicts, what is missing, who judged, where they differ; pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from annotations.agreement import agreement_of
from annotations.check_objects import progress_object
from annotations.coverage import coverage_of
from annotations.queueing import count_queue, queue_of
from annotations.workflow import ClaimState, count_states
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.agreement import Disagreement
    from annotations.checklist import CheckProgress
    from annotations.coverage import Missing
    from annotations.dossier import Dossier
    from annotations.queueing import Waits


@frozen
class Reviewer:
    """What one person did at an article."""

    name: str
    claims: int
    verdicts: int
    stale: int
    """Verdicts of theirs on what has changed since."""


@frozen
class Report:
    """How far an article is."""

    claims: int
    settled: int
    states: Mapping[ClaimState, int]
    verdicts: Mapping[str, int]
    """How often each was given, the most frequent first; stale ones are left out."""
    missing: tuple[Missing, ...]
    reviewers: tuple[Reviewer, ...]
    disagreements: tuple[Disagreement, ...]
    waiting: Mapping[Waits, int]
    """What waits for the reader."""
    hidden: int
    """Claims on which the reader has yet to give a verdict before others' are shown."""
    checked: CheckProgress | None = None
    """How far its sentences are ticked; None where nobody ticks them."""


def report_of(dossier: Dossier, reader: str, checked: CheckProgress | None = None) -> Report:
    """Return how far an article is, as a reader may see it; `checked` is how far its sentences are."""
    agreement = agreement_of(dossier, reader)
    current = [one.review.verdict for view in dossier.claims for one in view.judgements if not one.stale]
    return Report(
        claims=len(dossier.claims),
        settled=sum(view.state.settled for view in dossier.claims),
        states=count_states(view.state for view in dossier.claims),
        verdicts=dict(Counter(current).most_common()),
        missing=coverage_of(dossier),
        reviewers=_reviewers(dossier),
        disagreements=agreement.disagreements,
        waiting=count_queue(queue_of(dossier.claims, dossier.records, reader)),
        hidden=agreement.hidden,
        checked=checked,
    )


def _reviewers(dossier: Dossier) -> tuple[Reviewer, ...]:
    claims = Counter(view.claim.person for view in dossier.claims)
    judged = [one for view in dossier.claims for one in view.judgements]
    verdicts = Counter(one.review.person for one in judged)
    stale = Counter(one.review.person for one in judged if one.stale)
    return tuple(
        Reviewer(name, claims[name], verdicts[name], stale[name]) for name in sorted({*claims, *verdicts})
    )


def report_object(report: Report) -> dict[str, Any]:
    """Return a report as JSON has it."""
    return {
        "claims": report.claims,
        "settled": report.settled,
        "states": {str(state): count for state, count in report.states.items()},
        "verdicts": dict(report.verdicts),
        "missing": [
            {"gap": str(one.gap), "claim": one.claim, "number": one.number, "record": one.record}
            for one in report.missing
        ],
        "reviewers": [
            {"name": one.name, "claims": one.claims, "verdicts": one.verdicts, "stale": one.stale}
            for one in report.reviewers
        ],
        "disagreements": [
            {
                "claim": one.view.id,
                "number": one.view.number,
                "verdicts": {each.review.person: each.review.verdict for each in one.judgements},
            }
            for one in report.disagreements
        ],
        "waiting": {str(why): count for why, count in report.waiting.items()},
        "hidden": report.hidden,
        **({"sentences": progress_object(report.checked)} if report.checked else {}),
    }
