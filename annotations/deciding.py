"""Decisions about where a claim or note is, as drafts; of several the last holds (see `assembling`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.anchors import AnchorState
from annotations.dossier import ClaimView
from annotations.drafting import anchor_at
from annotations.errors import UsageError
from annotations.model import Decision, DecisionKind, Target, TargetKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.dossier import Dossier, Thread
    from articles.model import Span


def decide_place(
    fresh: Mapping[str, Any], dossier: Dossier, view: ClaimView | Thread, span: Span, kind: DecisionKind
) -> Decision:
    """Return the decision that a claim or note is at `span`: REATTACHED, or other BOUNDS; its anchor stays.

    `fresh` is what every new record has: id, author and times.

    Raises:
        UsageError: the span has no words or lies outside the text.
    """
    return _decide(fresh, view, kind=kind, anchor=anchor_at(dossier, span, f"a {what_of(view)}"))


def decide_gone(fresh: Mapping[str, Any], dossier: Dossier, view: ClaimView | Thread) -> Decision:
    """Return the decision that the words of a claim or note are gone for good from the text as it is now.

    Raises:
        UsageError: they are not gone.
    """
    if view.place is None or view.place.state is not AnchorState.ORPHAN:
        what = what_of(view)
        raise UsageError(
            f"the words of this {what} are in the article", f"only a {what} without a place is given up"
        )
    return _decide(fresh, view, kind=DecisionKind.GONE, value=dossier.revision.sha256)


def what_of(view: ClaimView | Thread) -> str:
    """Return what a decision would be about, in a word."""
    return str(TargetKind.CLAIM if isinstance(view, ClaimView) else TargetKind.NOTE)


def _decide(
    fresh: Mapping[str, Any],
    view: ClaimView | Thread,
    **fields: Any,  # noqa: ANN401 - Decision's own
) -> Decision:
    record = view.claim if isinstance(view, ClaimView) else view.note
    return Decision(
        **fresh, article=record.article, target=Target(TargetKind(what_of(view)), view.id), **fields
    )
