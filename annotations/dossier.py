"""An article and everything said about it, as one frozen value.

`fold` makes it from the records of all reviewers; screens, commands and
exporters read nothing else.  Claims come in the order of the article.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotations.model import (
    AnyRecord,
    Claim,
    Decision,
    DecisionKind,
    Fact,
    Link,
    Note,
    Purpose,
    Record,
    Review,
    Source,
    TargetKind,
)
from annotations.revisions import generation
from annotations.store import Policy
from annotations.workflow import ClaimState, Given, fold_state

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from annotations.anchors import Anchor, Resolution
    from annotations.store import Problem, Snapshot
    from articles.model import Revision, Span

DEEPEST_REPLY = 40
"""Replies further down are set side by side: nobody reads a ladder of a thousand rungs."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A note with the replies to it, oldest first."""

    note: Note
    replies: tuple[Thread, ...] = ()
    place: Resolution | None = None
    """Where in the article the note's passage is, if it has one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact as it bears on a claim.

    `fact` and `source` are None where nothing was found, and where the record
    of another reviewer cannot be read just now.
    """

    link: Link
    fact: Fact | None
    source: Source | None
    notes: tuple[Thread, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A review, and whether what it rests on has changed since."""

    review: Review
    stale: bool = False
    new_evidence: bool = False


@dataclass(frozen=True, slots=True)
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

    def judgement_of(self, person: str) -> Judgement | None:
        """Return what one person judged, if anything."""
        return next((one for one in self.judgements if one.review.person == person), None)


@dataclass(frozen=True, slots=True)
class Dossier:
    """An article, its claims, and what everybody said of them."""

    revision: Revision
    claims: tuple[ClaimView, ...] = ()
    notes: tuple[Thread, ...] = ()
    """On the article and its passages."""
    policy: Policy = field(default_factory=Policy)
    problems: tuple[Problem, ...] = ()
    conflicts: tuple[str, ...] = ()
    """Ids of records of which two versions stand."""
    unverified: frozenset[str] = frozenset()
    records: Mapping[str, Record] = field(default_factory=dict, hash=False)
    """Every standing record by id: one version of each, deleted ones left out but for notes."""
    tokens: tuple[Hashable, ...] = field(default=(), compare=False)
    """Hand each to `Store.changed` to learn whether a newer dossier would differ."""

    @property
    def text(self) -> str:
        """The article's canonical text."""
        return self.revision.article.text

    def claim(self, claim_id: str) -> ClaimView | None:
        """Return a claim by its id."""
        return next((view for view in self.claims if view.id == claim_id), None)

    def claims_at(self, span: Span) -> tuple[ClaimView, ...]:
        """Return the claims whose words overlap `span`."""
        return tuple(view for view in self.claims if view.span and view.span.overlaps(span))


def fold(
    revision: Revision,
    snapshot: Snapshot,
    evidence: Snapshot,
    *,
    resolve: Callable[[Anchor], Resolution],
    policy: Policy | None = None,
) -> Dossier:
    """Return the dossier that the records of an article and the library's evidence make.

    `resolve` finds an anchor in the revision's text.
    """
    policy = policy or Policy()
    alive, conflicts = _choose((*evidence.records, *snapshot.records))
    folder = _Folder(revision.article.text, alive, resolve, policy)
    views = sorted(map(folder.view, folder.of(Claim)), key=_article_order)
    return Dossier(
        revision=revision,
        claims=tuple(_numbered(views)),
        notes=folder.threads(revision.article_id),
        policy=policy,
        problems=(*snapshot.problems, *evidence.problems),
        conflicts=conflicts,
        unverified=snapshot.unverified | evidence.unverified,
        records=alive,
        tokens=(snapshot.token, evidence.token),
    )


def _choose(records: Iterable[Record]) -> tuple[dict[str, Record], tuple[str, ...]]:
    """Return one version of each id that is not deleted, and the ids of which several stand."""
    by_id: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_id[record.id].append(record)
    alive, conflicts = {}, []
    for record_id, versions in by_id.items():
        # Which one is shown meanwhile is settled by content, never by clock,
        # so that all readers see the same; a living one before a tombstone.
        shown = min(versions, key=lambda one: (one.deleted, -generation(one.rev), one.rev, one.author))
        if len(versions) > 1:
            conflicts.append(record_id)
        # A deleted note stays as a tombstone, since replies to it survive.
        if not shown.deleted or isinstance(shown, Note):
            alive[record_id] = shown
    return alive, tuple(sorted(conflicts))


class _Folder:
    """Sorts records by what they are about, then puts them together."""

    def __init__(
        self,
        text: str,
        alive: Mapping[str, Record],
        resolve: Callable[[Anchor], Resolution],
        policy: Policy,
    ) -> None:
        self._text = text
        self._alive = alive
        self._resolve = resolve
        self._policy = policy
        self._links = _group(self.of(Link), lambda link: link.claim)
        self._reviews = _group(self.of(Review), lambda review: review.claim)
        self._notes = _group(self.of(Note), lambda note: note.target.id)
        self._decisions = _group(self.of(Decision), lambda decision: decision.target.id)

    def of(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the records of one kind, oldest first."""
        return sorted((one for one in self._alive.values() if isinstance(one, kind)), key=_age)

    def view(self, claim: Claim) -> ClaimView:
        settled = self._settled(claim)
        place = self._resolve(settled or claim.anchor)
        evidence = tuple(map(self._evidence, self._links.get(claim.id, ())))
        judgements = tuple(
            self._judgement(review, claim, place, evidence) for review in self._reviews.get(claim.id, ())
        )
        notes = self.threads(claim.id)
        asked = any(thread.note.purpose is Purpose.QUESTION for thread in notes)
        state = fold_state(
            place,
            [Given(one.review.person, one.review.verdict, one.stale) for one in judgements],
            worked_on=bool(evidence) or asked,
            dropped=any(one.kind is DecisionKind.GONE for one in self._decisions.get(claim.id, ())),
            reviews_required=self._policy.reviews_required,
        )
        return ClaimView(claim, 0, place, state, evidence, judgements, notes, settled)

    def threads(self, target: str, above: tuple[str, ...] = ()) -> tuple[Thread, ...]:
        """Return the notes on `target` that still say something, with their replies.

        `above` are the notes they are replies to, outermost first.
        """
        threads = (self._thread(note, above) for note in self._notes.get(target, ()) if note.id not in above)
        return tuple(thread for thread in threads if not thread.note.deleted or thread.replies)

    def _thread(self, note: Note, above: tuple[str, ...]) -> Thread:
        place = self._resolve(note.anchor) if note.anchor and note.target.kind is TargetKind.ARTICLE else None
        if len(above) >= DEEPEST_REPLY:
            return Thread(note, tuple(map(Thread, self._descendants(note, above))), place)
        return Thread(note, self.threads(note.id, (*above, note.id)), place)

    def _descendants(self, note: Note, above: tuple[str, ...]) -> list[Note]:
        """Return all living replies to a note, replies to those and so on, as one flat row."""
        found, seen = [note], {note.id, *above}
        for one in found:
            replies = [reply for reply in self._notes.get(one.id, ()) if reply.id not in seen]
            seen.update(reply.id for reply in replies)
            found += replies
        return sorted((one for one in found[1:] if not one.deleted), key=_age)

    def _settled(self, claim: Claim) -> Anchor | None:
        """Return the newest anchor that somebody settled for a claim."""
        settled = [
            decision.anchor
            for decision in self._decisions.get(claim.id, ())
            if decision.anchor and decision.kind in {DecisionKind.REATTACHED, DecisionKind.BOUNDS}
        ]
        return settled[-1] if settled else None

    def _evidence(self, link: Link) -> Evidence:
        fact = self._alive.get(link.fact)
        if not isinstance(fact, Fact):
            return Evidence(link, None, None)
        source = self._alive.get(fact.source)
        notes = (*self.threads(fact.id), *self.threads(fact.source))
        return Evidence(link, fact, source if isinstance(source, Source) else None, notes)

    def _judgement(
        self, review: Review, claim: Claim, place: Resolution, evidence: tuple[Evidence, ...]
    ) -> Judgement:
        basis = review.rests_on
        words = place.span.cut(self._text) if place.span else ""
        words_changed = bool(basis.words) and not _same_words(basis.words, words)
        pinned = {pin.id: pin.rev for pin in basis.evidence}
        now = {one.id: one.rev for linked in evidence for one in (linked.link, linked.fact) if one}
        evidence_changed = any(now.get(record_id) != rev for record_id, rev in pinned.items())
        stale = words_changed or (bool(basis.text) and basis.text != claim.statement) or evidence_changed
        return Judgement(review, stale, new_evidence=bool(now.keys() - pinned.keys()))


def _same_words(was: str, now: str) -> bool:
    if was == now:
        return True
    from annotations.folding import fold as fold_typography

    # Capitals count, as they do where an anchor is called changed.
    return fold_typography(was, cased=True).text == fold_typography(now, cased=True).text


def _group(records: Iterable[AnyRecord], key: Callable[[AnyRecord], str]) -> dict[str, list[AnyRecord]]:
    groups: dict[str, list[AnyRecord]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return groups


def _age(record: Record) -> tuple[str, str]:
    # Ids rise with time and break ties alike for everybody.
    return record.created.isoformat(), record.id


def _article_order(view: ClaimView) -> tuple[int, int, str]:
    """Orphans keep the place they had, so that they are listed where they were."""
    start = view.span.start if view.span else view.claim.anchor.start
    end = view.span.end if view.span else view.claim.anchor.end
    return start, -end, view.id


def _numbered(views: Iterable[ClaimView]) -> Iterable[ClaimView]:
    return (replace(view, number=number) for number, view in enumerate(views, 1))
