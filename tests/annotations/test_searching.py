"""Words across a library, whatever becomes of the index."""

from __future__ import annotations

import builtins
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annotations.blinding import blinded
from annotations.errors import StoreError
from annotations.indexing import index as indexes
from annotations.indexing.queries import parse_query
from annotations.indexing.rows import Row
from annotations.searching import Searching
from annotations.store import Policy
from tests.annotations.desks import Desk, place
from tests.reader.making import ARTICLE, Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from annotations.searching import Hit
    from articles.model import Revision


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


@pytest.fixture(params=["index", "reading"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Search by an index, and where there can be none."""
    if request.param == "reading":
        _without_index(monkeypatch)
    return str(request.param)


def _without_index(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise indexes.NoFullText("no such module: fts5")

    monkeypatch.setattr(indexes, "Index", refuse)


def hits(library: Library, words: str) -> list[Hit]:
    with closing(Searching(library.of("anna").store)) as searching:
        return list(searching.search(parse_query(words)).hits)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("verbouwen", "article"),
        ("vermeer WETHOUDER", "claim"),
        ("gemiddeld bezoekers", "fact"),
        ("waterdam", "source"),
        ("statistics office", "link"),
        ("visits visitors", "note"),
        ("weekend", "note"),
        ("counted twice", "review"),
    ],
)
def test_words_are_found_in_each_kind(library: Library, way: str, words: str, kind: str) -> None:
    assert kind in {hit.kind for hit in hits(library, words)}, way


def test_a_hit_says_where_it_is_read(library: Library, way: str) -> None:
    [hit] = hits(library, "statistics office")
    assert hit.article == ARTICLE, way
    assert hit.excerpt.marked("*", "*") == "the archive of the *statistics* *office*"
    [source] = hits(library, "waterdam in:sources")
    assert (source.article, source.claim) == (ARTICLE, library.visitors.id)
    [article] = hits(library, "verbouwen in:articles")
    assert article.span
    text = library.of("anna").store.load(ARTICLE).article.text
    assert article.span.cut(text) == "verbouwen"


def test_fields_filter(library: Library, way: str) -> None:
    assert {hit.kind for hit in hits(library, "in:claims")} == {"claim"}, way
    assert {hit.id for hit in hits(library, "kind:event")} == {library.hall.id}
    assert {hit.kind for hit in hits(library, "medium:phone")} == {"source"}
    assert {hit.kind for hit in hits(library, "verdict:false")} <= {"review", "claim"}
    assert {hit.by for hit in hits(library, "by:bram")} == {"bram"}
    assert all(hit.kind == "link" for hit in hits(library, "stance:supports"))
    assert hits(library, "stance:supports")


def test_all_words_must_be_there(library: Library, way: str) -> None:
    assert hits(library, "verbouwen volcano") == [], way


def test_only_so_many_are_told_of_and_all_are_counted(library: Library, way: str) -> None:
    with closing(Searching(library.of("anna").store)) as searching:
        found = searching.search(parse_query("in:claims"), limit=1)
    assert (len(found.hits), found.count) == (1, 3)
    assert ["FTS5" in notice for notice in found.notices] == ([True] if way == "reading" else [])


def test_an_article_that_cannot_be_read_does_not_hide_the_rest(
    library: Library, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    store = library.of("anna").store

    def broken(article: str, sha256: str = "") -> Revision:
        raise StoreError(article, sha256)

    monkeypatch.setattr(store, "load", broken)
    with closing(Searching(store)) as searching:
        found = searching.search(parse_query("bezoekers")).hits
    assert found, way
    assert "article" not in {hit.kind for hit in found}


# The index and the files


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.shelve(made.session("anna"), "Bees dance. Bees count to four.")
    return made


def found_by(desk: Desk, path: Path | str, words: str, reviewer: str = "anna") -> list[str]:
    searching = Searching(desk.session(reviewer).store, str(path))
    try:
        return [hit.kind for hit in searching.search(parse_query(words)).hits]
    finally:
        searching.close()


def claim_four(desk: Desk, reviewer: str = "anna") -> Any:  # noqa: ANN401 - a claim
    session = desk.session(reviewer)
    dossier = session.dossier("bees-3f9a")
    return session.add_claim(dossier, place(dossier, "count to four"), text="Bees can do sums")


def test_what_changed_is_found_and_what_went_is_not(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    assert found_by(desk, path, "sums") == []
    claim = claim_four(desk)
    assert found_by(desk, path, "sums") == ["claim"]
    session = desk.session("anna")
    session.edit(claim, text="Bees can reckon")
    assert found_by(desk, path, "sums") == []
    assert found_by(desk, path, "reckon") == ["claim"]
    session.undo("bees-3f9a")
    assert found_by(desk, path, "sums") == ["claim"]
    desk.shelve(session, "Wasps dance.")
    assert found_by(desk, path, "four in:articles") == []
    assert found_by(desk, path, "wasps") == ["article"]


def test_only_what_changed_is_read_again(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "words.sqlite"
    found_by(desk, path, "bees")
    read: list[str] = []
    rows = Searching._rows

    def watched(self: Searching, entry: Any) -> Any:  # noqa: ANN401
        read.append(entry.id if entry else "")
        return rows(self, entry)

    monkeypatch.setattr(Searching, "_rows", watched)
    found_by(desk, path, "bees")
    assert read == []
    claim_four(desk)
    found_by(desk, path, "bees")
    assert read == ["bees-3f9a"]


def test_what_the_library_has_no_longer_is_dropped(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    index = indexes.Index(str(path))
    index.put([("gone-1a2b", "1", [Row("article", "gone-1a2b", "gone-1a2b", text="bees")])])
    index.close()
    assert found_by(desk, path, "bees") == ["article"]


@pytest.mark.parametrize("content", [b"", b"rubbish" * 500, b"SQLite format 3\0" + bytes(4000)])
def test_a_broken_index_is_made_anew(desk: Desk, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "words.sqlite"
    path.write_bytes(content)
    assert found_by(desk, path, "bees") == ["article"]
    with sqlite3.connect(path) as base:
        assert base.execute("SELECT count(*) FROM unit").fetchone() == (2,)
    base.close()


def test_an_index_that_breaks_while_it_is_used_is_made_anew(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    searching = Searching(desk.session("anna").store, str(path))
    searching.search(parse_query("bees"))
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)
    claim_four(desk)
    assert [hit.kind for hit in searching.search(parse_query("sums")).hits] == ["claim"]
    searching.close()


def test_a_locked_index_is_done_without(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    found_by(desk, path, "bees")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    claim_four(desk)
    assert found_by(desk, path, "sums") == ["claim"]
    other.close()
    assert found_by(desk, path, "sums") == ["claim"]


def test_where_nothing_can_be_written_words_are_found_all_the_same(desk: Desk) -> None:
    assert found_by(desk, "/proc/nowhere/words.sqlite", "bees") == ["article"]


def test_a_library_that_no_index_can_be_made_of_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[None]:
        raise indexes.Spoiled("always")

    monkeypatch.setattr(indexes.Index, "marks", broken)
    with pytest.raises(StoreError, match="cannot be searched"):
        found_by(desk, "", "bees")


def test_a_python_without_sqlite_searches_without_an_index(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _import = builtins.__import__

    def without(name: str, *rest: Any) -> Any:  # noqa: ANN401
        if name == "annotations.indexing.index":
            raise ModuleNotFoundError("No module named '_sqlite3'", name="_sqlite3")
        return _import(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with closing(Searching(desk.session("anna").store)) as searching:
        found = searching.search(parse_query("bees"))
    assert [hit.kind for hit in found.hits] == ["article"]
    assert "FTS5" in found.notices[0]


# What a reviewer may see


def test_a_blind_review_stays_blind(tmp_path: Path) -> None:
    desk = Desk(Policy(blind=True))
    anna = desk.session("anna")
    desk.shelve(anna, "Bees dance. Bees count to four.")
    claim_four(desk)

    def judge(reviewer: str, verdict: str, reason: str) -> None:
        session = desk.session(reviewer)
        dossier = session.dossier("bees-3f9a")
        session.review(dossier, dossier.claims[0], verdict, reason=reason)

    judge("bram", "refuted", "They were trained.")

    def sees(words: str) -> list[str]:
        # The index of one reviewer, kept from search to search.
        found = Searching(blinded(desk.session("anna").store), str(tmp_path / "words.sqlite"))
        kinds = [hit.kind for hit in found.search(parse_query(words)).hits]
        found.close()
        return kinds

    for words in ("trained", "refuted", "verdict:refuted", "by:bram", "in:verdicts"):
        assert sees(words) == [], words
    assert b"trained" not in (tmp_path / "words.sqlite").read_bytes()
    judge("anna", "supported", "They were not.")
    assert sees("trained") == ["review"]
    assert sorted(sees("verdict:false")) == ["claim", "review"]
