"""What TinyDB reads from and writes to here: a file's tables, held until they are published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import Storage, TinyDB
from tinydb.table import Document, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.stores.tinydb.tables import Row, Tables


class StagedStorage(Storage):
    """A `tinydb.Storage` that keeps what is written until the writer publishes all files of a commit.

    TinyDB's own storages write in place at each call: a kill between two bytes
    leaves an unreadable file, and two records of one commit are two writes.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the tables as they would be written."""
        # TinyDB puts its new table into what it is given; the tables that were read must stay whole.
        return dict(self.tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take the tables as they are to be written."""
        self.tables = data


class TextIdTable(Table):
    """A table whose ids are texts: ULIDs, where TinyDB counts from 1 and two sessions would collide."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's documented hook; its annotation says int


class _Database(TinyDB):
    table_class = TextIdTable


def put(tables: Tables, rows: Iterable[tuple[str, str, Row]]) -> Tables:
    """Return `tables` with `rows` put in, each given as its table, its id and itself."""
    staged = StagedStorage(tables)
    database = _Database(storage=lambda: staged)
    by_table: dict[str, dict[str, Row]] = {}
    for table, row_id, row in rows:
        by_table.setdefault(table, {})[row_id] = row
    for table, new in by_table.items():
        # All rows at once: TinyDB goes through the whole table at each call.
        where = database.table(table, cache_size=0)
        if old := [row_id for row_id in new if row_id in tables.get(table, {})]:
            # A row that follows another replaces it whole: a field that went back to its default must go.
            where.remove(doc_ids=old)  # type: ignore[arg-type]
        where.insert_multiple(Document(row, doc_id=row_id) for row_id, row in new.items())  # type: ignore[arg-type]
    return staged.tables
