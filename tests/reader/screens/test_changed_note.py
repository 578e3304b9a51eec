"""Notes on words of an article whose text changed, by keys: changed, ambiguous, orphan, re-attach, gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotations.anchors import AnchorState
from annotations.model import DecisionKind, Target, TargetKind
from tests.reader.screens.reading_app import FERRY, NARROW, USUAL, WIDE, Reader, Room
from tests.reader.screens.test_changed_article import BREAD, COST, SPOKE, decisions, publish, put, without

if TYPE_CHECKING:
    from annotations.model import Note


def remark(room: Room, words: str) -> Note:
    """Return anna's note on some words of the article."""
    target = Target(TargetKind.ARTICLE, room.article)
    passage = (room.dossier, room.span(words))
    return room.session("anna").add_note(room.article, target, "Who said so?", passage=passage)


def passage_state(room: Room, note: Note) -> AnchorState:
    thread = room.dossier.passage(note.id)
    assert thread is not None
    assert thread.place is not None
    return thread.place.state


async def select_note(reader: Reader, note: Note) -> None:
    """Go to a note in the overview."""
    await reader.press("tab")
    for _ in range(20):
        if reader.screen.panel.selected_record() == note.id:
            return
        await reader.press("j")
    raise AssertionError(reader.panel)


@pytest.mark.parametrize("size", [WIDE, USUAL, NARROW])
async def test_enter_on_a_candidate_attaches_a_note_again_and_u_takes_it_back(size: tuple[int, int]) -> None:
    room = Room()
    room.claim(COST)
    note = remark(room, SPOKE)
    text = FERRY.decode().replace(f" {SPOKE}", "")
    put(room, f"{text}\nEen woordvoerder van de gemeente zei dat de kade veilig is.\n")
    assert passage_state(room, note) is AnchorState.ORPHAN
    async with room.reading("bram", size=size) as reader:
        await select_note(reader, note)
        await reader.press("enter")
        await reader.sees("Enter re-attaches")
        await reader.press("enter")
        await reader.sees("re-attached; u takes it back")
        assert decisions(room) == [DecisionKind.REATTACHED]
        assert passage_state(room, note) is AnchorState.EXACT
        await reader.press("u")
        await reader.sees("undone: note re-attached")
        assert passage_state(room, note) is AnchorState.ORPHAN


async def test_a_note_without_a_place_is_attached_to_selected_words() -> None:
    room = Room()
    note = remark(room, BREAD)
    without(room, BREAD)
    async with room.reading() as reader:
        await select_note(reader, note)
        await reader.sees("these words are no longer in the", "- gone for good")
        await reader.press("v")
        await reader.sees("Enter attaches the note to them")
        await reader.press("v", "enter")
        await reader.sees("re-attached")
        assert passage_state(room, note) is AnchorState.EXACT


async def test_words_selected_for_something_else_are_not_the_notes() -> None:
    room = Room()
    note = remark(room, BREAD)
    without(room, BREAD)
    async with room.reading() as reader:
        await select_note(reader, note)
        await reader.press("v", "escape", "v", "v", "enter")
        assert decisions(room) == []


async def test_minus_gives_a_note_up_and_u_takes_it_back() -> None:
    room = Room()
    note = remark(room, BREAD)
    without(room, BREAD)
    async with room.reading() as reader:
        await reader.sees("gone")
        await select_note(reader, note)
        await reader.press("-")
        await reader.sees("given up; u takes it back")
        assert decisions(room) == [DecisionKind.GONE]
        await reader.press("-")
        await reader.sees("given up already")
        await reader.press("u")
        await reader.sees("undone: note given up")
        assert "gone for good" in reader.panel


async def test_a_changed_figure_under_a_note_raises_an_alarm_and_shows_both_wordings() -> None:
    room = Room()
    note = remark(room, COST)
    publish(room, **{"600.000": "700.000"})
    async with room.reading() as reader:
        await reader.sees("the figure changed")
        await select_note(reader, note)
        await reader.sees("[-600.000-]", "{+700.000+}", "the figure changed")
        await reader.press("-")
        await reader.sees("gives up a claim or note whose words are gone")


async def test_a_note_whose_words_fit_two_places_is_put_in_one() -> None:
    room = Room()
    words = "De helft daarvan is nog geen vijf jaar oud."
    note = remark(room, words)
    text = FERRY.decode().replace(words, "")
    put(room, f"{text}\nZo gaat het. {words} Dat was het.\n\nNog iets. {words} Meer niet.\n")
    async with room.reading() as reader:
        await reader.sees("ambiguous")
        await select_note(reader, note)
        await reader.sees("Enter says which")
        await reader.press("enter", "j", "enter")
        await reader.sees("re-attached")
        thread = room.dossier.passage(note.id)
        assert thread is not None
        assert room.dossier.text[: thread.start].endswith("Nog iets. ")
