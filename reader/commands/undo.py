"""`postil undo` and `postil redo`: what one did last, taken back or done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.store import Step
from annotations.working import last_article
from reader.options import add_json
from reader.output import print_json, say
from reader.taking import known_article
from reader.words import _, sentence

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "article", metavar="ARTICLE", nargs="?", help="what was done at this article; else wherever it was"
    )
    add_json(parser)


def run(arguments: Namespace, opening: Opening) -> int:
    """Take back one transaction, or do it again."""
    step = Step(arguments.command)
    if arguments.article:
        article = known_article(opening, arguments.article).id
    else:
        article = last_article(opening.store, step)
    session = opening.session
    made = session.undo(article) if step is Step.UNDO else session.redo(article)
    if arguments.json:
        print_json({"step": str(step), "what": made.intent.label, "article": article})
    else:
        done = _("undone: {what}") if step is Step.UNDO else _("done again: {what}")
        where = _("at {article}").format(article=article) if article else ""
        say(f"{done.format(what=sentence(made.intent.label))} {where}".rstrip())
    return 0
