"""Taking articles in: the same one again, a new text of it, another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from annotations.errors import StoreError, UnknownArticle
from annotations.ids import UlidMaker
from annotations.shelving import Origins, find_origin, may_have, revision_before, same_as_kept, take_in
from annotations.stores.memory import MemoryLibrary, MemoryStore
from articles.identity import article_id
from articles.model import Article, Metadata, Origin, OriginKind
from articles.reading import Reading, read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.store import ArticleEntry, Store

NOW = datetime(2025, 3, 14, tzinfo=UTC)
FILE = Origin(OriginKind.PATH, "/news/draft.md")


def clock() -> datetime:
    return NOW


@pytest.fixture
def store() -> Store:
    return MemoryStore(MemoryLibrary(), "anna", clock, UlidMaker(clock))


def reading(text: str, origin: Origin = FILE, title: str = "A title") -> Reading:
    return Reading(Article(text, metadata=Metadata(title=title)), text.encode(), "text/1", origin)


def test_a_new_article_gets_its_id_once(store: Store) -> None:
    first = take_in(store, reading("One."), clock=clock)
    assert first.new_article
    assert first.new_revision
    again = take_in(store, reading("One.", title="Renamed meanwhile"), clock=clock)
    assert (again.article, again.new_article, again.new_revision) == (first.article, False, False)
    changed = take_in(store, reading("Two.", title="Renamed meanwhile"), clock=clock)
    assert (changed.article, changed.new_article, changed.new_revision) == (first.article, False, True)
    assert [one.added_by for one in store.entry(first.article).revisions] == ["anna", "anna"]


def test_nothing_is_written_where_nothing_is_new(store: Store) -> None:
    take_in(store, reading("One."), clock=clock)
    assert isinstance(store, MemoryStore)
    store.read_only = "because"
    assert not take_in(store, reading("One."), clock=clock).new_revision


def test_other_origins_are_other_articles(store: Store) -> None:
    one = take_in(store, reading("One."), clock=clock)
    two = take_in(store, reading("One.", Origin(OriginKind.PATH, "/news/other.md")), clock=clock)
    assert one.article != two.article


def test_a_pipe_is_known_by_its_text(store: Store) -> None:
    one = take_in(store, read_bytes(b"It rained in Utrecht all day.\n"), clock=clock)
    again = take_in(store, read_bytes(b"It rained in Utrecht all day.\n"), clock=clock)
    assert again.article == one.article
    assert not again.new_revision


def test_digits_that_are_taken_are_lengthened(store: Store) -> None:
    # Two origins whose first four digits agree, found by trying.
    seen: dict[str, Origin] = {}
    for number in range(10_000):
        origin = Origin(OriginKind.PATH, f"/news/{number}.md")
        minted = article_id("A title", origin)
        if minted in seen:
            break
        seen[minted] = origin
    first = take_in(store, reading("One.", seen[minted]), clock=clock)
    second = take_in(store, reading("Two.", origin), clock=clock)
    assert (first.article, len(second.article)) == (minted, len(minted) + 1)
    assert take_in(store, reading("Two.", origin), clock=clock).article == second.article
    assert take_in(store, reading("One.", seen[minted]), clock=clock).article == first.article


def test_a_new_file_for_an_article_leads_to_it_from_then_on(store: Store) -> None:
    first = take_in(store, reading("One."), clock=clock).article
    newer = Origin(OriginKind.PATH, "/news/draft-2.md")
    assert take_in(store, reading("Two.", newer), clock=clock, into=first).article == first
    assert take_in(store, reading("Three.", newer), clock=clock).article == first
    # And the first file still does.
    assert take_in(store, reading("Four."), clock=clock).article == first


def test_a_text_from_a_pipe_does_not_change_what_an_article_is_known_by(store: Store) -> None:
    first = take_in(store, reading("One."), clock=clock).article
    take_in(store, read_bytes(b"Two, through a pipe."), clock=clock, into=first)
    assert store.entry(first).origin == FILE


def test_a_file_that_is_another_articles_stays_that_ones(store: Store) -> None:
    first = take_in(store, reading("One."), clock=clock).article
    other = Origin(OriginKind.PATH, "/news/other.md")
    second = take_in(store, reading("Two.", other), clock=clock).article
    take_in(store, reading("Two.", other), clock=clock, into=first)
    found = find_origin(store, other)
    assert found is not None
    assert found.id == second


def test_an_article_is_found_by_its_file_without_a_look_at_the_others(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take_in(store, reading("One."), clock=clock).article
    take_in(store, reading("Two.", Origin(OriginKind.PATH, "/news/other.md")), clock=clock)

    def look(_store: Store) -> Sequence[ArticleEntry]:
        raise AssertionError

    monkeypatch.setattr(MemoryStore, "articles", look)
    found = find_origin(store, FILE)
    assert found is not None
    assert found.id == first
    assert may_have(store, FILE)
    assert not may_have(store, Origin(OriginKind.PATH, "/news/none.md"))


def test_the_file_that_an_article_comes_from_now_goes_before_the_one_of_its_beginning(store: Store) -> None:
    first = take_in(store, reading("One."), clock=clock).article
    elsewhere = Origin(OriginKind.PATH, "/news/elsewhere.md")
    take_in(store, reading("One, elsewhere.", elsewhere), clock=clock, into=first)
    found = [find_origin(store, origin) for origin in (FILE, elsewhere)]
    assert [one.id for one in found if one] == [first, first]
    assert may_have(store, FILE)
    # Only the first file is in the id.
    assert not may_have(store, elsewhere)


def test_an_article_in_the_making_is_passed_over(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = take_in(store, reading("One."), clock=clock).article
    ids = [f"a-{first.rpartition('-')[2]}", first]
    monkeypatch.setattr(MemoryStore, "ids", lambda _store: ids)
    found = find_origin(store, FILE)
    assert found is not None
    assert found.id == first


def test_there_must_be_an_article_to_put_a_text_into(store: Store) -> None:
    with pytest.raises(UnknownArticle):
        take_in(store, reading("One."), clock=clock, into="none-1a2b")


def test_bytes_that_the_library_has_need_not_be_read(store: Store) -> None:
    taken = take_in(store, reading("One."), clock=clock)
    assert same_as_kept(store, b"One.", FILE) == replace(taken, new_article=False, new_revision=False)


def test_bytes_are_read_where_they_are_new_or_the_parser_is_another(store: Store) -> None:
    assert same_as_kept(store, b"One.", FILE) is None
    take_in(store, reading("One."), clock=clock)
    assert same_as_kept(store, b"Two.", FILE) is None
    take_in(store, replace(reading("Two."), parser="text/0"), clock=clock)
    assert same_as_kept(store, b"Two.", FILE) is None
    take_in(store, replace(reading("Three."), parser="gone/1"), clock=clock)
    assert same_as_kept(store, b"Three.", FILE) is None


def test_bytes_are_read_where_the_library_lost_them(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(store, reading("One."), clock=clock)

    def lost(_store: Store, _article: str, _sha256: str) -> bytes:
        raise StoreError("it is gone")

    monkeypatch.setattr(MemoryStore, "original", lost)
    assert same_as_kept(store, b"One.", FILE) is None


def dated(text: str, published: str) -> Reading:
    read = reading(text)
    return replace(read, article=replace(read.article, metadata=Metadata("A title", published=published)))


def test_another_date_of_publication_is_a_new_revision_of_the_same_text(store: Store) -> None:
    article = take_in(store, dated("One.", "2025-03-10"), clock=clock).article
    assert not take_in(store, dated("One.", "2025-03-10"), clock=clock).new_revision
    assert not take_in(store, dated("One.", ""), clock=clock).new_revision
    assert take_in(store, dated("One.", "2025-03-17"), clock=clock).new_revision
    assert [one.published for one in store.entry(article).revisions] == ["2025-03-10", "2025-03-17"]
    newest = store.load(article)
    assert newest.article.metadata.published == "2025-03-17"
    before = revision_before(store, newest)
    assert before is not None
    assert (before.article.text, before.article.metadata.published) == ("One.", "2025-03-10")


def test_origins_find_what_a_look_through_the_library_finds(store: Store) -> None:
    other = Origin(OriginKind.PATH, "/news/other.md")
    one = take_in(store, reading("One."), clock=clock).article
    two = take_in(store, reading("Two.", other), clock=clock).article
    origins = Origins(store)
    for origin in (FILE, other, Origin(OriginKind.PATH, "/news/none.md")):
        assert origins.find(origin) == find_origin(store, origin)
    moved = Origin(OriginKind.PATH, "/news/moved.md")
    take_in(store, reading("One, elsewhere.", moved), clock=clock, into=one)
    origins = Origins(store)
    assert [found.id for origin in (FILE, moved) if (found := origins.find(origin))] == [one, one]
    # What changed since one looked: the article has its first origin again.
    take_in(store, reading("One again.", FILE), clock=clock, into=one)
    assert origins.find(moved) is None
    assert [found.id for origin in (FILE, other) if (found := origins.find(origin))] == [one, two]


def test_a_library_is_gone_through_once_for_many_origins(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(store, reading("One."), clock=clock)
    looks = []
    entries = store.articles

    def counted() -> Sequence[ArticleEntry]:
        looks.append(1)
        return entries()

    monkeypatch.setattr(store, "articles", counted)
    origins = Origins(store)
    for number in range(5):
        origin = Origin(OriginKind.PATH, f"/news/{number}.md")
        assert origins.find(origin) is None
        take_in(store, reading(f"Number {number}.", origin), clock=clock, is_new=True)
    assert looks == [1]
    monkeypatch.undo()
    assert len(store.articles()) == 6


def test_a_file_that_somebody_else_took_in_a_moment_ago_is_not_another_article(store: Store) -> None:
    first = take_in(store, reading("One."), clock=clock)
    again = take_in(store, reading("One, changed."), clock=clock, is_new=True)
    assert (again.article, again.new_article) == (first.article, False)
