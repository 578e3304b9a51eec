"""`postil show`: an article and all that is said about it, from top to bottom, as text or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.linear import linear_text
from reader.options import add_article, add_json
from reader.output import print_json, say, tell
from reader.taking import take_article

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_article(parser)
    add_json(parser)
    parser.epilog = (
        "Each paragraph is followed by the claims in it, each claim by its facts, notes and reviews."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Print the article."""
    # What was noticed in the text stands in what is printed.
    article = take_article(opening, arguments.article, aloud=False)
    return print_article(opening, article, as_json=arguments.json)


def print_article(opening: Opening, article: str, *, as_json: bool = False) -> int:
    """Print an article of the library, by its id."""
    dossier = opening.session.dossier(article)
    for problem in dossier.problems:
        tell(f"{problem.where}: {problem.what}{f': {problem.hint}' if problem.hint else ''}")
    if as_json:
        from annotations.objects import dossier_object

        print_json(dossier_object(dossier))
    else:
        for line in linear_text(dossier):
            say(line)
    return 0
