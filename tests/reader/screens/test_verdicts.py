"""Giving verdicts by a letter, on both scales."""

from __future__ import annotations

import pytest

from tests.reader.screens.reading_app import NARROW, Room, keys_of

LETTERS = {
    "s": "supported",
    "r": "refuted",
    "n": "not-enough-evidence",
    "c": "conflicting",
    "p": "opinion",
    "x": "not-checkable",
}


def room_with_claims(scale: str = "evidence") -> Room:
    """Return a room with two claims."""
    room = Room(scale=scale)
    room.claim("De nieuwe motor kostte 600.000 euro")
    room.claim("De gemeente betaalde 2,4 miljoen euro")
    return room


@pytest.mark.parametrize(("letter", "verdict"), LETTERS.items())
async def test_r_and_a_letter_give_a_verdict(letter: str, verdict: str) -> None:
    room = room_with_claims()
    async with room.reading() as reader:
        await reader.press("]", "r")
        await reader.sees("verdict", "s supported", "r refuted")
        await reader.press(letter)
        await reader.sees(f"{verdict.replace('-', ' ')}: e gives the reason")
    assert [(one.verdict, one.claim, one.author) for one in room.reviews] == [
        (verdict, room.claims[0].id, "anna")
    ]


async def test_enter_keeps_the_verdict_one_gave_and_another_letter_changes_it() -> None:
    room = room_with_claims()
    room.judge(room.claims[0].claim, "refuted", by="anna", reason="No invoice")
    async with room.reading() as reader:
        await reader.press("]", "r")
        await reader.sees("Enter/r refuted")
        await reader.press("enter")
        await reader.sees("refuted: e gives the reason")
        assert [(one.verdict, one.reason) for one in room.reviews] == [("refuted", "No invoice")]
        await reader.press("r", "s")
        await reader.sees("supported: e gives")
        assert [(one.verdict, one.reason) for one in room.reviews] == [("supported", "")]
        await reader.press("u")
        await reader.sees("undone: verdict changed")
        assert [(one.verdict, one.reason) for one in room.reviews] == [("refuted", "No invoice")]


async def test_a_letter_that_is_no_verdict_is_named_and_escape_gives_none() -> None:
    room = room_with_claims()
    async with room.reading() as reader:
        await reader.press("r")
        assert "] goes to a claim" in reader.foot
        await reader.press("]", "r", "z")
        await reader.sees("no z:")
        await reader.press("enter")
        await reader.press("escape", "j")
        assert room.reviews == []


async def test_a_burst_judges_each_claim_by_its_own_letter() -> None:
    room = room_with_claims()
    async with room.reading() as reader:
        reader.burst("]", "r", "s", "]", "r", "r", "[")
        await reader.until(lambda: len(room.reviews) == 2, "both verdicts")
        await reader.sees("CLAIM 1 of 2")
    first, second = (view.id for view in room.claims)
    assert {one.claim: one.verdict for one in room.reviews} == {first: "supported", second: "refuted"}


async def test_a_fix_wants_its_wording_first() -> None:
    room = room_with_claims("desk")
    async with room.reading() as reader:
        await reader.press("]", "r")
        await reader.sees("o ok", "f fix")
        await reader.press("f")
        await reader.sees("why?")
        await reader.press("escape")
        assert room.reviews == []
        reader.burst("r", "f", *"650.000", "enter", "]")
        await reader.until(lambda: room.reviews != [])
        assert [(one.verdict, one.reason, one.claim) for one in room.reviews] == [
            ("fix", "650.000", room.claims[0].id)
        ]
        await reader.press("[")
        await reader.sees("fix", "650.000")


async def test_a_fix_takes_the_words_one_proposed_and_else_leads_to_them() -> None:
    room = room_with_claims("desk")
    async with room.reading() as reader:
        await reader.press("]", "r", "f", *keys_of("too much"), "enter")
        await reader.sees("fix: p proposes the words")
        await reader.press("]", "p", *["backspace"] * 4, *keys_of("mark"), "escape")
        await reader.until(lambda: len(room.notes) == 1, "the words are proposed")
        proposed = room.notes[0].new
        assert proposed.endswith("mark")
        await reader.press("r", "f")
        await reader.until(lambda: len(room.reviews) == 2, "nothing more is asked")
        assert [one.reason for one in room.reviews] == ["too much", proposed]
        await reader.sees("fix: e gives the reason")


async def test_reviewers_who_differ_stand_side_by_side() -> None:
    room = room_with_claims()
    room.judge(room.claims[0].claim, "supported", by="bram")
    async with room.reading() as reader:
        await reader.press("]", "r", "r")
        await reader.sees("we differ", "bram supported", "refuted")


async def test_a_verdict_can_be_given_on_a_narrow_screen() -> None:
    room = room_with_claims()
    async with room.reading(size=NARROW) as reader:
        await reader.press("]", "r")
        await reader.sees("supported")
        await reader.press("s")
        await reader.until(lambda: len(room.reviews) == 1)
