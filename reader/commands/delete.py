"""`postil delete`: a record of one's own; what others hung on it survives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.finding import find_record, named
from annotations.working import article_at_hand
from reader.options import ID_HELP, add_json
from reader.output import print_json, report

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("id", metavar="ID", help=ID_HELP)
    add_json(parser)


def run(arguments: Namespace, opening: Opening) -> int:
    """Delete the record."""
    record = find_record(opening.store, arguments.id)
    gone = opening.session.delete(record, article_at_hand(opening.store, record))
    if arguments.json:
        print_json({"id": gone.id, "deleted": True})
    else:
        report(f"{named(gone)} deleted; postil undo brings it back")
    return 0
