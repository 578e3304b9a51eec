"""Keeping one's own files up to one's own journal: what was cut short, damaged or lost is put right."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from operator import is_not
from typing import TYPE_CHECKING

from annotations.codec import write_time
from annotations.errors import ReadOnly, StoreError
from annotations.model import article_of
from annotations.revisions import standing
from annotations.store import Problem
from annotations.stores.commits import is_there
from annotations.stores.tinydb.files import link_once, stamp_at, sweep, telling, write_file
from annotations.stores.tinydb.journal import Journal
from annotations.stores.tinydb.layout import EVIDENCE, conflict_name, subject_of
from annotations.stores.tinydb.lock import locked
from annotations.stores.tinydb.previous import keep_previous
from annotations.stores.tinydb.recovery import as_tables, rebuild, reconstruct
from annotations.stores.tinydb.settled import LONG, is_settled, keep_settled
from annotations.stores.tinydb.tables import Tables, format_of, serialise
from annotations.stores.tinydb.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from annotations.model import Record
    from annotations.store import Edit
    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.files import Stamp
    from annotations.stores.tinydb.layout import Layout, Modes
    from annotations.stores.tinydb.reading import FileState, Reading


class Mending:
    """Looks after one reviewer's files; all but `start` and `repair` are called under the folder's lock.

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
        self._never_there: set[str] = set()
        """Subjects that the journal, as far as it goes, has nothing about."""
        self._versions: dict[str, tuple[list[FileState], dict[str, list[Record]]]] = {}
        self._settled: tuple[str, Stamp | None] | None = None
        """The journal's mark when every commit in it was last known to stand in the files."""
        self.is_unfinished = False
        """Whether a commit of this session stands in the journal and perhaps not in the files."""

    @property
    def journal(self) -> Journal:
        """The reviewer's journal."""
        return Journal(self._disk, self._layout.journal(self._reviewer), self._modes())

    def start(self) -> None:
        """Finish what a killed session left, unless another session is at work; note what could not be."""
        if stamp_at(self._disk, self._folder) is None:
            return
        try:
            with telling("what the last session left could not be finished"):
                self._start()
        except StoreError as error:
            # Reading goes on, and the next save tries again.
            self._note(Problem(self._folder, error.title, error.hint))

    def _start(self) -> None:
        with locked(self._disk, self._folder, patience=0) as is_held:
            # Whoever else holds it has started after the killed session and does this itself.
            if is_held:
                sweep(self._disk, self._folder)
                self._restore_all()
                self.settle()

    def begin(self) -> None:
        """Say that a commit stands in the journal, and is about to stand in the files."""
        self._settled = None
        self._never_there.clear()
        self.is_unfinished = True

    def finish(self, edits: Sequence[Edit]) -> None:
        """Say that it stands in the files; `edits` are what it changed."""
        self.is_unfinished = False
        with suppress(OSError):
            self._settled = mark = self.journal.mark()
            self._remember(mark[0], edits)

    def repair(self, subject: str) -> None:
        """Put a rebuilt file in the place of one's own damaged file, which is kept beside it."""
        with telling("a damaged file could not be mended"), locked(self._disk, self._folder):
            self.settle()
            self.current(subject)

    def keep_previous(self, path: str, name: str = "") -> None:
        """Keep the file as it is, once a session; or for good, under `name`."""
        if path in self._linked and not name:
            return
        # A convenience beside the journal: a file system without hard links must not keep people from saving.
        with suppress(OSError):
            keep_previous(self._disk, self._layout.previous(self._reviewer), path, self._modes(), name)
        self._linked.add(path)

    def standing(self, record: Record) -> Sequence[Record]:
        """Return the versions of one's own that stand for a record's id."""
        versions = self._versions_in(subject_of(article_of(record)))
        return standing(versions.get(record.id, ())).get(record.id, ())

    def _versions_in(self, subject: str) -> Mapping[str, Sequence[Record]]:
        """Return one's own records on `subject` by id; sorted once for all records of a commit."""
        states = self._reading.own(self._reviewer, subject)
        seen, versions = self._versions.get(subject, ([], {}))
        if len(seen) != len(states) or any(map(is_not, seen, states)):
            versions = defaultdict(list)
            for state in states:
                for record in state.records:
                    versions[record.id].append(record)
            # Two at once: those of an article, and the evidence that belongs to them.
            self._versions = {EVIDENCE: self._versions[EVIDENCE]} if EVIDENCE in self._versions else {}
            self._versions[subject] = (states, versions)
        return versions

    def settle(self) -> None:
        """Bring the files up to the journal's last commit, should it have been cut short.

        Only the last can have been: every commit begins with this, under the lock.
        """
        mark = self.journal.mark()
        if mark == self._settled:
            return
        if mark[0] and not is_settled(self._disk, self._folder, mark[0]):
            last = self.journal.last()
            if last is not None and last.author == self._reviewer:
                self._bring_in(self._missing([edit.after for edit in last.edits]))
                self._remember(mark[0], last.edits)
        self._settled = mark
        self.is_unfinished = False

    def _remember(self, journal: str, edits: Sequence[Edit]) -> None:
        if len(edits) < LONG:
            return
        subjects = {subject_of(article_of(edit.after)) for edit in edits}
        files = [path for one in subjects for path in self._reading.folders.files(self._reviewer, one)]
        keep_settled(self._disk, journal, files, self._modes().file)

    def _missing(self, records: Sequence[Record]) -> list[Record]:
        """Return those of `records` that no file of one's own has, nor a later version of them."""
        subjects = {subject_of(article_of(record)) for record in records}
        states = [state for subject in subjects for state in self._reading.own(self._reviewer, subject)]
        # An import is one commit of thousands: each file is gone through once, not once a record.
        heads = standing(one for state in states for one in state.records)
        return [record for record in records if not is_there(record, heads.get(record.id, ()))]

    def _bring_in(self, records: Sequence[Record]) -> None:
        for subject in {subject_of(article_of(record)) for record in records}:
            tables = upgrade(self.current(subject))
            self._replace(subject, *rebuild(tables, records, subject))

    def current(self, subject: str) -> Tables:
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
                self.keep_previous(
                    self._layout.file(self._reviewer, subject),
                    f"{subject}.format-{format_of(state.tables)}.json",
                )
            return state.tables
        return self._restore(subject) if self.is_missing(subject) else {}

    def is_missing(self, subject: str) -> bool:
        """Tell whether the journal knows of records of one's own that have no file."""
        if subject in self._never_there:
            return False
        if stamp_at(self._disk, self._layout.file(self._reviewer, subject)) is not None:
            return False
        needle = subject if subject != EVIDENCE else ""
        versions = self.journal.versions(self._reviewer, needle)
        missing = any(subject_of(article_of(version)) == subject for version in versions)
        if not missing:
            self._never_there.add(subject)
        return missing

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
            path = self._layout.file(self._reviewer, subject)
            while not link_once(self._disk, path, keep_bad):
                keep_bad += "-more"
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
        if self._reading.folders.listing(self._reviewer).subjects or self.journal.last() is None:
            return
        versions = self.journal.versions(self._reviewer)
        for subject in sorted({subject_of(article_of(version)) for version in versions}):
            self._restore(subject)
