"""A record of one's own that was changed in two places: told, settled with one key, and taken back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from annotations.model import Target, TargetKind
from tests.reader.screens.reading_app import Room

if TYPE_CHECKING:
    from pathlib import Path

MOTOR = "De nieuwe motor kostte 600.000 euro"


def parted(tmp_path: Path) -> Room:
    """Return a room in which anna changed a note on two machines, and a synchroniser put both here."""
    here = Room(folder=tmp_path / "here")
    target = Target(TargetKind.CLAIM, here.claim(MOTOR).id)
    note = here.session("anna").add_note(here.article, target, "As it was.")
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    there = Room(folder=tmp_path / "there")
    here.session("anna").edit(note, text="As it is here.")
    there.session("anna").edit(note, text="As it is there.")
    beside = f"{here.article}.sync-conflict-20260301-120000-ABCDEFG.json"
    records = "records/anna"
    shutil.copy(tmp_path / "there" / records / f"{here.article}.json", tmp_path / "here" / records / beside)
    return here


async def test_one_key_settles_two_versions_and_u_brings_the_other_back(tmp_path: Path) -> None:
    room = parted(tmp_path)
    [versions] = room.dossier.versions.values()
    chosen, other = (one.text for one in versions)  # type: ignore[attr-defined]
    async with room.reading() as reader:
        await reader.press("]")
        await reader.sees("two versions stand")
        await reader.press("C")
        await reader.sees("which stands?")
        await reader.press("1")
        await reader.sees("settled; u brings the other version back")
        assert [note.text for note in room.notes] == [chosen]
        assert not room.dossier.versions
        await reader.press("u")
        await reader.sees("undone: note settled")
        assert [note.text for note in room.notes] == [other]
        await reader.press("U")
        await reader.sees("done again: note settled")
        assert [note.text for note in room.notes] == [chosen]
        await reader.press("C")
        await reader.sees("nothing here has two versions")
