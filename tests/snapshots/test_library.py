"""Pictures of the library, to be looked at when they change: sizes, colours, filter, question, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.app import PostilApp
from reader.screens.library import LibraryScreen
from tests.reader.screens.library_app import MOTOR, Browser, Shelf
from tests.reader.screens.reading_app import NARROW, USUAL, WIDE, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from reader.palette import ThemeName


@pytest.fixture
def pictured(snap_compare: Callable[..., bool]) -> Callable[..., bool]:
    """Compare the library with its picture after some keys."""

    def compare(size: tuple[int, int], *keys: str, theme: ThemeName = "dark") -> bool:
        shelf = Shelf(4)
        claim = shelf.claim(MOTOR)
        shelf.judge(claim, "supported", by="anna")
        shelf.judge(claim, "refuted", by="bram")
        app = PostilApp(shelf.services(theme=theme))

        async def press(pilot: Pilot[None]) -> None:
            browser = Browser(app, pilot)
            await browser.until(lambda: isinstance(app.screen, LibraryScreen), "the library is up")
            await browser.is_counted()
            await browser.press(*keys)

        return snap_compare(app, terminal_size=size, run_before=press)

    return compare


@pytest.mark.parametrize("size", [USUAL, WIDE, NARROW], ids=["80x24", "120x40", "60x20"])
def test_the_library(size: tuple[int, int], pictured: Callable[..., bool]) -> None:
    assert pictured(size)


@pytest.mark.parametrize("theme", ["light", "ansi", "contrast", "mono"])
def test_the_library_in_other_colours(theme: ThemeName, pictured: Callable[..., bool]) -> None:
    assert pictured(USUAL, theme=theme)


def test_the_library_filtered(pictured: Callable[..., bool]) -> None:
    assert pictured(USUAL, "/", *keys_of("veer"))


def test_the_question_before_an_article_is_removed(pictured: Callable[..., bool]) -> None:
    assert pictured(USUAL, "D")


def test_the_library_after_an_article_was_removed(pictured: Callable[..., bool]) -> None:
    assert pictured(USUAL, "D", "y")


def test_the_help_of_the_library(pictured: Callable[..., bool]) -> None:
    assert pictured(USUAL, "?")


def test_the_commands_of_the_library(pictured: Callable[..., bool]) -> None:
    assert pictured(USUAL, ":")
