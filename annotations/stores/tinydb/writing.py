"""Committing one's own records: all or none, and on disk when it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.codec import table_of, to_json
from annotations.errors import InvalidRecord, OutcomeUnknown, StoreError
from annotations.model import article_of
from annotations.store import Receipt, Transaction
from annotations.stores.commits import check_changes
from annotations.stores.tinydb import journal
from annotations.stores.tinydb.files import (
    drop,
    make_folder,
    prepare,
    sync_folder,
    telling,
)
from annotations.stores.tinydb.layout import is_article, subject_of
from annotations.stores.tinydb.lock import locked
from annotations.stores.tinydb.tables import Lines, Tables, serialise
from annotations.stores.tinydb.upgrade import upgrade
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from annotations.model import Record
    from annotations.store import Change, Edit, Intent
    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.layout import Layout, Modes
    from annotations.stores.tinydb.mending import Mending
    from annotations.stores.tinydb.reading import Reading

_NOT_SAVED = "this could not be saved"
_FILES_AT_HAND = 8
"""Of how many files the encoded lines are kept in memory."""


@frozen
class Prepared:
    """A file that waits under a temporary name to take its place."""

    temporary: str
    path: str
    tables: Tables


class Writing:
    """Writes one reviewer's records."""

    def __init__(
        self,
        disk: Disk,
        layout: Layout,
        reading: Reading,
        mending: Mending,
        reviewer: str,
        *,
        modes: Callable[[], Modes],
        clock: Callable[[], datetime],
        ids: Callable[[], str],
    ) -> None:
        self._disk = disk
        self._layout = layout
        self._reading = reading
        self._mending = mending
        self._reviewer = reviewer
        self._modes = modes
        self._clock = clock
        self._ids = ids
        self._folder = layout.own(reviewer)
        self._lines: dict[str, Lines] = {}

    def make_own_folder(self) -> None:
        """Make the folder of this reviewer, where it is missing."""
        make_folder(self._disk, self._layout.records, self._modes().common)
        make_folder(self._disk, self._folder, self._modes().own)

    def commit(self, changes: Sequence[Change], intent: Intent) -> Receipt:
        """Write one's own records, all or none.  Raises as `Store.commit`."""
        for change in changes:
            article = article_of(change.after)
            if article and not is_article(article):
                raise StoreError(f"{article!r} cannot be the id of an article")
        with telling(_NOT_SAVED):
            self.make_own_folder()
            with locked(self._disk, self._folder):
                self._mending.settle()
                edits = check_changes(changes, self._reviewer, self._mending.standing)
                if not edits:
                    return self._receipt(changes)
                return self._write(edits, intent)

    def _write(self, edits: Sequence[Edit], intent: Intent) -> Receipt:
        made = Transaction(self._ids(), self._clock(), self._reviewer, intent, tuple(edits))
        try:
            line = journal.encode(made)
        except (TypeError, ValueError) as error:
            raise InvalidRecord("a record has a value that cannot be kept", str(error)) from error
        files = self._prepare([edit.after for edit in edits])
        try:
            self._mending.journal.append(line, made.at)
        except (OSError, StoreError):
            for file in files:
                drop(self._disk, file.temporary)
            raise
        self._mending.begin()
        self._publish(files)
        self._mending.finish(edits)
        return Receipt(made.id, made.at)

    def _prepare(self, records: Iterable[Record]) -> list[Prepared]:
        """Write the next state of every file that `records` go into under a temporary name."""
        by_subject: dict[str, list[Record]] = {}
        for record in records:
            by_subject.setdefault(subject_of(article_of(record)), []).append(record)
        files: list[Prepared] = []
        try:
            for subject, here in by_subject.items():
                files.append(self._prepare_one(subject, here))
        except (OSError, StoreError):
            for file in files:
                drop(self._disk, file.temporary)
            raise
        return files

    def _prepare_one(self, subject: str, records: Sequence[Record]) -> Prepared:
        from annotations.stores.tinydb.storage import put

        tables = upgrade(self._mending.current(subject))
        rows = [(table_of(record), record.id, to_json(record)) for record in records]
        path = self._layout.file(self._reviewer, subject)
        self._mending.keep_previous(path)
        new = put(tables, rows)
        data = serialise(new, self._lines_of(subject))
        temporary = prepare(self._disk, self._folder, f"{subject}.json", data, self._modes().file)
        return Prepared(temporary, path, new)

    def _lines_of(self, subject: str) -> Lines:
        if subject not in self._lines and len(self._lines) >= _FILES_AT_HAND:
            self._lines.clear()
        return self._lines.setdefault(subject, Lines())

    def _publish(self, files: Sequence[Prepared]) -> None:
        """Let prepared files take their places; from here on there is no way back."""
        try:
            for file in files:
                self._disk.replace(file.temporary, file.path)
                self._reading.adopt(file.path, file.tables)
            sync_folder(self._disk, self._folder)
        except OSError as error:
            raise OutcomeUnknown(
                "it is not certain whether this was saved", "look at it again before repeating it"
            ) from error

    def _receipt(self, changes: Sequence[Change]) -> Receipt:
        """Return the receipt of the commit that wrote `changes` before."""
        for change in changes:
            for made in reversed(self._mending.journal.transactions(change.after.rev, self._reviewer)):
                if any(edit.after.rev == change.after.rev for edit in made.edits):
                    return Receipt(made.id, made.at)
        return Receipt("", self._clock())
