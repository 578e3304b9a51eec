"""The README's tour, taken by its own keys on the sample."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.first_visit import FIRST_CLAIM
from reader.screens.reading import ReadingScreen
from tests.reader.screens.reading_app import Reader
from tools.make_pictures import READER, SIZE, stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from annotations.dossier import ClaimView

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
NAMES = {"Enter": "enter", "Esc": "escape", "Ctrl+S": "ctrl+s"}
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@asynccontextmanager
async def sample() -> AsyncIterator[Reader]:
    """Give somebody the sample to read, as it is in the picture."""
    app = stage()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        reader = Reader(app, pilot)
        await reader.until(lambda: isinstance(app.screen, ReadingScreen), "the reading screen is up")
        yield reader


def own_claims(reader: Reader) -> list[ClaimView]:
    """Return the claims that were made here, not those that came with the sample."""
    claims = reader.app.services.session.dossier(reader.screen.article_id).claims
    return [view for view in claims if view.claim.author == READER and not view.claim.creator]


def shortest_way() -> tuple[str, list[str]]:
    """Return how many keys the README says that it takes to a claim with a fact and a note, and which."""
    found = re.search(r"it takes (\w+) keys besides\s+the words: (.*?)\.\n", README, re.DOTALL)
    assert found is not None
    return found[1], re.findall(r"`(.+?)`", found[2])


async def test_the_shortest_way_to_a_claim_with_a_fact_and_a_note_is_as_short_as_the_readme_says() -> None:
    said, keys = shortest_way()
    assert NUMBERS.index(said) + 1 == len(keys)
    async with sample() as reader:
        for key in keys:
            await reader.press(NAMES.get(key, key))
            if key == "l":
                await reader.type("https://example.org/log")
            elif key == "a":
                await reader.type("Which clock?")
        await reader.until(lambda: any(view.notes for view in own_claims(reader)), "the note is saved")
        [mine] = own_claims(reader)
        [evidence] = mine.evidence
        assert evidence.source is not None
        assert evidence.source.url == "https://example.org/log"
        assert [thread.note.text for thread in mine.notes] == ["Which clock?"]


async def test_the_tour_goes_as_the_readme_tells_it() -> None:
    async with sample() as reader:
        await reader.press(*"]" * FIRST_CLAIM)
        await reader.sees(f"CLAIM {FIRST_CLAIM} of 22")
        await reader.press("]")
        await reader.sees("CLAIM 4 of 22", "we differ")
        await reader.press("s", "s")
        await reader.sees("https://www.tijd.be/")
        await reader.press("tab", "j", "tab", ")", ")", "c")
        await reader.sees("claim 6: l links a fact, r gives a verdict", "CLAIM 6 of 23")
        await reader.press("r")
        await reader.sees("s supported")
        await reader.press("s")
        await reader.sees("e gives the reason, u takes it back")
        await reader.press("u", "u")
        await reader.sees("undone: claim added", "22")
        await reader.press("U")
        await reader.sees("done again: claim added")
        await reader.press("w")
        await reader.sees("THIS SENTENCE", "0/")
        await reader.press("x", "-")
        await reader.sees("1/38 sentences")
        await reader.press("?")
        await reader.sees("Claims and sources", "next claim", "Esc back")
