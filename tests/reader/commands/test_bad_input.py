"""What cannot be done is said in one line, with what to do, and nothing is half written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil


def fails(postil: Postil, code: int, *words: str | Path, stdin: str | bytes = "") -> str:
    result = postil(*words, stdin=stdin)
    assert (result.code, result.out) == (code, ""), result
    return result.complaint


def test_a_missing_file(postil: Postil) -> None:
    assert "no file" in fails(postil, 1, "show", postil.home / "gone.md")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(postil: Postil) -> None:
    postil.draft.chmod(0)
    assert "may not be read" in fails(postil, 1, "show", postil.draft)


def test_a_folder(postil: Postil) -> None:
    assert "is a folder" in fails(postil, 1, "show", postil.home)


def test_a_binary_file(postil: Postil) -> None:
    picture = postil.home / "picture.md"
    picture.write_bytes(bytes(range(256)) * 20)
    assert "binary" in fails(postil, 1, "add", picture)
    assert postil("list").out.startswith("The library is empty")


def test_an_unknown_article_lists_near_ones(postil: Postil) -> None:
    article = postil.add()
    assert article in fails(postil, 1, "show", "the-new-bidge")
    assert article in fails(postil, 1, "show", "bridge")
    assert "postil list" in fails(postil, 1, "show", "zzz")


def test_an_ambiguous_start_lists_the_articles(postil: Postil) -> None:
    first = postil.add()
    other = postil.home / "other.md"
    other.write_text(postil.draft.read_text(encoding="utf-8"), encoding="utf-8")
    second = postil.done("add", other).id
    complaint = fails(postil, 1, "show", "the-new")
    assert complaint.startswith("2 articles start with")
    assert first in complaint
    assert second in complaint


def test_an_ambiguous_quote_says_how_many_and_asks_for_the_prefix(postil: Postil) -> None:
    complaint = fails(postil, 1, "claim", postil.draft, "--quote", "bridge")
    assert complaint.startswith("the quote stands at 4 places: ")
    assert "--prefix" in complaint


def test_a_quote_that_is_not_there_shows_the_nearest_passage(postil: Postil) -> None:
    complaint = fails(
        postil, 1, "claim", postil.draft, "--quote", "the bridge over the Kade cost 15 million euro"
    )
    assert complaint.startswith("the quote is not in the article")
    assert "14 million euros" in complaint


@pytest.mark.parametrize("quote", ["", "  \n "])
def test_an_empty_quote(postil: Postil, quote: str) -> None:
    assert "the quote is empty" in fails(postil, 2, "claim", postil.draft, "--quote", quote)


def test_an_unknown_stance_lists_them(postil: Postil) -> None:
    claim = postil.claim()
    complaint = fails(postil, 2, "fact", claim, "--stance", "agrees", "--source", "x")
    assert "choose from supports, refutes, qualifies, context, nothing-found" in complaint


def test_an_unknown_verdict_lists_them_even_without_a_claim(postil: Postil) -> None:
    assert "choose from supported, refuted" in fails(postil, 2, "review", "@", "--verdict", "true")


def test_an_unknown_kind_or_medium_lists_them(postil: Postil) -> None:
    assert "choose from figure" in fails(
        postil, 2, "claim", postil.draft, "--quote", "blue", "--kind", "colour"
    )
    claim = postil.claim()
    asked = ("fact", claim, "--stance", "supports", "--source", "x")
    assert "choose from web" in fails(postil, 2, *asked, "--medium", "pigeon")
    assert "choose from primary" in fails(postil, 2, *asked, "--source-kind", "best")


@pytest.mark.parametrize("day", ["yesterday", "2021-13", "2021-02-30", "21-1-1"])
def test_a_date_that_is_none(postil: Postil, day: str) -> None:
    claim = postil.claim()
    complaint = fails(postil, 2, "fact", claim, "--stance", "supports", "--source", "x", "--published", day)
    assert complaint == f"--published {day!r} is not a date: write 2021, 2021-01 or 2021-01-11"


def test_a_stance_without_a_source(postil: Postil) -> None:
    assert "--source" in fails(postil, 2, "fact", postil.claim(), "--stance", "supports")


def test_no_usable_terminal_names_the_command_that_works(postil: Postil) -> None:
    complaint = fails(postil, 2, "read", postil.draft)
    assert complaint.endswith(f"postil show {postil.draft} prints it as text")
    assert fails(postil, 2, postil.draft) == complaint
    assert postil("list").out.startswith("The library is empty")


def test_an_unknown_record(postil: Postil) -> None:
    assert "no claim 'ZZZZ'" in fails(postil, 1, "review", "ZZZZ", "--verdict", "supported")
    assert "too short" in fails(postil, 1, "delete", "ab")
    assert "you have made no record yet" in fails(postil, 1, "delete", "@")


def test_a_record_of_another_kind(postil: Postil) -> None:
    note = postil.done("note", postil.draft, "Hm.").id
    assert fails(postil, 1, "review", note, "--verdict", "supported").startswith(
        f"note {note} is not a claim"
    )


def test_an_empty_note(postil: Postil) -> None:
    article = postil.add()
    assert fails(postil, 2, "note", article, " ").startswith("an empty note was not kept")
    assert fails(postil, 2, "note", article, stdin="\n").startswith("an empty note was not kept")
    assert "not UTF-8" in fails(postil, 1, "note", article, stdin=b"\xff\xfe\x00")


def test_an_unknown_option_or_a_missing_word(postil: Postil) -> None:
    assert fails(postil, 2, "list", "--colour").endswith("see postil list --help")
    assert "ARTICLE" in fails(postil, 2, "show")
    assert "--nonsense" in fails(postil, 2, "--nonsense")
    assert "expected one argument" in fails(postil, 2, "list", "--library")


def test_a_reviewers_name_that_is_no_folder_name(postil: Postil) -> None:
    assert "reviewer's name" in fails(postil, 1, "add", postil.draft, "--as", "../bram")


def test_an_unknown_format_lists_those_there_are(postil: Postil) -> None:
    assert "json" in fails(postil, 2, "export", postil.draft, "--format", "tablet")


def test_an_unknown_shell_lists_those_there_are(postil: Postil) -> None:
    assert fails(postil, 2, "completion", "cmd").endswith("choose from bash, zsh, fish")


def test_an_address_the_library_does_not_have(postil: Postil) -> None:
    complaint = fails(postil, 1, "show", "https://Example.org:443/story?utm_source=mail")
    assert "no article from https://example.org/story" in complaint


def test_nothing_to_undo_or_redo(postil: Postil) -> None:
    assert "nothing of yours to undo" in fails(postil, 1, "undo")
    assert "nothing to redo" in fails(postil, 1, "redo")


def test_nothing_found(postil: Postil) -> None:
    postil.add()
    assert postil("search", "volcano") == type(postil("list"))(1, "", "")
    assert "nothing to search for" in fails(postil, 2, "search", " ")


def test_a_library_where_a_file_stands(postil: Postil) -> None:
    complaint = fails(postil, 1, "list", "--library", postil.draft)
    assert str(postil.draft) in complaint


def test_an_empty_article_is_taken_in_and_said(postil: Postil) -> None:
    empty = postil.home / "empty.md"
    empty.write_bytes(b"")
    result = postil("add", empty)
    assert result.code == 0
    assert result.complaint.endswith("The article is empty.")
    shown = postil("show", empty)
    assert (shown.code, shown.err) == (0, "")
    assert "The article is empty." in shown.out


def test_articles_that_can_be_read_come_in_beside_one_that_cannot(postil: Postil) -> None:
    result = postil("add", postil.home / "gone.md", postil.draft)
    assert result.code == 1
    assert "no file" in result.complaint
    assert result.id in postil("list").out


def test_file_names_that_are_no_text_can_be_spoken_of(postil: Postil) -> None:
    strange = Path(os.fsdecode(bytes(postil.home) + b"/caf\xe9.md"))
    strange.write_bytes(b"# Coffee\n\nIt was served at four.\n")
    assert postil.process("show", strange).code == 0
    gone = postil.process("show", Path(os.fsdecode(bytes(postil.home) + b"/th\xe9.md")))
    assert (gone.code, gone.err.count("\n")) == (1, 1)
