"""Which records go out with a dossier: all of its article, and of the library's evidence what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Fact, Link, Note, Record, Source, TargetKind, article_of
from articles.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotations.dossier import Dossier


def records_of(dossier: Dossier) -> tuple[Record, ...]:
    """Return the records that belong to a dossier, in order of id.

    Sources and facts of other articles stay at home.  Of a deleted note that
    has replies its place remains, without its words.
    """
    records = dossier.records
    article = dossier.revision.article_id
    kept = {one.id for one in records.values() if article_of(one) == article}
    kept |= _evidence(kept, records)
    kept |= _notes_on(kept, records)
    answered = {one.target.id for one in records.values() if isinstance(one, Note) and one.id in kept}
    return tuple(
        emptied(records[record_id])
        for record_id in sorted(kept)
        if not records[record_id].deleted or record_id in answered
    )


def _evidence(kept: set[str], records: Mapping[str, Record]) -> set[str]:
    """Return the ids of the facts that links among `kept` name, or notes, and of their sources."""
    links = (records[one] for one in kept)
    named = {one.fact for one in links if isinstance(one, Link)}
    facts = [fact for one in named if isinstance(fact := records.get(one), Fact)]
    sources = {fact.source for fact in facts if isinstance(records.get(fact.source), Source)}
    return {fact.id for fact in facts} | sources


def _notes_on(kept: Iterable[str], records: Mapping[str, Record]) -> set[str]:
    """Return the ids of the library's notes on evidence among `kept`, and of the replies to them."""
    library = [one for one in records.values() if isinstance(one, Note) and not one.article]
    found: set[str] = set()
    reached = set(kept)
    while True:
        fresh = {note.id for note in library if note.target.id in reached} - found
        if not fresh:
            return found
        found |= fresh
        reached |= fresh


def emptied(record: Record) -> Record:
    """Return a deleted note without what it said; any other record as it is."""
    if not isinstance(record, Note) or not record.deleted:
        return record
    where = record.anchor if record.target.kind is TargetKind.ARTICLE else None
    return replace(record, text="", tags=(), to="", old="", new="", anchor=where, extra={})
