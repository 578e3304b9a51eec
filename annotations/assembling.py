"""Putting a dossier together from the records of all reviewers: what hangs on what, and what still stands."""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.checking import place_checks
from annotations.dossier import Cited, ClaimView, Dossier, Evidence, Judgement, Thread
from annotations.model import (
    AnyRecord,
    Check,
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
from annotations.proposing import taken_up
from annotations.revisions import generation
from annotations.ruling import at_article, last_ruling, rulings_on, verdicts_given
from annotations.store import Policy
from annotations.workflow import fold_state
from articles.frozen import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from annotations.anchors import Anchor, Resolution
    from annotations.store import Snapshot
    from articles.model import Revision, Span


_PLACING = frozenset({DecisionKind.REATTACHED, DecisionKind.BOUNDS})

DEEPEST_REPLY = 40
"""Replies further down are set side by side: nobody reads a ladder of a thousand rungs."""


def fold(
    revision: Revision,
    snapshot: Snapshot,
    evidence: Snapshot,
    *,
    resolve: Callable[[Anchor], Resolution],
    policy: Policy | None = None,
    chosen: Chosen | None = None,
) -> Dossier:
    """Return the dossier that the records of an article and the library's evidence make.

    `resolve` finds an anchor in the revision's text; `chosen` is what `choose`
    makes of the evidence, where that was done before.
    """
    policy = policy or Policy()
    alive, versions = _together(evidence, chosen or choose(evidence.records), snapshot)
    policy = at_article(policy, alive.values(), revision.article_id)
    folder = Folder(alive, resolve, lambda span: span.cut(revision.article.text), policy)
    return Dossier(
        revision=revision,
        claims=in_article_order(folder.views()),
        notes=folder.threads(revision.article_id),
        cited=_cited(alive, revision.article_id, resolve),
        checks=place_checks(folder.of(Check), revision, resolve),
        policy=policy,
        problems=(*snapshot.problems, *evidence.problems),
        versions=versions,
        unverified=snapshot.unverified | evidence.unverified,
        records=alive,
        tokens=(snapshot.token, evidence.token),
    )


def _cited(
    alive: Mapping[str, Record], article: str, resolve: Callable[[Anchor], Resolution]
) -> tuple[Cited, ...]:
    """Return the passages of an article that facts were made of, and are still in it."""
    sources = {one.id for one in alive.values() if isinstance(one, Source) and one.article == article}
    if not sources:
        return ()
    facts = [one for one in alive.values() if isinstance(one, Fact) and one.source in sources]
    found = [Cited(fact, resolve(fact.anchor)) for fact in facts if fact.anchor]
    standing = [(one.place.span, one) for one in found if one.place.span]
    return tuple(one for _, one in sorted(standing, key=lambda at: (at[0].start, at[1].fact.id)))


@frozen
class Chosen:
    """Of the versions of each record the one that is shown, by id and in order of id."""

    alive: dict[str, Record]
    """Without those that are deleted."""
    several: dict[str, tuple[Record, ...]]
    """All versions, where several stand."""
    ids: frozenset[str]
    """Those of all records, deleted ones among them."""


def _together(
    evidence: Snapshot, shared: Chosen, snapshot: Snapshot
) -> tuple[dict[str, Record], dict[str, tuple[Record, ...]]]:
    """Return what is chosen of an article's records and of the evidence, of which there may be very much."""
    own = choose(snapshot.records)
    if not own.ids.isdisjoint(shared.ids):
        # Somebody gave a record the id of another.
        both = choose((*evidence.records, *snapshot.records))
        return both.alive, both.several
    alive = dict(sorted((*shared.alive.items(), *own.alive.items()), key=itemgetter(0)))
    several = dict(sorted((*shared.several.items(), *own.several.items()), key=itemgetter(0)))
    return alive, several


def choose(records: Iterable[Record]) -> Chosen:
    """Return one version of each id that is not deleted, and all versions where several stand."""
    by_id: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_id[record.id].append(record)
    alive = {}
    several = {}
    for record_id, versions in sorted(by_id.items()):
        # Which one is shown meanwhile is settled by content, never by clock,
        # so that all readers see the same; a living one before a tombstone.
        versions.sort(key=lambda one: (one.deleted, -generation(one.rev), one.rev, one.author))
        shown = versions[0]
        if len(versions) > 1:
            several[record_id] = tuple(versions)
        # A deleted note stays as a tombstone, since replies to it survive.
        if not shown.deleted or isinstance(shown, Note):
            alive[record_id] = shown
    return Chosen(alive, several, frozenset(by_id))


class Folder:
    """Sorts records by what they are about, then puts them together.

    `resolve` finds an anchor in the article; `words` returns what stands at a
    place that it found.
    """

    def __init__(
        self,
        alive: Mapping[str, Record],
        resolve: Callable[[Anchor], Resolution],
        words: Callable[[Span], str],
        policy: Policy,
    ) -> None:
        self._alive = alive
        self._resolve = resolve
        self._words = words
        self._policy = policy
        self._by_kind: dict[type[Record], list[Record]] = defaultdict(list)
        for record in alive.values():
            self._by_kind[type(record)].append(record)
        self._links = _group(self.of(Link), lambda link: link.claim)
        self._reviews = _group(self.of(Review), lambda review: review.claim)
        self._notes = _group(self.of(Note), lambda note: note.target.id)
        self._decisions = _group(self.of(Decision), lambda decision: decision.target.id)

    def of(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the records of one kind, oldest first."""
        return sorted((one for one in self._by_kind[kind] if isinstance(one, kind)), key=_age)

    def views(self) -> Iterable[ClaimView]:
        """Return every claim with all that hangs on it, unnumbered and oldest first."""
        return map(self._view, self.of(Claim))

    def _view(self, claim: Claim) -> ClaimView:
        decided = self._decided(claim.id)
        settled = decided.anchor if decided else None
        place = self._resolve(settled or claim.anchor)
        evidence = tuple(map(self._evidence, self._links.get(claim.id, ())))
        judgements = tuple(
            self._judgement(review, claim, place, evidence) for review in self._reviews.get(claim.id, ())
        )
        notes = tuple(self._looked_for(thread, place) for thread in self.threads(claim.id))
        asked = any(thread.note.purpose is Purpose.QUESTION for thread in notes)
        rulings = rulings_on(claim.id, self._decisions.get(claim.id, ()))
        state = fold_state(
            place,
            verdicts_given(judgements),
            worked_on=bool(evidence) or asked,
            dropped=decided is not None and _is_gone(decided, place),
            reviews_required=self._policy.reviews_required,
            ruling=last_ruling(rulings),
        )
        return ClaimView(claim, 0, place, state, evidence, judgements, notes, settled, rulings)

    def threads(self, target: str, above: tuple[str, ...] = ()) -> tuple[Thread, ...]:
        """Return the notes on `target` that still say something, with their replies.

        `above` are the notes they are replies to, outermost first.
        """
        threads = (self._thread(note, above) for note in self._notes.get(target, ()) if note.id not in above)
        return tuple(thread for thread in threads if not thread.note.deleted or thread.replies)

    def _thread(self, note: Note, above: tuple[str, ...]) -> Thread:
        if len(above) >= DEEPEST_REPLY:
            thread = Thread(note, tuple(map(Thread, self._descendants(note, above))))
        else:
            thread = Thread(note, self.threads(note.id, (*above, note.id)))
        if note.anchor is None or note.target.kind is not TargetKind.ARTICLE:
            return thread
        decided = self._decided(note.id)
        settled = decided.anchor if decided else None
        place = self._resolve(settled or note.anchor)
        dropped = decided is not None and _is_gone(decided, place)
        thread = replace(thread, place=place, settled=settled, dropped=dropped)
        return self._looked_for(thread, place)

    def _looked_for(self, thread: Thread, place: Resolution) -> Thread:
        """Return a note on words at `place`, marked where it proposes others and the article has them now."""
        taken = thread.note.purpose is Purpose.WORDING and taken_up(thread.note, place, self._words)
        return replace(thread, taken_up=True) if taken else thread

    def _descendants(self, note: Note, above: tuple[str, ...]) -> list[Note]:
        """Return all living replies to a note, replies to those and so on, as one flat row."""
        found, seen = [note], {note.id, *above}
        for one in found:
            replies = [reply for reply in self._notes.get(one.id, ()) if reply.id not in seen]
            seen.update(reply.id for reply in replies)
            found += replies
        return sorted((one for one in found[1:] if not one.deleted), key=_age)

    def _decided(self, record_id: str) -> Decision | None:
        """Return what was decided last about the place of a claim or note: another, other bounds, or none.

        Ids rise with time and are the same for everybody, so that all agree which is the last.
        """
        decided = [
            one
            for one in self._decisions.get(record_id, ())
            if one.kind is DecisionKind.GONE or (one.anchor and one.kind in _PLACING)
        ]
        return max(decided, key=lambda one: one.id, default=None)

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
        words = self._words(place.span) if place.span else ""
        words_changed = bool(basis.words) and basis.words != words and not _same_words(basis.words, words)
        pinned = {pin.id: pin.rev for pin in basis.evidence}
        now = {one.id: one.rev for linked in evidence for one in (linked.link, linked.fact) if one}
        evidence_changed = any(now.get(record_id) != rev for record_id, rev in pinned.items())
        stale = words_changed or (bool(basis.text) and basis.text != claim.statement) or evidence_changed
        return Judgement(review, stale, new_evidence=bool(now.keys() - pinned.keys()))


def _same_words(was: str, now: str) -> bool:
    # Imported here: what reads an article that never changed needs no figures.
    from annotations.spelling import same_words

    return same_words(was, now)


def _group(records: Iterable[AnyRecord], key: Callable[[AnyRecord], str]) -> dict[str, list[AnyRecord]]:
    groups: dict[str, list[AnyRecord]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return groups


def _age(record: Record) -> tuple[str, str]:
    # Ids rise with time and break ties alike for everybody.
    return record.created.isoformat(), record.id


def _is_gone(decided: Decision, place: Resolution) -> bool:
    """Tell whether a claim or note was given up and stays so: words that came back are work again.

    A decision that names no revision was made elsewhere, and holds.
    """
    if decided.kind is not DecisionKind.GONE:
        return False
    return not decided.value or place.state is AnchorState.ORPHAN


def _article_order(view: ClaimView) -> tuple[int, int, str]:
    return view.start, -(view.span.end if view.span else view.start), view.id


def in_article_order(views: Iterable[ClaimView]) -> tuple[ClaimView, ...]:
    """Return claims in the order of the article, numbered from 1."""
    ordered = sorted(views, key=_article_order)
    return tuple(replace(view, number=number) for number, view in enumerate(ordered, 1))
