"""At which article one was at work: undo goes by article, and evidence belongs to none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import Conflict
from annotations.labels import LABELS
from annotations.model import article_of
from annotations.store import Step
from annotations.undoing import last_redoable, last_undoable

if TYPE_CHECKING:
    from annotations.model import Record
    from annotations.store import Store


def article_at_hand(store: Store, record: Record) -> str:
    """Return the article of `record`; of evidence the one at which it was last changed; may be empty."""
    past = () if article_of(record) else store.history(record.id)
    return article_of(record) or next(
        (made.intent.article for made in reversed(past) if made.intent.article), ""
    )


def last_article(store: Store, step: Step) -> str:
    """Return at which article one did what would be undone, or undid what would be done again.

    Raises:
        NothingToUndo: there is nothing.
    """
    past = store.transactions()
    made = last_undoable(past) if step is Step.UNDO else last_redoable(past)
    return made.intent.article


def last_labelled(store: Store, step: Step) -> str:
    """Return at which article one tagged or put away last, which is what would be undone or done again.

    Raises:
        NothingToUndo: one did neither.
        Conflict: one did something else at that article since.
    """
    chosen = last_undoable if step is Step.UNDO else last_redoable
    past = store.transactions()
    made = chosen([one for one in past if one.intent.label in LABELS])
    article = made.intent.article
    if chosen([one for one in past if one.intent.article == article]).id != made.id:
        raise Conflict(
            f"you did something else at {article} since", "open it: u there takes that back, one step a time"
        )
    return article
