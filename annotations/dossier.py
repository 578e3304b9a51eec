"""An article and everything said about it, as one frozen value.

`assembling.fold` makes it from the records of all reviewers; screens, commands
and exporters read nothing else.  Claims come in the order of the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Purpose
from annotations.store import Policy
from articles.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from annotations.anchors import Anchor, Resolution
    from annotations.checking import CheckView
    from annotations.model import (
        Claim,
        Decision,
        Fact,
        Link,
        Note,
        Record,
        Review,
        Source,
    )
    from annotations.store import Problem
    from annotations.workflow import ClaimState
    from articles.model import Revision, Span


@frozen
class Thread:
    """A note with the replies to it, oldest first."""

    note: Note
    replies: tuple[Thread, ...] = ()
    place: Resolution | None = None
    """Where in the article the note's passage is, if it has one."""
    settled: Anchor | None = None
    """Another place for its passage, where somebody decided on one."""
    dropped: bool = False
    """Whether somebody decided that the words of its passage are gone for good."""
    taken_up: bool = False
    """Of a proposed wording: whether the article has it now."""

    @property
    def answered(self) -> bool:
        """Of a question: whether its asker said that it is answered, or a comment replies to it."""
        replies = (reply.note for reply in self.replies)
        return self.note.answered or any(
            not reply.deleted and reply.purpose is Purpose.COMMENT for reply in replies
        )

    @property
    def id(self) -> str:
        """The note's id."""
        return self.note.id

    @property
    def anchor(self) -> Anchor | None:
        """What its place was found by: the note's own anchor, or the one that was settled."""
        return self.settled or self.note.anchor

    @property
    def start(self) -> int:
        """Where its passage begins in the article; of an orphan, about where it would."""
        if self.place and self.place.span:
            return self.place.span.start
        if self.place and self.place.gap is not None:
            return self.place.gap
        return self.anchor.start if self.anchor else 0


@frozen
class Evidence:
    """A fact as it bears on a claim.

    `fact` and `source` are None where nothing was found, and where the record
    of another reviewer cannot be read just now.
    """

    link: Link
    fact: Fact | None
    source: Source | None
    notes: tuple[Thread, ...] = ()


@frozen
class Judgement:
    """A review, and whether what it rests on has changed since."""

    review: Review
    stale: bool = False
    new_evidence: bool = False


@frozen
class ClaimView:
    """A claim with all that hangs on it."""

    claim: Claim
    number: int
    """Its place among the article's claims, from 1."""
    place: Resolution
    state: ClaimState
    evidence: tuple[Evidence, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    notes: tuple[Thread, ...] = ()
    settled: Anchor | None = None
    """Other bounds or another place, where somebody decided on one."""
    rulings: tuple[Decision, ...] = ()
    """What people decided of its state, oldest first; the last one may hold still (see `workflow`)."""

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def anchor(self) -> Anchor:
        """What its place was found by: the claim's own anchor, or the one that was settled."""
        return self.settled or self.claim.anchor

    @property
    def span(self) -> Span | None:
        """Where it stands in the article as it is now; None where nowhere."""
        return self.place.span

    @property
    def start(self) -> int:
        """Where it begins in the article; of an orphan, about where it would: claims are listed by it."""
        if self.span:
            return self.span.start
        return self.place.gap if self.place.gap is not None else self.anchor.start

    def judgement_of(self, person: str) -> Judgement | None:
        """Return what one person judged, if anything."""
        return next((one for one in self.judgements if one.review.person == person), None)


@frozen
class Cited:
    """A passage of this article that is a fact somewhere."""

    fact: Fact
    place: Resolution


@frozen
class Dossier:
    """An article, its claims, and what everybody said of them."""

    revision: Revision
    claims: tuple[ClaimView, ...] = ()
    notes: tuple[Thread, ...] = ()
    """On the article and its passages."""
    checks: tuple[CheckView, ...] = ()
    """What was ticked, in article order."""
    cited: tuple[Cited, ...] = ()
    """Its passages that are evidence for claims, of whatever article, in the order of the text."""
    policy: Policy = field(default_factory=Policy)
    problems: tuple[Problem, ...] = ()
    versions: Mapping[str, tuple[Record, ...]] = field(default_factory=dict, hash=False)
    """The versions of each record of which several stand, for its author to settle."""
    unverified: frozenset[str] = frozenset()
    records: Mapping[str, Record] = field(default_factory=dict, hash=False)
    """Every standing record by id: one version of each, deleted ones left out but for notes."""
    tokens: tuple[Hashable, ...] = field(default=(), compare=False)
    """Hand each to `Store.changed` to learn whether a newer dossier would differ."""

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Ids of records of which several versions stand."""
        return tuple(self.versions)

    @property
    def text(self) -> str:
        """The article's canonical text."""
        return self.revision.article.text

    def claim(self, claim_id: str) -> ClaimView | None:
        """Return a claim by its id."""
        return next((view for view in self.claims if view.id == claim_id), None)

    def passage(self, note_id: str) -> Thread | None:
        """Return a note on a passage of the article by its id."""
        return next((one for one in self.notes if one.id == note_id and one.place), None)

    def cited_at(self, span: Span) -> tuple[Cited, ...]:
        """Return the passages used as evidence that overlap `span`."""
        return tuple(one for one in self.cited if one.place.span and one.place.span.overlaps(span))

    def claims_at(self, span: Span) -> tuple[ClaimView, ...]:
        """Return the claims whose words overlap `span`."""
        return tuple(view for view in self.claims if view.span and view.span.overlaps(span))
