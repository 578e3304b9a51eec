"""Words across a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotations.errors import StoreError
from annotations.searching import find_words, search_library
from tests.reader.making import ARTICLE, Library

if TYPE_CHECKING:
    from annotations.searching import Hit
    from articles.model import Revision


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def hits(library: Library, words: str) -> list[Hit]:
    return list(search_library(library.of("anna").store, words))


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
def test_words_are_found_in_each_kind(library: Library, words: str, kind: str) -> None:
    assert kind in {hit.kind for hit in hits(library, words)}


def test_a_hit_says_where_it_is(library: Library) -> None:
    [hit] = hits(library, "statistics office")
    assert (hit.article, hit.excerpt) == (ARTICLE, "the archive of the statistics office")


def test_all_words_must_be_there(library: Library) -> None:
    assert hits(library, "verbouwen volcano") == []
    assert hits(library, "  ") == []


def test_the_surroundings_are_one_line_and_say_where_they_were_cut() -> None:
    text = "a" * 100 + "\nThe „old”\nbridge " + "b" * 100
    found = find_words(text, ["old", "bridge"])
    assert found.startswith("…aaa")
    assert found.endswith("bbb…")
    assert "The „old” bridge" in found


def test_an_article_that_cannot_be_read_does_not_hide_the_rest(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = library.of("anna").store

    def broken(article: str, sha256: str = "") -> Revision:
        raise StoreError(article, sha256)

    monkeypatch.setattr(store, "load", broken)
    found = list(search_library(store, "bezoekers"))
    assert found
    assert "article" not in {hit.kind for hit in found}
