"""What a changed text does to what was said about it: `postil update` and `postil diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil

WHOLE = "„Some 2.300 people cross it every day”, says the city. The old bridge saw 900 a day."


def rewrite(postil: Postil, **words: str) -> None:
    """Replace words of the draft, each given as old=new with _ for a space."""
    text = postil.draft.read_text(encoding="utf-8")
    for old, new in words.items():
        assert old.replace("_", " ") in text
        text = text.replace(old.replace("_", " "), new)
    postil.draft.write_text(text, encoding="utf-8")


def a_changed_article(postil: Postil) -> str:
    """Return an article with a claim whose figure changed, one that moved on, and one that is gone."""
    article = postil.add()
    cost = postil.claim("14 million euros")
    postil.claim("two years to build")
    postil.claim("Nobody was hurt")
    postil.done("review", cost, "--verdict", "supported")
    postil.done("note", article, "--quote", "The bridge is blue", "Hm.")
    text = postil.draft.read_text(encoding="utf-8").replace("14 million", "15 million")
    text = text.replace("Nobody was hurt. ", "").replace("900 a day.", "900 a day. It was closed on Sunday.")
    postil.draft.write_text(text, encoding="utf-8")
    return article


def test_an_update_counts_states_and_puts_alarms_first(postil: Postil) -> None:
    article = a_changed_article(postil)
    told = postil.done("update", article).out.splitlines()
    assert told[1] == "anchors: 1 exact, 1 moved, 1 changed (1 alarm), 1 orphan"
    assert told[2].endswith("changed · figure: 14 million euros → 15 million euros · 1 verdict stale")
    assert told[3] == "    “14 million euros”"
    assert told[4].endswith("  orphan")
    assert told[-1] == f"postil diff {article} shows what changed"


def test_an_update_of_an_article_without_anchors_says_so(postil: Postil) -> None:
    article = postil.add()
    rewrite(postil, blue="red")
    assert "nothing was anchored in it yet" in postil.done("update", article).out


def test_a_diff_shows_paragraphs_claims_and_sentences(postil: Postil) -> None:
    article = a_changed_article(postil)
    postil.done("update", article)
    told = postil.done("diff", article).out
    assert told.startswith(f"{article}: revision 1 → 2\n")
    flat = " ".join(told.split())
    assert "~ The bridge over the Kade cost [-14-]{+15+} million euros" in flat
    assert "[-Nobody was hurt. -]The bridge is blue." in flat
    assert "Claims hit: 2" in flat
    assert "alarm · figure: 14 million euros → 15 million euros · 1 verdict stale" in flat
    assert "New sentences: 1 · It was closed on Sunday." in flat
    assert "Touched sentences: 1 · The bridge over the Kade cost 15 million euros, says the mayor." in flat
    assert "To read again: 1 · It took two years to build. because of: It" in flat
    assert "Gone: 1 · Nobody was hurt." in flat


def test_a_diff_tells_scripts_the_same(postil: Postil) -> None:
    article = a_changed_article(postil)
    postil.done("update", article)
    told = postil.done("diff", article, "--json").json
    assert (told["from"]["revision"], told["to"]["revision"]) == (1, 2)
    assert [one["state"] for one in told["claims"]] == ["alarm", "orphan"]
    assert told["claims"][0]["alarms"] == [
        {"kind": "figure", "was": "14 million euros", "now": "15 million euros"}
    ]
    [touched] = told["sentences"]["touched"]
    assert "14 million" in touched["was"]
    assert [one["because"] for one in told["sentences"]["again"]] == [["It"]]
    assert [one["text"] for one in told["sentences"]["gone"]] == ["Nobody was hurt."]
    text = postil.done("show", article, "--json").json["article"]["text"]
    for one in told["sentences"]["new"] + told["sentences"]["touched"]:
        assert text[one["start"] : one["end"]] == one["text"]


def test_a_diff_of_the_only_revision_has_nothing_to_compare(postil: Postil) -> None:
    article = postil.add()
    assert "nothing to compare" in postil.done("diff", article).out


def three_revisions(postil: Postil) -> str:
    article = postil.add()
    for colour in ("red", "green"):
        rewrite(postil, **{"blue" if colour == "red" else "red": colour})
        postil.done("update", article)
    return article


def test_any_two_revisions_are_compared_by_number_or_hash(postil: Postil) -> None:
    article = three_revisions(postil)
    assert "[-red-]{+green+}" in postil.done("diff", article).out
    assert "[-blue-]{+green+}" in postil.done("diff", article, "--from", "1").out
    assert "[-blue-]{+red+}" in postil.done("diff", article, "--to", "2").out
    first = postil.done("diff", article, "--from", "1", "--json").json["from"]["sha256"]
    assert "[-green-]{+blue+}" in postil.done("diff", article, "--from", "3", "--to", first[:8]).out


def test_the_same_revision_twice_has_the_same_words(postil: Postil) -> None:
    article = three_revisions(postil)
    assert "the words are the same" in postil.done("diff", article, "--from", "2", "--to", "2").out


@pytest.mark.parametrize("word", ["0", "4", "x", "abc", "zzzzzzzz", "-1"])
def test_a_revision_that_is_none_is_refused(word: str, postil: Postil) -> None:
    article = three_revisions(postil)
    result = postil("diff", article, f"--to={word}")
    assert result.code == 2
    assert "is no revision of" in result.complaint


def test_another_day_of_publication_is_told(postil: Postil) -> None:
    page = postil.home / "page.md"
    body = "# A story\n\nIt happened on Sunday. Nobody saw it.\n"
    page.write_text(f"---\npublished: 2025-03-10\n---\n\n{body}", encoding="utf-8")
    article = postil.done("add", page).id
    page.write_text(f"---\npublished: 2025-03-17\n---\n\n{body}\nMore.\n", encoding="utf-8")
    postil.done("update", article)
    told = postil.done("diff", article).out
    assert "published: [-" in told
    assert "because of: Sunday" in told
    assert postil.done("diff", article, "--json").json["published_changed"]


def test_a_diff_works_as_a_process_of_its_own(postil: Postil) -> None:
    article = a_changed_article(postil)
    assert postil.process("update", article).code == 0
    told = postil.process("diff", postil.draft)
    assert (told.code, told.err) == (0, "")
    assert "[-14-]{+15+}" in told.out


def test_only_another_day_of_publication_is_a_revision_too(postil: Postil) -> None:
    page = postil.home / "page.md"
    text = "---\npublished: 2025-03-10\n---\n\n# A story\n\nIt happened on Sunday. Nobody saw it.\n"
    page.write_text(text, encoding="utf-8")
    article = postil.done("add", page).id
    postil.done("claim", article, "--quote", "It happened on Sunday")
    page.write_text(text.replace("03-10", "03-17"), encoding="utf-8")
    told = postil.done("update", article)
    assert "revision 2\nanchors: 1 exact" in told.out
    told = postil.done("diff", article)
    assert "published: [-2025-03-10-]{+2025-03-17+}" in told.out
    assert "the words are the same" in told.out
    assert "because of: Sunday" in told.out
    assert "17 Mar 2025" in postil.done("show", article).out
    same = postil.done("diff", article, "--from", "1", "--to", "1", "--json").json
    assert not same["published_changed"]
