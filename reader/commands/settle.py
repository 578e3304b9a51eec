"""`postil settle`: which of two versions of a record of one's own stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.codec import to_json, write_time
from annotations.errors import UnknownRecord, UsageError
from annotations.finding import find_record, in_two_versions, named, standing_versions
from annotations.model import article_of
from annotations.working import article_at_hand
from reader.options import ID_HELP, add_json
from reader.output import print_json, report, say, wrapped
from reader.words import _, sentence

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from annotations.model import Record
    from reader.opening import Opening

_BOOKKEEPING = frozenset({"id", "rev", "ancestors", "modified", "created", "author"})


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("id", metavar="ID", nargs="?", help=f"{ID_HELP}; else all that wait are listed")
    parser.add_argument("rev", metavar="REV", nargs="?", help="the version that is to stand, or its start")
    add_json(parser)
    parser.epilog = (
        "Two versions stand where you changed a record in two places that knew nothing of each other.\n"
        "Without REV they are listed, with what they differ in."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """List versions, or let one stand.

    Raises:
        UnknownRecord: it has one version only, or none with this rev.
    """
    if not arguments.id:
        return _list(in_two_versions(opening.store), as_json=arguments.json)
    record = find_record(opening.store, arguments.id)
    versions = standing_versions(opening.store, article_of(record))[record.id]
    if len(versions) == 1:
        raise UnknownRecord(f"of {named(record)} one version stands", "there is nothing to settle")
    if not arguments.rev:
        return _list([versions], as_json=arguments.json)
    chosen = _chosen(versions, arguments.rev)
    others = [one for one in versions if one is not chosen]
    settled = opening.session.settle(chosen, others, article_at_hand(opening.store, chosen))
    if arguments.json:
        print_json(_object(settled))
    else:
        report(f"{named(settled)} settled: the version chosen stands")
    return 0


def _chosen(versions: Sequence[Record], rev: str) -> Record:
    found = [one for one in versions if one.rev.startswith(rev)]
    known = ", ".join(one.rev for one in versions)
    if not found:
        raise UnknownRecord(f"{rev!r} is no version that stands", f"choose from {known}")
    if len(found) > 1:
        raise UsageError(f"several versions start with {rev!r}", f"choose from {known}")
    return found[0]


def _list(waiting: Sequence[Sequence[Record]], *, as_json: bool) -> int:
    if as_json:
        print_json([[_object(one) for one in versions] for versions in waiting])
    elif not waiting:
        report("Nothing of yours stands in two versions.")
    else:
        for versions in waiting:
            say(sentence(named(versions[0])))
            for one in versions:
                say(f"  {one.rev}  {write_time(one.modified)}")
                for line in _differences(one, versions):
                    say(wrapped(line, "      ", first="    "))
    return 0


def _differences(one: Record, versions: Sequence[Record]) -> list[str]:
    """Return the fields in which the versions differ, as this one has them."""
    if one.deleted:
        return [_("deleted")]
    every = [to_json(version) for version in versions]
    mine = to_json(one)
    names = dict.fromkeys(name for said in every for name in said if name not in _BOOKKEEPING)
    return [
        f"{name}: {_shown(mine.get(name))}"
        for name in names
        if any(said.get(name) != mine.get(name) for said in every)
    ]


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("exact") or value.get("id") or "…")
    return _("nothing") if value in (None, "") else str(value)


def _object(record: Record) -> dict[str, Any]:
    from annotations.objects import record_object

    return record_object(record)
