"""Undo and redo carried out in a store: what is taken back must not be what others rest on."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from annotations.blinding import unblinded
from annotations.errors import Conflict
from annotations.model import EVIDENCE
from annotations.store import Intent, Step
from annotations.undoing import compensate, first_needed, last_redoable, last_undoable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from annotations.model import Record
    from annotations.store import Change, Store, Transaction


def rewind(store: Store, article: str, step: Step, now: datetime) -> Transaction:
    """Undo or redo the last thing one did at an article; return the transaction that was taken back.

    Raises:
        NothingToUndo: there is none.
        Conflict: something newer stands on it.
    """
    past = store.transactions(article)
    transaction = last_undoable(past) if step is Step.UNDO else last_redoable(past)
    changes = compensate(transaction, _standing(store, article), now)
    if step is Step.UNDO:
        _check_unneeded(store, changes)
    store.commit(changes, Intent(article, transaction.intent.label, step, transaction.id))
    return transaction


def _standing(store: Store, article: str) -> dict[str, Record]:
    """Return one's own records that an undo at an article may touch."""
    records = (*store.evidence().records, *(unblinded(store).records(article).records if article else ()))
    return {record.id: record for record in records if record.author == store.reviewer}


def _check_unneeded(store: Store, changes: Sequence[Change]) -> None:
    """Raise Conflict where something rests on evidence that would go, at this article or another."""
    if not any(change.after.deleted and isinstance(change.after, EVIDENCE) for change in changes):
        return
    everywhere = (store.records(entry.id).records for entry in store.articles())
    needed = first_needed(changes, chain(store.evidence().records, *everywhere))
    if needed is not None:
        raise Conflict(
            f"a {type(needed).__name__.lower()} of {needed.person} rests on this by now",
            "delete your own link to it instead",
        )
