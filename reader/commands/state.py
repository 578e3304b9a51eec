"""`postil state`: what becomes of a claim: published, corrected, sent back, dropped, or open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import UnknownRecord
from annotations.finding import find_record
from annotations.model import Claim
from annotations.ruling import possible, rule, state_named
from reader.options import ID_HELP, add_json
from reader.output import print_json, say
from reader.words import _, called

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("claim", metavar="CLAIM", help=ID_HELP)
    parser.add_argument(
        "state",
        metavar="STATE",
        nargs="?",
        help="published, corrected, rejected, dropped, suggested or open; without one, what is possible",
    )
    parser.add_argument("--reason", metavar="T", default="", help="why; rejected and dropped need it")
    add_json(parser)
    parser.epilog = (
        "All other states come of the work: evidence, verdicts, changes of the text.  A claim is published\n"
        "once as many agree as the library wants.  rejected sends verdicts back to those who gave them.\n"
        "A decision holds as long as the verdicts it was made on; postil undo takes it back."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Decide, and print the id of the decision; or print where the claim stands and what can be decided."""
    wanted = state_named(arguments.state) if arguments.state else None
    claim = find_record(opening.store, arguments.claim, kinds=(Claim,))
    assert isinstance(claim, Claim)  # noqa: S101 - what `kinds` asked for
    dossier = opening.session.dossier(claim.article)
    view = dossier.claim(claim.id)
    if view is None:
        raise UnknownRecord(f"claim {claim.id} was deleted meanwhile")
    if wanted is None:
        states = possible(view, dossier.policy, opening.reviewer)
        if arguments.json:
            print_json({"claim": view.id, "state": view.state, "possible": list(states)})
        else:
            say(called(view.state))
            say(_("can be decided now: {states}").format(states=", ".join(states)))
        return 0
    decision = rule(opening.session, dossier, view, wanted, arguments.reason)
    if arguments.json:
        from annotations.objects import record_object

        print_json(record_object(decision))
    else:
        say(decision.id)
    return 0
