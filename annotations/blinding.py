"""Blind review: what others judged stays hidden from a reviewer until they have judged the claim themselves.

The one place for it: a store seen through `blinded` gives out no verdict of
another person's on a claim without one's own, no decision that rests on one, and
no note that argues for one: on the verdict, or by whoever gave it on the claim.
Questions stay, since they want an answer.  All that is shown is folded from what a store gives
out, so that states, lists, searches, exports and histories follow.

It keeps honest people independent and is no lock: whoever may read the files of
a library can read them with any program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from annotations.model import Decision, DecisionKind, Note, Purpose, Review, TargetKind, article_of
from annotations.workflow import ClaimState
from articles.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotations.model import Record
    from annotations.store import Snapshot, Store, Transaction

_TELLING = frozenset({ClaimState.PUBLISHED, ClaimState.CORRECTED, ClaimState.REJECTED})
"""States that say that somebody has given a verdict."""


def blinded(store: Store) -> Store:
    """Return a store that hides what its reviewer may not see yet, whenever the library asks for it."""
    return store if isinstance(store, BlindedStore) else cast("Store", BlindedStore(store))


def unblinded(store: Store) -> Store:
    """Return a store that gives out everything, for what nobody is shown, such as which version stands."""
    return store.inner if isinstance(store, BlindedStore) else store


def hidden_from(records: Iterable[Record], reviewer: str) -> frozenset[str]:
    """Return the ids of what a reviewer may not see yet of an article's records."""
    records = tuple(records)
    given = {
        one.claim
        for one in records
        if isinstance(one, Review) and _is_by(one, reviewer) and not (one.deleted or one.creator)
    }
    reviews = [
        one
        for one in records
        if isinstance(one, Review) and one.claim not in given and not _is_by(one, reviewer)
    ]
    verdicts = {one.id for one in reviews}
    judged = {(one.claim, one.person) for one in reviews}
    arguments = {
        one.id
        for one in records
        if isinstance(one, Note)
        and one.purpose is not Purpose.QUESTION
        and (one.target.id, one.person) in judged
    }
    telling = {
        one.id
        for one in records
        if isinstance(one, Decision)
        and one.kind is DecisionKind.STATE
        and one.target.kind is TargetKind.CLAIM
        and (one.value in _TELLING or one.on)
        and one.target.id not in given
        and not _is_by(one, reviewer)
    }
    shut = verdicts | arguments
    return frozenset(shut | telling | _notes_on(shut, records, reviewer))


def _notes_on(hidden: set[str], records: Sequence[Record], reviewer: str) -> set[str]:
    """Return the notes of others on what is hidden, and the replies to these, however deep."""
    found: set[str] = set()
    notes = [one for one in records if isinstance(one, Note) and not _is_by(one, reviewer)]
    fresh = hidden
    while fresh:
        fresh = {one.id for one in notes if one.target.id in fresh} - found
        found |= fresh
    return found


def _is_by(record: Record, reviewer: str) -> bool:
    return record.person == reviewer


class BlindedStore:
    """A store as its reviewer may see it: what shows records is here, the rest is the store's own."""

    def __init__(self, inner: Store) -> None:
        self.inner = inner

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a store has
        return getattr(self.inner, name)

    def records(self, article: str) -> Snapshot:
        """Return what everybody wrote about an article, but for what is hidden."""
        snapshot = self.inner.records(article)
        if not self.inner.policy.blind:
            return snapshot
        hidden = hidden_from(snapshot.records, self.inner.reviewer)
        if not hidden:
            return snapshot
        return replace(snapshot, records=tuple(one for one in snapshot.records if one.id not in hidden))

    def fingerprint(self, article: str = "") -> str:
        """Return a short text that is another one once `records(article)` is, and for another reviewer."""
        mark = self.inner.fingerprint(article)
        return f"{mark} blind {self.inner.reviewer}" if article and self.inner.policy.blind else mark

    def history(self, record: str) -> Sequence[Transaction]:
        """Return every transaction that touched a record, without what is hidden of them."""
        past = self.inner.history(record)
        return (
            [seen for one in past if (seen := self._seen(one)) is not None]
            if self.inner.policy.blind
            else past
        )

    def _seen(self, made: Transaction) -> Transaction | None:
        """Return a transaction without the edits that are hidden; None where nothing is left."""
        reviewer = self.inner.reviewer
        if made.author == reviewer:
            return made
        of = {article for edit in made.edits if (article := article_of(edit.after))}
        hidden = frozenset[str]().union(
            # What was deleted since stands in no snapshot, and says as much as before.
            *(
                hidden_from(
                    (*self.inner.records(article).records, *(edit.after for edit in made.edits)), reviewer
                )
                for article in of
            )
        )
        edits = tuple(edit for edit in made.edits if edit.after.id not in hidden)
        return replace(made, edits=edits) if edits else None
