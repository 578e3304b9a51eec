"""`postil search`: words, wherever they stand in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import UsageError
from annotations.searching import search_library
from reader.options import add_json
from reader.output import print_json, say, wrapped
from reader.words import called

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "words", metavar="WORDS", nargs="+", help="all must be there; case and typography may differ"
    )
    add_json(parser)


def run(arguments: Namespace, opening: Opening) -> int:
    """Print what was found; 1 where nothing was."""
    words = " ".join(arguments.words)
    if not words.strip():
        raise UsageError("there is nothing to search for", "give some words")
    hits = list(search_library(opening.store, words))
    if arguments.json:
        print_json(
            [{"kind": hit.kind, "id": hit.id, "article": hit.article, "excerpt": hit.excerpt} for hit in hits]
        )
    else:
        for hit in hits:
            at = f"  ({hit.article})" if hit.article and hit.kind != "article" else ""
            say(f"{called(hit.kind)} {hit.id}{at}")
            say(wrapped(hit.excerpt, "  "))
    return 0 if hits else 1
