"""Words across a library: articles, claims, facts, sources, searches, notes, verdicts.

The files are the truth.  What is searched is an index made of them, which knows
of each article by which fingerprint it was made; what changed is made anew
before each search, and all of it where the index is lost or broken.  The store
gives out what its reviewer may see, and the index is that reviewer's only, so
that a blind review stays blind.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from annotations.errors import StoreError
from annotations.finding import standing_records
from annotations.indexing.marking import excerpt, places_of
from annotations.indexing.rows import article_row, record_rows
from articles.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotations.indexing.index import Index
    from annotations.indexing.marking import Excerpt
    from annotations.indexing.queries import Query
    from annotations.indexing.rows import Row
    from annotations.store import ArticleEntry, Store
    from articles.model import Span

LIMIT = 50
"""How many hits are told of unless more are asked for."""
EVIDENCE = ""
"""The unit of the index that holds the library's sources and facts."""

_DEEPEST = 40
"""Replies to replies that are followed to what they are about; more stand where the first does."""
_AT_ONCE = 50
"""Articles read and written in one go: others may write in between."""


@frozen
class Hit:
    """Something that was searched for, and where it is read."""

    kind: str
    """`article`, or the kind of record."""
    id: str
    article: str
    """The article in which it is read; of evidence one that cites it.  Empty where none does."""
    claim: str
    """The claim at which it is read; empty where it hangs on none."""
    title: str
    """The title of the article."""
    by: str
    excerpt: Excerpt
    span: Span | None = None
    """Of an article: where in its text the first of the words stands."""


@frozen
class Hits:
    """What a search came to."""

    hits: tuple[Hit, ...]
    count: int
    """How many there are in all."""
    notices: tuple[str, ...] = field(default=())


class Searching:
    """Searches one library for one reviewer; may be asked from several threads.

    `path` is the file in which the index is kept; it is made anew where it
    cannot be used.  Without one it is kept in memory, and made for each Searching.
    """

    def __init__(self, store: Store, path: str = "") -> None:
        self._store = store
        self._path = path
        self._index: Index | None = None
        self._lock = threading.RLock()

    def search(self, query: Query, limit: int = LIMIT) -> Hits:
        """Return the hits, the best first; those of a query without words the last written first.

        Raises:
            StoreError: the library cannot be reached.
        """
        with self._lock:
            try:
                from annotations.indexing.index import NoFullText
            except ImportError:
                return self._by_reading(query, limit)
            try:
                return self._by_index(query, limit)
            except NoFullText:
                return self._by_reading(query, limit)

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None

    def _by_index(self, query: Query, limit: int) -> Hits:
        """Search the index; where its file is broken, a new one, and where none can be had, one in memory."""
        from annotations.indexing.index import Busy, Spoiled

        for is_new in (False, True, True):
            try:
                return self._ask(query, limit)
            except Spoiled:
                self.close()
                self._throw_away()
                self._path = "" if is_new else self._path
            except Busy:
                self.close()
                self._path = ""
        raise StoreError(
            "the library cannot be searched", "there is no room for an index, not even in memory"
        )

    def _ask(self, query: Query, limit: int) -> Hits:
        from annotations.indexing.index import IN_MEMORY, Index

        index = self._index = self._index or Index(self._path or IN_MEMORY)
        entries = {entry.id: entry for entry in self._store.articles()}
        self._refresh(index, entries)
        found, count = index.search(query, limit)
        places = _Citations(index)
        hits = (
            _hit(one.row, excerpt(one.row.text, one.places), one.places, entries, places) for one in found
        )
        return Hits(tuple(hits), count)

    def _throw_away(self) -> None:
        from pathlib import Path

        for ending in ("", "-journal") if self._path else ():
            with suppress(OSError):
                Path(f"{self._path}{ending}").unlink()

    def _refresh(self, index: Index, entries: dict[str, ArticleEntry]) -> None:
        """Bring the index up to the files: only what changed is read."""
        known = index.marks()
        wanted = {article: self._mark(entry) for article, entry in entries.items()}
        wanted[EVIDENCE] = self._store.fingerprint()
        gone = known.keys() - wanted.keys()
        changed = [name for name, mark in wanted.items() if known.get(name) != mark]
        for start in range(0, len(changed), _AT_ONCE):
            some = changed[start : start + _AT_ONCE]
            index.put([(name, wanted[name], self._rows(entries.get(name))) for name in some])
        if gone:
            index.put((), gone)

    def _mark(self, entry: ArticleEntry) -> str:
        newest = entry.newest
        return f"{len(entry.revisions)} {newest.sha256} {self._store.fingerprint(entry.id)}"

    def _rows(self, entry: ArticleEntry | None) -> list[Row]:
        """Return the rows of an article, of the evidence for None."""
        if entry is None:
            return list(record_rows(standing_records(self._store, EVIDENCE).values()))
        records = standing_records(self._store, entry.id).values()
        try:
            text = self._store.load(entry.id).article.text
        except StoreError:
            # Its title and records can be searched all the same; `postil doctor` names what is broken.
            text = ""
        return [article_row(entry, text, records), *record_rows(records)]

    def _by_reading(self, query: Query, limit: int) -> Hits:
        """Search without an index: slower, and the same hits."""
        from annotations.indexing.ranking import ranked

        entries = {entry.id: entry for entry in self._store.articles()}
        rows = [row for entry in (*entries.values(), None) for row in self._rows(entry)]
        found = ranked(query, rows)
        places = _Citations(_Rows(rows))
        hits = []
        for row in found[:limit]:
            spans = places_of(query.words, row.text)
            hits.append(_hit(row, excerpt(row.text, spans), spans, entries, places))
        notice = "this Python cannot index texts (its SQLite lacks FTS5): each search reads the whole library"
        return Hits(tuple(hits), len(found), notices=(notice,))


class _Rows:
    """Rows by what they hang on, as an index has them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def hanging_on(self, column: str, record: str) -> list[Row]:
        return [row for row in self._rows if getattr(row, column) == record]


class _Citations:
    """At which claims evidence is read, and notes on other records."""

    def __init__(self, rows: Index | _Rows) -> None:
        self._rows = rows

    def of(self, row: Row, depth: int = 0) -> tuple[str, str]:
        """Return the article and the claim at which a row is read; either may be empty."""
        if row.kind == "claim":
            return row.article, row.id
        if row.kind in {"review", "link"}:
            return row.article, row.about
        if row.kind == "note" and depth < _DEEPEST:
            targets = [one for one in self._rows.hanging_on("id", row.about) if one.kind != "article"]
            return self.of(targets[0], depth + 1) if targets else (row.article, "")
        return next(self._cited(row), (row.article, ""))

    def _cited(self, row: Row) -> Iterator[tuple[str, str]]:
        facts = [row] if row.kind == "fact" else []
        if row.kind == "source":
            facts = [one for one in self._rows.hanging_on("about", row.id) if one.kind == "fact"]
        for fact in facts:
            for link in self._rows.hanging_on("fact", fact.id):
                yield link.article, link.about


def _hit(
    row: Row, shown: Excerpt, places: Sequence[Span], entries: dict[str, ArticleEntry], citations: _Citations
) -> Hit:
    article, claim = citations.of(row)
    entry = entries.get(article)
    return Hit(
        kind=row.kind,
        id=row.id,
        article=article,
        claim=claim,
        title=entry.metadata.title if entry else "",
        by=row.by.partition("\n")[0],
        excerpt=shown if shown.text or not row.title else excerpt(row.title, ()),
        span=places[0] if places and row.kind == "article" else None,
    )
