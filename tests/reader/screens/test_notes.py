"""Writing notes: on whatever one is at, in bursts, as drafts, when saving fails."""

from __future__ import annotations

import pytest
from textual import events

from annotations.model import Stance, TargetKind
from annotations.stores.memory import MemoryStore
from reader.widgets.note_editor import DRAFT_AFTER
from tests.reader.screens.reading_app import NARROW, USUAL, WIDE, Reader, Room, key_event, keys_of

MOTOR = "De nieuwe motor kostte 600.000 euro"


def room_with_claim() -> Room:
    """Return a room with one claim."""
    room = Room()
    room.claim(MOTOR)
    return room


def drafts(room: Room) -> list[str]:
    """Return what anna's desk keeps of unfinished notes."""
    desk = room.desk("anna")
    return [str((desk.recall(key) or {}).get("text")) for key in desk.keys("draft-")]


async def test_a_note_on_the_claim_is_written_kept_and_shown() -> None:
    room = room_with_claim()
    async with room.reading() as reader:
        await reader.press("]", "a")
        await reader.sees("Note on claim 1", "Esc keep")
        await reader.type("Who\npaid?")
        await reader.press("escape")
        await reader.sees("you · just now", "Who", "paid?", "saved")
        [note] = room.notes
        assert (note.text, note.target.kind, note.target.id) == (
            "Who\npaid?",
            TargetKind.CLAIM,
            room.claims[0].id,
        )
        assert "Note on claim 1" not in reader.text


async def test_a_note_without_a_claim_is_on_the_sentence_and_marks_it() -> None:
    room = Room()
    async with room.reading() as reader:
        await reader.press(")", ")", ")", "a")
        await reader.sees("Note on “„Dit is de mooiste dag")
        await reader.press(*"Really?", "escape")
        await reader.sees("Really?")
        [note] = room.notes
        assert note.target.kind is TargetKind.ARTICLE
        assert note.anchor
        assert note.anchor.exact.startswith("„Dit is de mooiste dag")


async def test_a_note_on_selected_words_is_on_those() -> None:
    room = room_with_claim()
    async with room.reading() as reader:
        await reader.press(")", ")", ")", "v", "right", "a", *"hm", "escape")
        await reader.until(lambda: room.notes != [])
        anchor = room.notes[0].anchor
        assert anchor
        assert anchor.exact == "Dit is"
        await reader.until(lambda: not reader.screen.pointing.selection, "nothing is selected any more")


async def test_a_note_with_nothing_at_hand_is_on_the_article() -> None:
    room = Room()
    async with room.reading() as reader:
        await reader.press("a")
        await reader.sees("Note on the article")
        await reader.press(*"Runs on Saturday", "escape")
        await reader.sees("Runs on Saturday")
        assert room.notes[0].target.kind is TargetKind.ARTICLE
        assert room.notes[0].anchor is None


async def test_a_note_on_a_fact_and_a_reply_to_a_note_are_made_in_the_panel() -> None:
    room = room_with_claim()
    claim = room.claims[0].claim
    room.fact(claim, Stance.SUPPORTS, statement="An invoice")
    async with room.reading() as reader:
        await reader.press("]", "s", "tab", "a")
        await reader.sees("Note on this fact")
        await reader.press(*"Dated?", "escape")
        await reader.until(lambda: len(room.notes) == 1)
        assert room.notes[0].target.kind is TargetKind.FACT
        await reader.sees("Dated?")
    question = room.session("bram").add_note(room.article, room.notes[0].target, "By whom?")
    async with room.reading() as reader:
        await reader.press("]", "tab")
        await reader.until(lambda: reader.screen.focused is reader.screen.panel)
        while reader.screen.panel.selected_record() != question.id:
            await reader.press("j")
        await reader.press("a")
        await reader.sees("Reply to bram")
        await reader.press(*"By the city.", "escape")
        await reader.sees("By the city.")
        assert [note.text for note in room.notes if note.target.id == question.id] == ["By the city."]


@pytest.mark.parametrize("size", [WIDE, USUAL, NARROW])
async def test_a_burst_becomes_the_note_and_runs_no_command(size: tuple[int, int]) -> None:
    room = room_with_claim()
    async with room.reading(size=size) as reader:
        await reader.press("]")
        reader.burst("a", *"Hello", "escape")
        await reader.until(lambda: room.notes != [], "the note is saved")
        await reader.settle()
    assert [note.text for note in room.notes] == ["Hello"]
    assert (len(room.claims), room.links, room.reviews) == (1, [], [])


async def test_keys_behind_a_burst_work_on_what_came_of_it() -> None:
    room = room_with_claim()
    room.claim("De pont vaart tot oktober op proef")
    async with room.reading() as reader:
        reader.burst(
            "]", "a", *"One", "escape", "a", *"Two", "escape", "]", "a", *keys_of("qQ uU\nD"), "escape", "["
        )
        await reader.until(lambda: len(room.notes) == 3, "all three are saved")
        first, last = (view.id for view in room.claims)
        assert [(note.text, note.target.id) for note in room.notes] == [
            ("One", first),
            ("Two", first),
            ("qQ uU\nD", last),
        ]
        await reader.sees("CLAIM 1 of 2")
        reader.burst("a", *"Three", "escape", "u")
        await reader.sees("undone: note added")
        assert [note.text for note in room.notes] == ["One", "Two", "qQ uU\nD"]


async def test_a_paste_within_a_burst_stands_where_it_came() -> None:
    room = room_with_claim()
    async with room.reading() as reader:
        await reader.press("]")
        reader.burst("a", *"see ")
        reader.app.post_message(events.Paste("q: one\ntwo"))
        reader.burst("!", "escape", "]")
        await reader.until(lambda: room.notes != [])
        assert room.notes[0].text == "see q: one\ntwo!"


async def test_an_empty_note_is_not_kept_and_one_thrown_away_is_gone() -> None:
    room = room_with_claim()
    async with room.reading() as reader:
        await reader.press("]", "a", "escape", "a", *"  ", "escape")
        await reader.sees("CLAIM 1 of 1")
        await reader.press("a", *"never mind", "ctrl+g")
        await reader.sees("thrown away")
        assert room.notes == []
        assert room.desk("anna").keys("draft-") == []
        await reader.press("a")
        assert "never mind" not in reader.text


async def test_what_is_typed_is_on_disk_while_typing_and_offered_after_a_restart() -> None:
    room = room_with_claim()
    desk = room.desk("anna")
    async with room.reading() as reader:
        await reader.press("]", "a", *"Half a thou")
        await reader.until(lambda: drafts(room) == ["Half a thou"], f"a draft after {DRAFT_AFTER} s")
    assert room.notes == []
    async with room.reading() as reader:
        await reader.sees("unfinished: Note on claim 1", "go on with it")
        await reader.press("enter")
        await reader.sees("Half a thou")
        await reader.press(*"ght", "escape")
        await reader.until(lambda: [note.text for note in room.notes] == ["Half a thought"])
        await reader.until(lambda: desk.keys("draft-") == [], "the draft is gone")
        assert room.notes[0].target.id == room.claims[0].id


async def test_an_offered_draft_can_be_dropped_or_left() -> None:
    room = room_with_claim()
    desk = room.desk("anna")
    async with room.reading() as reader:
        await reader.press("]", "a", *"Half")
        await reader.until(lambda: len(desk.keys("draft-")) == 1)
    async with room.reading() as reader:
        await reader.press("escape", "j")
        assert len(desk.keys("draft-")) == 1
    async with room.reading() as reader:
        await reader.press("d")
        await reader.sees("dropped")
        assert desk.keys("draft-") == []


async def unsaved(reader: Reader, words: str) -> None:
    """Write a note that cannot be saved."""
    await reader.press("]", "a", *keys_of(words), "escape")
    await reader.sees("the library is on a disk that was locked", words)


async def test_a_note_that_cannot_be_saved_stays_in_the_editor_with_the_reason() -> None:
    room = room_with_claim()
    store = room.stores["anna"]
    assert isinstance(store, MemoryStore)
    async with room.reading() as reader:
        store.read_only = "the library is on a disk that was locked"
        await unsaved(reader, "Keep me")
        assert reader.screen.editor.is_open
        await reader.press("escape")
        await reader.sees("the library is on a disk that was locked", "Keep me")
        assert room.notes == []
        store.read_only = ""
        await reader.press("!", "escape")
        await reader.sees_no_more("Esc keep")
        await reader.sees_no_more("was locked")
        assert [note.text for note in room.notes] == ["Keep me!"]
        assert "Keep me!" in reader.panel


async def test_hostile_words_are_shown_harmless_and_kept_as_typed() -> None:
    room = room_with_claim()
    words = "[/] [@click=app.exit]x[/] **b**"
    async with room.reading() as reader:
        await reader.press("]", "a", *keys_of(words), "escape")
        await reader.sees("[@click=app.exit]x[/]")
    assert room.notes[0].text == words


async def test_what_was_typed_before_the_question_was_seen_does_not_drop_a_draft() -> None:
    room = room_with_claim()
    async with room.reading() as reader:
        await reader.press("]", "a", *"half a thought")
        await reader.until(lambda: drafts(room) == ["half a thought"])
    early = key_event("d")
    async with room.reading() as reader:
        await reader.sees("unfinished: Note on claim 1")
        early.set_sender(reader.app)
        reader.app.post_message(early)
        await reader.settle()
        assert "unfinished: Note on claim 1" in reader.text
        await reader.press("g")
        await reader.sees("half a thought")
    assert drafts(room) == ["half a thought"]


async def test_going_on_with_a_draft_shows_the_claim_it_is_about() -> None:
    room = room_with_claim()
    async with room.reading() as reader:
        await reader.press("]", "a", *"half a thought")
        await reader.until(lambda: drafts(room) == ["half a thought"])
    room.desk("anna").forget(f"place-{room.article}")
    async with room.reading() as reader:
        await reader.sees("unfinished: Note on claim 1")
        await reader.press("enter")
        await reader.sees("CLAIM 1 of 1", "half a thought")
