"""Scales of verdicts: those of the house, and those that a library brings."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from annotations.errors import StoreError, UsageError
from annotations.scales import (
    DESK_SCALE,
    EVIDENCE_SCALE,
    SCALES,
    Scale,
    defined_scales,
    read_scales,
    required_scale,
    scale_of,
    written_verdict,
)
from annotations.store import Policy
from tests.annotations.making import plain_json

STARS: dict[str, Any] = {
    "id": "stars",
    "verdicts": [
        {"id": "right", "letter": "r", "value": 1, "normalised": "supported", "labels": {"nl": "juist"}},
        {"id": "half-right", "letter": "h", "value": 0.5, "needs_reason": True, "glyph": "½"},
        {"id": "wrong", "letter": "w", "value": 0, "labels": {"en": "wrong", "nl": "onjuist"}},
    ],
}


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_a_scale_has_a_letter_and_an_id_for_each_verdict(scale: Scale) -> None:
    assert len({verdict.letter for verdict in scale.verdicts}) == len(scale.verdicts)
    assert all(scale.find(verdict.id) is verdict for verdict in scale.verdicts)
    known = {verdict.id for verdict in EVIDENCE_SCALE.verdicts}
    assert {verdict.normalised for verdict in scale.verdicts} <= known | {""}


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_what_is_no_matter_of_fact_has_no_number(scale: Scale) -> None:
    off = [scale.find(one) for one in ("opinion", "not-checkable")]
    assert [(one.value, one.normalised, one.needs_reason) for one in off] == [(None, "", False)] * 2


def test_a_verdict_of_another_scale_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        UsageError, match="'ok' is not a verdict of the scale 'evidence': choose from supported"
    ):
        EVIDENCE_SCALE.find("ok")


def test_a_fix_is_never_a_refutation() -> None:
    fix = DESK_SCALE.find("fix")
    assert fix.normalised == ""
    assert fix.needs_reason


def test_an_unknown_scale_is_read_as_the_usual_one_but_nothing_is_judged_on_it() -> None:
    assert scale_of(Policy("moons")) is EVIDENCE_SCALE
    assert scale_of(Policy("desk")) is DESK_SCALE
    with pytest.raises(StoreError, match="no scale 'moons': there are evidence, desk, truth, stars"):
        required_scale(Policy("moons", extra={"scales": [STARS]}))


def test_a_library_brings_a_scale_of_its_own() -> None:
    scale = required_scale(Policy("stars", extra={"scales": [STARS]}))
    assert [one.id for one in scale.verdicts] == [
        "right",
        "half-right",
        "wrong",
        "opinion",
        "not-checkable",
    ]
    half = scale.find("half-right")
    assert (half.value, half.needs_reason, half.glyph, half.normalised) == (0.5, True, "½", "")
    assert [scale.label(one, "nl") for one in ("right", "half-right", "wrong")] == [
        "juist",
        "half-right",
        "onjuist",
    ]
    assert (scale.label("right"), scale.label("wrong", "de"), scale.label("gone")) == (
        "juist",
        "wrong",
        "gone",
    )


def test_what_a_scale_says_can_be_written_and_read_again() -> None:
    [scale] = read_scales([STARS])
    written = {"id": "stars", "verdicts": [written_verdict(one) for one in scale.verdicts]}
    assert read_scales(json.loads(json.dumps([written]))) == [scale]


def _with(**changes: Any) -> list[Any]:  # noqa: ANN401 - JSON
    return [{**STARS, "verdicts": [{**STARS["verdicts"][0], **changes}, *STARS["verdicts"][1:]]}]


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"id": "stars"}, "scales of this library: they must be a list"),
        (["stars"], "scale 1 of this library: it must be an object"),
        ([{**STARS, "id": "Five Stars"}], "its id must be small letters"),
        ([{**STARS, "id": "desk"}], "scale 'desk' of this library: there is another of this id"),
        ([STARS, STARS], "scale 'stars' of this library: there is another of this id"),
        ([{**STARS, "verdicts": []}], "it needs 2 to 20 verdicts"),
        (
            [{**STARS, "verdicts": ["yes", "no"]}],
            "scale 'stars', verdict 1 of this library: it must be an object",
        ),
        (_with(id="wrong"), "it has two verdicts 'wrong'"),
        (_with(id=""), "verdict 1 of this library: its id must be"),
        (_with(letter="w"), "two verdicts have the letter 'w'"),
        (_with(letter="p"), "two verdicts have the letter 'p'; opinion has p"),
        (_with(letter="right"), "verdict 'right' of this library: its letter must be one letter"),
        (_with(colour="red"), "it has 'colour', which no verdict has"),
        (_with(value="1"), "its value must be a number"),
        (_with(value=True), "its value must be a number"),
        (_with(normalised="true"), "normalised must be one of supported, refuted"),
        (_with(needs_reason="yes"), "needs_reason must be true or false"),
        (_with(glyph="**"), "its glyph must be one sign"),
        (_with(glyph="\x1b"), "its glyph must be one sign"),
        (_with(labels="right"), "its labels must be an object"),
        (_with(labels={"English": "right"}), "'English' is not the code of a language"),
        (_with(labels={"en": " "}), "its label in 'en' must be 1 to 80 characters"),
        (_with(labels={"en": "right\n"}), "its label in 'en' must be"),
    ],
)
def test_a_slip_in_a_scale_is_named_with_where_it_is(said: object, complaint: str) -> None:
    with pytest.raises(StoreError) as caught:
        read_scales(said)
    assert complaint in caught.value.title
    assert caught.value.hint == "put it right in library.json"
    assert scale_of(Policy("stars", extra={"scales": said})) is EVIDENCE_SCALE


@given(plain_json)
def test_no_json_breaks_the_reading_of_scales(said: object) -> None:
    with pytest.raises(StoreError, match="of this library"):
        defined_scales(Policy(extra={"scales": [{**STARS, "verdicts": said}, said]}))
