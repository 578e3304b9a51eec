"""The index in a file, held against what is found without one."""

from __future__ import annotations

import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.indexing import index as indexes
from annotations.indexing.index import FORMAT, Busy, Index, Spoiled
from annotations.indexing.queries import KINDS, parse_query
from annotations.indexing.ranking import ranked
from annotations.indexing.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = st.sampled_from("brug brugwachter kade jaar twee de euro".split())
TEXTS = st.lists(NAMES, max_size=8).map(" ".join)
FACETS = st.lists(
    st.sampled_from([("verdicts", "refuted"), ("tags", "haven"), ("tags", "x=y"), ("claim_kinds", "figure")]),
    unique=True,
).map(tuple)


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    many = draw(st.lists(st.tuples(st.sampled_from(KINDS), TEXTS, TEXTS, FACETS), max_size=12))
    people = ["anna", "bram de brug", ""]
    return [
        Row(kind, str(at), title=title, text=text, by=people[at % 3], modified=f"{at:03}", facets=facets)
        for at, (kind, title, text, facets) in enumerate(many)
    ]


QUERIES = st.lists(
    st.one_of(
        NAMES,
        NAMES.map(lambda name: f"{name[:3]}*"),
        st.tuples(NAMES, NAMES).map(lambda two: f'"{two[0]} {two[1]}"'),
        st.sampled_from(
            ["by:anna", "by:brug", "in:claims", "verdict:false", "tag:haven", "tag:x=y", "kind:figure"]
        ),
    ),
    max_size=3,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(rows(), QUERIES)
def test_the_index_finds_what_is_found_without_it(held: list[Row], typed: str) -> None:
    query = parse_query(typed)
    index = Index()
    index.put([("all", "1", held)])
    found, count = index.search(query, limit=100)
    index.close()
    assert {one.row.id for one in found} == {row.id for row in ranked(query, held)}
    assert count == len(found)
    if not query.words and not query.by:
        assert [one.row for one in found] == ranked(query, held)
    for one in found:
        assert one.row in held
        assert all(span.cut(one.row.text) for span in one.places)


def test_titles_count_for_more_and_rare_words_for_more() -> None:
    held = [
        Row("article", "text", title="Iets anders", text="de brug en nog veel meer woorden"),
        Row("article", "title", title="De brug", text="woorden"),
        Row("article", "none", title="Niets", text="woorden"),
    ]
    index = Index()
    index.put([("all", "1", held)])
    for found in (
        [one.row for one in index.search(parse_query("brug"), 9)[0]],
        ranked(parse_query("brug"), held),
    ):
        assert [row.id for row in found] == ["title", "text"]
    index.close()


def test_a_sqlite_without_full_text_search_is_told_from_a_broken_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(indexes, "_TABLES", "CREATE VIRTUAL TABLE words USING fts99 (title);")
    with pytest.raises(indexes.NoFullText):
        Index()
    monkeypatch.setattr(indexes, "_TABLES", "CREATE TABLE words (title, title);")
    with pytest.raises(Spoiled):
        Index()


def test_a_unit_takes_the_place_of_what_it_was(tmp_path: Path) -> None:
    path = str(tmp_path / "cache" / "words.sqlite")
    index = Index(path)
    index.put([("a", "1", [Row("claim", "1", text="brug")]), ("b", "1", [Row("claim", "2", text="brug")])])
    index.put([("a", "2", [Row("claim", "3", text="kade")])], gone=["b"])
    index.close()
    again = Index(path)
    assert again.marks() == {"a": "2"}
    assert again.search(parse_query("brug"), 9) == ([], 0)
    assert [one.row.id for one in again.search(parse_query("kade"), 9)[0]] == ["3"]
    again.close()


def test_what_cannot_be_stored_is_stored_as_long_as_it_is() -> None:
    index = Index()
    text = "a\0b\x02c\x03d\ud800 brug"
    index.put([("a", "1", [Row("note", "1", text=text)])])
    [one], _ = index.search(parse_query("brug"), 9)
    assert len(one.row.text) == len(text)
    assert one.places[0].cut(text) == "brug"
    index.close()


def test_the_file_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "search" / "words.sqlite"
    Index(str(path)).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content",
    [b"not a database at all, but long enough to be looked at" * 20, b"SQLite format 3\0" + bytes(500)],
)
def test_a_file_that_is_no_index_is_spoiled(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "words.sqlite"
    path.write_bytes(content)
    with pytest.raises(Spoiled):
        Index(str(path))


@pytest.mark.parametrize(
    "change", ["PRAGMA user_version = 99", "CREATE TABLE mine (one)", "DROP TABLE words"]
)
def test_an_index_of_another_make_is_spoiled(tmp_path: Path, change: str) -> None:
    path = str(tmp_path / "words.sqlite")
    Index(path).close()
    base = sqlite3.connect(path)
    if change.startswith("CREATE"):
        base.execute("PRAGMA user_version = 0")
    base.execute(change)
    base.commit()
    base.close()
    with pytest.raises(Spoiled):
        Index(path)
    assert FORMAT != 99


def test_a_file_that_another_process_writes_is_busy(tmp_path: Path) -> None:
    path = str(tmp_path / "words.sqlite")
    index = Index(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Busy):
        index.put([("a", "1", [])])
    other.close()
    index.close()


def test_where_nothing_can_be_written_it_is_busy(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder would be", encoding="utf-8")
    with pytest.raises(Busy):
        Index(str(tmp_path / "cache" / "words.sqlite"))


def test_what_failed_midway_left_nothing() -> None:
    index = Index()

    def broken() -> Iterator[tuple[str, str, list[Row]]]:
        yield ("a", "1", [Row("claim", "1", text="brug")])
        raise sqlite3.DatabaseError

    with pytest.raises(Spoiled):
        index.put(broken())
    assert index.marks() == {}
    assert index.search(parse_query("brug"), 9) == ([], 0)
    index.close()
