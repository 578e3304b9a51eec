"""Who has a folder and what is in it, listed again only where a folder changed."""

from __future__ import annotations

import stat
from types import MappingProxyType
from typing import TYPE_CHECKING

from annotations.stores.tinydb.files import is_fresh, stamp_at
from annotations.stores.tinydb.layout import is_conflict, is_reviewer, subject_in
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.files import Stamp
    from annotations.stores.tinydb.layout import Layout


@frozen
class Listing:
    """A reviewer's folder at one moment."""

    stamp: Stamp | None = None
    subjects: frozenset[str] = frozenset()
    """What the reviewer has files on."""
    beside: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """By subject: the names of files that a synchroniser put beside the reviewer's own."""


_NOTHING = Listing()


class Folders:
    """The reviewers' folders of one library."""

    def __init__(self, disk: Disk, layout: Layout) -> None:
        self._disk = disk
        self._layout = layout
        self._listings: dict[str, Listing] = {}
        self._reviewers: tuple[Stamp | None, list[str]] = (None, [])

    def reviewers(self) -> list[str]:
        """Return the names of everybody who has a folder, sorted."""
        stamp = stamp_at(self._disk, self._layout.records)
        if stamp is None:
            return []
        if self._reviewers[0] != stamp:
            # A link may lead out of the library, and what it leads to is nobody's folder here.
            names = (name for name in self._names(self._layout.records) if is_reviewer(name))
            found = sorted(name for name in names if is_folder(self._disk, self._layout.own(name)))
            self._reviewers = (None if is_fresh(stamp) else stamp, found)
        return self._reviewers[1]

    def listing(self, reviewer: str) -> Listing:
        """Return what is in a reviewer's folder."""
        stamp = stamp_at(self._disk, self._layout.own(reviewer))
        kept = self._listings.get(reviewer, _NOTHING)
        if stamp is None:
            return _NOTHING
        if kept.stamp != stamp:
            kept = self._list(reviewer, None if is_fresh(stamp) else stamp)
            self._listings[reviewer] = kept
        return kept

    def files(self, reviewer: str, subject: str) -> list[str]:
        """Return the paths of a reviewer's file on `subject`, there or not, and of those put beside it."""
        own = self._layout.own(reviewer)
        beside = self.listing(reviewer).beside.get(subject, ())
        return [self._layout.file(reviewer, subject), *(f"{own}/{name}" for name in beside)]

    def _list(self, reviewer: str, stamp: Stamp | None) -> Listing:
        subjects = set()
        beside: dict[str, tuple[str, ...]] = {}
        for name in sorted(self._names(self._layout.own(reviewer))):
            if subject := subject_in(name):
                subjects.add(subject)
                if is_conflict(name):
                    beside[subject] = (*beside.get(subject, ()), name)
        return Listing(stamp, frozenset(subjects), beside)

    def _names(self, folder: str) -> list[str]:
        try:
            return list(self._disk.list(folder))
        except OSError:
            # A folder that is closed to us: whoever reads a file in it is told.
            return []


def is_folder(disk: Disk, path: str) -> bool:
    """Tell whether a folder itself, and no link to one, stands at `path`."""
    try:
        return stat.S_ISDIR(disk.stat(path).st_mode)
    except OSError:
        return False
