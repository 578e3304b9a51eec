"""`postil link`: the same fact for one more claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import UsageError
from annotations.finding import find_record
from annotations.model import Claim, Fact, Stance
from reader.options import ID_HELP, add_json, word_of
from reader.output import print_json, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("fact", metavar="FACT", help=ID_HELP)
    parser.add_argument("claim", metavar="CLAIM", help=ID_HELP)
    parser.add_argument("--stance", metavar="S", required=True, help=", ".join(_STANCES))
    add_json(parser)


_STANCES = tuple(stance for stance in Stance if stance is not Stance.NOTHING_FOUND)


def run(arguments: Namespace, opening: Opening) -> int:
    """Link the fact; print the link's id."""
    stance = word_of(Stance, arguments.stance, "stance")
    if stance not in _STANCES:
        raise UsageError("a fact was found", f"choose from {', '.join(_STANCES)}")
    fact = find_record(opening.store, arguments.fact, kinds=(Fact,))
    claim = find_record(opening.store, arguments.claim, kinds=(Claim,))
    assert isinstance(fact, Fact)  # noqa: S101 - what `kinds` asked for
    assert isinstance(claim, Claim)  # noqa: S101 - the same
    link = opening.session.link_fact(claim, stance, fact=fact).link
    if arguments.json:
        from annotations.objects import record_object

        print_json(record_object(link))
    else:
        say(link.id)
    return 0
