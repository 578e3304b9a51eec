"""A library in memory, for tests and for looking without keeping."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from heapq import merge
from typing import TYPE_CHECKING, Any

from annotations.errors import ReadOnly, StoreError, UnknownArticle
from annotations.model import article_of
from annotations.revisions import standing
from annotations.store import (
    ArticleEntry,
    Intent,
    Policy,
    Receipt,
    RevisionEntry,
    Snapshot,
    Transaction,
)
from annotations.stores.commits import check_changes
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from datetime import datetime

    from annotations.model import Record
    from annotations.store import Change
    from articles.model import Revision

_KEY = pattern(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


class MemoryLibrary:
    """What several reviewers' stores share."""

    def __init__(self, policy: Policy | None = None) -> None:
        self.policy = policy or Policy()
        self.lock = threading.RLock()
        self.revisions: dict[str, list[tuple[Revision, bytes]]] = defaultdict(list)
        self.versions: dict[tuple[str, str], dict[str, tuple[Record, ...]]] = defaultdict(dict)
        """By article and reviewer: what stands of each id."""
        self.journals: dict[str, list[Transaction]] = defaultdict(list)
        self.turns: dict[str, int] = defaultdict(int)
        """By article: how often anything was written."""


class MemoryStore:
    """Keeps articles and records for one reviewer of a MemoryLibrary; a Store.

    `clock` gives aware datetimes, `ids` new ids of transactions.  `read_only`
    may be set to a reason; then nothing is written.
    """

    def __init__(
        self,
        library: MemoryLibrary,
        reviewer: str,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
    ) -> None:
        self._library = library
        self._reviewer = reviewer
        self._clock = clock
        self._ids = ids
        self.read_only = ""

    @property
    def reviewer(self) -> str:
        """The name that this store writes under."""
        return self._reviewer

    @property
    def policy(self) -> Policy:
        """What was settled for the whole library."""
        return self._library.policy

    def settle_policy(self, policy: Policy) -> None:
        """Settle what holds for everybody from now on."""
        self._check_writable()
        with self._library.lock:
            self._library.policy = policy
            for article in self._library.turns:
                self._library.turns[article] += 1

    def articles(self) -> Sequence[ArticleEntry]:
        """Return all articles, in order of id."""
        with self._library.lock:
            return [self.entry(article) for article in sorted(self._library.revisions)]

    def ids(self) -> Sequence[str]:
        """Return the ids of all articles, in order."""
        with self._library.lock:
            return sorted(self._library.revisions)

    def entry(self, article: str) -> ArticleEntry:
        """Return one article by its whole id.  Raises UnknownArticle."""
        kept = [revision for revision, _ in self._kept(article)]
        revisions = tuple(map(_listed, kept))
        return ArticleEntry(article, kept[-1].article.metadata, kept[-1].origin, revisions)

    def add_revision(self, revision: Revision, original: bytes) -> bool:
        """Keep a text and the bytes it came as; tell whether it was new."""
        self._check_writable()
        with self._library.lock:
            kept = self._library.revisions[revision.article_id]
            if kept and _listed(kept[-1][0]).says(revision):
                return False
            kept.append((revision, original))
            return True

    def load(self, article: str, sha256: str = "") -> Revision:
        """Return an article's newest revision, or the one named.  Raises UnknownArticle."""
        return self._find(article, sha256)[0]

    def original(self, article: str, sha256: str) -> bytes:
        """Return the bytes that a revision came as.  Raises UnknownArticle."""
        return self._find(article, sha256)[1]

    def records(self, article: str) -> Snapshot:
        """Return what everybody wrote about an article."""
        with self._library.lock:
            files = [
                heads
                for (where, _), by_id in sorted(self._library.versions.items())
                if where == article
                for heads in by_id.values()
            ]
            token = (article, self._library.turns[article])
        return Snapshot(tuple(record for heads in files for record in heads), (), token)

    def evidence(self) -> Snapshot:
        """Return everybody's sources, facts and the notes on them."""
        return self.records("")

    def commit(self, changes: Sequence[Change], intent: Intent) -> Receipt:
        """Write one's own records, all or none.  Raises as `Store.commit`."""
        self._check_writable()
        library = self._library
        with library.lock:
            edits = check_changes(changes, self._reviewer, self._own)
            if not edits:
                return self._receipt(changes)
            for edit in edits:
                article = article_of(edit.after)
                own = library.versions[article, self._reviewer]
                before = own.get(edit.after.id, ())
                own[edit.after.id] = standing([*before, edit.after])[edit.after.id]
                library.turns[article] += 1
            made = Transaction(self._ids(), self._clock(), self._reviewer, intent, edits)
            library.journals[self._reviewer].append(made)
            return Receipt(made.id, made.at)

    def changed(self, token: Hashable) -> bool:
        """Tell whether what a snapshot showed has changed since."""
        with self._library.lock:
            return all(token != (article, turn) for article, turn in self._library.turns.items())

    def fingerprint(self, article: str = "") -> str:
        """Return a short text that is another one once `records(article)`, or the evidence, is."""
        with self._library.lock:
            return str(self._library.turns[article])

    def pulse(self) -> str:
        """Return a short text that is another one once an article came in or anybody wrote anything."""
        with self._library.lock:
            revisions = sum(map(len, self._library.revisions.values()))
            return f"{revisions} {sum(self._library.turns.values())} {self._library.policy}"

    def files(self, article: str) -> Sequence[str]:
        """Return nothing: memory has no files."""
        del article
        return ()

    def history(self, record: str) -> Sequence[Transaction]:
        """Return every transaction of any reviewer that touched a record, oldest first."""
        with self._library.lock:
            touched = [
                [made for made in journal if any(edit.after.id == record for edit in made.edits)]
                for _, journal in sorted(self._library.journals.items())
            ]
        return list(merge(*touched, key=lambda made: made.at))

    def transactions(self, article: str = "") -> Sequence[Transaction]:
        """Return one's own transactions made at an article, or all of them; oldest first."""
        with self._library.lock:
            own = self._library.journals[self._reviewer]
            return [made for made in own if article in {"", made.intent.article}]

    def close(self) -> None:
        """Let go of nothing: the library lives as long as whoever holds it."""

    def _check_writable(self) -> None:
        if self.read_only:
            raise ReadOnly(self.read_only)

    def _kept(self, article: str) -> list[tuple[Revision, bytes]]:
        with self._library.lock:
            kept = self._library.revisions.get(article)
            if not kept:
                raise UnknownArticle(f"there is no article {article} in the library")
            return list(kept)

    def _find(self, article: str, sha256: str) -> tuple[Revision, bytes]:
        kept = self._kept(article)
        found = [pair for pair in kept if sha256 in {"", pair[0].sha256}]
        if not found:
            raise UnknownArticle(f"{article} has no revision {sha256[:12]}")
        return found[-1]

    def _own(self, record: Record) -> tuple[Record, ...]:
        return self._library.versions[article_of(record), self._reviewer].get(record.id, ())

    def _receipt(self, changes: Sequence[Change]) -> Receipt:
        revs = {change.after.rev for change in changes}
        for made in reversed(self._library.journals[self._reviewer]):
            if any(edit.after.rev in revs for edit in made.edits):
                return Receipt(made.id, made.at)
        return Receipt("", self._clock())


class MemoryDesk:
    """A reviewer's odds and ends in memory; a Desk."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def recall(self, key: str) -> dict[str, Any] | None:
        """Return what was kept under `key`; None where there is nothing."""
        text = self._kept.get(key)
        return None if text is None else dict(json.loads(text))

    def keep(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep `value`.  Raises StoreError for a key of other characters."""
        if not _KEY.fullmatch(key):
            raise StoreError(f"{key!r} is no name to keep something under")
        self._kept[key] = json.dumps(dict(value))

    def forget(self, key: str) -> None:
        """Drop what is kept under `key`, if anything."""
        self._kept.pop(key, None)

    def keys(self, prefix: str = "") -> Sequence[str]:
        """Return the keys that begin with `prefix`, sorted."""
        return sorted(key for key in self._kept if key.startswith(prefix))


def _listed(one: Revision) -> RevisionEntry:
    published = one.article.metadata.published
    return RevisionEntry(one.sha256, one.parser, one.added, one.added_by, published, one.retrieval)
