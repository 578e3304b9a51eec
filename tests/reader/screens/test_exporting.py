"""Exporting from the screen: to real files, never over those of others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.capabilities import RESTRICTED
from tests.reader.screens.reading_app import Room, keys_of

if TYPE_CHECKING:
    from pathlib import Path

MOTOR = "De nieuwe motor kostte 600.000 euro"


async def test_the_dossier_is_written_as_markdown_where_one_says(tmp_path: Path) -> None:
    room = Room()
    room.claim(MOTOR)
    path = tmp_path / "out.md"
    async with room.reading() as reader:
        await reader.press("X")
        await reader.sees("export to", f"{room.article}.md")
        await reader.press("ctrl+u", *keys_of(str(path)), "enter")
        await reader.sees("written:")
        assert MOTOR in path.read_text(encoding="utf-8")
        await reader.press("X", "ctrl+u", *keys_of(str(path)), "enter")
        await reader.sees("written:")


async def test_what_was_edited_by_hand_is_not_written_over(tmp_path: Path) -> None:
    room = Room()
    room.claim(MOTOR)
    path = tmp_path / "out.md"
    async with room.reading() as reader:
        await reader.press("X", "ctrl+u", *keys_of(str(path)), "enter")
        await reader.sees("written:")
        edited = path.read_text(encoding="utf-8") + "\n> A note by hand.\n"
        path.write_text(edited, encoding="utf-8")
        await reader.press("X", "ctrl+u", *keys_of(str(path)), "enter")
        await reader.sees("was edited since it was exported")
        assert path.read_text(encoding="utf-8") == edited


async def test_a_file_of_somebody_else_is_refused_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("my shopping list\n", encoding="utf-8")
    async with Room().reading() as reader:
        await reader.press("X", "ctrl+u", *keys_of(str(path)), "enter")
        await reader.sees("was not written by Postil")
        assert path.read_text(encoding="utf-8") == "my shopping list\n"
        await reader.press("X", "ctrl+u", *keys_of(str(tmp_path / "none" / "x.md")), "enter")
        await reader.sees("cannot be written")
        await reader.press("X", "escape", "j")
        assert os.listdir(tmp_path) == [path.name]  # noqa: PTH208 - nothing is awaited meanwhile


async def test_a_restricted_session_writes_no_files() -> None:
    room = Room()
    async with room.reading(services=room.services(capabilities=RESTRICTED)) as reader:
        await reader.press("X")
        assert "no files may be written" in reader.foot
