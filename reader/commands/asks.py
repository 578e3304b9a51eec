"""`postil asks`: open questions as text to mail, and the answers that came back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.asking import open_questions, questions_of
from annotations.errors import PostilError, UsageError
from reader.ask_lines import answers_in, mail_lines
from reader.capabilities import Door
from reader.options import add_article, add_json
from reader.output import print_json, say, tell
from reader.taking import STDIN, take_article
from reader.words import _, plural

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from annotations.asking import Question
    from annotations.dossier import Dossier
    from reader.opening import Opening

MOST = 4_000_000
"""Bytes of a mail that are read."""


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_article(parser)
    parser.add_argument("--to", metavar="WHOM", help="only what this person is asked")
    parser.add_argument("--all", action="store_true", help="also those that were answered")
    parser.add_argument("--answers", metavar="FILE", help="a mail with answers; - is standard input")
    add_json(parser)
    parser.epilog = (
        "Each question carries a mark such as [?K3F9QA].  What stands below a mark in the mail that\n"
        "comes back becomes the reply to that question; quoted lines are passed over.\n"
        "examples: postil asks draft.md --to anna | mail -s Questions anna@example.org\n"
        "          postil asks draft.md --answers reply.txt"
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Print the questions, or take in answers."""
    if arguments.answers == STDIN == arguments.article:
        raise UsageError("the article and the answers cannot both be standard input", "name one by its file")
    dossier = opening.session.dossier(take_article(opening, arguments.article))
    if arguments.answers is not None:
        return _take_in(arguments, opening, dossier)
    questions = questions_of(dossier) if arguments.all else open_questions(dossier)
    if arguments.to is not None:
        questions = tuple(one for one in questions if one.note.to == arguments.to)
    if arguments.json:
        print_json([_object(one) for one in questions])
    elif questions:
        for line in mail_lines(dossier, questions):
            say(line)
    else:
        tell(_("no open questions"))
    return 0


def _take_in(arguments: Namespace, opening: Opening, dossier: Dossier) -> int:
    from annotations.replying import attach

    opening.capabilities.need(Door.FILES)
    answers = answers_in(dossier, _read(arguments.answers))
    made = attach(opening.session, dossier.revision.article_id, answers.found)
    for mark in answers.unknown:
        tell(_("[?{mark}] is no open question about this article").format(mark=mark))
    if arguments.json:
        from annotations.objects import record_object

        print_json([record_object(note) for note in made])
    else:
        said = plural("{n} answer attached", "{n} answers attached", len(made))
        say(said)
    return 1 if answers.unknown and not answers.found else 0


def _read(name: str) -> str:
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(MOST)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MOST)
    except OSError as error:
        raise PostilError(f"{name} cannot be read", (error.strerror or str(error)).lower()) from error
    return data.decode("utf-8", "replace")


def _object(question: Question) -> dict[str, Any]:
    note = question.note
    return {
        "id": note.id,
        "mark": question.mark,
        "author": note.person,
        "to": note.to,
        "text": note.text,
        "about": question.about,
        "claim": question.claim or None,
        "answered": question.answered,
        "created": note.created.isoformat().replace("+00:00", "Z"),
    }
