"""Bringing a file of records up to what the journal says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.codec import TABLES, from_json, table_of, to_json
from annotations.errors import InvalidRecord
from annotations.model import article_of
from annotations.revisions import standing
from annotations.stores.tinydb.journal import Journal
from annotations.stores.tinydb.layout import PRIVATE, subject_of
from annotations.stores.tinydb.previous import newest_previous
from annotations.stores.tinydb.tables import with_format
from annotations.stores.tinydb.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.model import Record
    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.layout import Layout
    from annotations.stores.tinydb.tables import Tables


def records_in(
    tables: Tables, before: Tables | None = None, known: Iterable[Record] = ()
) -> tuple[list[Record], list[str]]:
    """Return the records of a file, and what is wrong with those that cannot be read.

    `known` are the records of the file as it was, with the tables `before`: a
    row that did not change is not read again.
    """
    by_id = {record.id: record for record in known}
    records = []
    wrong = []
    for table in TABLES:
        old = (before or {}).get(table, {})
        for row_id, row in tables.get(table, {}).items():
            if row_id in by_id and old.get(row_id) == row:
                records.append(by_id[row_id])
                continue
            try:
                record = from_json(table, row)
            except InvalidRecord as error:
                wrong.append(f"{row_id}: {error}")
                continue
            if record.id == row_id:
                records.append(record)
            else:
                wrong.append(f"{row_id}: it names itself {record.id!r}")
    return records, wrong


def rebuild(base: Tables, versions: Iterable[Record], subject: str) -> tuple[Tables, list[Record]]:
    """Return `base` with whatever of `versions` stands there, and the versions it has no room for.

    A file has one version of each record.  Where two stand, each made without
    knowing of the other, the second is handed back to be kept beside.
    """
    here = [version for version in versions if subject_of(article_of(version)) == subject]
    known, _ = records_in(base)
    rebuilt = {table: dict(rows) for table, rows in base.items()}
    beside: list[Record] = []
    for record_id, heads in standing([*known, *here]).items():
        rows = rebuilt.setdefault(table_of(heads[0]), {})
        # A row of a later version that cannot be read is not written over.
        unreadable = record_id in rows and not any(record.id == record_id for record in known)
        if not unreadable:
            rows[record_id] = to_json(heads[0])
        beside += heads if unreadable else heads[1:]
    return with_format(rebuilt), beside


def reconstruct(disk: Disk, layout: Layout, reviewer: str, subject: str) -> tuple[Tables, list[Record]]:
    """Return a reviewer's file anew, from the newest previous version and the journal, as `rebuild` does.

    Raises:
        OSError: the journal cannot be read.
    """
    base = newest_previous(disk, layout.previous(reviewer), subject)
    versions = Journal(disk, layout.journal(reviewer), PRIVATE).versions(reviewer)
    return rebuild(upgrade(base), versions, subject)


def as_tables(records: Iterable[Record]) -> Tables:
    """Return a file's tables with `records`, of which no two have the same id."""
    tables: Tables = {}
    for record in records:
        tables.setdefault(table_of(record), {})[record.id] = to_json(record)
    return with_format(tables)
