"""Questions, answers that come by mail, and proposed wordings, by keys."""

from __future__ import annotations

from textual.events import Paste

from annotations.asking import open_questions
from annotations.model import Purpose, Stance, TargetKind
from tests.reader.screens.reading_app import Room, keys_of


async def test_i_asks_somebody_about_the_claim_and_a_reply_answers() -> None:
    room = Room()
    claim = room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading() as reader:
        await reader.press("right_square_bracket", "i", *keys_of("@bram Paid when?"), "escape")
        await reader.until(lambda: len(room.notes) == 1, "the question is saved")
        [asked] = room.notes
        assert (asked.purpose, asked.to, asked.text) == (Purpose.QUESTION, "bram", "Paid when?")
        assert (asked.target.kind, asked.target.id) == (TargetKind.CLAIM, claim.id)
        await reader.sees("? to bram")
    async with room.reading("bram") as reader:
        await reader.press("right_square_bracket")
        await reader.sees("? to you")
        await reader.press("tab")
        while reader.screen.panel.selected_record() != asked.id:
            await reader.press("j")
        await reader.press("a", *keys_of("In June."), "escape")
        await reader.until(lambda: not open_questions(room.dossier), "the question is answered")
        await reader.sees("answered")


async def test_how_to_say_whom_one_asks_is_seen_on_a_small_screen() -> None:
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading(size=(80, 24)) as reader:
        await reader.press("right_square_bracket", "i")
        await reader.sees("Question (@whom first)")


async def test_asking_in_reply_asks_back_and_answers_nothing() -> None:
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading() as reader:
        await reader.press("right_square_bracket", "i", *keys_of("When?"), "escape", "tab")
        await reader.until(lambda: len(room.notes) == 1, "the question is saved")
        while reader.screen.panel.selected_record() != room.notes[0].id:
            await reader.press("j")
        await reader.press("i", *keys_of("By whom?"), "escape")
        await reader.until(lambda: len(room.notes) == 2, "the second one is saved")
    assert [one.note.text for one in open_questions(room.dossier)] == ["When?", "By whom?"]


async def test_a_pasted_mail_answers_by_the_mark_of_its_question() -> None:
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading() as reader:
        await reader.press("right_square_bracket", "i", *keys_of("@bram Paid when?"), "escape")
        await reader.until(lambda: len(room.notes) == 1, "the question is saved")
        asked = room.notes[0]
        reader.app.post_message(
            Paste(f"Hello,\n> [?{asked.id[-6:]}] anna\n>   Paid when?\n\nIn June.\n-- \nBram")
        )
        await reader.sees("1 answer to a question here")
        await reader.press("y")
        await reader.until(lambda: len(room.notes) == 2, "the answer is attached")
        answer = room.notes[1]
        assert (answer.author, answer.creator, answer.text) == ("anna", "bram", "In June.")
        assert answer.target.id == asked.id
        await reader.press("u")
        await reader.until(lambda: len(room.notes) == 1, "one key takes it back")


async def test_text_that_answers_nothing_is_not_run_as_keys_when_it_is_pasted() -> None:
    room = Room()
    async with room.reading() as reader:
        reader.app.post_message(Paste("D u X q"))
        await reader.press(")")
        assert reader.screen.is_current


async def test_p_proposes_other_words_that_the_panel_shows_as_a_difference() -> None:
    room = Room()
    claim = room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading() as reader:
        await reader.press("right_square_bracket", "p")
        await reader.sees("Other words for")
        await reader.press("end", *["backspace"] * 4, *keys_of("mark"), "escape")
        await reader.until(lambda: len(room.notes) == 1, "the proposal is saved")
        [made] = room.notes
        assert (made.purpose, made.target.id) == (Purpose.WORDING, claim.id)
        assert (made.old, made.new) == (
            "De nieuwe motor kostte 600.000 euro",
            "De nieuwe motor kostte 600.000 mark",
        )
        await reader.sees("proposes")


async def test_words_that_were_not_changed_are_no_proposal() -> None:
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading() as reader:
        await reader.press("right_square_bracket", "p", "escape")
        await reader.until(lambda: not reader.screen.editor.is_open, "the editor is closed")
        assert room.notes == []


async def test_words_that_were_taken_away_are_proposed_to_be_struck_out() -> None:
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading() as reader:
        await reader.press("right_square_bracket", "p", *["backspace"] * 40, "escape")
        await reader.until(lambda: len(room.notes) == 1, "the proposal is saved")
        assert (room.notes[0].old, room.notes[0].new) == ("De nieuwe motor kostte 600.000 euro", "")


async def test_a_point_links_the_last_source_again_with_its_passage_alone() -> None:
    room = Room()
    first = room.claim("De nieuwe motor kostte 600.000 euro")
    room.fact(first, Stance.REFUTES, url="https://example.org/count", statement="Fewer.")
    room.claim("Dit is de mooiste dag van het jaar")
    async with room.reading() as reader:
        await reader.press("right_square_bracket", "right_square_bracket", ".", *keys_of("mooiste"), "enter")
        await reader.until(lambda: len(room.links) == 2, "the fact is linked")
        link = room.links[1]
        [fact] = [one for one in room.facts if one.id == link.fact]
        assert (link.stance, fact.quote) == (Stance.SUPPORTS, "mooiste")
        assert len(room.sources) == 1


async def test_without_a_source_a_point_says_how_to_link_one() -> None:
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading() as reader:
        await reader.press("right_square_bracket", ".")
        await reader.sees("no source was linked yet")
