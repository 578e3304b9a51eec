"""Going through some claims only, and through sentences that may become claims."""

from __future__ import annotations

from annotations.model import Claim, Decision
from annotations.sifting import Sift
from tests.reader.screens.reading_app import Room


async def test_open_claims_alone_are_gone_through() -> None:
    room = Room()
    first = room.claim("De nieuwe motor kostte 600.000 euro")
    second = room.claim("Dit is de mooiste dag van het jaar")
    room.judge(first, "supported", by="anna")
    async with room.reading() as reader:
        await reader.press("ampersand", "o")
        await reader.sees("1 open")
        await reader.press("g")
        await reader.sees("& open")
        await reader.press("right_square_bracket")
        assert reader.screen.pointing.claim == second.id
        await reader.press("right_square_bracket")
        await reader.sees("no claim further on")
        await reader.press("ampersand", "a", "left_square_bracket")
        assert reader.screen.pointing.claim == first.id


async def test_changed_claims_are_those_with_a_stale_verdict_too() -> None:
    room = Room()
    claim = room.claim("De nieuwe motor kostte 600.000 euro")
    room.judge(claim, "supported", by="anna")
    room.claim("Dit is de mooiste dag van het jaar")
    room.session("anna").edit(claim, text="It cost 600,000 euro.")
    async with room.reading() as reader:
        await reader.press("ampersand", "c", "right_square_bracket")
        assert reader.screen.pointing.claim == claim.id


async def test_suggestions_are_marked_when_asked_for_and_c_makes_one_a_claim() -> None:
    room = Room()
    async with room.reading() as reader:
        assert "⋯" not in reader.text
        await reader.press("ampersand", "s")
        await reader.until(lambda: bool(reader.screen.suggestions), "something is suggested")
        await reader.until(lambda: "⋯" in reader.text, "it is marked")
        before = len(reader.screen.suggestions)
        await reader.press("right_square_bracket")
        await reader.sees("c makes a claim")
        here = reader.screen.pointing.sentence
        await reader.press("c")
        await reader.until(lambda: len(room.held(Claim)) == 1, "the claim is made")
        assert room.held(Claim)[0].anchor.exact == here.cut(room.dossier.text)
        assert len(reader.screen.suggestions) == before - 1


async def test_a_sentence_that_was_ticked_through_is_suggested_no_more() -> None:
    room = Room()
    async with room.reading() as reader:
        await reader.press("ampersand", "s", "right_square_bracket")
        await reader.until(lambda: bool(reader.screen.suggestions), "something is suggested")
        first = reader.screen.suggestions[0].span
        await reader.press("x")
        await reader.until(lambda: first not in [one.span for one in reader.screen.suggestions], "it is gone")
        await reader.press("u")
        await reader.until(lambda: first in [one.span for one in reader.screen.suggestions], "it is back")


async def test_a_dismissed_suggestion_stays_away_until_it_is_taken_back() -> None:
    room = Room()
    async with room.reading() as reader:
        await reader.press("ampersand", "s", "right_square_bracket")
        await reader.until(lambda: bool(reader.screen.suggestions), "something is suggested")
        first = reader.screen.suggestions[0].span
        await reader.press("-")
        await reader.until(lambda: len(room.held(Decision)) == 1, "it is dismissed")
        assert first not in [one.span for one in reader.screen.suggestions]
    async with room.reading() as reader:
        await reader.press("ampersand", "s")
        await reader.until(lambda: bool(reader.screen.suggestions), "the rest is suggested")
        assert first not in [one.span for one in reader.screen.suggestions]
        await reader.press("u")
        await reader.until(lambda: first in [one.span for one in reader.screen.suggestions], "it is back")
        assert reader.screen.sift is Sift.SUGGESTED
