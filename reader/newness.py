"""What colleagues wrote since a dossier was last shown; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Fact

if TYPE_CHECKING:
    from annotations.dossier import Dossier


def news(before: Dossier, after: Dossier, me: str) -> set[str]:
    """Return the ids of others' records that are new or changed in `after`, as the panel names its items.

    A fact is shown by its links, so these stand for it.
    """
    changed = {
        record_id
        for record_id, record in after.records.items()
        if record.author != me
        and (record_id not in before.records or before.records[record_id].rev != record.rev)
    }
    links = {
        one.link.id
        for view in after.claims
        for one in view.evidence
        if one.fact is not None and one.fact.id in changed
    }
    return {record_id for record_id in changed if not isinstance(after.records[record_id], Fact)} | links
