"""Under which name one writes: said once, where nobody settled it."""

from __future__ import annotations

from dataclasses import replace

from tests.reader.screens.reading_app import Room, keys_of

TOLD = "saved as anna; for another name set reviewer in postil.toml"


async def test_the_first_note_says_under_which_name_it_is_kept_and_the_second_does_not() -> None:
    room = Room()
    async with room.reading() as reader:
        await reader.press(")", "a", *keys_of("Mine?"), "escape")
        await reader.sees(TOLD)
        await reader.press(")", "a", *keys_of("Mine."), "escape")
        await reader.until(lambda: len(room.notes) == 2, "the second note is saved")
        assert TOLD not in reader.text
    async with room.reading() as reader:
        await reader.press(")", ")", ")", "a", *keys_of("Yes."), "escape")
        await reader.until(lambda: len(room.notes) == 3, "the third note is saved")
        await reader.sees("saved")
        assert TOLD not in reader.text


async def test_who_settled_a_name_is_not_told_of_it() -> None:
    room = Room()
    services = room.services()
    services = replace(services, config=replace(services.config, reviewer="anna"))
    async with room.reading(services=services) as reader:
        await reader.press(")", "a", *keys_of("Mine."), "escape")
        await reader.until(lambda: bool(room.notes), "the note is saved")
        await reader.sees("saved")
        assert TOLD not in reader.text
