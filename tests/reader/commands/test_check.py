"""What is ticked in an article and what is not, printed; and ticked without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil


def listed(postil: Postil, *options: str) -> dict[int, str]:
    """Return the status of each sentence by its number."""
    found = postil("check", postil.draft, "--json", *options).json
    return {one["number"]: one["status"] for one in found["list"]}


def test_every_sentence_is_listed_with_what_is_open(postil: Postil) -> None:
    lines = postil.done("check", postil.draft).out.splitlines()
    assert lines[0].endswith(": 0/6 sentences")
    assert lines[1] == "   1  The bridge over the Kade cost 14 million euros, says the mayor."
    told = " ".join(" ".join(lines[2:4]).split())
    assert told.startswith("open: name “Kade”, figure said “14 million euros”, figure so “14 million euros”,")
    assert "open: the sentence itself" in "\n".join(lines)


def test_what_is_ticked_by_number_is_left_out_unless_all_is_asked_for(postil: Postil) -> None:
    words = ("--tick", "1", "5", "--on-author", "2", "--nothing", "6")
    done = postil("check", postil.draft, *words, by="anna")
    assert done.code == 0
    assert done.complaint == "4 sentences are done; --all prints them, too"
    assert done.out.splitlines()[0].endswith(": 3/6 sentences · 1 on author")
    assert listed(postil) == {3: "open", 4: "open"}
    every = listed(postil, "--all")
    assert (every[1], every[2], every[5]) == ("checked", "on author", "checked")
    text = " ".join(postil.done("check", postil.draft, "--all").out.split())
    assert "checked: name “Kade” (anna)," in text
    assert "on author: figure “two” (anna)" in text
    assert "nothing to check: the sentence itself (anna)" in text


def test_the_object_has_counts_and_every_item_with_its_ticks(postil: Postil) -> None:
    postil("check", postil.draft, "--tick", "5", by="bram")
    found = postil.done("check", postil.draft, "--json", "--all").json
    assert found["sentences"] == {
        "all": 6, "checked": 1, "on_author": 0, "asked": 0, "open": 5, "read_again": 0,
    }  # fmt: skip
    nobody = found["list"][4]
    assert nobody["text"] == "Nobody was hurt."
    [item] = nobody["items"]
    assert (item["kind"], item["ticks"]) == ("sentence", [{"author": "bram", "mark": "checked"}])


def test_a_number_that_no_sentence_has_is_refused(postil: Postil) -> None:
    refused = postil("check", postil.draft, "--tick", "7")
    assert refused.code == 2
    assert "no sentence 7" in refused.complaint


def test_ticks_are_undone(postil: Postil) -> None:
    postil("check", postil.draft, "--tick", "5")
    [check] = postil.done("show", "the-new", "--json").json["checks"]
    assert "ticks: nothing → Nobody was hurt." in postil.done("history", check["id"]).out
    postil.done("undo", "the-new")
    assert listed(postil)[5] == "open"


def test_a_new_draft_names_the_ticks_it_undid(postil: Postil) -> None:
    postil("check", postil.draft, "--tick", "1", "2", "5", "6", by="bram")
    text = postil.draft.read_text(encoding="utf-8")
    postil.draft.write_text(text.replace("cost 14 million", "cost 15 million"), encoding="utf-8")
    updated = postil("update", "the-new")
    assert "1 sentence unticked" in updated.out
    assert "unticked: Kade, 14 million euros, says (bram)" in updated.out
    assert "“The bridge over the Kade cost 14 million euros, says the mayor.”" in updated.out
    step = postil.done("diff", "the-new", "--json").json
    [hit] = step["checks"]
    assert hit["was"] == "The bridge over the Kade cost 14 million euros, says the mayor."
    assert [one["text"] for one in hit["ticks"]] == ["Kade", "14 million euros", "14 million euros", "says"]
    assert "Checks hit: 1" in postil.done("diff", "the-new").out
    assert listed(postil)[1] == "open"
    assert listed(postil)[2] == "read again"
    told = " ".join(postil("check", postil.draft).out.split())
    assert "read again, because of: It" in told
    assert "bram, before it changed: Kade, 14 million euros, says" in told
    assert postil("update", "the-new", "--json").json["unticked"][0]["author"] == "bram"


def test_the_report_and_what_is_shown_count_sentences_once_somebody_ticks(postil: Postil) -> None:
    assert "sentences" not in postil.done("report", postil.draft, "--json").json
    postil("check", postil.draft, "--tick", "5", "--on-author", "6")
    assert postil.done("report", postil.draft, "--json").json["sentences"]["checked"] == 1
    assert "1/6 sentences · 1 on author" in postil.done("report", postil.draft).out
    assert "· 0 claims · 1/6 sentences · 1 on author" in postil.done("show", postil.draft).out
    shown = postil.done("show", postil.draft, "--json").json
    assert (shown["counts"]["ticks"], shown["counts"]["sentences"]["on_author"]) == (2, 1)
    assert [one["ticks"][0]["text"] for one in shown["checks"]] == ["Nobody was hurt.", "The bridge is blue."]
    assert 'checked: "1/6 sentences, 1 on author"' in postil.done("export", postil.draft).out


def test_a_question_keeps_its_sentence_waiting(postil: Postil) -> None:
    claim = postil.claim()
    postil("check", postil.draft, "--tick", "1")
    postil.done("note", claim, "Says who?", "--question")
    found = postil.done("check", postil.draft, "--json").json
    assert found["sentences"]["asked"] == 1
    assert "waits for an answer" in postil.done("check", postil.draft).out
