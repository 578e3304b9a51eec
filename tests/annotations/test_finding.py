"""Finding an article or a record by what a person types."""

from __future__ import annotations

import pytest

from annotations.errors import UnknownArticle, UnknownRecord
from annotations.finding import find_article, find_record, named, standing_records
from annotations.model import Claim, Fact, Note
from tests.reader.making import ARTICLE, Library, Newsroom, revision_of


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def test_an_article_is_found_by_its_id_or_a_unique_start(library: Library) -> None:
    store = library.of("anna").store
    assert find_article(store, ARTICLE).id == ARTICLE
    assert find_article(store, "De-Bib").id == ARTICLE


def test_a_whole_id_wins_over_a_longer_one_that_starts_so() -> None:
    store = Newsroom().of("anna").store
    store.add_revision(revision_of("Longer.", f"{ARTICLE}-2b3c"), b"Longer.")
    assert find_article(store, ARTICLE).id == ARTICLE
    with pytest.raises(UnknownArticle, match=f"2 articles start with.*{ARTICLE}, {ARTICLE}-2b3c"):
        find_article(store, "de-")


def test_many_articles_that_start_so_are_not_all_listed() -> None:
    store = Newsroom().of("anna").store
    for number in range(9):
        store.add_revision(revision_of(f"Text {number}.", f"de-{number}-1a2b"), b"")
    with pytest.raises(UnknownArticle, match="and 4 more"):
        find_article(store, "de-")


@pytest.mark.parametrize("word", ["de-biblioteek-1a2b", "de-biblioteek", "bibliotheek"])
def test_an_unknown_article_lists_what_looks_like_it(library: Library, word: str) -> None:
    with pytest.raises(UnknownArticle, match=f"perhaps {ARTICLE}"):
        find_article(library.of("anna").store, word)


@pytest.mark.parametrize("word", ["", "zzzz"])
def test_an_article_that_looks_like_none_points_to_the_list(library: Library, word: str) -> None:
    with pytest.raises(UnknownArticle, match="postil list"):
        find_article(library.of("anna").store, word)


def test_every_record_is_found_by_its_id_and_by_enough_of_its_end(library: Library) -> None:
    store = library.of("bram").store
    every = {**standing_records(store, ""), **standing_records(store, ARTICLE)}
    for record_id, record in every.items():
        assert find_record(store, record_id.lower()) == record
        assert find_record(store, record_id[-12:], ARTICLE) == record


def test_a_deleted_record_is_not_found() -> None:
    newsroom = Newsroom()
    claim = newsroom.claim("14 miljoen euro")
    session = newsroom.of("anna")
    session.delete(claim)
    with pytest.raises(UnknownRecord, match="there is no claim or note"):
        find_record(session.store, claim.id, kinds=(Claim, Note))


def test_an_ending_of_several_lists_them(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotations import finding

    monkeypatch.setattr(finding, "LEAST_ENDING", 0)
    with pytest.raises(UnknownRecord, match=r"3 records end in ''.*claim 0"):
        find_record(library.of("anna").store, "", kinds=(Claim,))


@pytest.mark.parametrize("ending", ["", "abc"])
def test_too_short_an_ending_is_refused(library: Library, ending: str) -> None:
    with pytest.raises(UnknownRecord, match="at least its last four"):
        find_record(library.of("anna").store, ending)


def test_a_record_of_another_kind_is_named(library: Library) -> None:
    store = library.of("anna").store
    with pytest.raises(UnknownRecord, match=f"claim {library.money.id} is not a fact or note"):
        find_record(store, library.money.id, kinds=(Fact, Note))


def test_the_last_made_is_ones_own_and_still_there() -> None:
    newsroom = Newsroom()
    first = newsroom.claim("14 miljoen euro")
    second = newsroom.claim("2.300 bezoekers per dag")
    newsroom.note("bram", second, "Hm.")
    anna = newsroom.of("anna")
    assert find_record(anna.store, "@") == second
    anna.delete(second)
    assert find_record(anna.store, "@") == first
    anna.undo(ARTICLE)
    assert find_record(anna.store, "@", kinds=(Claim,)).id == second.id
    with pytest.raises(UnknownRecord, match="you have made no fact yet"):
        find_record(anna.store, "@", kinds=(Fact,))


def test_a_record_is_named_by_kind_and_id(library: Library) -> None:
    assert named(library.question) == f"note {library.question.id}"
