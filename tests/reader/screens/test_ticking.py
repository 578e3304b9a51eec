"""Ticking what there is to check, by keys, alone and with a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Check
from annotations.shelving import take_in
from annotations.ticking import tick
from annotations.ticks import TickMark
from articles.reading import read_bytes
from reader.panel.checks import is_item
from tests.reader.screens.reading_app import FERRY, NARROW, USUAL, WIDE, Room

if TYPE_CHECKING:
    from tests.reader.screens.reading_app import Reader

PAID = "De gemeente betaalde 2,4 miljoen euro."


def ticks(room: Room) -> list[tuple[str, str, str]]:
    """Return who ticked which words how, in the order of the text."""
    return [
        (one.person, one.tick.words, str(one.tick.mark))
        for view in room.dossier.checks
        for one in view.standing
    ]


def item_of(reader: Reader) -> str:
    item = reader.screen.pointing.item
    return item.span.cut(reader.screen.dossier.text) if item else ""


def update(room: Room, was: str, now: str, old: bytes = FERRY) -> bytes:
    """Give the article a new text."""
    made = old.replace(was.encode(), now.encode())
    assert made != old
    take_in(room.session("anna").store, read_bytes(made, "ferry.md"), clock=room.clock, into=room.article)
    return made


async def test_w_goes_to_what_is_open_and_x_ticks_it_and_goes_on() -> None:
    room = Room()
    async with room.reading(size=WIDE) as reader:
        assert "sentences" not in reader.foot
        await reader.press("w")
        assert item_of(reader) == "elf"
        await reader.sees("THIS SENTENCE", "0/42 sentences", "A on author")
        await reader.press("x")
        await reader.until(lambda: item_of(reader) == "Oudeveer")
        assert ticks(room) == [("anna", "elf", "checked")]
        await reader.press("A", "-")
        await reader.until(lambda: item_of(reader) == "600.000 euro")
        assert [mark for _, _, mark in ticks(room)] == ["checked", "on-author", "nothing-to-check"]
        await reader.sees("1 on author")
        await reader.press("W")
        assert item_of(reader).startswith("Wie dan nog")
        await reader.sees("from the end")


async def test_each_key_is_undone_and_the_item_is_current_again() -> None:
    room = Room()
    async with room.reading(size=WIDE) as reader:
        await reader.press("w", "x", "A")
        await reader.until(lambda: len(ticks(room)) == 2)
        await reader.press("u")
        await reader.until(lambda: len(ticks(room)) == 1)
        assert item_of(reader) == "Oudeveer"
        await reader.sees("undone: ticked")
        await reader.press("u")
        await reader.until(lambda: ticks(room) == [])
        assert item_of(reader) == "elf"
        await reader.press("U")
        await reader.until(lambda: len(ticks(room)) == 1)


async def test_without_an_item_the_whole_sentence_is_ticked_with_one_key() -> None:
    room = Room()
    async with room.reading(size=WIDE) as reader:
        await reader.press(")", "x")
        await reader.until(lambda: len(ticks(room)) == 3)
        assert reader.screen.pointing.item is None
        assert reader.screen.pointing.sentence.cut(room.dossier.text).startswith("De nieuwe motor")
        await reader.press("x", "-")
        await reader.until(lambda: len(room.held(Check)) == 3)
        await reader.sees("3/42 sentences")
        await reader.press("w", "escape")
        assert reader.screen.pointing.item is None
        assert reader.screen.pointing.sentence


async def test_the_panel_shows_the_next_sentence_from_its_top_and_no_item_for_that_of_the_last() -> None:
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading(size=(80, 12)) as reader:
        panel = reader.screen.panel
        await reader.press(")", "w", "x")
        await reader.until(lambda: len(ticks(room)) == 1)
        assert is_item(panel.selected_record())
        await reader.press("escape", ")", ")")
        await reader.sees("THIS SENTENCE")
        assert not is_item(panel.selected_record())
        panel.scroll_to(y=panel.max_scroll_y, animate=False)
        await reader.until(lambda: "THIS SENTENCE" not in reader.text)
        await reader.press(")")
        await reader.sees("THIS SENTENCE")


async def test_a_figure_that_somebody_gives_is_asked_about_twice() -> None:
    room = Room()
    async with room.reading(size=WIDE) as reader:
        sentence = reader.screen.sentences.at(room.span("2.300 mensen").start)
        assert sentence
        reader.screen.point_at_sentence(sentence)
        await reader.press("w")
        await reader.sees("0/4", "figure said", "figure so")
        await reader.press("w", "w")
        await reader.sees("figure, said?")


async def test_a_claim_stays_in_the_panel_beside_what_is_ticked_in_it() -> None:
    room = Room()
    claim = room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading(size=WIDE) as reader:
        await reader.press("]", "w")
        assert (reader.screen.pointing.claim, item_of(reader)) == (claim.id, "600.000 euro")
        await reader.sees("THIS SENTENCE", "CLAIM 1 of 1")
        await reader.press("escape")
        await reader.sees_no_more("THIS SENTENCE")
        await reader.press("-")
        await reader.sees("gives up a claim")
        assert ticks(room) == []


async def test_a_colleagues_ticks_are_seen_and_passed_over() -> None:
    room = Room()
    async with room.reading(size=USUAL) as reader:
        await reader.press("w")
        checklist = reader.screen.checklist
        sentence = reader.screen.pointing.sentence
        items = [one.item for one in checklist.at(sentence).items]
        tick(room.session("bram"), room.dossier, sentence, items, TickMark.CHECKED)
        await reader.until(lambda: "bram" in reader.panel, "the ticks are seen")
        await reader.press("w")
        assert item_of(reader) == "600.000 euro"
        await reader.sees("1/42 sentences")


async def test_what_is_asked_about_is_the_item_and_is_passed_over_until_it_is_answered() -> None:
    room = Room()
    async with room.reading(size=WIDE) as reader:
        await reader.press("w", "w", "i", *"Where?", "escape")
        await reader.until(lambda: len(room.notes) == 1)
        assert room.notes[0].anchor is not None
        assert room.notes[0].anchor.exact == "Oudeveer"
        await reader.press("W")
        assert item_of(reader) == "elf"
        await reader.press("x")
        await reader.until(lambda: item_of(reader) == "Nieuwe Kade", "the question is passed over")
        await reader.press("x")
        await reader.sees("0/42 sentences", "1 asked")


async def test_in_the_panel_the_same_key_takes_ones_own_tick_off() -> None:
    room = Room()
    async with room.reading(size=WIDE) as reader:
        await reader.press("w", "x")
        await reader.until(lambda: len(ticks(room)) == 1)
        await reader.press("tab", "k", "x")
        await reader.until(lambda: ticks(room) == [])
        await reader.sees("taken off")
        await reader.press("A")
        await reader.until(lambda: ticks(room) == [("anna", "elf", "on-author")])
        await reader.sees("the same key takes it off")
        await reader.press("j", "enter")
        assert item_of(reader) == "Oudeveer"


async def test_at_the_end_the_keys_go_round_and_say_when_nothing_is_left() -> None:
    room = Room(b"# Kop\n\nEr waren 3 schepen. Niemand keek.")
    async with room.reading(size=WIDE) as reader:
        await reader.press("w", "w", "w")
        assert item_of(reader) == "3"
        await reader.sees("from the top")
        await reader.press("x", "x")
        await reader.sees("nothing left: every sentence is ticked")
        await reader.press("j")
        await reader.sees("2/2 sentences")


async def test_where_there_is_no_sentence_the_keys_say_so() -> None:
    room = Room(b"# Only a heading")
    async with room.reading(size=WIDE) as reader:
        await reader.press("w")
        await reader.sees("no sentences")
        await reader.press("x")
        await reader.sees("no sentences")


async def test_ticks_follow_a_changed_draft_and_fall_where_words_changed() -> None:
    room = Room()
    async with room.reading(size=WIDE) as reader:
        await reader.press(")", "x", "x", "x", "x")
        await reader.until(lambda: len(room.held(Check)) == 4)
    update(room, "600.000 euro", "700.000 euro")
    async with room.reading(size=WIDE) as reader:
        await reader.press("g", "w")
        assert item_of(reader) == "700.000 euro"
        await reader.sees("2/42 sentences", "before it changed", "600.000 euro")


async def test_beside_a_changed_sentence_a_pronoun_is_read_again() -> None:
    room = Room()
    dossier = room.dossier
    async with room.reading(size=WIDE) as reader:
        sentence = reader.screen.sentences.at(room.span("Dat is volgens").start)
        assert sentence
        items = [one.item for one in reader.screen.checklist.at(sentence).items]
        tick(room.session("anna"), dossier, sentence, items, TickMark.CHECKED)
    update(room, PAID, "De provincie betaalde 2,4 miljoen euro.")
    async with room.reading(size=WIDE) as reader:
        await reader.until(lambda: "0/42 sentences" in reader.foot, "it is to be read again")
        sentence = reader.screen.sentences.at(room.span("Dat is volgens").start)
        assert sentence
        reader.screen.point_at_sentence(sentence)
        await reader.sees("read again, because of: Dat")
        await reader.press("x")
        await reader.until(lambda: "1/42 sentences" in reader.foot, "it was read again")


async def test_what_is_ticked_shows_without_a_panel_or_colours() -> None:
    room = Room()
    async with room.reading(size=NARROW) as reader:
        await reader.press("w", "x")
        await reader.until(lambda: len(ticks(room)) == 1)
        await reader.sees("name")
        assert "0/42 sentences" in reader.foot
