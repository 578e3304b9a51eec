"""What the library offers to link, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from annotations.importers.remarks import Cited, Remark, notes_of
from annotations.model import Stance
from reader.offers import offers_from, offers_of
from tests.reader.making import Newsroom
from tests.reader.staging import HOSTILE, THEN, fact, source

PRESS = source("S1", url="https://www.example.org/press", title="Press release", publisher="Example")
WORDS = source("S2", words="phone call with the desk", person_named="J. Jansen")


def test_what_is_used_here_comes_first_then_facts_then_the_newest() -> None:
    later = THEN + timedelta(days=1)
    old, new = fact("F1", "S1", statement="old"), fact("F2", "S1", statement="new", modified=later)
    here = fact("F3", "S2", statement="here")
    offers = offers_of([old, new, here, PRESS, replace(WORDS, modified=later)], {"F3", "S1"})
    assert [offer.id for offer in offers] == ["F3", "S1", "F2", "F1", "S2"]
    assert [offer.here for offer in offers] == [True, True, False, False, False]


def test_a_fact_is_found_by_the_words_of_its_source() -> None:
    [offer, _] = offers_of([fact("F1", "S1", quote="ten million", locator="par. 2"), PRESS])
    assert offer.label == "ten million"
    assert offer.detail == "Press release"
    for word in ("ten", "par. 2", "Press", "Example", "example.org"):
        assert word in offer.search


def test_a_source_is_called_by_its_title_else_by_what_it_has() -> None:
    labels = {offer.id: (offer.label, offer.detail) for offer in offers_of([PRESS, WORDS, source("S3")])}
    assert labels["S1"] == ("Press release", "Example")
    assert labels["S2"] == ("phone call with the desk", "")
    assert labels["S3"] == ("a source without a name", "")
    [bad] = offers_of([source("S4", url="http://[bad")])
    assert bad.label == "http://[bad"


def test_a_fact_whose_source_cannot_be_read_is_still_offered() -> None:
    [offer] = offers_of([fact("F1", "gone")])
    assert offer.label == "a fact without words"
    assert offer.source is None


def test_what_a_footnote_of_an_imported_document_cites_is_offered() -> None:
    footnote = Remark(
        name="1", person="Els", created=THEN, modified=THEN, cites=Cited("https://example.org/a")
    )
    [offer] = offers_of(one.record for one in notes_of([footnote], "the-ferry"))
    assert (offer.label, offer.detail) == ("https://example.org/a", "example.org")


def test_what_was_deleted_is_not_offered() -> None:
    assert offers_of([replace(PRESS, deleted=True)]) == ()


def test_a_label_is_one_clean_line() -> None:
    [offer] = offers_of([source("S1", title=f"{HOSTILE}\nsecond")])
    assert "\x1b" not in offer.label
    assert "\n" not in offer.label


def test_a_dossier_offers_the_whole_library_its_own_facts_first() -> None:
    room = Newsroom()
    session = room.of("anna")
    used = session.draft_source(title="used here")
    for_claim = session.draft_fact(used, statement="said here")
    dossier = room.dossier
    claim = session.add_claim(dossier, dossier.revision.article.blocks[1].span)
    session.link_fact(claim, Stance.SUPPORTS, source=used, fact=for_claim)
    offers = offers_from(room.dossier)
    assert [(offer.label, offer.here) for offer in offers] == [("said here", True), ("used here", True)]
