from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from annotations.exporters.json import schema
from annotations.exporters.registry import ExportOptions, export
from annotations.samples import LANGUAGES, sample_bytes
from articles.model import Origin, OriginKind
from tests.annotations.desks import ARTICLE, NOW, everything
from tests.annotations.hostile import dossiers, folded

if TYPE_CHECKING:
    from annotations.dossier import Dossier

GOLDEN = Path(__file__).parents[2] / "golden" / "everything.json"
OPTIONS = ExportOptions(now=NOW, tool="postil 0.0.0")
SCHEMA = Draft202012Validator(json.loads(schema()))


def test_the_file_is_the_one_that_was_read_and_approved() -> None:
    _, dossier = everything()

    assert export(dossier, "json", OPTIONS).text == GOLDEN.read_bytes().decode()


def test_the_schema_is_one_and_the_samples_keep_to_it() -> None:
    Draft202012Validator.check_schema(json.loads(schema()))
    for language in LANGUAGES:
        SCHEMA.validate(json.loads(sample_bytes(language)))


@settings(max_examples=100)
@given(dossiers())
def test_every_export_keeps_to_the_schema(dossier: Dossier) -> None:
    SCHEMA.validate(json.loads(str(export(dossier, "json", OPTIONS).text)))


@pytest.mark.parametrize("field", ["format", "version", "article", "records"])
def test_the_schema_refuses_a_dossier_without_its_parts(field: str) -> None:
    made = json.loads(GOLDEN.read_bytes())
    del made[field]

    assert not SCHEMA.is_valid(made)


def test_confidential_sources_leave_no_trace_but_their_number() -> None:
    _, dossier = everything()

    exported = export(dossier, "json", OPTIONS)

    assert "Nora" not in str(exported.text)
    assert "nurse" not in str(exported.text)
    assert json.loads(exported.text)["withheld"] == 1
    assert exported.notices == ("1 confidential source was left out, with what was found there.",)
    whole = export(dossier, "json", replace(OPTIONS, with_confidential=True))
    assert "Nora" in str(whole.text)
    assert json.loads(whole.text)["withheld"] == 0


def test_where_the_article_lay_on_this_machine_stays_here() -> None:
    _, dossier = everything()

    assert "/home/anna" not in str(export(dossier, "json", OPTIONS).text)
    url = replace(dossier.revision, origin=Origin(OriginKind.URL, "https://example.org/x"))
    article = json.loads(export(replace(dossier, revision=url), "json", OPTIONS).text)["article"]
    assert article["origin"] == {"kind": "url", "value": "https://example.org/x"}


def test_of_a_deleted_note_its_place_goes_out_and_not_its_words() -> None:
    _, dossier = everything()

    text = str(export(dossier, "json", OPTIONS).text)

    assert "should not have said" not in text
    assert text.count('"deleted": true') == 1


def test_evidence_of_other_articles_stays_at_home() -> None:
    desk, _ = everything()
    anna = desk.session("anna")
    stranger = anna.draft_source(title="About something else")
    anna.make(stranger, label="source added", article=ARTICLE)

    assert "About something else" not in str(export(anna.dossier(ARTICLE), "json", OPTIONS).text)


def test_a_record_of_which_two_versions_stand_is_named_as_such() -> None:
    one = replace(folded([]), versions={"01KJ": ()})

    assert export(one, "json", OPTIONS).notices == (
        "Of 1 record two versions stand; the one that is shown went out.",
    )
    assert (
        export(replace(one, versions={"a": (), "b": ()}), "json", OPTIONS)
        .notices[0]
        .startswith("Of 2 records")
    )


def test_half_a_character_is_written_as_an_escape() -> None:
    dossier = replace(folded([]), policy=replace(folded([]).policy, scale="\ud800"))

    text = str(export(dossier, "json", OPTIONS).text)

    assert text.isascii()
    assert "\\ud800" in text
