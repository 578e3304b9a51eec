"""Pictures of a draft that is checked line by line, to be looked at when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotations.checklist import Checklist
from annotations.itemising import ArticleItems
from annotations.ticking import tick
from annotations.ticks import TickMark
from reader.app import PostilApp
from reader.screens.reading import ReadingScreen
from tests.reader.screens.reading_app import USUAL, WIDE, Reader, Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from reader.palette import ThemeName

    Pictured = Callable[..., bool]


def desk() -> Room:
    """Return a room in which a colleague ticked three sentences."""
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro")
    for words, mark in (
        ("Na elf maanden", TickMark.CHECKED),
        ("Dit is de mooiste dag", TickMark.CHECKED),
        ("Niemand las het", TickMark.NOTHING),
    ):
        dossier = room.dossier
        items = ArticleItems(dossier.revision.article)
        sentence = items.sentences.at(dossier.text.index(words))
        assert sentence is not None
        ticked = [one.item for one in Checklist(dossier, items).at(sentence).items]
        tick(room.session("bram"), dossier, sentence, ticked, mark)
    return room


@pytest.fixture
def pictured(snap_compare: Callable[..., bool]) -> Pictured:
    """Compare the screen with its picture after some keys."""

    def compare(size: tuple[int, int], *keys: str, theme: ThemeName = "dark") -> bool:
        room = desk()
        services = room.services(theme=theme)
        app = PostilApp(services, services.session.dossier(room.article))

        async def press(pilot: Pilot[None]) -> None:
            reader = Reader(app, pilot)
            await reader.until(lambda: isinstance(app.screen, ReadingScreen), "the reading screen is up")
            await reader.press(*keys)
            await reader.until(lambda: "42 sentences" in reader.foot, "the sentences are counted")

        return snap_compare(app, terminal_size=size, run_before=press)

    return compare


@pytest.mark.parametrize("size", [USUAL, WIDE], ids=["80x24", "120x40"])
def test_an_item_inside_a_claim(pictured: Pictured, size: tuple[int, int]) -> None:
    assert pictured(size, "w")


@pytest.mark.parametrize("theme", ["light", "contrast", "ansi", "mono"])
def test_an_item_in_other_colours(pictured: Pictured, theme: ThemeName) -> None:
    assert pictured(USUAL, "w", "w", "w", theme=theme)
