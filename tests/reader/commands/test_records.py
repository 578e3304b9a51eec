"""Records: made, reused, edited, deleted, taken back, looked up."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reader.commands.running import Postil


def facts(postil: Postil) -> list[dict[str, object]]:
    shown = postil.done("show", "the-new", "--json").json
    return [fact for claim in shown["claims"] for fact in claim["facts"]]


def ids(out: str) -> dict[str, str]:
    return dict(line.split() for line in out.splitlines())


@pytest.mark.parametrize("quote", ['"Some 2.300 people', "the OLD bridge\nsaw", "900 a"])
def test_a_quote_is_found_whatever_its_typography(postil: Postil, quote: str) -> None:
    claim = postil.done("claim", postil.draft, "--quote", quote, "--json").json
    assert claim["kind_of_record"] == "claim"
    assert claim["anchor"]["exact"].lower().replace("„", '"') == " ".join(quote.lower().split())


def test_prefix_and_suffix_tell_two_places_apart(postil: Postil) -> None:
    first = postil.done("claim", postil.draft, "--quote", "bridge", "--suffix", "over").id
    second = postil.done("claim", postil.draft, "--quote", "bridge", "--prefix", "the old").id
    claims = {
        one["id"]: one["anchor"]["start"] for one in postil.done("show", "the-new", "--json").json["claims"]
    }
    assert claims[first] < claims[second]
    wrong = postil("claim", postil.draft, "--quote", "bridge", "--prefix", "no such")
    assert "not with that prefix" in wrong.complaint


def test_a_source_of_the_same_address_is_used_again(postil: Postil) -> None:
    postil.claim()
    first = ids(
        postil.done(
            "fact", "@", "--stance", "supports", "--source", "https://example.org/a", "--quote", "x"
        ).out
    )
    again = postil(
        "fact",
        "@",
        "--stance",
        "context",
        "--source",
        "https://EXAMPLE.org/a#top",
        "--quote",
        "y",
        "--title",
        "T",
    )
    assert ids(again.out)["source"] == first["source"]
    assert "has this source already" in again.complaint
    same = ids(
        postil.done("fact", "@", "--stance", "supports", "--source", first["source"], "--quote", "x").out
    )
    assert (same["source"], same["fact"]) == (first["source"], first["fact"])
    assert len(facts(postil)) == 3


def test_a_source_in_words_is_used_again_where_nothing_speaks_against_it(postil: Postil) -> None:
    postil.claim()
    asked = ("fact", "@", "--stance", "supports", "--source")
    first = ids(postil.done(*asked, "call with B. Vos", "--medium", "phone", "--confidential").out)
    other = ids(postil.done(*asked, "call with B. Vos", "--medium", "mail").out)
    again = ids(postil(*asked, "Call with B.  Vos", "--medium", "phone").out)
    assert other["source"] != first["source"]
    assert again["source"] == first["source"]


def test_a_source_keeps_all_that_was_said_of_it(postil: Postil) -> None:
    postil.claim()
    postil.done(
        *("fact", "@", "--stance", "qualifies", "--source", "https://example.org/a", "--medium", "document"),
        *("--title", "Bill", "--publisher", "City", "--person", "A. Mayor", "--published", "2021-02"),
        *("--accessed", "2021-03-01", "--archived", "https://archive.example/a", "--source-kind", "primary"),
        *(
            "--statement",
            "It cost 14",
            "--quote",
            "veertien",
            "--translation",
            "fourteen",
            "--locator",
            "p. 3",
        ),
    )
    [fact] = facts(postil)
    assert (fact["stance"], fact["statement"], fact["locator"]) == ("qualifies", "It cost 14", "p. 3")
    source = fact["source"]
    assert isinstance(source, dict)
    told = {
        name: source[name]
        for name in ("url", "medium", "title", "publisher", "person", "published", "accessed")
    }
    assert told == {
        "url": "https://example.org/a",
        "medium": "document",
        "title": "Bill",
        "publisher": "City",
        "person": "A. Mayor",
        "published": "2021-02",
        "accessed": "2021-03-01",
    }
    assert "CONFIDENTIAL" not in postil.done("show", "the-new").out


def test_a_new_address_was_seen_today(postil: Postil) -> None:
    from reader.opening import now

    postil.claim()
    made = postil.done("fact", "@", "--stance", "supports", "--source", "http://example.org", "--json").json
    assert made["source"]["accessed"] in {now().date().isoformat(), made["source"]["created"][:10]}


def test_an_id_that_no_source_has_is_refused(postil: Postil) -> None:
    postil.claim()
    unknown = "01J0000000000000000000000X"
    assert "there is no source" in postil("fact", "@", "--stance", "supports", "--source", unknown).complaint


def test_nothing_found_needs_no_source(postil: Postil) -> None:
    postil.claim()
    made = ids(postil.done("fact", "@", "--stance", "nothing-found", "--searched", "the archive").out)
    assert set(made) == {"link"}
    assert "choose from" in postil("link", "@", "@", "--stance", "nothing-found").complaint


def test_a_link_is_told_to_scripts(postil: Postil) -> None:
    claim = postil.claim()
    fact = ids(postil.done("fact", "@", "--stance", "supports", "--source", "a book").out)["fact"]
    link = postil.done("link", fact, claim, "--stance", "context", "--json").json
    assert (link["fact"], link["claim"], link["stance"]) == (fact, claim, "context")


def test_notes_go_on_everything_and_are_answered(postil: Postil) -> None:
    article = postil.add()
    claim = postil.claim()
    made = ids(postil.done("fact", "@", "--stance", "supports", "--source", "a book").out)
    on_source = postil.done("note", made["source"], "A good one.").id
    reply = postil.done("note", on_source, "Is it?", "--question", "--json").json
    assert reply["target"] == {"kind": "note", "id": on_source}
    on_claim = postil.done("note", claim, "Hm.", "--tag", "a", "--tag", "b", "--tag", "a", "--json").json
    assert on_claim["tags"] == ["a", "b"]
    on_words = postil.done("note", article, "--quote", "bridge is blue", "Nice.", "--json").json
    assert on_words["anchor"]["exact"] == "bridge is blue"
    refused = postil("note", claim, "--quote", "x", "Nice.")
    assert (refused.code, "--quote goes with an article" in refused.complaint) == (2, True)
    assert postil("note", "-", "x").code == 2
    counts = postil.done("show", article, "--json").json["counts"]
    assert counts["notes"] == 4


def test_a_target_that_is_nothing_is_named(postil: Postil) -> None:
    postil.add()
    assert "no claim, fact, source or note 'ABCD12'" in postil("note", "ABCD12", "x").complaint
    assert "no file or article 'nowhere'" in postil("note", "nowhere", "x").complaint


def test_a_second_verdict_takes_the_place_of_the_first(postil: Postil) -> None:
    claim = postil.claim()
    first = postil.done("review", claim, "--verdict", "supported").id
    second = postil.done("review", "@", "--verdict", "refuted", "--reason", "No.", "--json").json
    assert (second["id"], second["verdict"]) == (first, "refuted")
    postil.done("review", claim, "--verdict", "supported", by="bram")
    [shown] = postil.done("show", "the-new", "--json").json["claims"]
    assert shown["state"] == "we differ"
    assert {one["author"]: one["verdict"] for one in shown["reviews"]} == {
        "anna": "refuted",
        "bram": "supported",
    }


def test_each_kind_of_record_can_be_edited(postil: Postil) -> None:
    claim = postil.claim()
    made = ids(postil.done("fact", "@", "--stance", "supports", "--source", "a book").out)
    note = postil.done("note", claim, "Hm.", "--to", "bram").id
    postil.done("review", claim, "--verdict", "supported", "--reason", "Yes.")
    postil.done("edit", "@", "--verdict", "refuted")
    postil.done(
        "edit", claim, "--quote", "14 million", "--kind", "figure", "--claimant", "the mayor", "--text", "14M"
    )
    postil.done("edit", made["link"], "--stance", "context")
    postil.done("edit", made["fact"], "--text", "It says so", "--locator", "p. 9")
    postil.done("edit", made["fact"], "--stance", "refutes")
    postil.done("edit", made["source"], "--words", "the book", "--title", "Bridges", "--published", "2019")
    postil.done("edit", note, "--text", "Hm!", "--tag", "x", "--answered")
    text = postil.done("show", "the-new").out
    for part in ("“14 million”", "says the mayor", "14M", "refutes: It says so", "Bridges · 2019 · p. 9",
                 "VERDICT anna: refuted · Yes.", "answered #x", "Hm!"):  # fmt: skip
        assert part in text
    postil.done("edit", made["source"], "--text", "a booklet", "--title", "")
    assert "a booklet · 2019" in postil.done("show", "the-new").out


def test_the_last_made_is_the_last_that_can_have_the_change(postil: Postil) -> None:
    postil.claim()
    made = ids(postil.done("fact", "@", "--stance", "supports", "--source", "a book").out)
    assert postil.done("edit", "@", "--statement", "It cost 14").id == made["fact"]
    assert postil.done("edit", "@", "--stance", "context", "--json").json["id"] == made["link"]


def test_an_option_that_the_record_does_not_have_is_named_with_those_it_has(postil: Postil) -> None:
    note = postil.done("note", postil.draft, "Hm.").id
    complaint = postil("edit", note, "--stance", "supports").complaint
    assert complaint == "a note has no --stance: it has --answered, --tag, --text, --to"
    assert "needs words" in postil("edit", note, "--text", " ").complaint


def test_a_fact_that_was_linked_twice_is_no_one_stance(postil: Postil) -> None:
    claim = postil.claim()
    fact = ids(postil.done("fact", "@", "--stance", "supports", "--source", "a book").out)["fact"]
    postil.done("link", fact, claim, "--stance", "context")
    assert "you linked this fact 2 times" in postil("edit", fact, "--stance", "refutes").complaint


def test_a_text_to_edit_comes_through_a_pipe(postil: Postil) -> None:
    note = postil.done("note", postil.draft, "Hm.").id
    postil.done("edit", note, stdin="Through a pipe.")
    assert "Through a pipe." in postil.done("show", "the-new").out
    claim = postil.claim()
    link = ids(postil.done("fact", claim, "--stance", "nothing-found").out)["link"]
    assert "has no text" in postil("edit", link).complaint


def test_another_persons_record_is_left_alone(postil: Postil) -> None:
    claim = postil.claim()
    review = postil.done("review", claim, "--verdict", "supported").id
    for words in (("edit", claim, "--text", "x"), ("edit", review, "--reason", "x"), ("delete", claim)):
        result = postil(*words, by="bram")
        assert (result.code, "belongs to anna" in result.complaint) == (1, True)


def test_what_was_deleted_comes_back(postil: Postil) -> None:
    claim = postil.claim()
    assert postil.done("delete", claim).out == f"claim {claim} deleted; postil undo brings it back\n"
    assert "0 claims" in postil.done("show", "the-new").out
    told = postil.done("undo", "the-new", "--json").json
    assert (told["step"], told["what"]) == ("undo", "claim deleted")
    assert "1 claim\n" in postil.done("show", "the-new").out
    assert postil.done("delete", "@", "--json").json == {"id": claim, "deleted": True}


def test_a_change_of_evidence_is_undone_like_any_other(postil: Postil) -> None:
    postil.claim()
    source = ids(postil.done("fact", "@", "--stance", "supports", "--source", "a book").out)["source"]
    postil.done("edit", source, "--title", "Bridges")
    assert "source changed" in postil.done("undo").out
    assert "Bridges" not in postil.done("show", "the-new").out
    postil.done("undo")
    assert facts(postil) == []
    postil.done("redo")
    assert len(facts(postil)) == 1


def test_a_records_history_says_who_when_and_what(postil: Postil) -> None:
    note = postil.done("note", postil.draft, "Hm.").id
    postil.done("edit", note, "--text", "Hm!")
    postil.done("delete", note)
    lines = postil.done("history", note).out.splitlines()
    assert lines[0] == f"note {note}"
    assert [line.split("  ")[2] for line in lines if line.startswith("2")] == [
        "note added",
        "note changed",
        "note deleted (gone)",
    ]
    assert "  text: Hm. → Hm!" in lines
    told = postil.done("history", note, "--json").json
    assert [(one["author"], one["step"], one["before"] is None) for one in told] == [
        ("anna", "do", True),
        ("anna", "do", False),
        ("anna", "do", False),
    ]
    assert "there is no record" in postil("history", "01J0000000000000000000000X").complaint


def test_search_finds_words_everywhere(postil: Postil) -> None:
    article = postil.add()
    postil.claim()
    made = ids(
        postil.done(
            "fact", "@", "--stance", "supports", "--source", "bridge bill", "--statement", "BRIDGE cost"
        ).out
    )
    note = postil.done("note", "@", "Which bridge?").id
    kinds = {hit["kind"]: hit["id"] for hit in postil.done("search", "bridge", "--json").json}
    assert kinds["article"] == article
    assert (kinds["fact"], kinds["source"], kinds["note"]) == (made["fact"], made["source"], note)
    assert postil.done("search", "which", "bridge").out == (
        f"note · The new bridge · anna  {note}\n  *Which* *bridge*?\n"
    )


def test_what_an_editor_wrote_becomes_the_note(
    postil: Postil, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from reader import asking

    editor = tmp_path / "editor.py"
    editor.write_text("import sys\nopen(sys.argv[1], 'a').write('Written at leisure.')\n", encoding="utf-8")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    monkeypatch.setattr(asking, "_has_keyboard", lambda: True)
    postil.done("note", postil.draft)
    assert "Written at leisure." in postil.done("show", "the-new").out
    postil.done("edit", "@")
    assert "Written at leisure.Written at leisure." in postil.done("show", "the-new").out
