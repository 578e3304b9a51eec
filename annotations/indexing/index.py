"""Rows in a file of SQLite, found by their words: a cache that can be thrown away and made anew at any time.

What is stored can be read by whoever can read the file, so it is its owner's only.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.indexing.asking import match_of, narrowing_of
from annotations.indexing.ranking import BY, TEXT, TITLE, accepts, is_bare
from annotations.indexing.rows import Row
from annotations.indexing.sweeping import sweep
from articles.frozen import frozen
from articles.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annotations.indexing.queries import Query

IN_MEMORY = ":memory:"
FORMAT = 1
"""Raised whenever rows or tables are made otherwise; a file of another number is made anew."""
WAIT = 0.25
"""Seconds to wait for another process that is writing to the same file."""

_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
    }
)
"""Errors that say nothing against what is in the file."""
_START, _END = "\x02", "\x03"
_HARMLESS = str.maketrans({_START: " ", _END: " ", "\0": " "})
_TABLES = """
CREATE TABLE unit (name TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, unit TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    article TEXT NOT NULL, about TEXT NOT NULL, fact TEXT NOT NULL, modified TEXT NOT NULL,
    bare INTEGER NOT NULL, facets TEXT NOT NULL
);
CREATE INDEX entry_unit ON entry (unit);
CREATE INDEX entry_about ON entry (about);
CREATE INDEX entry_fact ON entry (fact);
CREATE INDEX entry_id ON entry (id);
CREATE INDEX entry_modified ON entry (modified DESC, number);
CREATE VIRTUAL TABLE words USING fts5 (title, text, author, tokenize = "unicode61 remove_diacritics 2");
"""


class NoFullText(Exception):
    """This SQLite has no FTS5."""


class Spoiled(Exception):
    """The file is broken or of another make: nothing in it can be relied on."""


class Busy(Exception):
    """The file cannot be used now: another process has it, or there is no room or permission to write."""


@frozen
class Found:
    """A row that fits a query."""

    row: Row
    places: tuple[Span, ...] = ()
    """Where in the row's text the words stand, in order."""


class Index:
    """Rows of one library as one reviewer sees it; may be asked from several threads.

    Every method may raise Spoiled or Busy.
    """

    def __init__(self, path: str = IN_MEMORY) -> None:
        self._lock = threading.RLock()
        with _telling():
            if path != IN_MEMORY:
                _make_private(path)
            self._base = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self._base.close()
                raise

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def marks(self) -> dict[str, str]:
        """Return what each unit was made of, as `put` was told."""
        with self._lock, _telling():
            return dict(self._base.execute("SELECT name, mark FROM unit"))

    def put(self, units: Iterable[tuple[str, str, Sequence[Row]]], gone: Iterable[str] = ()) -> None:
        """Take the rows of units, each with its name and mark, in place of the old ones; drop those gone."""
        with self._lock, _telling():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                for name in gone:
                    self._drop(name)
                for name, mark, rows in units:
                    self._drop(name)
                    self._base.execute("INSERT INTO unit VALUES (?, ?)", (name, mark))
                    self._add(name, rows)
            except BaseException:
                with suppress(sqlite3.Error):
                    self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    def search(self, query: Query, limit: int) -> tuple[list[Found], int]:
        """Return the `limit` rows that fit a query best, and how many fit in all."""
        with self._lock, _telling():
            numbers = [number for number, held in self._fitting(query) if _asked(query, held)]
            shown = [self._found(query, number) for number in numbers[:limit]]
            return shown, len(numbers)

    def hanging_on(self, column: str, record: str) -> list[Row]:
        """Return the rows whose `id`, `about` or `fact` is that of a record."""
        with self._lock, _telling():
            rows = self._base.execute(f"{_ROW} WHERE entry.{column} = ? ORDER BY entry.number", (record,))
            return [_row(one) for one in rows]

    def _prepare(self) -> None:
        # Losing it costs a second: no need to wait for the disk.
        self._base.execute("PRAGMA synchronous = OFF")
        [version] = self._base.execute("PRAGMA user_version").fetchone()
        if version == FORMAT:
            # Reads a little of each table: what is no table of ours shows at once.
            self._base.execute("SELECT count(*) FROM unit").fetchone()
            self._base.execute("SELECT number FROM entry LIMIT 1").fetchone()
            self._base.execute("SELECT rowid FROM words LIMIT 1").fetchone()
            return
        if version or self._base.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise Spoiled("it is of another make")
        try:
            self._base.executescript(f"BEGIN;{_TABLES}PRAGMA user_version = {FORMAT};COMMIT;")
        except sqlite3.OperationalError as error:
            if "no such module" in str(error):
                raise NoFullText(str(error)) from error
            raise

    def _drop(self, unit: str) -> None:
        self._base.execute(
            "DELETE FROM words WHERE rowid IN (SELECT number FROM entry WHERE unit = ?)", (unit,)
        )
        self._base.execute("DELETE FROM entry WHERE unit = ?", (unit,))
        self._base.execute("DELETE FROM unit WHERE name = ?", (unit,))

    def _add(self, unit: str, rows: Iterable[Row]) -> None:
        for row in rows:
            facets = "\n".join(f"{name}={value}" for name, value in row.facets)
            kept = (unit, row.kind, row.id, row.article, row.about, row.fact, row.modified)
            bare = is_bare(row.kind, row.text)
            cursor = self._base.execute(
                "INSERT INTO entry VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*kept, bare, facets)
            )
            texts = [_storable(text) for text in (row.title, row.text, row.by)]
            self._base.execute(
                "INSERT INTO words (rowid, title, text, author) VALUES (?, ?, ?, ?)",
                (cursor.lastrowid, *texts),
            )

    def _fitting(self, query: Query) -> Iterator[tuple[int, tuple[str, bool, str]]]:
        """Yield the rows in which the words stand, the best first; without words all, the newest first."""
        match, (narrowing, values) = match_of(query), narrowing_of(query)
        if match:
            rows = self._base.execute(f"{_MATCHING}{narrowing}{_BEST}", (match, *values))
        else:
            rows = self._base.execute(f"{_ALL}{narrowing}{_NEWEST}", values)
        for number, kind, bare, facets in rows:
            yield number, (kind, bool(bare), facets)

    def _found(self, query: Query, number: int) -> Found:
        row = _row(self._base.execute(f"{_ROW} WHERE entry.number = ?", (number,)).fetchone())
        if not query.words:
            return Found(row)
        [lit] = self._base.execute(
            "SELECT highlight(words, 1, ?, ?) FROM words WHERE words MATCH ? AND rowid = ?",
            (_START, _END, match_of(query), number),
        ).fetchone()
        return Found(row, tuple(_spans(lit)))


_COLUMNS = {
    "kind": "kind",
    "id": "id",
    "article": "article",
    "title": "title",
    "text": "text",
    "by": "author",
    "about": "about",
    "fact": "fact",
    "modified": "modified",
}
"""Of each of a row's fields its column; the facets come last."""
_ROW = (
    f"SELECT {', '.join(_COLUMNS.values())}, facets"  # noqa: S608 - of our own names only
    " FROM entry JOIN words ON words.rowid = entry.number"
)


_HELD = "SELECT number, kind, bare, facets FROM"
_MATCHING = f"{_HELD} words JOIN entry ON number = words.rowid WHERE words MATCH ?"
_ALL = f"{_HELD} entry WHERE 1"
_BEST = f" ORDER BY bm25(words, {TITLE}, {TEXT}, {BY}), number"
_NEWEST = " ORDER BY modified DESC, number"


def _asked(query: Query, held: tuple[str, bool, str]) -> bool:
    kind, bare, facets = held
    if bare and not query.stances:
        return False
    return accepts(query, kind, _facets(facets))


def _facets(kept: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, _, value in (one.partition("=") for one in kept.split("\n")) if name)


def _row(kept: tuple[str, ...]) -> Row:
    *texts, facets = kept
    return Row(**dict(zip(_COLUMNS, texts, strict=True)), facets=_facets(facets))


def _spans(lit: str) -> Iterator[Span]:
    """Yield where the marked words stand in the text without the marks."""
    before, *parts = lit.split(_START)
    at = len(before)
    for part in parts:
        inside, _, after = part.partition(_END)
        yield Span(at, at + len(inside))
        at += len(inside) + len(after)


def _storable(text: str) -> str:
    """Return `text`, as long as it was, without what marks places, NULs, and what cannot be UTF-8."""
    text = text.translate(_HARMLESS)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text)
    return text


@contextmanager
def _telling() -> Iterator[None]:
    """Turn whatever goes wrong with the file into Spoiled or Busy."""
    try:
        yield
    except OSError as error:
        raise Busy(str(error)) from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        raise (Busy if code in _PASSING else Spoiled)(str(error)) from error


def _make_private(path: str) -> None:
    Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    with suppress(OSError):
        # Asking changes nothing in it, so that its time would not tell that it is used.
        os.utime(path)
    sweep(Path(path))
