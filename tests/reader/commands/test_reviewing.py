"""States, policy, queue and report by the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil


@pytest.fixture
def claim(postil: Postil) -> str:
    """Return the id of a claim that Anna judged."""
    made = postil.claim()
    postil.done("review", made, "--verdict", "supported", "--reason", "The bill says so.")
    return made


def states(postil: Postil) -> list[str]:
    return [one["state"] for one in postil.done("show", postil.draft, "--json").json["claims"]]


def test_a_claim_goes_the_whole_way(postil: Postil, claim: str) -> None:
    assert postil.done("state", claim).out == "reviewed\ncan be decided now: published, dropped\n"
    decision = postil.done("state", claim, "published").id
    assert states(postil) == ["published"]
    [told] = postil.done("show", postil.draft, "--json").json["claims"][0]["decisions"]
    assert (told["id"], told["state"], told["author"], told["holds"]) == (decision, "published", "anna", True)
    assert postil.done("state", claim, "--json").json == {
        "claim": claim,
        "state": "published",
        "possible": ["corrected", "open"],
    }
    made = postil.done("state", claim, "corrected", "--reason", "It was 13.9.", "--json").json
    assert (made["kind_of_record"], made["value"], made["reason"]) == (
        "decision",
        "corrected",
        "It was 13.9.",
    )
    assert "DECIDED anna: corrected" in postil.done("show", postil.draft).out
    page = postil("export", postil.draft, "--format", "html").out
    assert "<b>corrected</b>" in page
    assert "It was 13.9." in page
    assert "decision" in postil.done("history", made["id"]).out
    assert postil.done("undo").out.startswith("undone: claim corrected at ")
    assert states(postil) == ["published"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("reviewed",), "'reviewed' is not a state that one decides: choose from published, corrected"),
        (
            ("corrected",),
            "never published, so there is nothing to correct: what can be decided now: published",
        ),
        (("rejected", "--reason", "No."), "no verdict on it is another person's"),
        (("suggested",), "a claim that is reviewed cannot become suggested"),
        (("dropped",), "dropped needs a reason: say why"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_the_reason(
    postil: Postil, claim: str, words: tuple[str, ...], complaint: str
) -> None:
    refused = postil("state", claim, *words)
    assert refused.code == 2
    assert complaint in refused.complaint
    assert states(postil) == ["reviewed"]


def test_only_reasons_that_a_scale_wants_are_asked_for(postil: Postil, claim: str) -> None:
    postil.done("policy", "--scale", "desk")
    refused = postil("review", claim, "--verdict", "fix")
    assert "fix needs a reason" in refused.complaint
    postil.done("review", claim, "--verdict", "ok")


def test_the_policy_is_shown_and_settled(postil: Postil) -> None:
    assert postil.done("policy").out.splitlines()[:3] == [
        "scale           evidence",
        "judges a claim  one person",
        "blind           no",
    ]
    assert "s  ✓  supported" in postil.done("policy").out
    found = postil.done("policy", "--reviews", "2", "--scale", "truth", "--blind", "--json").json
    assert (found["scale"], found["reviews_required"], found["blind"]) == ("truth", 2, True)
    assert found["scales"] == ["evidence", "desk", "truth"]
    assert [one["letter"] for one in found["verdicts"]] == ["t", "m", "f", "p", "x"]
    assert postil.done("policy", "--json", by="bram").json == found
    assert postil.done("policy", "--reviews", "0").out.splitlines()[1].endswith("nobody has to")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--reviews", "3"), "--reviews 3 is too many or too few: give 0, 1 or 2"),
        (("--scale", "moons"), "this library has no scale 'moons': there are evidence, desk, truth"),
        (("--article", "draft.md", "--blind"), "only the scale can be an article's own"),
    ],
)
def test_a_policy_that_cannot_be_is_refused(postil: Postil, words: tuple[str, ...], complaint: str) -> None:
    before = postil.done("policy", "--json").json
    assert complaint in postil("policy", *words).complaint
    assert postil.done("policy", "--json").json == before


def test_an_article_may_have_a_scale_of_its_own_and_go_back(postil: Postil, claim: str) -> None:
    postil.done("policy", "--article", postil.draft, "--scale", "desk")
    assert postil.done("policy", "--article", postil.draft, "--json").json["scale"] == "desk"
    assert postil.done("policy", "--json").json["scale"] == "evidence"
    postil.done("review", claim, "--verdict", "on-author")
    assert "'supported' is not a verdict" in postil("review", claim, "--verdict", "supported").complaint
    postil.done("policy", "--article", postil.draft, "--scale", "library")
    postil.done("review", claim, "--verdict", "refuted")
    postil.done("undo")
    postil.done("undo")
    assert postil.done("policy", "--article", postil.draft, "--json").json["scale"] == "desk"


def test_a_scale_that_a_library_brings_is_named_by_its_labels(postil: Postil, claim: str) -> None:
    library = next(postil.home.rglob("library.json"))
    said = json.loads(library.read_text(encoding="utf-8"))
    right = {"id": "right", "letter": "r", "normalised": "supported", "labels": {"en": "all right"}}
    scale = {"id": "house", "verdicts": [right, {"id": "wrong", "letter": "w"}]}
    library.write_text(json.dumps({**said, "scales": [scale]}), encoding="utf-8")
    postil.done("policy", "--scale", "house")
    postil.done("review", claim, "--verdict", "right")
    assert "VERDICT anna: all right" in postil.done("show", postil.draft).out
    assert "all right" in postil.done("export", postil.draft, "--format", "html").out
    assert "1  all right" in postil.done("report", postil.draft).out
    library.write_text(json.dumps({**said, "scale": "house", "scales": [{"id": "house"}]}), encoding="utf-8")
    refused = postil("review", claim, "--verdict", "right")
    assert refused.complaint == (
        "scale 'house' of this library: it needs 2 to 20 verdicts: put it right in library.json"
    )
    assert postil("show", postil.draft).code == 0


def test_who_may_not_write_the_library_s_file_may_not_settle(postil: Postil) -> None:
    postil.done("list")
    library = next(postil.home.rglob("library.json"))
    before = library.read_bytes()
    library.write_text(json.dumps({"format": 99}), encoding="utf-8")
    refused = postil("policy", "--blind")
    assert refused.code == 1
    assert "what holds for the library was not changed" in refused.complaint
    library.write_bytes(before)


def test_the_queue_is_printed_by_why_things_wait(postil: Postil, claim: str) -> None:
    assert postil.done("queue", by="bram").out == "Nothing waits for you.\n"
    postil.done("review", claim, "--verdict", "refuted", by="bram")
    other = postil.claim("two years")
    postil.done("note", other, "Says who?", "--to", "anna", by="bram")
    lines = postil.done("queue").out.splitlines()
    assert lines[0] == "asked of you"
    assert lines[1] == "  2 Says who? (bram)"
    assert lines[4:6] == ["we differ", "  1 14 million euros (anna supported, bram refuted)"]
    found = postil.done("queue", "--json").json
    assert [(one["why"], one["number"], one["claim"]) for one in found] == [
        ("asked", 2, other),
        ("differ", 1, claim),
        ("check", 2, other),
    ]
    assert {one["title"] for one in found} == {"The new bridge"}
    article = found[0]["article"]
    assert postil.done("queue", by="carla").out.startswith("others differ\n")
    assert article in postil.done("queue").out


def test_a_report_has_a_page_for_people_and_an_object_for_programs(postil: Postil, claim: str) -> None:
    postil.done("review", claim, "--verdict", "refuted", "--reason", "[red]No[/red]", by="bram")
    postil.claim("two years")
    page = postil.done("report", postil.draft).out
    for words in (
        "The new bridge",
        "0 of 2 settled",
        "1  we differ",
        "1  ✗ refuted",
        "no evidence  2  claims 1, 2",
        "bram  0       1         0",
        "([red]No[/red])",
        "yours, not begun",
    ):
        assert words in page, page
    assert all(len(line) <= 80 and line == line.rstrip() for line in page.splitlines())
    told = postil.done("report", postil.draft, "--json").json
    assert (told["claims"], told["settled"], told["states"]) == (2, 0, {"open": 1, "we differ": 1})
    assert told["disagreements"][0]["verdicts"] == {"anna": "supported", "bram": "refuted"}
    assert [one["gap"] for one in told["missing"]] == ["no evidence", "no evidence"]
    assert told["waiting"] == {"differ": 1, "begin": 1}


def test_a_report_on_nothing_says_so(postil: Postil) -> None:
    assert postil.done("report", postil.draft).out == "The new bridge\nNothing is claimed yet.\n"


def test_a_blind_report_says_what_it_hides(postil: Postil, claim: str) -> None:
    postil.done("policy", "--blind")
    page = postil.done("report", postil.draft, by="bram").out
    assert "1  claims on which you have given no verdict yet" in page
    assert "supported" not in page
    assert postil.done("report", postil.draft, "--json", by="bram").json["hidden"] == 1
    assert claim
