from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotations.ids import UlidMaker
from annotations.model import Note, Target, TargetKind
from annotations.revisions import following
from annotations.store import Change, Intent
from annotations.stores.tinydb.opening import open_store
from annotations.stores.tinydb.reading import Reading

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from annotations.stores.tinydb.reading import FileState

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)
ids = UlidMaker(lambda: NOW)


def a_note(number: int) -> Note:
    target = Target(TargetKind.ARTICLE, "draft-0000")
    made = Note(
        id=ids(),
        author="anna",
        created=NOW,
        modified=NOW,
        article="draft-0000",
        target=target,
        text=str(number),
    )
    return following(made, None)


def test_each_file_of_a_large_commit_is_looked_at_once_as_a_library_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(str(tmp_path / "library"), "anna", clock=lambda: NOW, ids=ids)
    notes = [a_note(number) for number in range(50)]
    store.commit([Change("", note) for note in notes], Intent("draft-0000", "imported"))
    store.close()
    # What was remembered of the commit is lost, so that its files have to be looked at.
    for kept in tmp_path.rglob("settled.json"):
        kept.unlink()
    looked_at: list[str] = []
    own = Reading.own

    def counted(reading: Reading, reviewer: str, subject: str) -> list[FileState]:
        looked_at.append(subject)
        return own(reading, reviewer, subject)

    monkeypatch.setattr(Reading, "own", counted)
    again = open_store(str(tmp_path / "library"), "anna", clock=lambda: NOW, ids=ids)
    assert looked_at == ["draft-0000"]
    assert len(again.records("draft-0000").records) == len(notes)
