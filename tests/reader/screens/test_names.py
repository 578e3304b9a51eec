"""Under which name one writes: asked once, at the first note, where nobody settled it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.stores.tinydb.layout import check_reviewer
from tests.reader.screens.reading_app import Room, keys_of

if TYPE_CHECKING:
    from reader.services import Services

ASKED = "under which name do you write?"


class Door:
    """Who may come in by another name, and who did."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.names: list[str] = []

    def services(self, reviewer: str = "anna") -> Services:
        """Return the services of a reviewer that nobody settled on."""
        return replace(self.room.services(reviewer), become=self.become)

    def become(self, name: str) -> Services:
        """Let in whoever has a name that can be one."""
        check_reviewer(name)
        self.names.append(name)
        services = self.room.services(name)
        return replace(services, config=replace(services.config, reviewer=name))


async def test_the_first_note_asks_for_a_name_and_the_login_name_is_there_to_take() -> None:
    room = Room()
    door = Door(room)
    async with room.reading(services=door.services()) as reader:
        await reader.press(")", "a", *keys_of("Mine?"), "escape")
        await reader.sees(f"{ASKED} anna")
        assert room.notes == []
        await reader.press("enter")
        await reader.until(lambda: len(room.notes) == 1, "the note is saved")
        await reader.press(")", "a", *keys_of("Mine."), "escape")
        await reader.until(lambda: len(room.notes) == 2, "the second note is saved, unasked")
    async with room.reading(services=door.services()) as reader:
        await reader.press(")", ")", ")", "a", *keys_of("Yes."), "escape")
        await reader.until(lambda: len(room.notes) == 3, "nor is it asked the next time")
    assert {note.author for note in room.notes} == {"anna"}
    assert door.names == []


async def test_another_name_writes_the_note_and_everything_after_it() -> None:
    room = Room()
    door = Door(room)
    async with room.reading(services=door.services()) as reader:
        await reader.press(")", ")", "a", *keys_of("Mine?"), "escape")
        await reader.sees(ASKED)
        sentence = reader.screen.pointing.sentence
        await reader.press("ctrl+u", *keys_of("cleo"), "enter")
        await reader.sees("saved as cleo; postil.toml keeps the name")
        assert [note.author for note in room.notes] == ["cleo"]
        assert reader.screen.pointing.sentence == sentence
        await reader.press("c", "r", "s")
        await reader.until(lambda: len(room.reviews) == 1, "the verdict is given")
        assert room.reviews[0].author == "cleo"
        await reader.until(lambda: "you" in reader.panel, "the panel knows who is at the keyboard")
    assert door.names == ["cleo"]
    assert list(room.desk("anna").keys("draft-")) == []


async def test_a_name_that_cannot_be_a_folder_is_refused_and_the_text_stays() -> None:
    room = Room()
    door = Door(room)
    async with room.reading(services=door.services()) as reader:
        await reader.press(")", "a", *keys_of("Mine?"), "escape")
        await reader.sees(ASKED)
        await reader.press("ctrl+u", *keys_of("../cleo"), "enter")
        await reader.sees("cannot be a reviewer")
        await reader.sees("Mine?")
        await reader.press("escape")
        await reader.sees(ASKED)
        await reader.press("enter")
        await reader.until(lambda: len(room.notes) == 1, "the note is saved")


async def test_escape_at_the_question_goes_back_to_the_text() -> None:
    room = Room()
    async with room.reading(services=Door(room).services()) as reader:
        await reader.press(")", "a", *keys_of("Mine?"), "escape")
        await reader.sees(ASKED)
        await reader.press("escape")
        await reader.sees("Mine?")
        await reader.press(*keys_of(" Yes."), "escape", "enter")
        await reader.until(lambda: [note.text for note in room.notes] == ["Mine? Yes."], "all of it is saved")


async def test_what_was_typed_ahead_of_the_question_is_done_after_it_and_is_no_name() -> None:
    room = Room()
    door = Door(room)
    async with room.reading(services=door.services()) as reader:
        reader.burst(")", "a", *keys_of("Mine?"), "escape", ")", "a", *keys_of("More."), "escape")
        await reader.sees(f"{ASKED} anna")
        assert reader.screen.prompt.text == "anna"
        assert room.notes == []
        await reader.press("enter")
        await reader.until(lambda: len(room.notes) == 2, "both notes are saved")
    assert [note.text for note in room.notes] == ["Mine?", "More."]
    assert room.notes[0].anchor != room.notes[1].anchor
    assert door.names == []


async def test_what_was_typed_ahead_is_done_under_the_name_that_was_given() -> None:
    room = Room()
    async with room.reading(services=Door(room).services()) as reader:
        reader.burst(")", "a", *keys_of("Mine?"), "escape", ")", "a", *keys_of("More."), "escape")
        await reader.sees(f"{ASKED} anna")
        await reader.press("ctrl+u", *keys_of("cleo"), "enter")
        await reader.until(lambda: len(room.notes) == 2, "both notes are saved")
    assert [(note.text, note.author) for note in room.notes] == [("Mine?", "cleo"), ("More.", "cleo")]


async def test_what_was_typed_ahead_does_not_go_into_the_text_that_comes_back() -> None:
    room = Room()
    async with room.reading(services=Door(room).services()) as reader:
        reader.burst(")", "a", *keys_of("Mine?"), "escape", ")", "a", *keys_of("More."), "escape")
        await reader.sees(f"{ASKED} anna")
        await reader.press("escape")
        await reader.sees("Mine?")
        assert reader.screen.editor.text == "Mine?"


async def test_who_settled_a_name_is_not_asked_for_one() -> None:
    room = Room()
    services = room.services()
    services = replace(services, config=replace(services.config, reviewer="anna"), become=Door(room).become)
    async with room.reading(services=services) as reader:
        await reader.press(")", "a", *keys_of("Mine."), "escape")
        await reader.until(lambda: bool(room.notes), "the note is saved")
        assert ASKED not in reader.text
