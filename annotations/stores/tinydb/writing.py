"""Committing one's own records: all or none, and on disk when it returns."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.codec import table_of, to_json, write_time
from annotations.errors import OutcomeUnknown, ReadOnly, StoreError
from annotations.model import article_of
from annotations.revisions import standing
from annotations.store import Problem, Receipt, Transaction
from annotations.stores.commits import check_changes, is_there
from annotations.stores.tinydb import journal
from annotations.stores.tinydb.files import (
    drop,
    make_folder,
    prepare,
    stamp_at,
    sweep,
    sync_folder,
    telling,
    write_file,
)
from annotations.stores.tinydb.layout import conflict_name, is_article, subject_of
from annotations.stores.tinydb.lock import locked
from annotations.stores.tinydb.previous import keep_previous
from annotations.stores.tinydb.recovery import as_tables, rebuild, reconstruct
from annotations.stores.tinydb.tables import Tables, format_of, serialise
from annotations.stores.tinydb.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from annotations.model import Record
    from annotations.store import Change, Edit, Intent
    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.files import Stamp
    from annotations.stores.tinydb.layout import Layout, Modes
    from annotations.stores.tinydb.reading import FileState, Reading

_NOT_SAVED = "this could not be saved"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that waits under a temporary name to take its place."""

    temporary: str
    path: str
    tables: Tables


class Writing:
    """Writes one reviewer's records.

    `note` is told of what had to be mended.
    """

    def __init__(
        self,
        disk: Disk,
        layout: Layout,
        reading: Reading,
        reviewer: str,
        *,
        modes: Callable[[], Modes],
        clock: Callable[[], datetime],
        ids: Callable[[], str],
        note: Callable[[Problem], None],
    ) -> None:
        self._disk = disk
        self._layout = layout
        self._reading = reading
        self._reviewer = reviewer
        self._modes = modes
        self._clock = clock
        self._ids = ids
        self._note = note
        self._folder = layout.own(reviewer)
        self._linked: set[str] = set()
        self._unfinished = False
        self._settled: tuple[str, Stamp | None] | None = None
        """The journal's mark when every commit in it was last known to stand in the files."""

    @property
    def _journal(self) -> journal.Journal:
        return journal.Journal(self._disk, self._layout.journal(self._reviewer), self._modes())

    @property
    def is_unfinished(self) -> bool:
        """Whether a commit of this session stands in the journal and perhaps not in the files."""
        return self._unfinished

    def start(self) -> None:
        """Finish what a killed session left, unless another session is at work.

        Raises:
            StoreError: it could not be finished.
        """
        if stamp_at(self._disk, self._folder) is None:
            return
        with telling("what the last session left unfinished could not be finished"):
            try:
                with locked(self._disk, self._folder, patience=0):
                    sweep(self._disk, self._folder)
                    self._settle()
                    self._restore_all()
            except ReadOnly:
                raise
            except StoreError:
                # Whoever holds the lock has started after the killed session and does this itself.
                return

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
                self._settle()
                edits = check_changes(changes, self._reviewer, self._standing)
                if not edits:
                    return self._receipt(changes)
                return self._write(edits, intent)

    def repair(self, subject: str) -> None:
        """Put a rebuilt file in the place of one's own damaged file, which is kept beside it."""
        with telling("a damaged file could not be mended"), locked(self._disk, self._folder):
            self._settle()
            self._current(subject)

    def _write(self, edits: Sequence[Edit], intent: Intent) -> Receipt:
        made = Transaction(self._ids(), self._clock(), self._reviewer, intent, tuple(edits))
        files = self._prepare([edit.after for edit in edits])
        try:
            self._journal.append(journal.encode(made), made.at)
        except (OSError, StoreError):
            for file in files:
                drop(self._disk, file.temporary)
            raise
        self._settled = None
        self._unfinished = True
        self._publish(files)
        self._unfinished = False
        with suppress(OSError):
            self._settled = self._journal.mark()
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

        tables = upgrade(self._current(subject))
        rows = [(table_of(record), record.id, to_json(record)) for record in records]
        path = self._layout.file(self._reviewer, subject)
        self._keep_previous(path)
        new = put(tables, rows)
        temporary = prepare(self._disk, self._folder, f"{subject}.json", serialise(new), self._modes().file)
        return Prepared(temporary, path, new)

    def _keep_previous(self, path: str, name: str = "") -> None:
        if path in self._linked and not name:
            return
        # A convenience beside the journal: a file system without hard links must not keep people from saving.
        with suppress(OSError):
            keep_previous(self._disk, self._layout.previous(self._reviewer), path, self._modes(), name)
        self._linked.add(path)

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

    def _standing(self, record: Record) -> Sequence[Record]:
        states = self._reading.own(self._reviewer, subject_of(article_of(record)))
        found = [one for state in states for one in state.records if one.id == record.id]
        return standing(found).get(record.id, ())

    def _settle(self) -> None:
        """Bring the files up to the journal's last commit, should it have been cut short.

        Only the last can have been: every commit begins with this, under the lock.
        """
        mark = self._journal.mark()
        if mark == self._settled:
            return
        last = self._journal.last()
        if last is not None and last.author == self._reviewer:
            missing = [
                edit.after for edit in last.edits if not is_there(edit.after, self._standing(edit.after))
            ]
            self._bring_in(missing)
        self._settled = mark
        self._unfinished = False

    def _bring_in(self, records: Sequence[Record]) -> None:
        for subject in {subject_of(article_of(record)) for record in records}:
            tables = upgrade(self._current(subject))
            self._replace(subject, *rebuild(tables, records, subject))

    def _current(self, subject: str) -> Tables:
        """Return the tables of one's own file, which is mended first where it is damaged."""
        state = self._reading.own(self._reviewer, subject)[0]
        if state.newer:
            raise ReadOnly(
                "a later version of Postil wrote your records here", "update Postil to change them"
            )
        if state.damaged:
            return self._mend(subject, state)
        if state.tables is None and state.wrong:
            raise StoreError("your own records here cannot be read", state.wrong[0].hint)
        if state.tables is not None:
            if format_of(state.tables) < format_of(upgrade(state.tables)):
                self._keep_previous(
                    self._layout.file(self._reviewer, subject),
                    f"{subject}.format-{format_of(state.tables)}.json",
                )
            return state.tables
        if any(True for _ in self._journal.lines(subject.encode())):
            return self._restore(subject)
        return {}

    def _mend(self, subject: str, state: FileState) -> Tables:
        path = self._layout.file(self._reviewer, subject)
        bad = f"{path}.corrupt-{write_time(self._clock()).replace(':', '')}"
        tables = self._restore(subject, keep_bad=bad)
        count = sum(len(rows) for name, rows in tables.items() if name != "library")
        why = state.wrong[0].what if state.wrong else "it is damaged"
        self._note(Problem(path, why, f"{count} records were rebuilt; the damaged file is kept as {bad}"))
        return tables

    def _restore(self, subject: str, keep_bad: str = "") -> Tables:
        """Write one's own file anew from the journal and the newest previous version."""
        tables, beside = reconstruct(self._disk, self._layout, self._reviewer, subject)
        if keep_bad:
            # A second name first: at no moment is the damaged file gone and nothing in its place.
            self._disk.link(self._layout.file(self._reviewer, subject), keep_bad)
        if len(tables) > 1 or keep_bad:
            self._replace(subject, tables, beside)
        return tables

    def _replace(self, subject: str, tables: Tables, beside: Sequence[Record]) -> None:
        for record in beside:
            name = conflict_name(subject, f"postil-{self._ids()}")
            data = serialise(as_tables([record]))
            write_file(self._disk, self._folder, name, data, self._modes().file)
        write_file(self._disk, self._folder, f"{subject}.json", serialise(tables), self._modes().file)

    def _restore_all(self) -> None:
        """Write every file anew where the journal is all that is left."""
        if self._reading.subjects(self._reviewer) or self._journal.last() is None:
            return
        versions = self._journal.versions(self._reviewer)
        for subject in sorted({subject_of(article_of(version)) for version in versions}):
            self._restore(subject)

    def _receipt(self, changes: Sequence[Change]) -> Receipt:
        """Return the receipt of the commit that wrote `changes` before."""
        for change in changes:
            for made in reversed(self._journal.transactions(change.after.rev, self._reviewer)):
                if any(edit.after.rev == change.after.rev for edit in made.edits):
                    return Receipt(made.id, made.at)
        return Receipt("", self._clock())
