"""Open questions as text to mail, and the answers that come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil

COST = "The bridge over the Kade cost 14 million euros"


@pytest.fixture
def asked(postil: Postil) -> tuple[str, str]:
    claim = postil.done("claim", postil.draft, "--quote", COST).out.strip()
    one = postil.done("note", claim, "--to", "bram", "Who paid?").out.strip()
    two = postil.done("note", postil.draft, "--question", "When was it opened?").out.strip()
    return one, two


def test_open_questions_are_a_mail_with_a_mark_each(postil: Postil, asked: tuple[str, str]) -> None:
    mail = postil.done("asks", postil.draft).out
    assert "To bram" in mail
    assert f"[?{asked[0][-6:]}] " in mail
    assert f"“{COST}”" in " ".join(mail.split())
    assert "Who paid?" in mail
    only = postil.done("asks", postil.draft, "--to", "bram", "--json").json
    assert [(one["id"], one["to"], one["claim"], one["answered"]) for one in only] == [
        (asked[0], "bram", 1, False)
    ]


def test_the_answers_of_a_mail_are_attached_to_their_questions(
    postil: Postil, asked: tuple[str, str]
) -> None:
    mail = postil.done("asks", postil.draft).out
    quoted = "".join(f"> {line}\n" for line in mail.splitlines())
    question = next(line for line in quoted.splitlines() if "Who paid?" in line)
    answered = quoted.replace(question, f"{question}\n\nThe council did.")
    made = postil.done("asks", postil.draft, "--answers", "-", "--json", stdin=answered).json
    assert [(one["creator"], one["text"]) for one in made] == [("bram", "The council did.")]
    assert [one["id"] for one in postil.done("asks", postil.draft, "--json").json] == [asked[1]]
    every = postil.done("asks", postil.draft, "--all", "--json").json
    assert {one["id"]: one["answered"] for one in every} == {asked[0]: True, asked[1]: False}
    again = postil("asks", postil.draft, "--answers", "-", stdin=answered)
    assert "0 answers attached" in again.out
    assert f"[?{asked[0][-6:]}] is no open question" in again.err


def test_a_mark_that_means_nothing_is_named(postil: Postil, asked: tuple[str, str]) -> None:
    del asked
    ended = postil("asks", postil.draft, "--answers", "-", stdin="[?ZZZZZZ]\nYes.\n")
    assert ended.code == 1
    assert "[?ZZZZZZ] is no open question about this article" in ended.err


def test_without_questions_that_is_said(postil: Postil) -> None:
    ended = postil("asks", postil.draft)
    assert (ended.code, ended.out) == (0, "")
    assert "no open questions" in ended.err.lower()


def test_a_file_of_answers_that_is_not_there_is_said(postil: Postil) -> None:
    ended = postil("asks", postil.draft, "--answers", "nowhere.txt")
    assert ended.code == 1
    assert "nowhere.txt cannot be read" in ended.err
