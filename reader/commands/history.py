"""`postil history`: who changed a record, when and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.codec import to_json, write_time
from annotations.errors import UnknownRecord
from annotations.finding import find_record, named
from annotations.ids import is_ulid
from annotations.store import Step
from reader.options import ID_HELP, add_json
from reader.output import print_json, say, wrapped
from reader.words import _, sentence

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from annotations.store import Edit, Transaction
    from reader.opening import Opening

_BOOKKEEPING = frozenset({"rev", "ancestors", "modified"})


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("id", metavar="ID", help=f"{ID_HELP}; a deleted one by its whole id")
    add_json(parser)


def run(arguments: Namespace, opening: Opening) -> int:
    """Print the changes of a record, oldest first."""
    wanted = arguments.id.upper()
    record_id = wanted if is_ulid(wanted) else find_record(opening.store, arguments.id).id
    edits = [
        (made, edit)
        for made in opening.store.history(record_id)
        for edit in made.edits
        if edit.after.id == record_id
    ]
    if not edits:
        # One that came with another program's files has no history here.
        record = find_record(opening.store, record_id)
        raise UnknownRecord(f"{named(record)} has no history in this library")
    if arguments.json:
        print_json([_object(made, edit) for made, edit in edits])
        return 0
    say(sentence(named(edits[-1][1].after)))
    for made, edit in edits:
        say(f"{write_time(made.at)}  {made.author}  {_what(made, edit)}")
        for field, (was, became) in _differences(edit).items():
            say(wrapped(f"{field}: {_shown(was)} → {_shown(became)}", "    ", first="  "))
    return 0


def _what(made: Transaction, edit: Edit) -> str:
    step = {Step.DO: "{what}", Step.UNDO: _("undone: {what}"), Step.REDO: _("done again: {what}")}
    gone = f" ({_('gone')})" if edit.after.deleted else ""
    return step[made.intent.step].format(what=sentence(made.intent.label)) + gone


def _differences(edit: Edit) -> dict[str, tuple[Any, Any]]:
    was = to_json(edit.before) if edit.before else {}
    became = to_json(edit.after)
    names = [name for name in {**was, **became} if name not in _BOOKKEEPING]
    if edit.before is None:
        names = [name for name in names if name not in {"id", "author", "created", "anchor", "rests_on"}]
    return {name: (was.get(name), became.get(name)) for name in names if was.get(name) != became.get(name)}


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, dict):
        # Of an anchor its words, of a tick as well, of what names a record its id.
        return str(value.get("exact") or value.get("words") or value.get("id") or "…")
    return _("nothing") if value in (None, "") else str(value)


def _object(made: Transaction, edit: Edit) -> dict[str, Any]:
    return {
        "transaction": made.id,
        "at": write_time(made.at),
        "author": made.author,
        "what": made.intent.label,
        "step": str(made.intent.step),
        "before": to_json(edit.before) if edit.before else None,
        "after": to_json(edit.after),
    }
