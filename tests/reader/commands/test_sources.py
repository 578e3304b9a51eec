"""Sources that have no address, words in another language, and copies in an archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil

CALL = ("--medium", "phone", "--person", "B. Vos", "--date", "2021-01-05")
PAGE = "https://example.org/count"
COPY = "https://archive.example/2021/count"


@pytest.fixture
def claimed(postil: Postil) -> Postil:
    postil.claim()
    return postil


def fact(postil: Postil, *words: str) -> dict[str, dict[str, object]]:
    return postil.done("fact", "@", "--stance", "supports", *words, "--json").json


def archive(postil: Postil, *words: str) -> dict[str, object]:
    return postil.done("archive", *words, "--json").json


def test_a_call_is_a_source_by_who_how_and_when(claimed: Postil) -> None:
    source = fact(claimed, *CALL, "--confidential", "--quote", "It was sixteen.")["source"]
    assert (source["medium"], source["person_named"], source["published"]) == (
        "phone",
        "B. Vos",
        "2021-01-05",
    )
    assert source["confidential"]
    assert not {"url", "words", "accessed", "archived"} & {name for name, value in source.items() if value}


def test_the_same_call_is_the_same_source_and_another_is_not(claimed: Postil) -> None:
    first = fact(claimed, *CALL, "--quote", "It was sixteen.")["source"]
    assert fact(claimed, *CALL, "--quote", "And late.")["source"]["id"] == first["id"]
    another = (*CALL[:-1], "2021-01-06")
    assert fact(claimed, *another, "--quote", "And late.")["source"]["id"] != first["id"]
    assert fact(claimed, *CALL, "--confidential", "--quote", "Late.")["source"]["id"] != first["id"]


@pytest.mark.parametrize("medium", ["phone", "interview", "document", "mail", "own-observation"])
def test_no_export_asks_for_the_address_or_a_copy_of_what_has_none(claimed: Postil, medium: str) -> None:
    claimed.done(
        "fact", "@", "--stance", "supports", "--medium", medium, "--person", "B. Vos", "--quote", "Yes."
    )
    for kind in ("markdown", "csv", "html", "json", "jsonld"):
        assert claimed("export", "the-new", "--format", kind).err == ""


def test_what_one_saw_needs_no_other_name(claimed: Postil) -> None:
    source = fact(claimed, "--medium", "own-observation", "--statement", "The bridge is red.")["source"]
    assert source["medium"] == "own-observation"
    assert "own observation" in claimed.done("show", "the-new").out


def test_a_medium_alone_names_nobody(claimed: Postil) -> None:
    refused = claimed("fact", "@", "--stance", "supports", "--medium", "phone", "--quote", "Yes.")
    assert refused.code == 2
    assert "--person" in refused.complaint


def test_words_in_another_language_stand_beside_what_is_marked_as_their_translation(claimed: Postil) -> None:
    fact(claimed, *CALL, "--quote", "Es waren sechzehn.", "--translation", "It was sixteen.")
    assert "translated: “It was sixteen.”" in claimed.done("show", "the-new").out
    marked = {
        ("markdown", ""): "Translation: It was sixteen.",
        ("markdown", "footnotes"): "“Es waren sechzehn.” (translated: “It was sixteen.”)",
        ("html", ""): "Translated: It was sixteen.",
        ("csv", ""): '"Es waren sechzehn.","It was sixteen."',
    }
    for (kind, style), words in marked.items():
        exported = claimed.done("export", "the-new", "--format", kind, *(["--style", style] if style else []))
        assert "Es waren sechzehn." in exported.out
        assert words in exported.out.replace("**", "")
    claimed.done("review", "@", "--verdict", "supported")
    [review] = [json.loads(claimed("export", "the-new", "--format", "claimreview").out)]
    assert '"text": "Es waren sechzehn.", "workTranslation": {"text": "It was sixteen."}' in json.dumps(
        review, ensure_ascii=False
    )


def test_an_export_tells_of_web_sources_without_a_copy_until_one_is_given(claimed: Postil) -> None:
    fact(claimed, "--source", PAGE, "--quote", "16")
    told = claimed("export", "the-new")
    assert told.code == 0
    assert "1 web source has no copy in an archive (example.org)" in told.complaint
    assert archive(claimed, PAGE, COPY)["archived"] == COPY
    assert claimed("export", "the-new").err == ""
    assert COPY in claimed.done("export", "the-new").out


def test_a_source_is_named_by_its_address_its_id_or_as_the_last(claimed: Postil) -> None:
    source = fact(claimed, "--source", PAGE, "--quote", "16")["source"]["id"]
    assert claimed.done("archive", "@", COPY).id == source
    assert claimed.done("archive", str(source)[-6:], COPY + "?2").id == source
    assert claimed.done("archive", PAGE + "#top", COPY).id == source
    assert "undone" in claimed("undo").out + claimed("undo").err


@pytest.mark.parametrize(
    ("named", "url", "code", "said"),
    [
        (PAGE, "not an address", 2, "is not an address"),
        (PAGE, "file:///etc/passwd", 2, "is not an address"),
        (PAGE, PAGE, 2, "the source itself"),
        ("https://example.org/other", COPY, 1, "no source has the address"),
        ("ZZZZZZ", COPY, 1, "ZZZZZZ"),
    ],
)
def test_what_cannot_be_kept_is_said(claimed: Postil, named: str, url: str, code: int, said: str) -> None:
    fact(claimed, "--source", PAGE, "--quote", "16")
    refused = claimed("archive", named, url)
    assert refused.code == code
    assert said in refused.complaint


def test_the_source_of_a_colleague_is_left_alone(claimed: Postil) -> None:
    fact(claimed, "--source", PAGE, "--quote", "16")
    refused = claimed("archive", PAGE, COPY, by="bram")
    assert refused.code == 1
    assert "anna" in refused.complaint
