"""`postil claim`: a claim made of words of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import ClaimKind
from annotations.quoting import locate_quote
from reader.options import add_article, add_json, word_of
from reader.output import print_json, say
from reader.taking import take_article

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_article(parser)
    parser.add_argument(
        "--quote", metavar="T", required=True, help="the words; quotation marks and dashes may differ"
    )
    parser.add_argument(
        "--prefix", metavar="T", default="", help="what stands before them, where they stand twice"
    )
    parser.add_argument("--suffix", metavar="T", default="", help="what stands after them")
    parser.add_argument("--claimant", metavar="T", default="", help="who says so, if not the article itself")
    parser.add_argument("--kind", metavar="K", default="other", help=", ".join(ClaimKind))
    parser.add_argument("--text", metavar="T", default="", help="what is claimed, in words of your own")
    add_json(parser)
    parser.epilog = 'example: postil claim draft.md --quote "600,000 new users" --kind figure --claimant Gab'


def run(arguments: Namespace, opening: Opening) -> int:
    """Make the claim; print its id."""
    kind = word_of(ClaimKind, arguments.kind, "kind of claim")
    dossier = opening.session.dossier(take_article(opening, arguments.article))
    span = locate_quote(
        dossier.revision.article, arguments.quote, prefix=arguments.prefix, suffix=arguments.suffix
    )
    claim = opening.session.add_claim(
        dossier, span, text=arguments.text, claimant=arguments.claimant, kind=kind
    )
    if arguments.json:
        from annotations.objects import record_object

        print_json(record_object(claim))
    else:
        say(claim.id)
    return 0
