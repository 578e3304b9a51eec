"""What every store checks before it writes: pure, so that all of them agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import Conflict, InvalidRecord, NotYours
from annotations.store import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotations.model import Record
    from annotations.store import Change


def check_changes(
    changes: Sequence[Change], reviewer: str, standing: Callable[[Record], Sequence[Record]]
) -> tuple[Edit, ...]:
    """Return what is still to be written of `changes`; empty where all of it was written before.

    `standing` gives the reviewer's own versions that stand for a record's id.

    Raises:
        NotYours, Conflict: as `Store.commit`.
        InvalidRecord: a change has no rev, does not name its base, or stands there twice.
    """
    seen: set[str] = set()
    edits = []
    for change in changes:
        after = change.after
        _check_form(change, reviewer)
        if after.id in seen:
            raise InvalidRecord("a commit changes one record twice", after.id)
        seen.add(after.id)
        heads = tuple(standing(after))
        if not is_there(after, heads):
            edits.append(Edit(_base(change, heads), after))
    return tuple(edits)


def is_there(after: Record, heads: Sequence[Record]) -> bool:
    """Tell whether `after`, or a version that came from it, stands among `heads`."""
    return any(after.rev == head.rev or after.rev in head.ancestors for head in heads)


def _check_form(change: Change, reviewer: str) -> None:
    after = change.after
    if after.author != reviewer:
        raise NotYours(f"this record belongs to {after.author}", f"{reviewer} cannot change it")
    if not after.id or not after.rev:
        raise InvalidRecord("a record has no id or no rev", after.id)
    if change.base_rev and change.base_rev not in after.ancestors:
        raise InvalidRecord("a record does not name the version that it follows", after.id)


def _base(change: Change, heads: Sequence[Record]) -> Record | None:
    if not heads and not change.base_rev:
        return None
    by_rev = {head.rev: head for head in heads}
    base = by_rev.pop(change.base_rev, None)
    if base is None:
        raise Conflict("this record was changed elsewhere", "look at it again and repeat the change")
    # One more version beside the base would be overwritten unless the new one names it, too.
    if any(rev not in change.after.ancestors for rev in by_rev):
        hint = f"two versions stand: postil settle {base.id} tells and chooses, or C where it is read"
        raise Conflict("this record was changed in two places", hint)
    if type(base) is not type(change.after):
        raise InvalidRecord("a record cannot become one of another kind", base.id)
    return base
