"""Pictures of the reading screen, to be looked at when they change: sizes, colours, open editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotations.model import ClaimKind, Purpose, Stance, Target, TargetKind
from reader.app import PostilApp
from reader.screens.reading import ReadingScreen
from reader.words import choose_language
from tests.reader.screens.reading_app import LARGE, NARROW, USUAL, WIDE, Reader, Room, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from reader.palette import ThemeName

SIZES = {"80x24": USUAL, "120x40": WIDE, "60x20": NARROW, "200x50": LARGE}
CLAIM = ("]", "]", "]")


def newsroom() -> Room:
    """Return a room in which three people have worked for a while."""
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro", kind=ClaimKind.FIGURE)
    room.claim("De gemeente betaalde 2,4 miljoen euro", kind=ClaimKind.FIGURE, claimant="wethouder Vermeer")
    people = room.claim(
        "varen er straks 2.300 mensen per dag mee", kind=ClaimKind.FIGURE, claimant="wethouder Vermeer"
    )
    proof = room.claim("De pont vaart tot oktober op proef", kind=ClaimKind.DATE, by="bram")
    session = room.session("anna")
    count = session.draft_source(
        url="https://count.example/2023",
        title="Count of passengers",
        publisher="Waterways",
        published="2023-11-02",
    )
    fact = session.draft_fact(
        count,
        statement="2,300 passengers on a day in May",
        quote="2.300 op een dag in mei",
        locator="table 1",
    )
    session.link_fact(people, Stance.SUPPORTS, source=count, fact=fact)
    room.fact(people, Stance.QUALIFIES, statement="On foot only: cyclists were not counted", by="bram")
    room.session("carla").link_fact(people, Stance.NOTHING_FOUND, searched="the council's archive")
    room.judge(people, "supported", by="anna", reason="The count agrees")
    room.judge(people, "refuted", by="bram", reason="A peak, not a usual day")
    room.judge(proof, "supported", by="carla")
    target = Target(TargetKind.CLAIM, people.id)
    question = room.session("bram").add_note(
        room.article, target, "Passengers or crossings?", purpose=Purpose.QUESTION, to="anna"
    )
    session.add_note(room.article, Target(TargetKind.NOTE, question.id), "I mailed them.")
    return room


@pytest.fixture
def pictured(snap_compare: Callable[..., bool]) -> Callable[..., bool]:
    """Compare the screen with its picture after some keys."""

    def compare(size: tuple[int, int], *keys: str, theme: ThemeName = "dark") -> bool:
        room = newsroom()
        services = room.services(theme=theme)
        app = PostilApp(services, services.session.dossier(room.article))

        async def press(pilot: Pilot[None]) -> None:
            reader = Reader(app, pilot)
            await reader.until(lambda: isinstance(app.screen, ReadingScreen), "the reading screen is up")
            await reader.press(*keys)

        return snap_compare(app, terminal_size=size, run_before=press)

    return compare


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_reading_a_claim(size: tuple[int, int], pictured: Callable[..., bool]) -> None:
    follow = ("enter",) if size == NARROW else ()
    assert pictured(size, *CLAIM, *follow)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_overview(size: tuple[int, int], pictured: Callable[..., bool]) -> None:
    assert pictured(size, "space", ")", ")")


@pytest.mark.parametrize("size", [USUAL, WIDE, NARROW], ids=["80x24", "120x40", "60x20"])
def test_writing_a_note(size: tuple[int, int], pictured: Callable[..., bool]) -> None:
    assert pictured(size, *CLAIM, "a", *keys_of("Ask for **all** the days.\n\n- May"))


@pytest.mark.parametrize("size", [USUAL, WIDE], ids=["80x24", "120x40"])
def test_linking_a_fact(size: tuple[int, int], pictured: Callable[..., bool]) -> None:
    assert pictured(size, *CLAIM, "l", *keys_of("count"))


@pytest.mark.parametrize("size", [USUAL, WIDE], ids=["80x24", "120x40"])
def test_help(size: tuple[int, int], pictured: Callable[..., bool]) -> None:
    assert pictured(size, "?")


@pytest.mark.parametrize("theme", ["light", "ansi", "contrast", "mono"])
def test_other_colours(theme: ThemeName, pictured: Callable[..., bool]) -> None:
    assert pictured(WIDE, *CLAIM, ")", theme=theme)


def test_the_help_of_the_panel(pictured: Callable[..., bool]) -> None:
    assert pictured(WIDE, *CLAIM, "tab", "?")


def test_all_commands(pictured: Callable[..., bool]) -> None:
    assert pictured(USUAL, ":", *keys_of("claim"))


def test_the_screen_in_dutch(pictured: Callable[..., bool]) -> None:
    choose_language({"LANG": "nl_NL.UTF-8"})
    assert pictured(WIDE, *CLAIM)


def test_the_verdicts_to_choose_from(pictured: Callable[..., bool]) -> None:
    assert pictured(USUAL, *CLAIM, "r")
