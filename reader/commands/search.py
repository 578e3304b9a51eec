"""`postil search`: words, wherever they stand in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.errors import UsageError
from annotations.searching import LIMIT
from reader.options import add_json
from reader.output import print_json, say, tell, wrapped
from reader.searches import open_searching, where_found
from reader.words import _, number

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from annotations.searching import Hit
    from reader.opening import Opening

MARK = "*"
"""Stands around the words that were found: it shows without colours, and is read aloud."""


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "words", metavar="WORDS", nargs="+", help="all must be there; case and accents may differ"
    )
    parser.add_argument(
        "--limit", metavar="N", type=int, default=LIMIT, help=f"how many hits to print; {LIMIT} if not given"
    )
    add_json(parser)
    parser.epilog = (
        '"two words" stand next to each other; begin* is the beginning of a word; fields narrow it down:\n'
        "by:NAME in:claims kind:figure verdict:refuted stance:supports medium:phone tag:harbour\n"
        "example: postil search 'bridge \"14 million\" in:claims verdict:false'"
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Print what was found; 1 where nothing was."""
    from annotations.indexing.queries import parse_query

    query = parse_query(" ".join(arguments.words))
    if query.is_empty:
        raise UsageError("there is nothing to search for", "give some words")
    if arguments.limit < 1:
        raise UsageError(f"--limit {arguments.limit} shows nothing", "give a number from 1 up")
    searching = open_searching(
        opening.store, opening.config.library, opening.environment, opening.capabilities
    )
    try:
        found = searching.search(query, arguments.limit)
    finally:
        searching.close()
    for notice in found.notices:
        tell(notice)
    if arguments.json:
        print_json([_object(hit) for hit in found.hits])
    else:
        for hit in found.hits:
            say(f"{where_found(hit)}  {hit.id}")
            say(wrapped(hit.excerpt.marked(MARK, MARK), "  "))
    if found.count > len(found.hits):
        shown, every = number(len(found.hits)), number(found.count)
        tell(_("the best {n} of {all}; --limit shows more").format(n=shown, all=every))
    return 0 if found.hits else 1


def _object(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "article": hit.article,
        "claim": hit.claim,
        "title": hit.title,
        "by": hit.by,
        "excerpt": hit.excerpt.text,
        "marks": [{"start": mark.start, "end": mark.end} for mark in hit.excerpt.marks],
        "start": hit.span.start if hit.span else None,
        "end": hit.span.end if hit.span else None,
    }
