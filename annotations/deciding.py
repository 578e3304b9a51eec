"""Decisions about where a claim is, as drafts; the last one that anybody made holds (see `dossier`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.anchors import AnchorState
from annotations.drafting import anchor_at
from annotations.errors import UsageError
from annotations.model import Decision, DecisionKind, Target, TargetKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.dossier import ClaimView, Dossier
    from articles.model import Span


def place_claim(
    fresh: Mapping[str, Any], dossier: Dossier, view: ClaimView, span: Span, kind: DecisionKind
) -> Decision:
    """Return the decision that a claim is at `span`: REATTACHED, or other BOUNDS; its own anchor stays.

    `fresh` is what every new record has: id, author and times.

    Raises:
        UsageError: the span has no words or lies outside the text.
    """
    return _decide(fresh, view, kind=kind, anchor=anchor_at(dossier, span, "a claim"))


def give_claim_up(fresh: Mapping[str, Any], dossier: Dossier, view: ClaimView) -> Decision:
    """Return the decision that a claim's words are gone for good from the text as it is now.

    Raises:
        UsageError: they are not gone.
    """
    if view.place.state is not AnchorState.ORPHAN:
        raise UsageError(
            "the words of this claim are in the article", "only a claim without a place is given up"
        )
    return _decide(fresh, view, kind=DecisionKind.GONE, value=dossier.revision.sha256)


def _decide(fresh: Mapping[str, Any], view: ClaimView, **fields: Any) -> Decision:  # noqa: ANN401 - Decision's own
    target = Target(TargetKind.CLAIM, view.id)
    return Decision(**fresh, article=view.claim.article, target=target, **fields)
