from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from annotations.exporters.csv import BOM, CLAIM, DECISION, FACT, REVIEW
from annotations.exporters.registry import ExportOptions, export, format_of
from annotations.ruling import rule
from annotations.workflow import ClaimState
from tests.annotations.desks import ARTICLE, NOW, everything, view
from tests.annotations.hostile import dossiers, folded

if TYPE_CHECKING:
    from annotations.dossier import Dossier

GOLDEN = Path(__file__).parents[2] / "golden" / "everything.csv"
OPTIONS = ExportOptions(now=NOW)


def rows(dossier: Dossier) -> list[dict[str, str]]:
    text = str(export(dossier, "csv", OPTIONS).text)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))


def test_the_table_is_the_one_that_was_read_and_approved() -> None:
    _, dossier = everything()

    assert str(export(dossier, "csv", OPTIONS).text).encode() == GOLDEN.read_bytes()


def test_each_fact_meets_each_verdict_in_a_row_and_a_bare_claim_has_one() -> None:
    _, dossier = everything()

    made = rows(dossier)

    hives = [one for one in made if one["words"] == "The town has 1,200 hives"]
    assert [(one["stance"], one["reviewer"]) for one in hives] == [
        ("supports", "anna"),
        ("supports", "bram"),
        ("refutes", "anna"),
        ("refutes", "bram"),
    ]
    (lost,) = [one for one in made if one["words"] == "One sentence will go away for good"]
    assert not any(lost[name] for name in (*FACT, *REVIEW, "start", "end"))
    assert lost["place"] == "orphan"


def test_who_decided_what_a_claim_is_and_why_stands_in_its_rows() -> None:
    desk, dossier = everything()
    bram = desk.session("bram")
    rule(bram, dossier, view(dossier, "עיר"), ClaimState.DROPPED, "Not for a checker.")

    made = rows(bram.dossier(ARTICLE))

    (dropped,) = [one for one in made if one["state"] == "dropped"]
    assert (dropped["decided_by"], dropped["decision"]) == ("bram", "Not for a checker.")
    assert dropped["decided"].startswith(str(NOW.year))
    assert not any(one["decided_by"] for one in made if one["state"] == "open")


def test_words_that_changed_stand_beside_the_old_ones_and_the_verdict_on_them_is_stale() -> None:
    _, dossier = everything()

    (rain,) = [one for one in rows(dossier) if "rain" in one["words"]]

    assert (rain["words_now"], rain["state"], rain["stale"]) == ("It did rain on Monday.", "alarm", "yes")


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\n-x",
        "＝1",
        "fine;=1",
        "fine\n@x",
        "fine\t+1",
    ],
)
def test_no_cell_begins_a_formula_whatever_separator_one_opens_it_with(words: str) -> None:
    _, dossier = everything()
    hives = view(dossier, "1,200")
    claim = replace(hives.claim, text=words)
    one = replace(dossier, claims=(replace(hives, claim=claim, evidence=(), judgements=()),))

    text = str(export(one, "csv", OPTIONS).text)

    for separator in ",;\t":
        for row in csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=separator):
            assert not any(cell.strip().startswith(tuple("=+-@＝")) for cell in row)


def test_what_begins_no_formula_stays_as_it_is() -> None:
    _, dossier = everything()
    hives = view(dossier, "1,200")
    said = 'A "quoted", 5-year plan = good;\nreally: 3 + 4'
    one = replace(
        dossier,
        claims=(replace(hives, claim=replace(hives.claim, text=said), evidence=(), judgements=()),),
    )

    assert rows(one)[0]["statement"] == said


def test_a_confidential_source_goes_out_only_where_asked_for_and_is_marked() -> None:
    _, dossier = everything()

    shown = str(export(dossier, "csv", OPTIONS).text)
    whole = str(export(dossier, "csv", replace(OPTIONS, with_confidential=True)).text)

    assert "Nora" not in shown
    assert "Two people" not in shown
    nora = next(line for line in whole.split("\r\n") if "Nora Q." in line)
    assert nora.endswith('"primary","yes"' + ',""' * len((*REVIEW, *DECISION)))


def test_the_name_of_a_file_asks_for_the_table() -> None:
    assert format_of("out.CSV") == "csv"
    assert format_of("out.md") == format_of("out.markdown") == format_of("out") == "markdown"


def test_an_article_without_claims_is_a_head_without_rows() -> None:
    assert rows(folded([])) == []


@given(dossiers())
@settings(max_examples=100, deadline=None)
def test_any_words_stay_in_their_cells(dossier: Dossier) -> None:
    made = rows(dossier)

    assert {one["claim_id"] for one in made} == {one.id for one in dossier.claims}
    assert all(len(one) == len((*CLAIM, *FACT, *REVIEW, *DECISION)) and None not in one for one in made)
