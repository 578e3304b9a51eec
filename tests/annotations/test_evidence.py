"""One source, kept once."""

from __future__ import annotations

import pytest

from annotations.errors import UnknownRecord
from annotations.evidence import find_fact, find_source, is_address
from annotations.model import Fact, Medium, Source
from tests.reader.making import Library


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def fact_of(library: Library) -> tuple[Fact, Source]:
    records = library.dossier.records.values()
    fact = next(one for one in records if isinstance(one, Fact) and one.quote)
    source = next(one for one in records if isinstance(one, Source) and one.id == fact.source)
    return fact, source


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://example.org", True),
        ("HTTP://example.org/a b", False),
        ("http://", False),
        ("a call with Vos", False),
        ("ftp://example.org", False),
    ],
)
def test_an_address_is_told_from_words(text: str, told: bool) -> None:  # noqa: FBT001 - a row of the table
    assert is_address(text) is told


@pytest.mark.parametrize(
    "named", ["https://www.example.org/persbericht", "https://WWW.example.org/persbericht#top"]
)
def test_a_source_is_found_by_its_address(library: Library, named: str) -> None:
    _, source = fact_of(library)
    assert find_source(library.of("bram").store, named, {"title": "Another title"}) == source


def test_a_source_is_found_by_its_id(library: Library) -> None:
    _, source = fact_of(library)
    store = library.of("bram").store
    assert find_source(store, source.id.lower(), {}) == source
    with pytest.raises(UnknownRecord):
        find_source(store, "0" * 26, {})


def test_a_new_source_is_none(library: Library) -> None:
    store = library.of("bram").store
    assert find_source(store, "https://www.example.org/else", {}) is None
    assert find_source(store, "a book", {}) is None


def test_words_find_a_source_that_they_do_not_contradict() -> None:
    library = Library()
    session = library.of("anna")
    source = session.draft_source(words="the annual report", medium=Medium.DOCUMENT)
    session.make(source, label="source added", article="")
    found = find_source(session.store, "The  Annual Report", {"medium": Medium.DOCUMENT, "title": "2024"})
    assert found is not None
    assert found.id == source.id
    assert find_source(session.store, "the annual report", {"medium": Medium.PHONE}) is None


def test_a_fact_is_the_same_where_all_its_words_are(library: Library) -> None:
    fact, source = fact_of(library)
    words = {name: getattr(fact, name) for name in ("statement", "quote", "translation", "locator")}
    store = library.of("bram").store
    assert find_fact(store, source, {name: f" {text}\r\n" for name, text in words.items()}) == fact
    assert find_fact(store, source, {**words, "locator": "par. 3"}) is None
