"""The rows of the library: what is listed of each article, in which order, found by what; pure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from articles.dates import iso_date
from articles.frozen import frozen
from reader.filtering import matching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from annotations.progress import Progress
    from annotations.store import ArticleEntry


VIEW_KEY = "library-view"
"""Under which the desk keeps how one last had the list."""


class Sort(StrEnum):
    """By what the articles are in order."""

    OPENED = "opened"
    """The one opened last comes first; one that never was, by when it came in."""
    TITLE = "title"
    DATE = "date"
    """The newest first, those without a date last."""
    PROGRESS = "progress"
    """The one with the most left to do comes first, those without claims last."""

    @property
    def next(self) -> Sort:
        """The one that the key goes on to."""
        every = list(Sort)
        return every[(every.index(self) + 1) % len(every)]


def kept_sort(view: Mapping[str, object] | None) -> Sort:
    """Return the order that one last had, from what the desk kept."""
    try:
        return Sort(str((view or {}).get("sort")))
    except ValueError:
        return Sort.OPENED


@frozen
class LibraryRow:
    """An article as the library lists it; `progress` is None until it has been looked at."""

    id: str
    title: str
    language: str = ""
    published: str = ""
    added: datetime | None = None
    opened: datetime | None = None
    progress: Progress | None = None

    @property
    def is_removed(self) -> bool:
        """Whether one took it out of what the library shows."""
        return self.progress is not None and self.progress.removed


def rows_of(
    entries: Iterable[ArticleEntry],
    known: Callable[[str], Progress | None],
    visits: Mapping[str, datetime],
) -> list[LibraryRow]:
    """Return a row for each article; `known` says how far it was when one last looked."""
    return [
        LibraryRow(
            id=entry.id,
            title=entry.metadata.title or entry.id,
            language=entry.metadata.language,
            published=entry.metadata.published,
            added=entry.newest.added,
            opened=visits.get(entry.id),
            progress=known(entry.id),
        )
        for entry in entries
    ]


def in_order(rows: Iterable[LibraryRow], sort: Sort) -> list[LibraryRow]:
    """Return the rows in order; where two are alike, the id decides, so that nothing jumps about."""
    by_id = sorted(rows, key=lambda row: row.id)
    if sort is Sort.TITLE:
        return sorted(by_id, key=lambda row: row.title.casefold())
    if sort is Sort.DATE:
        return sorted(by_id, key=lambda row: iso_date(row.published), reverse=True)
    if sort is Sort.PROGRESS:
        return sorted(by_id, key=_share_settled)
    return sorted(by_id, key=_last_seen, reverse=True)


def search_text(row: LibraryRow) -> str:
    """Return the words by which a row is found: title, language, date, reviewers and `#tags`.

    The id is not among them, since every digit typed would be in some hash; see `finds`.
    """
    words = [row.title, row.language, row.published]
    if row.progress:
        words += [*row.progress.reviewers, *(f"#{tag}" for tag in row.progress.tags)]
    return " ".join(words)


def finds(query: str, rows: Sequence[LibraryRow], texts: Sequence[str], folded: Sequence[str]) -> list[int]:
    """Return the indices of the rows in which every word occurs, or whose id begins with what was typed.

    `texts` are the rows' search texts, `folded` the same without case.
    """
    found = set(matching(query, texts, folded))
    start = query.strip().lower()
    return [index for index, row in enumerate(rows) if index in found or (start and row.id.startswith(start))]


def _share_settled(row: LibraryRow) -> tuple[bool, float]:
    progress = row.progress
    if progress is not None and progress.sentences and not progress.claims:
        return False, progress.checked / progress.sentences
    if progress is None or not progress.claims:
        return True, 0.0
    return False, progress.settled / progress.claims


def _last_seen(row: LibraryRow) -> float:
    seen = [one.timestamp() for one in (row.opened, row.added) if one]
    return max(seen, default=0.0)
