"""Every verb a person has: add, link, judge, edit, delete, undo.

A session belongs to one reviewer.  Each verb commits before it returns, as one
transaction, and raises a `PostilError` where it could not; `dossier` then shows
the new state.  A session may be called from several threads: one verb at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.assembling import choose, fold
from annotations.cleaning import cleaned, cleaned_fields
from annotations.deciding import decide_gone, decide_place, what_of
from annotations.drafting import (
    ADDED,
    anchor_at,
    as_first,
    basis_of,
    check_owner,
    check_says_something,
    kind_of,
    own_review,
)
from annotations.errors import InvalidRecord, NotYours, UsageError
from annotations.labels import AWAY, BACK, BROUGHT_BACK, PUT_AWAY, TAGGED, own_tagging
from annotations.model import (
    AnyRecord,
    Claim,
    ClaimKind,
    Decision,
    DecisionKind,
    Fact,
    Link,
    Note,
    Purpose,
    Record,
    Review,
    Source,
    Stance,
    Target,
    TargetKind,
)
from annotations.placing import Places, text_finder
from annotations.recording import Recorder
from annotations.revisions import following
from annotations.rewinding import rewind
from annotations.scales import required_scale
from annotations.store import Change, Step
from articles.frozen import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from annotations.assembling import Chosen
    from annotations.dossier import ClaimView, Dossier, Thread
    from annotations.store import Snapshot, Store, Transaction
    from articles.model import Revision, Span


@frozen
class Linked:
    """What came of linking a fact: the records that were made or reused."""

    link: Link
    fact: Fact | None = None
    source: Source | None = None


class Session(Recorder):
    """One reviewer at work in one library."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        super().__init__(store, clock=clock, new_id=new_id)
        self._places = Places(text_finder(store))
        self._chosen: tuple[tuple[Record, ...], Chosen] | None = None
        """The library's evidence as it was read last, sorted once for all that is folded with it."""

    def dossier(self, article: str, sha256: str = "") -> Dossier:
        """Return an article, by its whole id, with everything said about it now.

        Raises:
            UnknownArticle: the library has no such article or revision.
        """
        with self.lock:
            revision = self.store.load(article, sha256)
            return self.refold(revision)

    def refold(self, revision: Revision) -> Dossier:
        """Return the dossier of a revision that is at hand, with the records as they are now."""
        with self.lock:
            return self._fold(revision, self.store.records(revision.article_id))

    def glance(self, revision: Revision) -> tuple[Dossier, int]:
        """Return the dossier without what has to be found again, and how much that is; quick for any text."""
        with self.lock:
            snapshot, waiting = self._places.at_once(revision, self.store.records(revision.article_id))
            return self._fold(revision, snapshot), waiting

    def _fold(self, revision: Revision, snapshot: Snapshot) -> Dossier:
        resolve, evidence = self._places.resolver(revision), self.store.evidence()
        if self._chosen is None or self._chosen[0] != evidence.records:
            self._chosen = evidence.records, choose(evidence.records)
        return fold(
            revision,
            snapshot,
            evidence,
            resolve=resolve,
            policy=self.store.policy,
            chosen=self._chosen[1],
        )

    def add_claim(
        self,
        dossier: Dossier,
        span: Span,
        *,
        text: str = "",
        claimant: str = "",
        kind: ClaimKind = ClaimKind.OTHER,
    ) -> Claim:
        """Make a claim of the words at `span`.

        Raises:
            UsageError: the span has no words or lies outside the text.
        """
        claim = Claim(
            **self.fresh(),
            article=dossier.revision.article_id,
            anchor=anchor_at(dossier, span, "a claim"),
            text=cleaned(text),
            claimant=cleaned(claimant),
            kind=kind,
        )
        return self.make(claim, label="claim added")[0]

    def link_fact(
        self,
        claim: Claim,
        stance: Stance,
        *,
        source: Source | None = None,
        fact: Fact | None = None,
        searched: str = "",
    ) -> Linked:
        """Tie a fact to a claim; `source` and `fact` are made where they are new.

        A new one is a draft from `draft_source` or `draft_fact`.  Where nothing
        was found neither is given; `searched` says where one looked.

        Raises:
            UsageError: there is neither a fact nor NOTHING_FOUND.
        """
        if stance is Stance.NOTHING_FOUND:
            source = fact = None
        elif fact is None:
            raise UsageError(
                f"{stance} needs a fact", "name a source and what it says, or use the stance nothing-found"
            )
        link = Link(
            **self.fresh(),
            article=claim.article,
            claim=claim.id,
            stance=stance,
            fact=fact.id if fact else "",
            searched=cleaned(searched),
        )
        linked = Linked(following(link, None), fact and as_first(fact), source and as_first(source))
        drafts = [made for made, given in ((linked.source, source), (linked.fact, fact)) if made is not given]
        changes = [Change("", one) for one in (*drafts, linked.link) if one]
        self.commit(changes, "fact linked", claim.article)
        return linked

    def draft_source(self, **fields: Any) -> Source:  # noqa: ANN401 - Source's own fields
        """Return a source that is not in the library yet; nothing is written."""
        return Source(**self.fresh(), **cleaned_fields(fields))

    def draft_fact(self, source: Source, **fields: Any) -> Fact:  # noqa: ANN401 - Fact's own fields
        """Return a fact that is not in the library yet; nothing is written."""
        return Fact(**self.fresh(), source=source.id, **cleaned_fields(fields))

    def add_note(
        self,
        article: str,
        target: Target,
        text: str,
        *,
        purpose: Purpose = Purpose.COMMENT,
        passage: tuple[Dossier, Span] | None = None,
        **fields: Any,  # noqa: ANN401 - Note's own fields
    ) -> Note:
        """Write a note on an article, a record or, with `passage`, on words of the article.

        Raises:
            UsageError: a comment or question without a word, or a passage without any.
        """
        check_says_something(text, purpose)
        anchor = anchor_at(*passage, "a note on words") if passage else None
        note = Note(
            **self.fresh(),
            article="" if self._is_evidence(target) else article,
            target=target,
            text=cleaned(text),
            purpose=purpose,
            anchor=anchor,
            **cleaned_fields(fields),
        )
        return self.make(note, label=ADDED[purpose], article=article)[0]

    def review(self, dossier: Dossier, view: ClaimView, verdict: str, *, reason: str = "") -> Review:
        """Give one's own verdict on a claim; a second one is a new version of the first.

        Raises:
            UsageError: the library's scale has no such verdict, or it wants a reason.
        """
        known = required_scale(dossier.policy).find(verdict)
        if known.needs_reason and not reason.strip():
            raise UsageError(f"{verdict} needs a reason", "say what is wrong and what it should be")
        given: dict[str, Any] = {
            "verdict": verdict,
            "reason": cleaned(reason),
            "rests_on": basis_of(dossier, view),
        }
        with self.lock:
            mine = own_review(view, self.store.records(view.claim.article).records, self.reviewer)
            if mine is not None:
                return self.rewrite([(mine, replace(mine, **given))], label="verdict changed")[0]
            review = Review(**self.fresh(), article=view.claim.article, claim=view.id, **given)
            return self.make(review, label="verdict given")[0]

    def edit(self, record: AnyRecord, article: str = "", **changes: Any) -> AnyRecord:  # noqa: ANN401
        """Change fields of a record of one's own; return the new version.

        Raises:
            NotYours: it is another person's.
            InvalidRecord: it has no such field.
            UsageError: nothing would be left of a comment or question.
        """
        check_owner(record, self.reviewer)
        if record.creator:
            raise NotYours(
                f"this was written by {record.creator} and imported", "reply to it with a note instead"
            )
        try:
            changed = replace(record, **cleaned_fields(changes))
        except TypeError as error:
            raise InvalidRecord(f"a {kind_of(record)} has no such field", str(error)) from error
        if changed == record:
            return record
        if isinstance(changed, Note):
            check_says_something(changed.text, changed.purpose)
        label = f"{kind_of(record)} changed"
        return self.rewrite([(record, changed)], label=label, article=article)[0]

    def move(self, dossier: Dossier, claim: Claim, span: Span) -> Claim:
        """Give a claim of one's own other bounds; where its place was settled, by a decision.

        Raises:
            NotYours: it is another person's.
            UsageError: the span has no words or lies outside the text.
        """
        check_owner(claim, self.reviewer)
        view = dossier.claim(claim.id)
        if view is None or view.settled is None:
            return self.edit(claim, anchor=anchor_at(dossier, span, "a claim"))
        # What was settled is looked at first: only another decision can take its place.
        decision = decide_place(self.fresh(), dossier, view, span, DecisionKind.BOUNDS)
        self.make(decision, label="claim changed")
        return claim

    def reattach(self, dossier: Dossier, view: ClaimView | Thread, span: Span) -> Decision:
        """Decide where a claim or note is whose words are gone or fit several places; any reviewer may.

        Raises:
            UsageError: the span has no words or lies outside the text.
        """
        decision = decide_place(self.fresh(), dossier, view, span, DecisionKind.REATTACHED)
        return self.make(decision, label=f"{what_of(view)} re-attached")[0]

    def give_up(self, dossier: Dossier, view: ClaimView | Thread) -> Decision:
        """Decide that the words of a claim or note are gone for good; should they come back, so does it.

        Raises:
            UsageError: they are not gone.
        """
        return self.make(decide_gone(self.fresh(), dossier, view), label=f"{what_of(view)} given up")[0]

    def delete(self, record: Record, article: str = "") -> Record:
        """Delete a record of one's own; what others hung on it survives.

        Raises:
            NotYours: it is another person's.
        """
        check_owner(record, self.reviewer)
        label = f"{kind_of(record)} deleted"
        return self.rewrite([(record, replace(record, deleted=True))], label=label, article=article)[0]

    def settle(self, chosen: AnyRecord, others: Iterable[Record], article: str = "") -> AnyRecord:
        """Let one of several standing versions of a record of one's own replace the others.

        Undoing it lets the first of the others stand instead.

        Raises:
            NotYours: it is another person's.
        """
        check_owner(chosen, self.reviewer)
        given_up = tuple(others)
        settled = following(replace(chosen, modified=self.clock()), chosen, *given_up)
        # On one that gives way, so that the journal has its words and an undo brings them back.
        base = next(iter(given_up), chosen)
        self.commit([Change(base.rev, settled)], f"{kind_of(chosen)} settled", article)
        return settled

    def tag(self, article: str, tags: Sequence[str]) -> Note | None:
        """Give an article these tags of one's own instead of those it had from one; None for no tags.

        What colleagues tagged it with stays.
        """
        with self.lock:
            mine = own_tagging(self.store.records(article).records, article, self.reviewer)
            if mine is None:
                if not tags:
                    return None
                target = Target(TargetKind.ARTICLE, article)
                note = Note(**self.fresh(), article=article, target=target, tags=tuple(tags))
                return self.make(note, label=TAGGED)[0]
            if mine.tags == tuple(tags):
                return mine
            changed = replace(mine, tags=tuple(tags)) if tags else replace(mine, deleted=True)
            made = self.rewrite([(mine, changed)], label=TAGGED, article=article)[0]
            return None if made.deleted else made

    def put_away(self, article: str, *, away: bool = True) -> Decision:
        """Take an article out of what the library shows one, or back; nothing of it is deleted."""
        state, label = (PUT_AWAY, AWAY) if away else (BROUGHT_BACK, BACK)
        target = Target(TargetKind.ARTICLE, article)
        decision = Decision(
            **self.fresh(), article=article, target=target, kind=DecisionKind.STATE, value=state
        )
        return self.make(decision, label=label)[0]

    def undo(self, article: str) -> Transaction:
        """Take back the last thing one did at an article that still stands.

        Raises:
            NothingToUndo: there is none.
            Conflict: something newer stands on it.
        """
        with self.lock:
            return rewind(self.store, article, Step.UNDO, self.clock())

    def redo(self, article: str) -> Transaction:
        """Do again what was last undone.  Raises as `undo`."""
        with self.lock:
            return rewind(self.store, article, Step.REDO, self.clock())

    def _is_evidence(self, target: Target) -> bool:
        """Tell whether a note on `target` belongs to the library, as a reply to such a note does."""
        if target.kind is not TargetKind.NOTE:
            return target.kind in {TargetKind.SOURCE, TargetKind.FACT}
        return any(record.id == target.id for record in self.store.evidence().records)
