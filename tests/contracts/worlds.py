"""Stores to run one suite over, and records to put into them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from annotations.anchors import Anchor
from annotations.ids import UlidMaker
from annotations.model import Claim, Note, Source, Target, TargetKind
from annotations.revisions import following
from annotations.store import Change, Intent
from annotations.stores import registry
from annotations.stores.memory import MemoryDesk, MemoryLibrary, MemoryStore
from articles.model import Article, Block, BlockKind, Metadata, Origin, OriginKind, Revision, Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotations.model import AnyRecord, Record
    from annotations.store import Desk, Receipt, Store

ARTICLE = "on-bees-3f9a"


class Clock:
    """Ticks a second whenever it is asked; can be put anywhere."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class World(Protocol):
    """One library, and the stores and desks of whoever works in it."""

    def open(self, reviewer: str) -> Store: ...

    def desk(self, reviewer: str) -> Desk: ...


class MemoryWorld:
    def __init__(self, _: Path) -> None:
        self.clock = Clock()
        self.ids = UlidMaker(self.clock)
        self.library = MemoryLibrary()
        self.desks: dict[str, Desk] = {}

    def open(self, reviewer: str) -> Store:
        return MemoryStore(self.library, reviewer, self.clock, self.ids)

    def desk(self, reviewer: str) -> Desk:
        return self.desks.setdefault(reviewer, MemoryDesk())


class FolderWorld:
    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.ids = UlidMaker(self.clock)
        self.folder = folder / "library"

    def open(self, reviewer: str) -> Store:
        return registry.open_store(self.folder, reviewer, clock=self.clock, ids=self.ids)

    def desk(self, reviewer: str) -> Desk:
        return registry.open_desk(self.folder, reviewer)


WORLDS: dict[str, Callable[[Path], World]] = {"memory": MemoryWorld, "": FolderWorld}
"""By scheme, as in the registry of stores; each makes an empty library in a folder of the test."""

_clock = Clock()
_ids = UlidMaker(_clock)


def a_note(author: str, text: str = "Where is this from?", article: str = ARTICLE) -> Note:
    """Return the first version of a note on an article, or on a source where `article` is empty."""
    target = Target(TargetKind.ARTICLE, article) if article else Target(TargetKind.SOURCE, "01S")
    now = _clock()
    note = Note(
        id=_ids(), author=author, created=now, modified=now, article=article, target=target, text=text
    )
    return following(note, None)


def a_claim(author: str, exact: str = "600.000", article: str = ARTICLE) -> Claim:
    """Return the first version of a claim."""
    now = _clock()
    anchor = Anchor("a" * 64, exact, "ruim ", " leden", 12, 12 + len(exact))
    claim = Claim(id=_ids(), author=author, created=now, modified=now, article=article, anchor=anchor)
    return following(claim, None)


def a_source(author: str, title: str = "Annual report") -> Source:
    """Return the first version of a source."""
    now = _clock()
    return following(Source(id=_ids(), author=author, created=now, modified=now, title=title), None)


def edited(record: AnyRecord, **fields: object) -> AnyRecord:
    """Return the next version of `record`."""
    changed: AnyRecord = replace(record, modified=_clock(), **fields)  # type: ignore[arg-type]
    return following(changed, record)


def save(store: Store, *records: Record, article: str = ARTICLE, label: str = "note added") -> Receipt:
    """Commit versions, each on the one that it follows."""
    changes = [Change(record.ancestors[0] if record.ancestors else "", record) for record in records]
    return store.commit(changes, Intent(article, label))


def a_revision(text: str = "Bees\n\nThey dance.", article: str = ARTICLE) -> Revision:
    """Return a revision with one block a paragraph."""
    blocks = []
    at = 0
    for part in text.split("\n\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(part))))
        at += len(part) + 2
    made = Article(text, tuple(blocks), metadata=Metadata(title=text[:20]))
    origin = Origin(OriginKind.PATH, "/home/anna/bees.txt")
    return Revision(article, made.sha256, made, origin, "text/1", _clock(), "anna")
