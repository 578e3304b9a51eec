"""What a library must be able to do, whatever keeps it.

A store belongs to one reviewer: it reads what everybody wrote and writes only
that reviewer's records.  It may be called from several threads.  Times are
aware datetimes in UTC.  Folding records into a Dossier is not its work.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from articles.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from datetime import datetime

    from annotations.model import Record
    from articles.model import Metadata, Origin, Retrieval, Revision


@frozen
class RevisionEntry:
    """A revision of an article without its text."""

    sha256: str
    parser: str
    added: datetime
    added_by: str
    published: str = ""
    """The date of publication it gave, as `Metadata.published`."""
    retrieval: Retrieval | None = None
    """Of a text from the web: how it was fetched."""

    def says(self, revision: Revision) -> bool:
        """Tell whether a revision would say nothing new: the same text, and no other date of publication.

        On another date *yesterday* is another day.  A text that came without its date takes none away.
        """
        published = revision.article.metadata.published
        return self.sha256 == revision.sha256 and published in {"", self.published}


@frozen
class ArticleEntry:
    """An article of the library without its text."""

    id: str
    metadata: Metadata
    """Of the newest revision."""
    origin: Origin
    revisions: tuple[RevisionEntry, ...]
    """Oldest first; never empty."""

    @property
    def newest(self) -> RevisionEntry:
        """The revision that is read unless another is asked for."""
        return self.revisions[-1]


@frozen
class Problem:
    """Something in the library that could not be read, and what was done instead."""

    where: str
    what: str
    hint: str = ""


@frozen
class Snapshot:
    """The records of an article, or the library's evidence, as they stood at one moment."""

    records: tuple[Record, ...]
    """Every standing version, tombstones included; two of one id are a conflict."""
    problems: tuple[Problem, ...]
    token: Hashable
    """Hand it to `Store.changed` to learn whether a newer one would differ."""
    unverified: frozenset[str] = frozenset()
    """Ids of records whose file does not belong to the person it names."""


@frozen
class Change:
    """One record to write.

    `base_rev` is the rev of the version that `after` follows, empty for a new
    record; `after` carries its own rev and ancestors already.
    """

    base_rev: str
    after: Record


class Step(StrEnum):
    """Which way a transaction goes."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@frozen
class Intent:
    """Why a commit is made, for history and undo."""

    article: str
    """The article at hand, also where the records belong to the library; may be empty."""
    label: str
    """What was done, in the words of an undo message: `note added`."""
    step: Step = Step.DO
    compensates: str = ""
    """Of an UNDO or REDO: the id of the transaction it takes back."""


@frozen
class Edit:
    """What one record was and became."""

    before: Record | None
    after: Record


@frozen
class Transaction:
    """A commit of one's own as the journal keeps it."""

    id: str
    at: datetime
    author: str
    intent: Intent
    edits: tuple[Edit, ...]


@frozen
class Receipt:
    """That a commit is on disk."""

    transaction: str
    at: datetime


@frozen
class Policy:
    """What the owner of a library settled for everybody (`library.json`)."""

    scale: str = "evidence"
    """The id of the scale that verdicts are given on (see `scales`)."""
    reviews_required: int = 1
    """How many must agree on a claim before it counts as reviewed; with 0 it may be published unjudged."""
    blind: bool = False
    """Whether others' verdicts are hidden until one has given one's own (see `blinding`)."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """What else `library.json` says, scales of the library's own among it."""


class Store(Protocol):
    """Keeps articles and records for one reviewer.

    Every method may raise StoreError where the library cannot be reached.
    """

    @property
    def reviewer(self) -> str:
        """The name that this store writes under."""

    @property
    def policy(self) -> Policy:
        """What was settled for the whole library."""

    def settle_policy(self, policy: Policy) -> None:
        """Settle what holds for everybody from now on.

        Raises:
            ReadOnly: this reviewer may not; the reason says why.
            StoreError: it could not be written.
        """

    @property
    def read_only(self) -> str:
        """Why nothing can be written; empty where it can."""

    def articles(self) -> Sequence[ArticleEntry]:
        """Return all articles, in order of id."""

    def ids(self) -> Sequence[str]:
        """Return the ids of all articles, in order, without reading any; some may be in the making."""

    def entry(self, article: str) -> ArticleEntry:
        """Return one article by its whole id.

        Raises:
            UnknownArticle: there is none.
        """

    def add_revision(self, revision: Revision, original: bytes) -> bool:
        """Keep a text and the bytes it came as; tell whether it was new.

        What the newest revision `says` already is no new one; an older text that
        came back is.  What is kept is never overwritten.

        Raises:
            ReadOnly, OutcomeUnknown
        """

    def load(self, article: str, sha256: str = "") -> Revision:
        """Return an article's newest revision, or the newest of those with the text named.

        Raises:
            UnknownArticle: there is no such article or revision.
            StoreError: what was kept cannot be read any more.
        """

    def original(self, article: str, sha256: str) -> bytes:
        """Return the bytes that a revision came as.  Raises as `load`."""

    def records(self, article: str) -> Snapshot:
        """Return what everybody wrote about an article.

        A part that cannot be read is named among the problems; the rest is there.
        """

    def evidence(self) -> Snapshot:
        """Return everybody's sources, facts and the notes on them."""

    def commit(self, changes: Sequence[Change], intent: Intent) -> Receipt:
        """Write one's own records, all or none; return when they are on disk.

        Repeating a commit that had succeeded succeeds again and changes nothing.

        Raises:
            Conflict: a record's standing version is not its change's base; nothing was written.
            NotYours: a record's author is not this store's reviewer.
            ReadOnly: nothing was written.
            OutcomeUnknown: it may have been written; load to see.
        """

    def changed(self, token: Hashable) -> bool:
        """Tell whether what a snapshot showed has changed since; costs a few stats."""

    def fingerprint(self, article: str = "") -> str:
        """Return a short text that is another one once `records(article)` is; of the evidence for no name.

        It costs a few stats, and means the same to the next process that opens
        the library: what was worked out from records can be kept with it.
        """

    def pulse(self) -> str:
        """Return a short text that is another one once an article came in or anybody wrote anything.

        It costs a few stats however many articles there are; see `fingerprint` for which one it was.
        """

    def files(self, article: str) -> Sequence[str]:
        """Return what an article and its records are read from, for who wants to know whether any changed.

        Paths of files and folders; some may not exist.  None where there are no files to look at.
        """

    def history(self, record: str) -> Sequence[Transaction]:
        """Return every transaction of any reviewer that touched a record, oldest first."""

    def transactions(self, article: str = "") -> Sequence[Transaction]:
        """Return one's own transactions made at an article, oldest first; all where none is named."""

    def close(self) -> None:
        """Let go of whatever is held; a closed store is not used again."""


class Desk(Protocol):
    """A reviewer's own odds and ends: drafts, reading positions, marks.

    Keys are short names of letters, digits, `-`, `.` and `_`; values are JSON objects.
    Losing one loses no record, so an unreadable one reads as absent.
    """

    def recall(self, key: str) -> dict[str, Any] | None:
        """Return what was kept under `key`; None where there is nothing."""

    def keep(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep `value`; it is on disk when this returns.  Raises StoreError."""

    def forget(self, key: str) -> None:
        """Drop what is kept under `key`, if anything."""

    def keys(self, prefix: str = "") -> Sequence[str]:
        """Return the keys that begin with `prefix`, sorted."""
