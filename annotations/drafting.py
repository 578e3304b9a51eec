"""What a record is made of, and what it must have before it may be written."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.errors import NotYours, UnknownRecord, UsageError
from annotations.model import Basis, Pin, Purpose, Review
from annotations.revisions import following

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.anchors import Anchor
    from annotations.dossier import ClaimView, Dossier
    from annotations.model import AnyRecord, Record
    from articles.model import Span


def anchor_at(dossier: Dossier, span: Span, what: str) -> Anchor:
    """Return the anchor of words of an article for `what`, as in "a claim".

    Raises:
        UsageError: the span has no words or lies outside the text.
    """
    if span.end > len(dossier.text) or not span.cut(dossier.text).strip():
        raise UsageError(f"{what} needs words", "select some, or give a quote that is in the article")
    # Imported here: what reads an article that never changed needs no anchoring.
    from annotations.anchoring import describe

    return describe(dossier.text, span, dossier.revision.sha256)


def basis_of(dossier: Dossier, view: ClaimView) -> Basis:
    """Return what a verdict on a claim rests on now."""
    pins = [Pin(one.id, one.rev) for linked in view.evidence for one in (linked.link, linked.fact) if one]
    # Of an orphan only the statement was judged, and so where two places fit: neither was picked.
    picked = view.place.state is not AnchorState.AMBIGUOUS
    words = view.span.cut(dossier.text) if view.span and picked else ""
    return Basis(words, view.claim.statement, dossier.revision.sha256, tuple(pins))


def own_review(view: ClaimView, kept: Iterable[Record], reviewer: str) -> Review | None:
    """Return a reviewer's own verdict on a claim, none that was imported, shown or among what is `kept`.

    Another session of theirs may have given it since the claim was shown.
    """
    shown = (judgement.review for judgement in view.judgements)
    for one in chain(shown, (one for one in kept if isinstance(one, Review))):
        if one.claim == view.id and one.author == reviewer and not (one.creator or one.deleted):
            return one
    return None


def as_first(record: AnyRecord) -> AnyRecord:
    """Return a draft as its first version; a record of the library as it is."""
    return record if record.rev else following(record, None)


ADDED = {
    Purpose.COMMENT: "note added",
    Purpose.QUESTION: "question asked",
    Purpose.WORDING: "wording proposed",
    Purpose.HIGHLIGHT: "words highlighted",
}
"""What undo and history call a new note, by its purpose."""


def check_says_something(text: str, purpose: Purpose) -> None:
    """Check that a note has words.

    Raises:
        UsageError: it is a comment or question without a word.
    """
    if not text.strip() and purpose in {Purpose.COMMENT, Purpose.QUESTION}:
        raise UsageError("an empty note was not kept", "write something, or press Esc to leave it")


def check_owner(record: Record, reviewer: str) -> None:
    """Check that a reviewer may change a record.

    Raises:
        NotYours: it is another person's.
        UnknownRecord: it is a draft.
    """
    if record.author != reviewer:
        raise NotYours(
            f"this {kind_of(record)} belongs to {record.author}",
            "reply with a note or give a verdict of your own",
        )
    if not record.rev:
        raise UnknownRecord(f"this {kind_of(record)} was never saved")


def kind_of(record: Record) -> str:
    """Return what a record is, in a word."""
    return type(record).__name__.lower()
