"""Articles: taking in, listing, showing, updating."""

from __future__ import annotations

import json
import sys
import types
from typing import TYPE_CHECKING

import pytest

from reader.commands import library, read

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil


def test_the_same_file_is_the_same_article(postil: Postil) -> None:
    first = postil.done("add", postil.draft, "--json").json
    again = postil.done("add", postil.draft, "--json").json
    assert (first[0]["new_article"], first[0]["new_revision"]) == (True, True)
    assert (again[0]["id"], again[0]["new_article"], again[0]["new_revision"]) == (
        first[0]["id"],
        False,
        False,
    )


def test_a_changed_file_is_a_new_revision_and_that_is_said(postil: Postil) -> None:
    article = postil.add()
    postil.draft.write_text(postil.draft.read_text(encoding="utf-8").replace("14", "15"), encoding="utf-8")
    shown = postil("show", postil.draft)
    assert "15 million" in shown.out
    assert shown.complaint.endswith(f"its new text is a new revision of {article}")
    assert postil.done("list", "--json").json[0]["revisions"] == 2


def test_an_article_is_found_by_a_unique_start_of_its_id(postil: Postil) -> None:
    article = postil.add()
    assert postil.done("show", "The-New", "--json").json["article"]["id"] == article


def test_a_word_that_is_both_an_id_and_a_file_is_the_id(
    postil: Postil, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = postil.add()
    monkeypatch.chdir(postil.home)
    (postil.home / article).write_text("Something else entirely, in a file of that name.\n", encoding="utf-8")
    assert postil.done("show", article, "--json").json["article"]["title"] == "The new bridge"


def test_an_article_whose_file_is_gone_is_still_found_by_it(postil: Postil) -> None:
    article = postil.add()
    postil.draft.unlink()
    assert postil.done("show", postil.draft, "--json").json["article"]["id"] == article
    assert "is gone" in postil("update", postil.draft).complaint


def test_an_article_is_found_by_its_address(postil: Postil) -> None:
    page = postil.home / "page.md"
    page.write_text(
        "---\nurl: https://example.org/story\n---\n\n# A story\n\nIt happened.\n", encoding="utf-8"
    )
    article = postil.done("add", page).id
    found = postil.done("show", "https://EXAMPLE.org/story#end", "--json").json["article"]
    assert found["id"] == article


def test_an_update_says_what_became_of_each_anchor(postil: Postil) -> None:
    article = postil.add()
    postil.claim("14 million euros")
    postil.claim("The bridge is blue")
    kept = postil.claim("two years to build")
    postil.done("note", article, "--quote", "Nobody was hurt", "Good.")
    text = postil.draft.read_text(encoding="utf-8")
    text = text.replace("14 million", "15 million").replace(" The bridge is blue.", "")
    postil.draft.write_text(text, encoding="utf-8")
    told = postil.done("update", article).out
    assert told.startswith(f"{article}: revision 2\nanchors: ")
    assert "1 orphan" in told
    assert "figure: 14 million euros → 15 million euros" in told
    assert kept not in told
    assert postil.done("update", article).out.endswith("nothing changed\n")


def test_an_update_tells_scripts_the_same(postil: Postil) -> None:
    postil.add()
    claim = postil.claim()
    new = postil.home / "second.md"
    new.write_text("# The new bridge\n\nSays the mayor: it cost 14 million euros.\n", encoding="utf-8")
    told = postil.done("update", "the-new", new, "--json").json
    assert (told["revision"], told["new_revision"]) == (2, True)
    assert [one["id"] for one in told["claims"]] == [claim]
    # The new file is the article from now on, too.
    assert postil.done("show", new, "--json").json["article"]["id"] == told["id"]


def test_an_update_of_an_article_from_a_pipe_needs_a_file(postil: Postil) -> None:
    article = postil.done("add", "-", stdin="A line that came through a pipe, and nothing else.\n").id
    assert "did not come from a file" in postil("update", article).complaint
    told = postil.done("update", article, "-", stdin="Another line came through a pipe.\n").out
    assert "revision 2" in told
    assert "nothing was anchored" in told


def test_a_file_that_is_not_in_the_library_cannot_be_updated(postil: Postil) -> None:
    assert "postil add" in postil("update", postil.draft).complaint


def test_the_list_shows_title_language_and_date(postil: Postil) -> None:
    postil.add()
    nameless = postil.home / "x.md"
    nameless.write_text(
        "---\npublished: 2024-05-01\n---\n\nOnly a few words stand in here.\n", encoding="utf-8"
    )
    postil.done("add", nameless)
    lines = postil.done("list").out.splitlines()
    assert any(line.endswith("The new bridge") and "  en  " in line for line in lines)
    assert any("2024-05-01" in line for line in lines)


def test_the_text_has_each_claim_behind_its_paragraph(postil: Postil) -> None:
    article = postil.add()
    claim = postil.done(
        "claim", article, "--quote", "900 a day", "--claimant", "the city", "--text", "It was 900"
    ).id
    postil.done(
        "fact", claim, "--stance", "refutes", "--source", "a count", "--translation", "x", "--quote", "y"
    )
    postil.done("fact", claim, "--stance", "nothing-found", "--searched", "the archive")
    postil.done("note", claim, "--to", "bram", "--tag", "figures", "Really?")
    postil.done("review", claim, "--verdict", "conflicting", "--reason", "Hm", by="bram")
    postil.done("note", article, "Runs on Saturday.")
    text = postil.done("show", article).out
    order = [
        *("Runs on Saturday", "saw 900 a day", "CLAIM 1 of 1", "says the city ·", "refutes", "“y”"),
        *("translated: “x”", "nothing found: the archive", "VERDICT bram: conflicting · Hm"),
        *("to bram · open #figures", "Really?", "Nobody was hurt"),
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_what_was_noticed_in_a_text_is_shown_once(postil: Postil) -> None:
    draft = postil.home / "hidden.md"
    draft.write_text("# Calm\n\nIt was\u200b quiet.\n", encoding="utf-8")
    noticed = "hidden character"
    for _ in ("when it is new", "when it is known"):
        shown = postil("show", draft)
        assert shown.out.count(noticed) == 1
        assert not shown.err
    told = postil("show", draft, "--json")
    assert [noticed in one for one in told.json["article"]["notices"]] == [True]
    assert not told.err
    assert postil("add", draft).err.count(noticed) == 1


def test_an_orphan_is_kept_at_the_end(postil: Postil) -> None:
    article = postil.add()
    postil.claim("The bridge is blue")
    postil.done("note", article, "--quote", "Nobody was hurt", "Good.")
    new = postil.home / "new.md"
    new.write_text("# Markets\n\nShares fell in Tokyo overnight.\n", encoding="utf-8")
    postil.done("update", article, new)
    text = postil.done("show", article).out
    lost = text.index("Without a place")
    assert lost < text.index("CLAIM 1 of 1 · other · orphan")
    assert lost < text.index("on “Nobody was hurt”")


def test_a_changed_claim_shows_what_it_was(postil: Postil) -> None:
    article = postil.add()
    postil.claim("cost 14 million euros, says the mayor")
    postil.done("review", "@", "--verdict", "supported")
    postil.draft.write_text(postil.draft.read_text(encoding="utf-8").replace("14", "15"), encoding="utf-8")
    postil.done("update", article)
    text = postil.done("show", article).out
    assert "was “cost 14 million" in text
    assert "ALARM figure: 14 million euros → 15 million euros" in text
    assert "stale: what it rests on changed" in text


def test_all_kinds_of_blocks_are_shown(postil: Postil) -> None:
    page = postil.home / "all.md"
    page.write_text(
        "# Head\n\n> Quoted words.\n\n- one\n- two\n\n```\ncode  here\n```\n\n---\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        encoding="utf-8",
    )
    text = postil.done("show", page).out
    for part in ("# Head", "> Quoted words.", "• one", "    code  here", "* * *", "a | b", "1 | 2"):
        assert part in text


class Screens(types.ModuleType):
    """Stands in for the screens, and remembers what they were opened with."""

    opened: str = ""
    revised: bool = False

    def run_reader(self, _opening: object, article: str, *, said: str = "", revised: bool = False) -> int:
        del said
        self.opened, self.revised = article, revised
        return 0

    def run_library(self, _opening: object) -> int:
        self.opened = "the library"
        return 0


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Screens:
    stand_in = Screens("reader.running")
    monkeypatch.setitem(sys.modules, "reader.running", stand_in)
    monkeypatch.setattr("reader.running", stand_in, raising=False)
    monkeypatch.setattr(read, "screen_refusal", lambda *_, **__: "")
    monkeypatch.setattr(library, "screen_refusal", lambda *_: "")
    return stand_in


def test_on_a_terminal_an_article_is_opened(postil: Postil, screens: Screens) -> None:
    postil.done(postil.draft)
    assert screens.opened.startswith("the-new-bridge-")
    assert not screens.revised


def test_an_article_whose_file_changed_is_opened_as_a_new_revision(postil: Postil, screens: Screens) -> None:
    article = postil.add()
    postil.draft.write_text(postil.draft.read_text(encoding="utf-8").replace("14", "15"), encoding="utf-8")
    # What became of the anchors is said on the screen, not below it.
    postil.done(postil.draft)
    assert (screens.opened, screens.revised) == (article, True)
    postil.done(postil.draft)
    assert not screens.revised


def test_the_first_time_the_sample_is_opened_then_the_library(postil: Postil, screens: Screens) -> None:
    postil.done()
    assert screens.opened.startswith("five-days")
    postil.done()
    assert screens.opened == "the library"


def test_without_a_terminal_the_library_is_printed(postil: Postil) -> None:
    article = postil.add()
    assert article in postil.done().out


def test_the_file_that_one_takes_in_is_known_to_ones_own_desk(postil: Postil) -> None:
    article = postil.done("add", postil.draft).id
    [kept] = postil.home.rglob("files.json")
    assert json.loads(kept.read_text(encoding="utf-8")) == {article: str(postil.draft.resolve())}
    postil.done("add", "-", stdin="A text from a pipe.")
    assert json.loads(kept.read_text(encoding="utf-8")).keys() == {article}
