"""Help and picking, by keys, in a bare app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.events import MouseScrollDown, MouseScrollUp

from reader.glyphs import UNICODE
from reader.keys import KEYS
from reader.screens.help import HelpPage, HelpScreen
from reader.screens.picking import PickScreen
from reader.widgets.pick_list import Row
from tests.reader.staging import DARK, screen_text

if TYPE_CHECKING:
    from textual.screen import Screen


class Bare(App[None]):
    """Shows one screen and keeps its answers."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.first = screen
        self.answers: list[Any] = []

    async def on_mount(self) -> None:
        await self.push_screen(self.first, self.answers.append)


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
