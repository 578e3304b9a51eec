"""Rows as TinyDB puts them into the tables of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from annotations.stores.tinydb.storage import StagedStorage, put

if TYPE_CHECKING:
    import pytest

    from annotations.stores.tinydb.tables import Tables

_IDS = st.text("ABCDEF", min_size=1, max_size=2)
_ROWS = st.dictionaries(st.sampled_from(["id", "text", "tags"]), st.text(max_size=3), max_size=3)
_TABLES = st.dictionaries(
    st.sampled_from(["claims", "notes", "later"]), st.dictionaries(_IDS, _ROWS, max_size=6), max_size=3
)
_NEW = st.lists(st.tuples(st.sampled_from(["claims", "notes"]), _IDS, _ROWS), max_size=8)


@given(_TABLES, _NEW)
def test_rows_replace_those_of_their_id_whole_and_nothing_else(
    tables: Tables, rows: list[tuple[str, str, dict[str, Any]]]
) -> None:
    wanted = {table: dict(held) for table, held in tables.items()}
    for table, row_id, row in rows:
        wanted.setdefault(table, {})[row_id] = row
    before = repr(tables)
    assert put(tables, rows) == wanted
    assert repr(tables) == before


def test_a_thousand_rows_go_into_a_table_together(monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    write = StagedStorage.write

    def count(storage: StagedStorage, data: dict[str, dict[str, Any]]) -> None:
        written.append(len(data))
        write(storage, data)

    monkeypatch.setattr(StagedStorage, "write", count)
    held = {f"{number}": {"id": f"{number}"} for number in range(500)}
    rows = [
        (table, f"{number}", {"id": f"{number}"}) for number in range(1000) for table in ("claims", "notes")
    ]
    tables = put({"claims": held}, rows)
    assert {table: len(found) for table, found in tables.items()} == {"claims": 1000, "notes": 1000}
    # TinyDB goes through the whole table each time, which for each row would be the square of it.
    assert len(written) <= 4
