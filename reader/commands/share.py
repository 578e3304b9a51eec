"""`postil share`: a library that everybody of a Unix group works in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import ReadOnly
from reader.options import add_json
from reader.output import print_json, report, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("group", metavar="GROUP", help="a Unix group that you are in")
    add_json(parser)
    parser.epilog = (
        "All of the group then read everything and add articles; "
        "each writes in a folder of their own, and drafts stay closed to others."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Share the library, and say what only others can open."""
    from annotations.stores.tinydb import permissions
    from annotations.stores.tinydb.layout import layout_of

    folder = opening.config.folder
    # Opening the store also makes the library where there is none yet.
    if reason := opening.store.read_only:
        raise ReadOnly("the library could not be shared", reason)
    permissions.share(layout_of(folder), group=permissions.group_named(arguments.group))
    left = [*permissions.check(folder), *permissions.check_way(folder)]
    for finding in left:
        tell(f"{finding.where}: {finding.what}")
    if arguments.json:
        print_json({"library": str(folder), "group": arguments.group, "left": len(left)})
    elif left:
        report(f"postil doctor gives the commands for what is left of {folder}")
    else:
        report(f"everybody in the group {arguments.group} can work in {folder}")
    return 1 if left else 0
