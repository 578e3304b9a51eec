"""The rows of the library screen, from what the store knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Claim, Review
from reader.library_lines import LibraryRow

if TYPE_CHECKING:
    from annotations.store import Store


def library_rows(store: Store) -> list[LibraryRow]:
    """Return a row for each article, newest first."""
    rows = []
    for entry in sorted(store.articles(), key=lambda one: (one.newest.added, one.id), reverse=True):
        records = [record for record in store.records(entry.id).records if not record.deleted]
        judged = {record.claim for record in records if isinstance(record, Review)}
        claims = {record.id for record in records if isinstance(record, Claim)}
        rows.append(
            LibraryRow(
                id=entry.id,
                title=entry.metadata.title or entry.id,
                language=entry.metadata.language,
                published=entry.metadata.published,
                claims=len(claims),
                settled=len(judged & claims),
            )
        )
    return rows
