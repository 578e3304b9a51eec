"""`postil review`: one's own verdict on a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import UnknownRecord
from annotations.finding import find_record
from annotations.model import Claim
from annotations.scales import SCALES, required_scale
from reader.options import ID_HELP, add_json, verdicts
from reader.output import print_json, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from annotations.model import Review
    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    scales = "; ".join(f"scale {scale.id}: {verdicts(scale)}" for scale in SCALES.values())
    parser.add_argument("claim", metavar="CLAIM", help=ID_HELP)
    parser.add_argument("--verdict", metavar="V", required=True, help=scales)
    parser.add_argument("--reason", metavar="T", default="", help="why; some verdicts, such as fix, need it")
    add_json(parser)
    parser.epilog = (
        "A second verdict of yours on the claim takes the place of the first.\n"
        "Which scale holds, and what else it may have, `postil policy` says."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Give the verdict; print the review's id."""
    try:
        claim = find_record(opening.store, arguments.claim, kinds=(Claim,))
    except UnknownRecord:
        # A wrong verdict is the commoner slip, and is said first.
        required_scale(opening.store.policy).find(arguments.verdict)
        raise
    assert isinstance(claim, Claim)  # noqa: S101 - what `kinds` asked for
    review = give_verdict(opening, claim, arguments.verdict, arguments.reason)
    if arguments.json:
        from annotations.objects import record_object

        print_json(record_object(review))
    else:
        say(review.id)
    return 0


def give_verdict(opening: Opening, claim: Claim, verdict: str, reason: str) -> Review:
    """Give a verdict on a claim as its article is now."""
    dossier = opening.session.dossier(claim.article)
    view = dossier.claim(claim.id)
    if view is None:
        raise UnknownRecord(f"claim {claim.id} was deleted meanwhile")
    return opening.session.review(dossier, view, verdict, reason=reason)
