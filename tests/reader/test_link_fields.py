"""The form that links a fact, as a value."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Medium, Stance
from reader.cells import cell_len
from reader.entry import entered
from reader.glyphs import ASCII, UNICODE
from reader.link_fields import (
    FieldName,
    Form,
    LinkRequest,
    Missing,
    choose,
    choose_letter,
    draft_of,
    form_from,
    medium_of,
    moved,
    request_of,
    turn,
    typed,
)
from reader.link_lines import set_foot, set_form
from reader.offers import offers_of
from tests.reader.staging import HOSTILE, fact, source

OFFERS = offers_of(
    [
        source("S1", url="https://example.org/press", title="Press release"),
        fact("F1", "S1", statement="registrations", quote="more than 10 million", locator="par. 2"),
    ]
)
FACT, SOURCE = OFFERS
ANY_FORM = st.fixed_dictionaries(
    {},
    optional={
        **{str(name): st.text(max_size=20) for name in FieldName},
        "stance": st.sampled_from([one.value for one in Stance]),
        "medium": st.sampled_from([one.value for one in Medium]),
        "confidential": st.sampled_from(["yes", ""]),
        "chosen": st.sampled_from(["F1", "S1", "gone"]),
    },
)


def filled(**fields: str) -> Form:
    return form_from(fields, OFFERS)


def test_a_new_address_and_what_was_found_there_make_a_source_and_a_fact() -> None:
    form = filled(
        source=" https://example.net/t ",
        stance="refutes",
        quote="2.3 million",
        title="Count",
        person="X",
        locator="1",
    )
    assert request_of(form, OFFERS) == LinkRequest(
        Stance.REFUTES,
        source_fields={
            "url": "https://example.net/t",
            "medium": Medium.WEB,
            "title": "Count",
            "person_named": "X",
        },
        fact_fields={"quote": "2.3 million", "locator": "1"},
    )


def test_what_is_no_address_is_kept_as_words() -> None:
    asked = request_of(filled(source="javascript:alert(1)", stance="context", confidential="yes"), OFFERS)
    assert isinstance(asked, LinkRequest)
    assert asked.source_fields == {
        "words": "javascript:alert(1)",
        "medium": Medium.DOCUMENT,
        "confidential": True,
    }


def test_an_address_the_library_has_is_that_source_and_not_a_second_one() -> None:
    form = filled(source="HTTPS://EXAMPLE.ORG/press", stance="supports", quote="x")
    asked = request_of(form, OFFERS)
    assert isinstance(asked, LinkRequest)
    assert (asked.source_id, asked.source_fields) == ("S1", {})
    more = request_of(filled(source="https://example.org/press", stance="supports", title="mine"), OFFERS)
    assert isinstance(more, LinkRequest)
    assert more.source_id == ""


def test_an_existing_fact_asks_only_for_the_stance() -> None:
    form = choose(Form(), FACT)
    assert form.fields == (FieldName.SOURCE, FieldName.STANCE)
    form = choose_letter(moved(form, 1), "q") or form
    assert request_of(form, OFFERS) == LinkRequest(Stance.QUALIFIES, fact_id="F1", source_id="S1")
    assert form.is_last


def test_an_existing_source_asks_for_the_fact() -> None:
    form = choose(Form(), SOURCE)
    assert form.fields[-1] is FieldName.STATEMENT
    asked = request_of(form_from({**draft_of(form), "stance": "context", "statement": "so"}, OFFERS), OFFERS)
    assert asked == LinkRequest(Stance.CONTEXT, source_id="S1", fact_fields={"statement": "so"})


def test_nothing_found_asks_only_where_one_searched() -> None:
    form = filled(source="two archives", stance="nothing-found", quote="left over")
    assert form.fields == (FieldName.SOURCE, FieldName.STANCE)
    assert request_of(form, OFFERS) == LinkRequest(Stance.NOTHING_FOUND, searched="two archives")


@pytest.mark.parametrize(
    ("fields", "missing", "word"),
    [
        ({}, FieldName.SOURCE, "name a source"),
        ({"source": "x"}, FieldName.STANCE, "choose a stance"),
        ({"stance": "nothing-found", "source": "  "}, FieldName.SOURCE, "where you searched"),
    ],
)
def test_what_is_missing_is_named_with_its_field(
    fields: dict[str, str], missing: FieldName, word: str
) -> None:
    lacking = request_of(filled(**fields), OFFERS)
    assert isinstance(lacking, Missing)
    assert lacking.field is missing
    assert word in lacking.sentence


def test_going_past_the_last_field_opens_the_further_ones_then_goes_round() -> None:
    form = Form(at=FieldName.STATEMENT)
    assert form.has_more
    further = moved(form, 1)
    assert further.at is FieldName.TITLE
    assert moved(moved(further, 6), 1).at is FieldName.SOURCE
    assert moved(Form(), -1).at is FieldName.STATEMENT


def test_typing_over_a_chosen_fact_lets_go_of_it() -> None:
    form = choose(Form(), FACT)
    assert typed(form, entered(form.text(FieldName.SOURCE))).chosen is FACT
    assert typed(form, entered("other")).chosen is None


def test_letters_and_arrows_choose() -> None:
    medium = Form(at=FieldName.MEDIUM)
    assert medium_of(choose_letter(medium, "p") or medium) is Medium.PHONE
    assert medium_of(turn(medium, 1)) is Medium.MAIL
    assert turn(Form(at=FieldName.STANCE), 1).stance is Stance.SUPPORTS
    assert turn(Form(at=FieldName.STANCE), -1).stance is Stance.NOTHING_FOUND
    secret = Form(at=FieldName.CONFIDENTIAL)
    assert turn(secret, 1).confidential
    assert (choose_letter(secret, " ") or secret).confidential
    assert not (choose_letter(secret, "n") or secret).confidential
    assert choose_letter(Form(at=FieldName.STANCE), "z") is None


@given(ANY_FORM)
def test_a_draft_brings_back_the_form_it_was_made_from(draft: dict[str, str]) -> None:
    form = form_from(draft, OFFERS)
    kept = draft_of(form)
    assert draft_of(form_from(json.loads(json.dumps(kept)), OFFERS)) == kept
    assert {name: text for name, text in draft.items() if name in kept} == kept


def test_a_draft_of_another_kind_is_read_as_far_as_it_goes() -> None:
    form = form_from({"source": 3, "stance": "loves", "medium": None, "quote": "kept"}, OFFERS)
    assert (form.text(FieldName.QUOTE), form.stance, form.medium) == ("kept", None, None)


@given(ANY_FORM, st.sampled_from(FieldName), st.integers(24, 90))
def test_no_row_of_the_form_is_wider_than_its_panel(draft: dict[str, str], at: FieldName, width: int) -> None:
    form = replace(form_from({**draft, "title": HOSTILE}, OFFERS), at=at)
    for glyphs in (UNICODE, ASCII):
        setting = set_form(form, OFFERS * 4, width, glyphs)
        foot = set_foot(form, HOSTILE, width, glyphs)
        for line in [*setting.lines, *foot]:
            assert cell_len(line.text) <= width
            assert "\x1b" not in line.text
        first, last = setting.active
        assert first < last <= len(setting.lines)


@pytest.mark.parametrize(
    ("fields", "opens"),
    [
        ({"source": "https://example.org/report"}, True),
        ({"source": "~/interview.srt"}, True),
        ({"source": "a call"}, False),
        ({"source": "https://example.org/report", "quote": "ten million"}, False),
    ],
)
def test_the_form_says_when_saving_opens_the_source(fields: dict[str, str], opens: bool) -> None:  # noqa: FBT001
    form = replace(filled(stance="supports", **fields), at=FieldName.QUOTE, pages=True, files=True)
    said = [line.text for line in (*set_form(form, (), 60, UNICODE).lines, *set_foot(form, "", 60, UNICODE))]
    assert any("Ctrl+S opens it" in line for line in said) is opens
    closed = set_foot(replace(form, pages=False, files=False), "", 60, UNICODE)
    assert "Ctrl+S save" in closed[-1].text


def test_a_narrow_form_names_all_its_keys() -> None:
    form = replace(filled(source="a call", stance="supports"), at=FieldName.QUOTE)
    foot = " ".join(line.text.strip() for line in set_foot(form, "", 28, UNICODE))
    body = " ".join(line.text.strip() for line in set_form(form, (), 28, UNICODE).lines)
    assert foot == "Enter next · Ctrl+S save · Esc leave"
    assert "Tab: medium, person, date, confidential" in body


def test_a_narrow_form_leaves_its_room_to_what_is_offered() -> None:
    rows = [line.text for line in set_form(filled(), OFFERS, 28, UNICODE).lines if line.item]
    assert rows
    assert all(row.rstrip().endswith((" fact", " source")) for row in rows)


def test_without_an_address_how_and_who_come_first() -> None:
    called = moved(replace(filled(source="a call", stance="supports"), at=FieldName.STATEMENT), 1)
    assert called.at is FieldName.MEDIUM
    assert moved(called, 1).at is FieldName.PERSON
    hint = set_form(filled(source="a call", stance="supports"), (), 60, UNICODE).lines[-1].text
    assert hint == "Tab: medium, person, date, confidential"
    page = moved(replace(filled(source="https://example.org", stance="supports"), at=FieldName.STATEMENT), 1)
    assert page.at is FieldName.TITLE
    assert set(page.fields) == set(called.fields)
