"""Undo and redo as forward, compensating changes, worked out from the journal.

Nothing is ever taken out of the journal: an undo is a transaction of its own
that writes the earlier content as a new version.  So colleagues who read along
see a change like any other, and a merge has nothing to guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import Conflict, NothingToUndo
from annotations.model import Fact, Link
from annotations.revisions import following
from annotations.store import Change, Step
from articles.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from annotations.model import Record
    from annotations.store import Edit, Transaction


def last_undoable(past: Sequence[Transaction]) -> Transaction:
    """Return the newest transaction that still stands; `past` is oldest first.

    Raises:
        NothingToUndo: there is none.
    """
    done, _ = _stacks(past)
    if not done:
        raise NothingToUndo("there is nothing of yours to undo here")
    return done[-1]


def last_redoable(past: Sequence[Transaction]) -> Transaction:
    """Return the newest undo that nothing was done after.

    Raises:
        NothingToUndo: there is none.
    """
    _, undone = _stacks(past)
    if not undone:
        raise NothingToUndo("there is nothing to redo here")
    return undone[-1]


def _stacks(past: Sequence[Transaction]) -> tuple[list[Transaction], list[Transaction]]:
    """Return what can be undone and what can be redone, each with the next one last."""
    done: list[Transaction] = []
    undone: list[Transaction] = []
    for transaction in past:
        if transaction.intent.step is Step.DO:
            done.append(transaction)
            undone.clear()
        elif transaction.intent.step is Step.UNDO:
            done = [one for one in done if one.id != transaction.intent.compensates]
            undone.append(transaction)
        else:
            undone = [one for one in undone if one.id != transaction.intent.compensates]
            done.append(transaction)
    return done, undone


def compensate(transaction: Transaction, standing: Mapping[str, Record], now: datetime) -> list[Change]:
    """Return the changes that give every record the content it had before `transaction`.

    Raises:
        Conflict: a record has changed since; taking this back would drop that.
    """
    return [_take_back(edit, standing.get(edit.after.id), now) for edit in reversed(transaction.edits)]


def first_needed(changes: Sequence[Change], records: Iterable[Record]) -> Record | None:
    """Return a living record that rests on evidence which `changes` would delete, if there is one."""
    going = {change.after.id for change in changes if change.after.deleted}
    for record in records:
        rests_on = record.fact if isinstance(record, Link) else ""
        rests_on = record.source if isinstance(record, Fact) else rests_on
        if rests_on in going and record.id not in going and not record.deleted:
            return record
    return None


def _take_back(edit: Edit, stands: Record | None, now: datetime) -> Change:
    if stands is None or not _say_the_same(stands, edit.after):
        raise Conflict(
            "this has been changed since, perhaps in another session of yours",
            "look at it first; what is there now would be lost",
        )
    content = edit.before if edit.before is not None else replace(edit.after, deleted=True)
    return Change(stands.rev, following(replace(content, modified=now), stands))


def _say_the_same(one: Record, other: Record) -> bool:
    """Tell whether two versions have one content: what was undone and redone has another rev."""
    return one == replace(other, rev=one.rev, ancestors=one.ancestors, modified=one.modified)
