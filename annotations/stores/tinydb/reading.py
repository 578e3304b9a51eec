"""What everybody wrote, read from all reviewers' files and merged."""

from __future__ import annotations

import errno
import pwd
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from annotations.revisions import standing
from annotations.store import Problem, Snapshot
from annotations.stores.tinydb.files import read_file, reason_of, stamp_at, stamp_of
from annotations.stores.tinydb.layout import subject_in
from annotations.stores.tinydb.listing import Folders
from annotations.stores.tinydb.recovery import reconstruct, records_in
from annotations.stores.tinydb.tables import Tables, Unreadable, parse
from annotations.stores.tinydb.upgrade import is_newer, upgrade
from articles.frozen import frozen

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from annotations.model import Record
    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.files import Stamp
    from annotations.stores.tinydb.layout import Layout

_PRIME = 2**89 - 1
"""Two states of a library leave the same remainder by it as seldom as they have the same hash of 89 bits."""


@frozen
class FileState:
    """A file of records as it was read."""

    stamp: Stamp | None
    owner: int = -1
    """The user id of the file's owner."""
    tables: Tables | None = None
    """None where there is no file, or it cannot be read."""
    records: tuple[Record, ...] = ()
    wrong: tuple[Problem, ...] = ()
    damaged: bool = False
    newer: bool = False
    refused: bool = False
    """Whether the system would not let it be read; it may the next time."""


@frozen
class Token:
    """What a snapshot was read from."""

    subject: str
    reviewers: Stamp | None
    files: tuple[tuple[str, Stamp | None], ...]


class Reading:
    """Reads the records of a library; what was read once and did not change is not read again."""

    def __init__(self, disk: Disk, layout: Layout, *, shared: Callable[[], bool]) -> None:
        self._disk = disk
        self._layout = layout
        self._shared = shared
        self._files: dict[str, FileState] = {}
        self._snapshots: dict[str, Snapshot] = {}
        self._turns: dict[str, int] = {}
        self.folders = Folders(disk, layout)

    def snapshot(self, subject: str) -> Snapshot:
        """Return what everybody wrote about `subject`, an article's id or EVIDENCE."""
        token = self._look(subject)
        kept = self._snapshots.get(subject)
        if kept is not None and kept.token == token:
            return kept
        snapshot = self._merge(subject, token)
        if not any(path in self._files and self._files[path].refused for path, _ in token.files):
            self._snapshots[subject] = snapshot
        return snapshot

    def changed(self, token: Token) -> bool:
        """Tell whether any file that a snapshot was read from differs by now, or another came beside it."""
        if stamp_at(self._disk, self._layout.records) != token.reviewers:
            return True
        if any(stamp_at(self._disk, path) != stamp for path, stamp in token.files):
            return True
        return self._came_beside(token)

    def _came_beside(self, token: Token) -> bool:
        """Look for new files in one reviewer's folder, each time the next one's.

        Only a synchroniser puts them there, and that is never as quick as a
        colleague's save; to look into all folders would make each poll twice as dear.
        """
        known = _by_reviewer(token.files)
        if not known:
            return False
        turn = self._turns.get(token.subject, 0) % len(known)
        self._turns[token.subject] = turn + 1
        reviewer, paths = known[turn]
        return self.folders.files(reviewer, token.subject) != paths

    def files(self, subject: str) -> list[str]:
        """Return the paths of everybody's files on `subject`."""
        return [path for path, _ in self._look(subject).files]

    def fingerprint(self, subject: str) -> str:
        """Return in short what a snapshot would be read from now; another process gets the same."""
        # As good as a hash where nobody is out to deceive, and nothing has to be imported for it.
        said = repr(self._look(subject)).encode("utf-8", "replace")
        return f"{int.from_bytes(said, 'big') % _PRIME:x}"

    def pulse(self) -> str:
        """Return the stamps of the folders that every save changes, and of what is settled for all.

        A revision is prepared in its reviewer's own folder, so that shows there
        too, and a file of an article need not be looked at.
        """
        layout = self._layout
        owned = map(layout.own, self.folders.reviewers())
        places = (layout.library, layout.articles, layout.records, *owned)
        return repr([stamp_at(self._disk, place) for place in places])

    def file(self, path: str, stamp: Stamp | None) -> FileState:
        """Return the file at `path`; `stamp` is what it has now."""
        kept = self._files.get(path)
        if kept is None or kept.refused or kept.stamp != stamp or stamp is None:
            kept = self._files[path] = self._read(path, kept)
        return kept

    def adopt(self, path: str, tables: Tables) -> None:
        """Take `tables` as what was just written to `path`, under the lock, instead of reading it back."""
        before = self._files.get(path, FileState(None))
        try:
            status = self._disk.stat(path)
        except OSError:
            self._files.pop(path, None)
            return
        self._files[path] = _state(path, status, tables, before)

    def own(self, reviewer: str, subject: str) -> list[FileState]:
        """Return a reviewer's files on `subject` as they are now; the first is the file itself."""
        return [self.file(path, stamp_at(self._disk, path)) for path in self.folders.files(reviewer, subject)]

    def _look(self, subject: str) -> Token:
        everybody = stamp_at(self._disk, self._layout.records)
        paths = [path for one in self.folders.reviewers() for path in self.folders.files(one, subject)]
        return Token(subject, everybody, tuple((path, stamp_at(self._disk, path)) for path in paths))

    def _merge(self, subject: str, token: Token) -> Snapshot:
        records: list[Record] = []
        problems: list[Problem] = []
        unverified: set[str] = set()
        stamps = dict(token.files)
        for reviewer, paths in _by_reviewer(token.files):
            own = [self.file(path, stamps[path]) for path in paths]
            believed, doubts = _believed(reviewer, subject, own)
            heads = [head for heads in standing(believed).values() for head in heads]
            records += heads
            problems += [problem for state in own for problem in state.wrong] + doubts
            if self._shared() and not all(self._vouched(reviewer, state) for state in own):
                unverified.update(head.id for head in heads)
        return Snapshot(tuple(records), tuple(problems), token, frozenset(unverified))

    def _vouched(self, reviewer: str, state: FileState) -> bool:
        if state.stamp is None:
            return True
        user = _user_of(reviewer)
        if user is not None:
            return state.owner == user
        # A free name is whoever's who made the folder.
        try:
            return state.owner == self._disk.stat(self._layout.own(reviewer)).st_uid
        except OSError:
            return False

    def _read(self, path: str, before: FileState | None) -> FileState:
        try:
            data, status = read_file(self._disk, path)
        except FileNotFoundError:
            return FileState(None)
        except OSError as error:
            # A link is not the file that was written.  What the system refuses may be there again later.
            stamp = stamp_at(self._disk, path)
            why = f"it cannot be read: {reason_of(error)}"
            return self._rebuilt(path, stamp, -1, why, damaged=error.errno == errno.ELOOP)
        stamp, owner = stamp_of(status), status.st_uid
        try:
            tables = parse(data)
        except Unreadable as error:
            return self._rebuilt(path, stamp, owner, f"it is damaged: {error}", damaged=True)
        return _state(path, status, tables, before or FileState(None))

    def _rebuilt(self, path: str, stamp: Stamp | None, owner: int, why: str, *, damaged: bool) -> FileState:
        folder, _, name = path.rpartition("/")
        reviewer = folder.rpartition("/")[2]
        try:
            tables, beside = reconstruct(self._disk, self._layout, reviewer, subject_in(name))
        except OSError:
            tables, beside = {}, []
        found = (*records_in(tables)[0], *beside)
        problem = Problem(path, why, f"{len(found)} records are shown from {reviewer}'s journal")
        return FileState(stamp, owner, None, found, (problem,), damaged=damaged, refused=not damaged)


def _state(path: str, status: os.stat_result, tables: Tables, before: FileState) -> FileState:
    newer = is_newer(tables)
    records, wrong = records_in(upgrade(tables), before.tables, before.records)
    problems = [Problem(path, "a record in it cannot be read", one) for one in wrong]
    if newer:
        hint = "update Postil to change what is in it"
        problems.append(Problem(path, "a later version of Postil wrote it", hint))
    stamp = stamp_of(status)
    return FileState(stamp, status.st_uid, tables, tuple(records), tuple(problems), newer=newer)


@lru_cache(maxsize=16)
def _by_reviewer(files: tuple[tuple[str, Stamp | None], ...]) -> list[tuple[str, list[str]]]:
    """Return the paths of each reviewer's files; kept, as the same are looked at several times a second."""
    found: dict[str, list[str]] = {}
    for path, _ in files:
        found.setdefault(path.split("/")[-2], []).append(path)
    return list(found.items())


def _believed(reviewer: str, subject: str, own: Sequence[FileState]) -> tuple[list[Record], list[Problem]]:
    """Return the versions in a reviewer's files that are the reviewer's own, and a word on the others.

    Nobody writes in another's name, and only versions of one author replace each
    other: else a file of B's could put A's note out of sight.
    """
    everything = [record for state in own for record in state.records]
    believed = [record for record in everything if record.author == reviewer]
    strangers = sorted({record.author for record in everything if record.author != reviewer})
    doubts = [
        Problem(
            f"{subject}.json of {reviewer}",
            f"a record in it names {author!r} as its author",
            "it is not shown, because only that person writes under that name",
        )
        for author in strangers
    ]
    return believed, doubts


@cache
def _user_of(reviewer: str) -> int | None:
    """Return the id of the Unix user of this name, if there is one."""
    try:
        return pwd.getpwnam(reviewer).pw_uid
    except (KeyError, UnicodeEncodeError, ValueError):
        return None
