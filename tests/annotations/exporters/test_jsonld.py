from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from annotations.exporters.jsonld import CONTEXT
from annotations.exporters.registry import HEAD, ExportOptions, export, format_of, written_by_postil
from annotations.exporters.selecting import records_of
from annotations.naming import to_urn
from tests.annotations.desks import NOW, everything
from tests.annotations.hostile import dossiers, folded
from tests.annotations.webmodel import COLLECTION

if TYPE_CHECKING:
    from annotations.dossier import Dossier

GOLDEN = Path(__file__).parents[2] / "golden" / "everything.jsonld"
OPTIONS = ExportOptions(now=NOW, tool="postil 0.0.0")
MODEL = Draft202012Validator(COLLECTION)


def exported(dossier: Dossier) -> Any:  # noqa: ANN401 - JSON
    return json.loads(export(dossier, "jsonld", OPTIONS).text)


def items(dossier: Dossier) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = exported(dossier)["first"]["items"]
    return found


def test_the_collection_is_the_one_that_was_read_and_approved() -> None:
    _, dossier = everything()

    assert str(export(dossier, "jsonld", OPTIONS).text).encode() == GOLDEN.read_bytes()


def test_the_collection_keeps_to_the_model() -> None:
    Draft202012Validator.check_schema(COLLECTION)
    _, dossier = everything()

    made = exported(dossier)

    MODEL.validate(made)
    assert made["total"] == len(made["first"]["items"]) == len(records_of(dossier)) - 3


def test_the_rules_refuse_what_the_model_refuses() -> None:
    _, dossier = everything()

    def wrong(change: dict[str, Any]) -> bool:
        made = exported(dossier)
        made["first"]["items"][0] |= change
        return not MODEL.is_valid(made)

    assert wrong({"id": "no iri"})
    assert wrong({"type": "Note"})
    assert wrong({"target": []})
    assert wrong({"motivation": "guessing"})
    assert wrong({"created": "2026-03-01T12:00:00+01:00"})
    assert wrong({"body": {"type": "TextualBody"}})
    assert wrong({"bodyValue": "x"})
    assert wrong(
        {"target": {"source": "urn:x:y", "selector": {"type": "TextPositionSelector", "start": -1, "end": 2}}}
    )


@given(dossiers())
@settings(max_examples=100, deadline=None)
def test_any_dossier_keeps_to_the_model(dossier: Dossier) -> None:
    MODEL.validate(exported(dossier))


def test_records_are_the_annotations_that_the_field_knows() -> None:
    _, dossier = everything()

    found: dict[str, list[Any]] = {one["record"]: [] for one in items(dossier)}
    for one in items(dossier):
        found[one["record"]].append(one["motivation"])

    assert set(map(str, found["claims"])) == {"identifying"}
    assert set(map(str, found["reviews"])) == {"assessing"}
    assert set(map(str, found["links"])) == {"linking"}
    assert ["commenting", "replying"] in found["notes"]
    assert {"questioning", "editing", "highlighting"} <= {
        one for one in found["notes"] if isinstance(one, str)
    }


def test_a_claim_has_the_words_and_the_place_of_its_anchor() -> None:
    _, dossier = everything()
    claim = next(view.claim for view in dossier.claims if "stung" in view.claim.text)

    (made,) = [one for one in items(dossier) if one["id"] == to_urn(claim.id)]

    assert made["body"][0]["type"] == ["TextualBody", "schema:Claim"]
    assert made["body"][0]["value"] == "Nobody was stung\nby a *bee*."
    assert made["target"]["selector"][0]["exact"] == "Nobody was stung."
    assert (made["target"]["selector"][1]["start"], made["target"]["selector"][1]["end"]) == (197, 214)
    assert made["target"]["state"]["cached"] == f"urn:sha256:{claim.anchor.revision}"


def test_a_link_shows_the_passage_in_the_source_and_its_stance() -> None:
    _, dossier = everything()

    made = next(one for one in items(dossier) if one.get("stance") == "supports")

    assert made["body"][0]["source"] == "https://example.org/count?a=1&b=2"
    assert made["body"][0]["selector"]["exact"].startswith("… 1.200")
    assert made["body"][1] == {"type": "TextualBody", "purpose": "classifying", "value": "supports"}


def test_the_pages_address_is_the_source_where_it_has_one() -> None:
    _, dossier = everything()
    article = dossier.revision.article
    meta = replace(article.metadata, url="https://example.org/bees")
    page = replace(dossier, revision=replace(dossier.revision, article=replace(article, metadata=meta)))

    assert items(page)[0]["target"]["source"] == "https://example.org/bees"
    assert items(dossier)[0]["target"]["source"] == "urn:postil:article:bees-3f9a"


def test_the_context_explains_every_word_of_ours() -> None:
    _, dossier = everything()
    ours = {"record", "rev", "stance", "fact", "foundIn", "fields", "without"}

    used = {name for one in items(dossier) for name in one}

    assert used - ours <= {"id", "type", "creator", "created", "modified", "motivation", "body", "target"}
    assert isinstance(CONTEXT[1], dict)
    assert ours <= set(CONTEXT[1])


def test_confidential_sources_leave_only_their_number() -> None:
    _, dossier = everything()

    made = export(dossier, "jsonld", OPTIONS)

    assert "Nora" not in str(made.text)
    assert json.loads(made.text)["withheld"] == 1
    assert made.notices == ("1 confidential source was left out, with what was found there.",)


def test_the_file_is_known_for_ours_again() -> None:
    for dossier in (everything()[1], folded([])):
        made = str(export(dossier, "jsonld", OPTIONS).text).encode()
        assert written_by_postil(made[:HEAD])
    assert not written_by_postil(b'{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation"}')
    assert format_of("a.jsonld") == "jsonld"


@pytest.mark.parametrize("field", ["total", "first"])
def test_an_empty_dossier_is_an_empty_collection(field: str) -> None:
    made = exported(folded([]))

    assert field in made
    assert made["total"] == 0
    MODEL.validate(made)
