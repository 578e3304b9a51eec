"""How one reviewer's records are made and written: what every verb rests on.

A family of verbs that needs no more than this is a module of functions that
take a `Recorder`; a `Session` is one.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from annotations.model import AnyRecord, article_of
from annotations.revisions import following
from annotations.store import Change, Intent
from articles.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from annotations.store import Store


class Recorder:
    """One reviewer's hand in one library; several threads may use it, one verb at a time.

    `clock` gives aware datetimes in UTC; `new_id` gives ULIDs.
    """

    def __init__(self, store: Store, *, clock: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self.store = store
        self.clock = clock
        self.new_id = new_id
        self.lock = threading.RLock()
        """Held by a verb from what it reads until it has written."""

    @property
    def reviewer(self) -> str:
        """Whose records these are."""
        return self.store.reviewer

    def fresh(self) -> dict[str, Any]:
        """Return what every new record starts with: an id, its author and the time."""
        now = self.clock()
        return {"id": self.new_id(), "author": self.reviewer, "created": now, "modified": now}

    def make(self, *records: AnyRecord, label: str, article: str = "") -> list[AnyRecord]:
        """Write new records as one transaction; return them as they were written."""
        made = [following(record, None) for record in records]
        self.commit([Change("", record) for record in made], label, article)
        return made

    def rewrite(
        self, pairs: Iterable[tuple[AnyRecord, AnyRecord]], *, label: str, article: str = ""
    ) -> list[AnyRecord]:
        """Write new versions of records, each given as the old and the new one, as one transaction.

        Raises:
            Conflict: an old one is no longer what stands; nothing was written.
        """
        now = self.clock()
        made = [(old.rev, following(replace(new, modified=now), old)) for old, new in pairs]
        self.commit([Change(base, record) for base, record in made], label, article)
        return [record for _, record in made]

    def commit(self, changes: Sequence[Change], label: str, article: str) -> None:
        """Write changes as one transaction, under a label that undo and history show.

        Raises:
            Conflict: a record was changed since; nothing was written.
        """
        at = article or next(filter(None, (article_of(change.after) for change in changes)), "")
        with self.lock:
            self.store.commit(changes, Intent(at, label))
