"""Help, quitting, the mouse and the library behind the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.screen import ModalScreen

from reader.app import MOUSE_OFF, MOUSE_ON, PostilApp
from reader.glyphs import UNICODE
from reader.keys import KEYS, Pane
from reader.lines import Line, Piece
from reader.palette import palette_for
from reader.screens.help import HelpScreen
from reader.screens.library import LibraryScreen
from reader.screens.reading import ReadingScreen
from reader.widgets.dialog import Dialog
from tests.reader.screens.reading_app import USUAL, WIDE, Reader, Room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


def room_with_claim() -> Room:
    """Return a room with one claim."""
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro")
    return room


async def test_help_shows_the_keys_of_the_pane_one_is_in() -> None:
    async with room_with_claim().reading(size=WIDE) as reader:
        await reader.press("?")
        await reader.sees("next claim", "a line down")
        assert "next item" not in reader.text
        await reader.press("escape")
        assert isinstance(reader.app.screen, ReadingScreen)
        await reader.press("tab", "f1")
        await reader.sees("next item")
        await reader.press("q")
        assert isinstance(reader.app.screen, ReadingScreen)


async def test_every_key_of_the_reading_screen_has_an_action_there() -> None:
    async with Room().reading() as reader:
        screen = reader.screen
        for key in KEYS:
            if key.pane is Pane.LIBRARY:
                continue
            place = {Pane.PANEL: screen.panel, Pane.ARTICLE: screen.article}.get(key.pane, screen)
            assert hasattr(place, f"action_{key.action.partition('(')[0]}"), key.id


@pytest.mark.parametrize("key", ["q", "Q", "ctrl+q"])
async def test_the_program_ends_from_an_article_that_was_named(key: str) -> None:
    async with Room().reading() as reader:
        await reader.press(key)
        await reader.until(lambda: reader.app._exit, "the program ends")
        assert reader.app.return_code in {0, None}


async def test_escape_never_quits() -> None:
    async with room_with_claim().reading() as reader:
        await reader.press("]", *["escape"] * 8)
        assert not reader.app._exit
        assert "CLAIMS" in reader.panel


async def test_the_mouse_is_given_to_the_terminal_and_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Room().reading() as reader:
        written: list[str] = []
        monkeypatch.setattr(reader.app._driver, "write", written.append)
        await reader.press("M")
        assert "M takes it back" in reader.foot
        assert MOUSE_OFF in "".join(written)
        await reader.press("M")
        assert "mouse on" in reader.foot
        assert MOUSE_ON in "".join(written)


@pytest.mark.parametrize("key", ["L", "ctrl+l"])
async def test_the_screen_is_drawn_afresh(key: str) -> None:
    async with room_with_claim().reading() as reader:
        before = reader.text
        await reader.press(key)
        assert reader.text == before


async def test_notices_are_said_once_the_article_stands() -> None:
    room = Room("# Titel\n\nEen zin met een cp1252-teken: caf\xe9.\n".encode("cp1252"))
    async with room.reading() as reader:
        assert reader.screen.dossier.revision.article.notices
        await reader.sees(reader.screen.dossier.revision.article.notices[0][:30])
        await reader.press("j")
        assert "%" in reader.foot


async def test_an_empty_article_is_shown_and_can_be_noted_on() -> None:
    room = Room(b"")
    async with room.reading() as reader:
        await reader.press(
            "j", "space", "G", "]", ")", "}", "{", "(", "v", "c", "y", "n", "s", "enter", "escape"
        )
        await reader.press("a", *"Empty", "escape")
        await reader.until(lambda: [note.text for note in room.notes] == ["Empty"])


async def test_the_library_leads_into_an_article_and_q_leads_back() -> None:
    room = room_with_claim()
    app = PostilApp(room.services())
    async with app.run_test(size=USUAL, notifications=True) as pilot:
        reader = Reader(app, pilot)
        await reader.until(lambda: isinstance(app.screen, LibraryScreen), "the library is up")
        await reader.sees("Library", "De veerpont vaart weer", "0/1")
        await reader.press("?")
        assert isinstance(app.screen, HelpScreen)
        await reader.press("escape", "enter")
        await reader.until(lambda: isinstance(app.screen, ReadingScreen), "the article is up")
        await reader.sees("Na elf maanden")
        await reader.press("]", "r", "s")
        await reader.until(lambda: len(room.reviews) == 1)
        await reader.press("q")
        await reader.until(lambda: isinstance(app.screen, LibraryScreen), "the library is back")
        await reader.sees("1/1")
        await reader.press("q")
        await reader.until(lambda: app._exit, "the program ends")


async def test_keys_typed_before_the_first_paint_are_kept() -> None:
    room = Room()
    services = room.services()
    app = PostilApp(services, services.session.dossier(room.article))
    async with app.run_test(size=USUAL, notifications=True) as pilot:
        reader = Reader(app, pilot)
        reader.burst(")", "c", "a", *"Hello", "escape")
        await reader.until(lambda: [note.text for note in room.notes] == ["Hello"], "the note is saved")
        assert len(room.claims) == 1


class Leaving(Dialog):
    """Leaves its screen with a key and is closed at once, as all are where Textual's tasks are eager."""

    def drawing(self, width: int, height: int) -> tuple[Sequence[Line], tuple[int, int] | None]:
        return [Line((Piece("-" * width),))] * height, None

    def press(self, key: str, character: str | None) -> bool:
        del key, character
        self.display = False
        self.screen.dismiss()  # type: ignore[unused-awaitable]  # a screen cannot wait for its own end
        return True


class Passing(ModalScreen[None]):
    """A screen of one such dialog."""

    def compose(self) -> ComposeResult:
        self.dialog = Leaving(palette_for("dark"), UNICODE)
        yield self.dialog

    def on_mount(self) -> None:
        self.dialog.come()
        self.dialog.focus()


async def test_a_dialog_may_be_gone_with_its_screen_by_the_time_its_key_was_taken() -> None:
    async with Room().reading(size=USUAL) as reader:
        await reader.app.push_screen(Passing())
        await reader.pilot.press("escape", "j", "j", "j")
        await reader.until(lambda: isinstance(reader.app.screen, ReadingScreen), "the article is back")
        await reader.until(lambda: not reader.top.startswith("De veerpont vaart weer"), "the next keys too")
        assert not reader.app.broke
