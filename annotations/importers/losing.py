"""What a person wrote into an exported file and would lose were the file written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import InvalidRecord
from annotations.importers.markdown import draft_was_edited, parse
from annotations.importers.planning import same_note
from annotations.model import Note

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.importers.parsed import Incoming


def would_lose(markdown: bytes, dossier: Dossier) -> bool:
    """Tell whether Markdown that we wrote has edits by hand that `dossier` does not have."""
    try:
        parsed = parse(markdown)
    except InvalidRecord:
        return _draft_or_damaged(markdown)
    gone = any(_is_there(record_id, dossier) for record_id in parsed.removed)
    return gone or bool(parsed.problems) or any(not _has(dossier, one) for one in parsed.incoming)


def _draft_or_damaged(markdown: bytes) -> bool:
    try:
        return draft_was_edited(markdown)
    except InvalidRecord:
        # We wrote it so that it could be read: somebody changed it.
        return True


def _is_there(record_id: str, dossier: Dossier) -> bool:
    record = dossier.records.get(record_id)
    return record is not None and not record.deleted


def _has(dossier: Dossier, one: Incoming) -> bool:
    record = one.record
    if not record.id:
        return isinstance(record, Note) and any(
            same_note(record, other) for other in dossier.records.values()
        )
    held = dossier.records.get(record.id)
    return not one.edited or all(getattr(held, name, None) == getattr(record, name) for name in one.edited)
