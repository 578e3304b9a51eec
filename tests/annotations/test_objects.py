"""What scripts get: one object, complete and JSON."""

from __future__ import annotations

import json

import pytest

from annotations.objects import dossier_object, entry_object, record_object
from tests.reader.making import ARTICLE, TEXT, Library


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def test_the_object_has_all_that_the_dossier_has(library: Library) -> None:
    told = json.loads(json.dumps(dossier_object(library.dossier)))
    assert told["article"]["text"] == TEXT
    assert told["article"]["id"] == ARTICLE
    assert told["counts"]["claims"] == len(told["claims"]) == 3
    assert (told["counts"]["facts"], told["counts"]["links"], told["counts"]["sources"]) == (2, 3, 2)
    assert (told["counts"]["notes"], told["counts"]["reviews"]) == (4, 2)
    claim = next(one for one in told["claims"] if one["id"] == library.visitors.id)
    assert TEXT[claim["anchor"]["start"] : claim["anchor"]["end"]] == claim["anchor"]["exact"]
    assert claim["state"] == "we differ"
    stances = {fact["stance"]: fact for fact in claim["facts"]}
    assert stances["supports"]["source"]["publisher"] == "City of Waterdam"
    assert stances["qualifies"]["source"]["confidential"] is True
    assert (stances["nothing-found"]["source"], stances["nothing-found"]["id"]) == (None, "")
    assert [(one["author"], one["verdict"]) for one in claim["reviews"]] == [
        ("anna", "supported"),
        ("bram", "refuted"),
    ]


def test_replies_name_what_they_answer(library: Library) -> None:
    told = dossier_object(library.dossier)
    claim = next(one for one in told["claims"] if one["id"] == library.visitors.id)
    assert [(one["id"], one["reply_to"]) for one in claim["notes"]] == [
        (library.question.id, None),
        (library.answer.id, library.question.id),
    ]


def test_a_note_on_words_has_a_place(library: Library) -> None:
    notes = {one["id"]: one for one in dossier_object(library.dossier)["notes"]}
    assert notes[library.passage.id]["anchor"]["exact"] == "meer dan ooit"
    assert "anchor" not in notes[library.general.id]


def test_an_orphan_has_no_place_but_its_words() -> None:
    library = Library()
    library.publish("Iets heel anders over het weer in Groningen.")
    orphan = next(one for one in dossier_object(library.dossier)["claims"] if one["id"] == library.hall.id)
    assert orphan["anchor"]["state"] == "orphan"
    assert (orphan["anchor"]["start"], orphan["anchor"]["end"]) == (None, None)
    assert orphan["anchor"]["exact"] == "De oude zaal aan de Kade is voorgoed dicht"


def test_an_imported_record_names_its_creator(library: Library) -> None:
    from dataclasses import replace

    theirs = replace(library.money, creator="cleo")
    assert record_object(theirs)["creator"] == "cleo"
    assert record_object(theirs)["kind_of_record"] == "claim"


def test_an_entry_has_no_text(library: Library) -> None:
    told = json.loads(json.dumps(entry_object(library.of("anna").store.entry(ARTICLE))))
    assert (told["id"], told["revisions"], told["origin"]["kind"]) == (ARTICLE, 1, "path")
