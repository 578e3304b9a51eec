"""How far reviewers agree, printed: coefficients, and both reasons side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reader.commands.running import Postil

QUOTES = ("14 million euros", "two years", "2.300 people", "900 a day", "Nobody was hurt")


@pytest.fixture
def reviewed(postil: Postil) -> Postil:
    """Return the program with five claims, on one of which Anna and Bram differ."""
    claims = [postil.claim(quote) for quote in QUOTES]
    for person, verdicts in (("anna", "ssrn"), ("bram", "srrnp")):
        for claim, letter in zip(claims, verdicts, strict=False):
            named = {"s": "supported", "r": "refuted", "n": "not-enough-evidence", "p": "opinion"}[letter]
            reason = f"{person.title()} looked it up" if named == "refuted" else ""
            postil.done("review", claim, "--verdict", named, "--reason", reason, by=person)
    return postil


def test_coefficients_come_first_then_what_they_differ_on(reviewed: Postil) -> None:
    lines = reviewed.done("agreement", reviewed.draft).out.splitlines()
    assert lines[:3] == [
        "5 claims with verdicts, 4 with two or more",
        "by anna, bram",
        "1 verdict off the scale: only told apart",
    ]
    figures = {line.split("  ")[0] or line.split("  ")[1]: line.split() for line in lines if "  0." in line}
    assert figures["raw agreement"][2] == "0.75"
    assert figures["Cohen's κ, unweighted"][3:] == ["0.64", "4", "claims"]
    assert [name for name in figures if "α" in name] == [
        "Krippendorff's α, nominal",
        "Krippendorff's α, ordinal",
        "Krippendorff's α, interval",
    ]
    at = next(index for index, line in enumerate(lines) if line.startswith("claim 2"))
    assert lines[at + 1] == "  “two years”"
    assert lines[at + 2].split() == ["anna:", "supported", "bram:", "refuted"]
    assert lines[at + 3].split("    ")[0].strip() == "without a reason"
    assert lines[at + 3].endswith("Bram looked it up")
    assert len(lines) == at + 4


def test_the_same_as_json(reviewed: Postil) -> None:
    found = reviewed.done("agreement", reviewed.draft, "--json").json
    assert (found["people"], found["claims"], found["shared"]) == (["anna", "bram"], 5, 4)
    assert found["raw"] == {"value": 0.75, "count": 4, "why": ""}
    assert set(found["alpha"]) == {"nominal", "ordinal", "interval"}
    [pair] = found["pairs"]
    assert pair["people"] == ["anna", "bram"]
    assert pair["kappa"]["unweighted"] == {"value": 0.6364, "count": 4, "why": ""}
    [one] = found["disagreements"]
    assert [(each["person"], each["verdict"], each["reason"]) for each in one["verdicts"]] == [
        ("anna", "supported", ""),
        ("bram", "refuted", "Bram looked it up"),
    ]


def test_without_verdicts_words_stand_where_figures_would(postil: Postil) -> None:
    shown = postil.done("agreement", postil.draft).out
    assert "by nobody yet" in shown
    assert shown.count("no verdicts") == 4
    assert "nan" not in shown.lower()
    claim = postil.claim()
    postil.done("review", claim, "--verdict", "supported")
    assert postil.done("agreement", postil.draft).out.count("one reviewer") == 4


def test_addresses_in_a_reason_stay_whole(reviewed: Postil) -> None:
    address = "https://example.org/a/rather/long/address/of/a/document.html"
    claim = reviewed.done("agreement", reviewed.draft, "--json").json["disagreements"][0]["claim"]
    reviewed.done("review", claim, "--verdict", "refuted", "--reason", f"See {address}", by="bram")
    assert address in reviewed.done("agreement", reviewed.draft).out


def test_a_third_verdict_stands_below(reviewed: Postil) -> None:
    claim = reviewed.done("agreement", reviewed.draft, "--json").json["disagreements"][0]["claim"]
    reviewed.done("review", claim, "--verdict", "conflicting", by="cleo")
    shown = reviewed.done("agreement", reviewed.draft).out
    assert shown.splitlines()[-2].strip() == "cleo: conflicting"
    assert shown.count("anna and ") == 2


def test_a_blind_review_stays_blind(reviewed: Postil) -> None:
    library: Path = next(reviewed.home.rglob("library.json"))
    policy = json.loads(library.read_text(encoding="utf-8"))
    library.write_text(json.dumps({**policy, "blind": True}), encoding="utf-8")
    shown = reviewed("agreement", reviewed.draft, by="cleo")
    assert shown.code == 0
    assert "supported" not in shown.out
    assert "the review is blind: 5 left out" in shown.complaint
