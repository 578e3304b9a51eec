"""Questions, and the answers that come back by mail."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.answering import find_answers
from annotations.asking import Question, asked_of, open_questions, questions_of
from annotations.model import Note, Purpose, Target, TargetKind
from annotations.replying import attach
from tests.annotations.desks import ARTICLE, FIRST, Desk, place

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def question(number: int, text: str = "Why?", to: str = "") -> Question:
    record_id = f"01KJ{number:022d}"
    target = Target(TargetKind.ARTICLE, ARTICLE)
    note = Note(
        id=record_id,
        author="anna",
        created=NOW,
        modified=NOW,
        article=ARTICLE,
        target=target,
        purpose=Purpose.QUESTION,
        text=text,
        to=to,
    )
    return Question(note, "")


@pytest.mark.parametrize(
    ("text", "to", "asked"),
    [
        ("Why?", "", "Why?"),
        ("@bram Why?", "bram", "Why?"),
        ("@bram: why\nand how?", "bram", "why\nand how?"),
        ("@bram\nWhy?", "bram", "Why?"),
        ("  @bram,  why?", "bram", "why?"),
        ("@bram", "bram", ""),
        ("mail @bram why", "", "mail @bram why"),
        ("@ 5 euro?", "", "@ 5 euro?"),
    ],
)
def test_a_question_may_begin_with_whom_it_is_put_to(text: str, to: str, asked: str) -> None:
    assert asked_of(text) == (to, asked)


def test_an_answer_stands_below_its_mark_and_quoted_lines_are_passed_over() -> None:
    one, two = question(1), question(2)
    mail = f"""Hi,

On Monday anna wrote:
> [?{one.mark}] anna
>     Why?
Because.

And so on.

> [?{two.mark}] anna · claim 2
No idea.
--
Bram
"""
    answers = find_answers(mail, [one, two])
    assert [(one.question, one.text) for one in answers.found] == [
        (one, "Because.\n\nAnd so on."),
        (two, "No idea."),
    ]
    assert answers.unknown == ()


def test_what_was_sent_out_is_no_answer_even_unquoted() -> None:
    one = question(1, "Counted when?")
    sent = ["Questions about “Bees”", f"[?{one.mark}] anna", "    Counted when?"]
    mail = f"[?{one.mark}] anna\n  Counted   when?\nIn June.\n"
    assert [answer.text for answer in find_answers(mail, [one], sent).found] == ["In June."]


def test_an_answer_may_follow_its_mark_on_the_same_line() -> None:
    one = question(1)
    assert [answer.text for answer in find_answers(f"[?{one.mark}] In June.", [one]).found] == ["In June."]


def test_a_mark_that_is_none_here_is_named_and_its_text_goes_nowhere() -> None:
    one = question(1)
    answers = find_answers(f"[?ZZZZZZ]\nLost?\n[?{one.mark}]\n", [one])
    assert (answers.found, answers.unknown) == ((), ("ZZZZZZ",))


@given(st.text(max_size=300), st.text(max_size=80))
def test_any_mail_is_read(mail: str, text: str) -> None:
    one = question(1, text)
    for answer in find_answers(f"{mail}\n[?{one.mark}]\n{mail}", [one], text.split("\n")).found:
        assert answer.text == answer.text.strip() != ""


def test_a_question_is_open_until_a_comment_replies_to_it() -> None:
    desk = Desk()
    anna, bram = desk.session("anna"), desk.session("bram")
    desk.shelve(anna, FIRST)
    dossier = anna.dossier(ARTICLE)
    target = Target(TargetKind.ARTICLE, ARTICLE)
    words = place(dossier, "1,200 hives")
    asked = anna.add_note(
        ARTICLE, target, "Who?", purpose=Purpose.QUESTION, passage=(dossier, words), to="bram"
    )
    reply = Target(TargetKind.NOTE, asked.id)
    back = bram.add_note(ARTICLE, reply, "Who what?", purpose=Purpose.QUESTION)
    [one, two] = open_questions(anna.dossier(ARTICLE))
    assert (one.note.id, one.about, two.note.id) == (asked.id, "1,200 hives", back.id)
    bram.add_note(ARTICLE, reply, "The mayor.")
    assert [one.note.id for one in open_questions(anna.dossier(ARTICLE))] == [back.id]
    assert [one.answered for one in questions_of(anna.dossier(ARTICLE))] == [True, False]


def test_answers_are_attached_once_and_together() -> None:
    desk = Desk()
    anna = desk.session("anna")
    desk.shelve(anna, FIRST)
    target = Target(TargetKind.ARTICLE, ARTICLE)
    for text in ("Who?", "When?"):
        anna.add_note(ARTICLE, target, text, purpose=Purpose.QUESTION, to="bram")
    questions = open_questions(anna.dossier(ARTICLE))
    mail = "\n".join(f"[?{one.mark}]\nNobody." for one in questions)
    made = attach(anna, ARTICLE, find_answers(mail, questions).found)
    assert [(note.author, note.creator, note.text) for note in made] == [("anna", "bram", "Nobody.")] * 2
    assert attach(anna, ARTICLE, find_answers(mail, questions).found) == []
    anna.undo(ARTICLE)
    assert len(open_questions(anna.dossier(ARTICLE))) == 2
