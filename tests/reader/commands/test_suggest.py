"""What is worth checking, printed: ranked, with reasons, without what is claimed already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.ids import UlidMaker
from annotations.session import Session
from annotations.sifting import dismiss
from annotations.stores.registry import open_store
from articles.model import Span
from reader.opening import now

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil

COST = "The bridge over the Kade cost 14 million euros, says the mayor."


def test_sentences_come_ranked_with_their_reasons(postil: Postil) -> None:
    found = postil.done("suggest", postil.draft, "--json").json
    assert [one["rank"] for one in found] == list(range(1, 7))
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    assert found[0]["text"] == COST
    for one in found:
        assert one["score"] == pytest.approx(sum(reason["points"] for reason in one["reasons"]), abs=0.05)
        assert one["claims"] == []
    assert {"reason": "figure", "points": 2.0, "words": ["14"]} in found[0]["reasons"]
    text = postil.done("show", "the-new", "--json").json["article"]["text"]
    assert [text[one["start"] : one["end"]] for one in found] == [one["text"] for one in found]


def test_the_text_names_the_reasons_and_what_speaks_against(postil: Postil) -> None:
    postil.draft.write_text("I hope that the bridge cost 14 million.\n\nIt is blue.\n", encoding="utf-8")
    lines = postil.done("suggest", postil.draft).out.splitlines()
    assert lines[0].split(maxsplit=2)[0] == "1"
    assert lines[0].endswith("I hope that the bridge cost 14 million.")
    told = " ".join(" ".join(lines[1:]).split())
    assert told.startswith("figure, number word, past")
    assert "· but first person, opinion" in told
    assert told.endswith("but very short")


def test_the_limit_keeps_the_first(postil: Postil) -> None:
    every = postil.done("suggest", postil.draft, "--json").json
    assert postil.done("suggest", postil.draft, "--json", "--limit", "2").json == every[:2]


@pytest.mark.parametrize("limit", ["0", "-3", "many"])
def test_a_limit_that_is_none_is_refused(postil: Postil, limit: str) -> None:
    refused = postil("suggest", postil.draft, "--limit", limit)
    assert refused.code == 2
    assert "limit" in refused.complaint


def test_what_carries_a_claim_is_left_out_unless_asked_for(postil: Postil) -> None:
    claim = postil.claim()
    without = postil("suggest", postil.draft, "--json")
    assert without.code == 0
    assert without.complaint == "1 sentence carries a claim or was dismissed; --all prints it, too"
    assert COST not in [one["text"] for one in without.json]
    every = postil.done("suggest", postil.draft, "--json", "--all").json
    assert {one["text"]: one["claims"] for one in every}[COST] == [claim]
    assert "· claim 1" in postil.done("suggest", postil.draft, "--all").out
    postil.claim("Nobody was hurt")
    assert postil("suggest", postil.draft).complaint.startswith("2 sentences carry a claim or were")


def test_what_was_dismissed_is_left_out_unless_asked_for(postil: Postil) -> None:
    article = postil.add()
    library = Path(postil.done("where", "--json").json["library"])
    store = open_store(library, "anna", clock=now, ids=UlidMaker(now), create=False)
    session = Session(store, clock=now, new_id=UlidMaker(now))
    dossier = session.dossier(article)
    start = dossier.text.index(COST)
    dismiss(session, dossier, Span(start, start + len(COST)))
    found = postil("suggest", postil.draft, "--json")
    assert COST not in [one["text"] for one in found.json]
    assert found.complaint == "1 sentence carries a claim or was dismissed; --all prints it, too"
    assert COST in [one["text"] for one in postil.done("suggest", postil.draft, "--json", "--all").json]


def test_an_article_without_sentences_has_none_to_suggest(postil: Postil) -> None:
    postil.draft.write_text("# A heading\n", encoding="utf-8")
    found = postil("suggest", postil.draft)
    assert (found.code, found.out, found.complaint) == (0, "", "this article has no sentences")


def test_what_a_terminal_would_obey_is_made_visible(postil: Postil) -> None:
    postil.draft.write_text("It cost \x1b[31m14 million\x07 euros in all.\n", encoding="utf-8")
    assert not {"\x1b", "\x07"} & set(postil("suggest", postil.draft).out)
