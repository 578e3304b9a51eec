"""The Store contract over a folder of files."""

from __future__ import annotations

import os
import threading
from heapq import merge
from typing import TYPE_CHECKING

from annotations.errors import ReadOnly, StoreError
from annotations.store import Problem
from annotations.stores.tinydb.articles import Shelf
from annotations.stores.tinydb.counting import Counting
from annotations.stores.tinydb.files import stamp_at, telling
from annotations.stores.tinydb.journal import Journal
from annotations.stores.tinydb.layout import EVIDENCE, check_reviewer, is_article, subject_of
from annotations.stores.tinydb.library import FORMAT, create_library, read_settings, write_settings
from annotations.stores.tinydb.lock import locked
from annotations.stores.tinydb.mending import Mending
from annotations.stores.tinydb.reading import Reading, Token
from annotations.stores.tinydb.writing import Writing
from articles.frozen import replace

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from datetime import datetime

    from annotations.store import (
        ArticleEntry,
        Change,
        Intent,
        Policy,
        Receipt,
        Snapshot,
        Transaction,
    )
    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.layout import Layout
    from annotations.stores.tinydb.library import Settings
    from annotations.stores.tinydb.reading import FileState
    from articles.model import Revision


class FolderStore:
    """Keeps articles and records in a folder, for one reviewer; a Store.

    `clock` gives aware datetimes, `ids` new ids that rise.

    Raises:
        StoreError: there is no library and `create` is false, or it cannot be opened.
    """

    def __init__(
        self,
        disk: Disk,
        layout: Layout,
        reviewer: str,
        *,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
        create: bool = True,
    ) -> None:
        self._disk = disk
        self._layout = layout
        self._reviewer = check_reviewer(reviewer)
        self._lock = threading.RLock()
        self._mended: list[Problem] = []
        self._unmended: dict[str, Problem] = {}
        self._settings = _open_settings(disk, layout, create=create)
        self._settings_stamp = stamp_at(disk, layout.library)
        self._reading = Reading(disk, layout, shared=lambda: self._settings.shared)
        self._shelf = Shelf(disk, layout, modes=lambda: self._settings.modes, ids=ids)
        self._counting = Counting(disk, layout, self._reading)
        self._mending = Mending(
            disk,
            layout,
            self._reading,
            self._reviewer,
            modes=lambda: self._settings.modes,
            clock=clock,
            ids=ids,
            note=self._mended.append,
        )
        self._writing = Writing(
            disk,
            layout,
            self._reading,
            self._mending,
            self._reviewer,
            modes=lambda: self._settings.modes,
            clock=clock,
            ids=ids,
        )
        if not self.read_only:
            self._mending.start()

    @property
    def reviewer(self) -> str:
        """The name that this store writes under."""
        return self._reviewer

    @property
    def policy(self) -> Policy:
        """What was settled for the whole library."""
        with self._lock:
            stamp = stamp_at(self._disk, self._layout.library)
            if stamp != self._settings_stamp and stamp is not None:
                self._settings = read_settings(self._disk, self._layout) or self._settings
                self._settings_stamp = stamp
            return self._settings.policy

    def settle_policy(self, policy: Policy) -> None:
        """Settle what holds for everybody from now on: only whoever owns `library.json` may."""
        with self._lock:
            if self.read_only:
                raise ReadOnly("what holds for the library was not changed", self.read_only)
            if self._disk.stat(self._layout.library).st_uid != os.geteuid():
                raise ReadOnly(
                    "what holds for the library was not changed",
                    "library.json belongs to another user; ask them",
                )
            settings = read_settings(self._disk, self._layout) or self._settings
            self._settings = replace(settings, policy=policy)
            write_settings(self._disk, self._layout, self._settings)
            self._settings_stamp = stamp_at(self._disk, self._layout.library)

    @property
    def read_only(self) -> str:
        """Why nothing can be written; empty where it can."""
        if self._settings.format > FORMAT:
            return "a later version of Postil made this library; update Postil to write in it"
        own = self._layout.own(self._reviewer)
        try:
            status = self._disk.stat(own)
        except FileNotFoundError:
            return _why_closed(self._layout.records, self._layout.root)
        except OSError as error:
            return f"{own}: {error.strerror}"
        if self._settings.shared and status.st_uid != os.geteuid():
            return f"the folder {own} belongs to another user"
        return _why_closed(own, own)

    def articles(self) -> Sequence[ArticleEntry]:
        """Return all articles, in order of id."""
        with self._lock:
            return self._shelf.entries()

    def ids(self) -> Sequence[str]:
        """Return the ids of all articles, in order, by the names of their folders."""
        with self._lock:
            return self._shelf.ids()

    def entry(self, article: str) -> ArticleEntry:
        """Return one article by its whole id.  Raises UnknownArticle."""
        with self._lock:
            return self._shelf.entry(article)

    def add_revision(self, revision: Revision, original: bytes) -> bool:
        """Keep a text and the bytes it came as; tell whether it was new.

        Raises:
            ReadOnly, StoreError: nothing was kept.
        """
        own = self._layout.own(self._reviewer)
        with self._lock, telling("the article could not be kept"):
            self._check_writable()
            self._writing.make_own_folder()
            with locked(self._disk, own):
                return self._shelf.add(revision, original, own)

    def load(self, article: str, sha256: str = "") -> Revision:
        """Return an article's newest revision, or the one named.  Raises UnknownArticle, StoreError."""
        with self._lock:
            return self._shelf.load(article, sha256)

    def original(self, article: str, sha256: str) -> bytes:
        """Return the bytes that a revision came as.  Raises as `load`."""
        with self._lock:
            return self._shelf.original(article, sha256)

    def records(self, article: str) -> Snapshot:
        """Return what everybody wrote about an article."""
        if not is_article(article):
            raise StoreError(f"{article!r} cannot be the id of an article")
        return self._snapshot(article)

    def evidence(self) -> Snapshot:
        """Return everybody's sources, facts and the notes on them."""
        return self._snapshot(EVIDENCE)

    def counts(self) -> Mapping[str, Counter[str]]:
        """Return how many records each article has, by table; for a list of articles.

        The library's evidence goes under the empty id, tombstones are not counted.
        """
        with self._lock:
            return self._counting.count()

    def problems(self) -> Sequence[Problem]:
        """Return everything in the library that cannot be read; looks at every file."""
        with self._lock:
            folders = self._reading.folders
            listed = (folders.listing(reviewer).subjects for reviewer in folders.reviewers())
            subjects = sorted(frozenset[str]().union(*listed))
            found = [problem for name in subjects for problem in self._reading.snapshot(name).problems]
            return [*self._shelf.problems(), *self._told(), *found]

    def commit(self, changes: Sequence[Change], intent: Intent) -> Receipt:
        """Write one's own records, all or none.  Raises as `Store.commit`."""
        with self._lock:
            self._check_writable()
            return self._writing.commit(changes, intent)

    def changed(self, token: Hashable) -> bool:
        """Tell whether what a snapshot showed has changed since."""
        # No lock: a poll must not wait for a save, and it only looks.
        if not isinstance(token, Token) or self._reading.changed(token):
            return True
        # What is settled for all decides what of the same records is shown, until it is read again.
        return stamp_at(self._disk, self._layout.library) not in {None, self._settings_stamp}

    def fingerprint(self, article: str = "") -> str:
        """Return a short text that is another one once `records(article)`, or the evidence, is."""
        with self._lock:
            return self._reading.fingerprint(subject_of(article))

    def pulse(self) -> str:
        """Return a short text that is another one once an article came in or anybody wrote anything."""
        # No lock, as in `changed`.
        return self._reading.pulse()

    def files(self, article: str) -> Sequence[str]:
        """Return the paths of what an article and its records are read from."""
        layout = self._layout
        with self._lock:
            read = [*self._reading.files(article), *self._reading.files(EVIDENCE)]
        return (layout.library, layout.records, layout.article(article), *read)

    def history(self, record: str) -> Sequence[Transaction]:
        """Return every transaction of any reviewer that touched a record, oldest first."""
        with self._lock:
            journals = [
                [made for made in self._journal(one, record) if any(e.after.id == record for e in made.edits)]
                for one in self._reading.folders.reviewers()
            ]
        return list(merge(*journals, key=lambda made: made.at))

    def transactions(self, article: str = "") -> Sequence[Transaction]:
        """Return one's own transactions made at an article, or all of them; oldest first."""
        with self._lock:
            own = self._journal(self._reviewer, article)
            return [made for made in own if article in {"", made.intent.article}]

    def close(self) -> None:
        """Let go of what was read; no file is held open between two calls."""

    def _check_writable(self) -> None:
        if reason := self.read_only:
            raise ReadOnly("nothing can be written here", reason)

    def _journal(self, reviewer: str, needle: str) -> list[Transaction]:
        journal = Journal(self._disk, self._layout.journal(reviewer), self._settings.modes)
        try:
            return journal.transactions(needle, reviewer)
        except OSError as error:
            if reviewer == self._reviewer:
                raise StoreError("your journal cannot be read", str(error)) from error
            return []

    def _snapshot(self, subject: str) -> Snapshot:
        with self._lock:
            self._mend(subject)
            snapshot = self._reading.snapshot(subject)
            here = {self._layout.file(self._reviewer, subject), self._layout.own(self._reviewer)}
            told = [problem for problem in self._told() if problem.where in here]
            return replace(snapshot, problems=(*told, *snapshot.problems)) if told else snapshot

    def _told(self) -> list[Problem]:
        return [*self._mended, *self._unmended.values()]

    def _mend(self, subject: str) -> None:
        """Put one's own files right where they can be; what cannot be is among the problems."""
        state = self._reading.own(self._reviewer, subject)[0]
        needed = state.damaged or self._mending.is_unfinished or self._is_missing(subject, state)
        if not needed or self.read_only:
            return
        try:
            self._mending.repair(subject)
        except StoreError as error:
            where = self._layout.file(self._reviewer, subject)
            self._unmended[subject] = Problem(where, error.title, error.hint)
        else:
            self._unmended.pop(subject, None)

    def _is_missing(self, subject: str, state: FileState) -> bool:
        try:
            return state.stamp is None and self._mending.is_missing(subject)
        except OSError:
            return False


def _open_settings(disk: Disk, layout: Layout, *, create: bool) -> Settings:
    settings = read_settings(disk, layout)
    if settings is not None:
        return settings
    if not create:
        raise StoreError(f"there is no library at {layout.root}", "check the name, or let postil make one")
    return create_library(disk, layout)


def _why_closed(folder: str, parent: str) -> str:
    """Return why nothing can be made in `folder`, or in `parent` where that is missing."""
    place = folder if os.path.lexists(folder) else parent
    return "" if os.access(place, os.W_OK | os.X_OK) else f"there is no permission to write in {place}"
