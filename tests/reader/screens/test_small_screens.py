"""Help, picking and the library, by keys, in a bare app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.events import MouseScrollDown, MouseScrollUp

from reader.glyphs import UNICODE
from reader.keys import KEYS
from reader.screens.help import HelpPage, HelpScreen
from reader.screens.library import LibraryList, LibraryRow, LibraryScreen
from reader.screens.picking import PickScreen
from reader.widgets.pick_list import Row
from tests.reader.staging import DARK, HOSTILE, screen_text

if TYPE_CHECKING:
    from textual.screen import Screen

ROWS = [
    LibraryRow("parler", "Parler van het net", "nl", "11 Jan 2021", 17, 7),
    LibraryRow("bad", HOSTILE, "", "", 0, 0),
    *(LibraryRow(f"a{number}", f"Article {number}", "en", "", 3, 1) for number in range(50)),
]


class Bare(App[None]):
    """Shows one screen and keeps its answers."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.first = screen
        self.answers: list[Any] = []

    async def on_mount(self) -> None:
        await self.push_screen(self.first, self.answers.append)


def library(rows: list[LibraryRow] = ROWS) -> Bare:
    return Bare(LibraryScreen(rows, DARK, UNICODE))


async def test_the_library_opens_the_article_that_was_chosen() -> None:
    app = library()
    async with app.run_test(size=(80, 12), notifications=True) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        assert "Library · 52 articles · 167 claims" in shown
        assert " ▸ Parler van het net" in shown
        assert "\x1b" not in shown
        await pilot.press("j", "j", "k", "down", "enter")
        assert app.answers == ["a0"]


@pytest.mark.parametrize(
    ("keys", "article"),
    [
        ("G", "a49"),
        ("G g", "parler"),
        ("space", "a7"),
        ("space b", "parler"),
        ("k", "parler"),
        ("end", "a49"),
    ],
)
async def test_the_keys_of_the_library_move_through_it(keys: str, article: str) -> None:
    app = library()
    async with app.run_test(size=(80, 12), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press(*keys.split())
        await pilot.pause()
        assert "▸" in screen_text(app)
        await pilot.press("enter")
        assert app.answers == [article]


async def test_a_filter_takes_letters_that_are_keys_elsewhere() -> None:
    app = library()
    async with app.run_test(size=(60, 12), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("/", *"jqarticle", *["backspace"] * 9, *"7 art")
        await pilot.pause()
        assert "5 of 52 articles" in screen_text(app)
        await pilot.press("enter", "j", "enter")
        assert app.answers == ["a17"]


async def test_escape_shows_all_articles_again() -> None:
    app = library()
    async with app.run_test(size=(60, 12), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("/", *"zzz")
        await pilot.pause()
        assert "No article fits." in screen_text(app)
        await pilot.press("enter", "enter")
        assert app.answers == []
        await pilot.press("escape")
        await pilot.pause()
        assert "52 articles" in screen_text(app)
        await pilot.press("/", "z", "escape")
        await pilot.pause()
        assert "Parler" in screen_text(app)


async def test_the_library_s_help_shows_its_own_keys_and_q_goes_back_before_it_quits() -> None:
    app = library()
    async with app.run_test(size=(60, 14), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("?")
        await pilot.pause()
        assert "next article" in screen_text(app)
        assert "verdict" not in screen_text(app)
        await pilot.press("q")
        assert app.answers == []
        await pilot.press("q")
        assert app.answers == [None]


async def test_an_empty_library_says_what_to_do() -> None:
    app = library([])
    async with app.run_test(size=(40, 10), notifications=True) as pilot:
        await pilot.pause()
        assert "`postil FILE` reads an article" in " ".join(screen_text(app).split())
        await pilot.press("j", "enter")
        assert app.answers == []


async def test_the_mouse_chooses_an_article() -> None:
    app = library()
    async with app.run_test(size=(60, 12), notifications=True) as pilot:
        await pilot.pause()
        rows = app.screen.query_one(LibraryList)
        for event in (MouseScrollDown, MouseScrollUp):
            rows.post_message(event(rows, 0, 0, 0, 0, 0, shift=False, meta=False, ctrl=False))
        await pilot.click(LibraryList, offset=(4, 0))
        await pilot.click(LibraryList, offset=(4, 4))
        await pilot.press("enter")
        assert app.answers == ["a0"]


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "enter"])
async def test_help_closes_by_any_key_that_means_back(key: str) -> None:
    app = Bare(HelpScreen(KEYS, DARK, UNICODE))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert "half a page down" in screen_text(app)
        assert "next article" not in screen_text(app)
        await pilot.press(key)
        assert app.answers == [None]


async def test_help_scrolls_to_its_end_and_no_further() -> None:
    app = Bare(HelpScreen(KEYS, DARK, UNICODE))
    async with app.run_test(size=(40, 10), notifications=True) as pilot:
        await pilot.pause()
        top = screen_text(app)
        assert "j k space scroll" in top
        for keys, ends in (
            ("G", True),
            ("g", False),
            ("space j", False),
            ("k b", False),
            ("end space", True),
        ):
            await pilot.press(*keys.split(), "x")
            await pilot.pause()
            assert ("Q ctrl+q" in screen_text(app)) is ends
        await pilot.press("home")
        page = app.screen.query_one(HelpPage)
        for event in (MouseScrollDown, MouseScrollUp):
            page.post_message(event(page, 0, 0, 0, 0, 0, shift=False, meta=False, ctrl=False))
        await pilot.pause()
        assert screen_text(app) == top


@pytest.mark.parametrize(("keys", "answer"), [("down enter", "2"), ("e s c escape", None)])
async def test_a_list_on_its_own_screen_answers(keys: str, answer: str | None) -> None:
    app = Bare(PickScreen("Contents", [Row("1", "Top"), Row("2", "  Under")], DARK, UNICODE))
    async with app.run_test(size=(40, 10), notifications=True) as pilot:
        await pilot.press(*keys.split())
        assert app.answers == [answer]
