"""How many records each article has: for a list of articles, which needs no record itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from annotations.codec import TABLES, table_of
from annotations.stores.tinydb.files import read_file, stamp_at, stamp_of
from annotations.stores.tinydb.layout import EVIDENCE
from annotations.stores.tinydb.tables import Unreadable, parse

if TYPE_CHECKING:
    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.files import Stamp
    from annotations.stores.tinydb.layout import Layout
    from annotations.stores.tinydb.reading import Reading


class Counting:
    """Counts without decoding; a file that did not change is not read again."""

    def __init__(self, disk: Disk, layout: Layout, reading: Reading) -> None:
        self._disk = disk
        self._layout = layout
        self._reading = reading
        self._counted: dict[str, tuple[Stamp, Counter[str]]] = {}

    def count(self) -> dict[str, Counter[str]]:
        """Return how many records there are, tombstones apart, by article and table.

        The library's evidence goes under the empty id.
        """
        found: dict[str, Counter[str]] = {}
        doubtful = set()
        folders = self._reading.folders
        for reviewer in folders.reviewers():
            listing = folders.listing(reviewer)
            for subject in listing.subjects:
                counted = self._count(reviewer, subject)
                if counted is None or subject in listing.beside:
                    doubtful.add(subject)
                else:
                    found.setdefault(subject, Counter()).update(counted)
        for subject in doubtful:
            # Damaged, or in two files: only what was merged can be counted.
            records = self._reading.snapshot(subject).records
            standing = {record.id: record for record in records if not record.deleted}
            found[subject] = Counter(table_of(record) for record in standing.values())
        return {"" if subject == EVIDENCE else subject: found[subject] for subject in sorted(found)}

    def _count(self, reviewer: str, subject: str) -> Counter[str] | None:
        path = self._layout.file(reviewer, subject)
        stamp = stamp_at(self._disk, path)
        kept = self._counted.get(path)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        try:
            data, status = read_file(self._disk, path)
            tables = parse(data)
        except (OSError, Unreadable):
            return None
        counted = Counter(
            {
                table: sum(1 for row in rows.values() if _counts(row, reviewer))
                for table, rows in tables.items()
                if table in TABLES
            }
        )
        self._counted[path] = (stamp_of(status), counted)
        return counted


def _counts(row: dict[str, object], reviewer: str) -> bool:
    return row.get("author") == reviewer and row.get("deleted") is not True
