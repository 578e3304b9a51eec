"""The screens in Dutch, by their keys; the keys themselves stay."""

from __future__ import annotations

import pytest

from annotations.model import Purpose, Stance, Target, TargetKind
from reader.words import choose_language
from tests.reader.screens.library_app import LONG, MOTOR, Shelf
from tests.reader.screens.reading_app import LARGE, NARROW, Room


@pytest.fixture(autouse=True)
def _dutch() -> None:
    assert choose_language({"LANG": "nl_NL.UTF-8"}) == "nl"


def room_with_claims() -> Room:
    """Return a room with two claims, one with a fact and a verdict."""
    room = Room()
    first = room.claim("De nieuwe motor kostte 600.000 euro")
    room.claim("De gemeente betaalde 2,4 miljoen euro")
    room.fact(
        first, Stance.REFUTES, statement="De factuur zegt iets anders", url="https://city.example/invoice"
    )
    room.judge(first, "not-enough-evidence", by="bram")
    return room


async def test_what_is_mine_and_what_is_asked_of_me_is_told_in_dutch() -> None:
    room = room_with_claims()
    claim = room.claims[0]
    room.judge(claim.claim, "supported", by="anna")
    target = Target(TargetKind.CLAIM, claim.id)
    room.session("bram").add_note(room.article, target, "Echt?", purpose=Purpose.QUESTION, to="anna")
    async with room.reading(size=LARGE) as reader:
        await reader.press("]")
        await reader.sees("jij   bevestigd", "? aan jou")


async def test_status_line_and_panel_are_dutch() -> None:
    async with room_with_claims().reading() as reader:
        await reader.sees("BEWERINGEN", "1 beoordeeld", "1 open")
        assert "bewering –/2 · 1 afgerond" in reader.foot
        assert "? hulp" in reader.foot
        assert "%" in reader.foot
        assert " %" not in reader.foot
        await reader.press("]")
        await reader.sees(
            "BEWERING 1 van 2 · overig", "✗ weerlegt", "OORDELEN", "onvoldoende bewijs", "NOTITIES"
        )
        await reader.sees("r geeft het jouwe", "a schrijft er een")


async def test_help_is_dutch_and_its_keys_are_the_same() -> None:
    async with room_with_claims().reading() as reader:
        await reader.press("?")
        await reader.sees(
            "Lezen", "een regel omlaag", "volgende bewering", "mijn oordeel, dan de letter", "Esc terug"
        )


async def test_the_prompt_offers_verdicts_in_dutch_and_records_their_ids() -> None:
    room = room_with_claims()
    async with room.reading() as reader:
        await reader.press("]", "r")
        await reader.sees(
            "oordeel", "s bevestigd", "r weerlegd", "n onvoldoende bewijs", "x niet te controleren"
        )
        await reader.press("r")
        await reader.sees("weerlegd: e geeft de reden, met u ongedaan", "wij verschillen")
        await reader.press("u")
        await reader.sees("ongedaan gemaakt: oordeel gegeven")
    assert {one.verdict for one in room.reviews} == {"not-enough-evidence"}


async def test_the_form_of_a_fact_is_dutch_on_a_narrow_screen_too() -> None:
    room = room_with_claims()
    async with room.reading(size=NARROW) as reader:
        await reader.press("]", "l")
        await reader.sees("Bron", "Strekking", "Citaat", "Vindplaats")
        await reader.type("het stadsarchief\n")
        await reader.sees("s ✓ steunt", "n ∅ niets gevonden")
        await reader.press("n")
        await reader.sees("feit gekoppeld; met u ongedaan")


async def test_what_the_layers_below_refuse_is_said_in_dutch() -> None:
    room = room_with_claims()
    async with room.reading() as reader:
        await reader.press("u", "u", "u", "u")
        await reader.sees("hier is niets van jou om ongedaan te maken")


async def test_the_library_is_dutch() -> None:
    shelf = Shelf(2)
    shelf.claim(MOTOR)
    async with shelf.browsing(size=LONG) as browser:
        await browser.sees(
            "Bibliotheek · 3 artikelen · 1 bewering · op laatst geopend", "/ filteren", "? hulp"
        )
        await browser.sees("wij verschillen", "gewijzigd")
        await browser.press("T")
        await browser.sees("labels", "woorden met spaties ertussen")
        await browser.type("stad\n")
        await browser.sees("#stad")
        await browser.press("u")
        await browser.sees("ongedaan gemaakt: labels gewijzigd")
        await browser.press("D")
        await browser.sees("uit je bibliotheek halen: “", "ja, er wordt niets verwijderd")
        await browser.press("escape", "?")
        await browser.sees("volgende artikel", "sorteren op laatst geopend, titel, datum, voortgang")
