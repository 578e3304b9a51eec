"""The command palette, and one's own keys, on the screens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.config import load_config
from reader.keymap import PRESETS, keymap
from reader.keys import KEYS, Pane
from reader.screens.commanding import PALETTE_IDS, command_rows
from reader.screens.library import LibraryScreen
from reader.screens.picking import PickScreen
from reader.screens.reading import ReadingScreen
from tests.reader.screens.library_app import MOTOR, Shelf
from tests.reader.screens.reading_app import WIDE, Room, keys_of

if TYPE_CHECKING:
    from pathlib import Path

    from reader.widgets.pick_list import Row


def room_with_claim() -> Room:
    """Return a room with one claim."""
    room = Room()
    room.claim(MOTOR)
    return room


def test_every_action_but_the_palette_itself_is_offered_with_its_keys() -> None:
    rows = command_rows(KEYS)
    assert {row.id for row in rows} == {key.id for key in KEYS} - PALETTE_IDS
    found: dict[str, Row] = {row.id: row for row in command_rows(keymap("less", {"export": ("E", "f9")}))}
    assert (found["export"].text, found["export"].detail) == ("export as Markdown", "E F9")
    assert found["undo"].detail.startswith("Z")


def test_every_pane_that_has_keys_has_the_palette() -> None:
    with_palette = {key.pane for key in KEYS if key.id in PALETTE_IDS}
    assert with_palette == {Pane.READING, Pane.LIBRARY}
    assert all(key.keys == (":", "ctrl+p") for key in KEYS if key.id in PALETTE_IDS)


@pytest.mark.parametrize("key", [":", "ctrl+p"])
async def test_a_command_is_found_by_typing_and_done_by_enter(key: str) -> None:
    room = room_with_claim()
    async with room.reading() as reader:
        await reader.press(key)
        await reader.sees("Commands", "next claim", "type to narrow")
        await reader.press(*keys_of("next claim"))
        assert "previous claim" not in reader.text
        await reader.press("enter")
        await reader.sees("CLAIM 1 of 1")
        assert isinstance(reader.app.screen, ReadingScreen)


async def test_a_command_that_asks_for_text_asks_for_it() -> None:
    room = room_with_claim()
    async with room.reading() as reader:
        await reader.press(":", *keys_of("write note"), "enter")
        await reader.sees("Note on")
        await reader.press(*keys_of("Seen it."), "escape")
        await reader.until(lambda: [note.text for note in room.notes] == ["Seen it."], "the note is kept")


async def test_what_is_typed_behind_a_picked_command_goes_where_it_leads() -> None:
    room = room_with_claim()
    async with room.reading() as reader:
        reader.burst(":", *keys_of("write note"), "enter", *keys_of("Seen it."), "escape")
        await reader.until(lambda: [note.text for note in room.notes] == ["Seen it."], "the note is kept")


async def test_escape_leaves_the_palette_and_does_nothing() -> None:
    room = room_with_claim()
    async with room.reading() as reader:
        before = reader.text
        await reader.press(":", *keys_of("verdict"), "escape")
        assert reader.text == before
        await reader.press(":", *keys_of("nothing of the kind"), "enter")
        assert isinstance(reader.app.screen, PickScreen)
        assert "nothing fits" in reader.text


async def test_the_palette_offers_what_the_pane_one_is_in_can_do() -> None:
    async with room_with_claim().reading(size=WIDE) as reader:
        await reader.press(":")
        assert "a line down" in reader.text
        assert "next item" not in reader.text
        await reader.press("escape", "]", "tab", ":", *keys_of("item"))
        assert "next item" in reader.text
        await reader.press("enter")
        assert isinstance(reader.app.screen, ReadingScreen)
        assert reader.app.focused is reader.screen.panel


async def test_a_line_command_scrolls_the_article() -> None:
    async with Room().reading(size=(80, 12)) as reader:
        top = reader.top
        await reader.press("G")
        bottom = reader.top
        await reader.press(":", *keys_of("line up"), "enter")
        assert reader.top not in {top, bottom} or reader.screen.article.percent < 100


async def test_the_library_has_its_own_palette() -> None:
    shelf = Shelf(1)
    async with shelf.browsing(size=(80, 30)) as browser:
        await browser.press(":")
        assert "verdict" not in browser.text
        await browser.press(*keys_of("tag this"), "enter", *keys_of("harbour"), "enter")
        await browser.until(lambda: ("harbour",) in map(shelf.tags, shelf.ids), "the tag is kept")
        assert isinstance(browser.app.screen, LibraryScreen)


# Presets and one's own keys


@pytest.mark.parametrize("preset", PRESETS)
async def test_in_each_preset_the_same_work_is_done_by_its_keys(preset: str) -> None:
    room = room_with_claim()
    of = {key.id: key.keys for key in keymap(preset, {})}
    async with room.reading(preset=preset) as reader:
        await reader.press(of["next-claim"][0], of["add-note"][0], *keys_of("Seen it."), "escape")
        await reader.until(lambda: len(room.notes) == 1, "the note is kept")
        for key in of["undo"]:
            await reader.press(key)
            await reader.until(lambda: not room.notes, f"{key} undoes")
            await reader.press(of["redo"][-1])
            await reader.until(lambda: len(room.notes) == 1, "redone")


@pytest.mark.parametrize(
    ("preset", "key"), [("less", "d"), ("less", "u"), ("vim", "ctrl+e"), ("default", "J")]
)
async def test_a_preset_s_own_keys_scroll(preset: str, key: str) -> None:
    async with Room().reading(size=(80, 12), preset=preset) as reader:
        if key == "u":
            await reader.press("d", "d")
        before = reader.top
        await reader.press(key, key, key)
        assert reader.top != before
        assert "undo" not in reader.foot


@pytest.mark.parametrize("preset", PRESETS)
async def test_help_and_palette_show_the_preset_s_keys(preset: str) -> None:
    of = {key.id: key.keys for key in keymap(preset, {})}
    async with Room().reading(size=(120, 60), preset=preset) as reader:
        await reader.press("?")
        row = next(row for row in reader.rows if "half a page down" in row)
        assert row.split()[0] == of["half-down"][0]
        await reader.press("escape", ":", *keys_of("half a page down"))
        await reader.sees(" ".join(of["half-down"]))


async def test_a_clash_is_named_as_the_screen_opens_and_the_usual_key_works(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[keys]\nmake-claim = "E"\nadd-note = "E"\n', encoding="utf-8")
    loaded = load_config({}, {"library": str(tmp_path)}, str(settings))
    room = room_with_claim()
    services = replace(room.services(keys=loaded.config.keys), notices=loaded.notices)
    async with room.reading(services=services) as reader:
        await reader.sees("settings.toml, line 3: 'E' is on both add-note and make-claim")
        await reader.press(")", "E")
        assert len(room.claims) == 2
        await reader.press("a")
        await reader.sees("Note on")
    shelf = Shelf(0)
    async with shelf.browsing(services=replace(shelf.services(), notices=loaded.notices)) as browser:
        assert "'E' is on both" in browser.foot


async def test_a_key_of_one_s_own_takes_the_place_of_the_usual_one() -> None:
    room = room_with_claim()
    async with room.reading(keys={"palette": ("F",), "next-claim": ("!",)}) as reader:
        await reader.press(":")
        assert isinstance(reader.app.screen, ReadingScreen)
        await reader.press("!")
        await reader.sees("CLAIM 1 of 1")
        await reader.press("F")
        await reader.sees("Commands")


async def test_messages_and_the_panel_name_the_keys_as_one_has_them() -> None:
    room = Room()
    room.claim(MOTOR)
    keys = {"verdict": ("v",), "select": ("r",), "link-fact": ()}
    async with room.reading(size=(160, 40), preset="less", keys=keys) as reader:
        await reader.press("]")
        await reader.sees("v to give yours", ": to link one", "v verdict  ? help")
        await reader.press("v", "s")
        await reader.sees("Z takes it back")
    async with room.reading(size=(160, 40)) as reader:
        await reader.press("]", "r", "s")
        await reader.sees("u takes it back", "l to link one")
