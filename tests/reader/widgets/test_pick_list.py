"""The list to pick from, by keys and mouse."""

from __future__ import annotations

from textual.events import MouseScrollDown, MouseScrollUp, Paste

from reader.glyphs import UNICODE
from reader.widgets.pick_list import PickList, Row
from tests.reader.staging import DARK, HOSTILE, Stage, screen_rows, screen_text

MANY = [Row(str(number), f"Article {number}", f"{number % 7} claims") for number in range(10_000)]


def staged() -> tuple[PickList, Stage]:
    picker = PickList(DARK, UNICODE)
    return picker, Stage(picker)


async def test_typing_narrows_ten_thousand_rows_and_enter_picks() -> None:
    picker, stage = staged()
    async with stage.playing(40, 12) as pilot:
        picker.open("Library", MANY)
        await pilot.pause()
        assert "10,000" in screen_rows(stage)[1]
        await pilot.press(*"777 art")
        await pilot.pause()
        assert "19 of 10,000" in screen_rows(stage)[1]
        await pilot.press("down", "enter", "j")
        assert stage.said == [PickList.Picked("1777")]
        assert stage.below.pressed == ["j"]


async def test_the_chosen_row_is_marked_and_always_in_sight() -> None:
    picker, stage = staged()
    async with stage.playing(40, 8) as pilot:
        picker.open("Library", MANY, current="5000")
        for key in ("", "down", "ctrl+n", "up", "ctrl+p", "pagedown", "pageup", "ctrl+end", "ctrl+home"):
            await pilot.press(*([key] if key else []))
            await pilot.pause()
            [marked] = [row for row in screen_rows(stage) if "▸" in row]
            assert f"Article {picker.current} " in marked
        assert picker.current == "0"


async def test_where_nothing_fits_enter_stays_and_backspace_brings_rows_back() -> None:
    picker, stage = staged()
    async with stage.playing(40, 8) as pilot:
        picker.open("Library", MANY[:3])
        await pilot.press(*"zz", "enter")
        await pilot.pause()
        assert "nothing fits" in screen_text(stage)
        assert stage.said == []
        await pilot.press("ctrl+u", "enter")
        assert stage.said == [PickList.Picked("0")]


async def test_escape_picks_nothing() -> None:
    picker, stage = staged()
    async with stage.playing(40, 8) as pilot:
        picker.open("Library", [])
        await pilot.press("down", "escape")
        assert stage.said == [PickList.Cancelled()]


async def test_the_mouse_picks_and_scrolls() -> None:
    picker, stage = staged()
    async with stage.playing(40, 8) as pilot:
        picker.open("Library", MANY)
        for event in (MouseScrollDown, MouseScrollUp, MouseScrollDown):
            picker.post_message(event(picker, 0, 0, 0, 0, 0, shift=False, meta=False, ctrl=False))
        await pilot.pause()
        assert picker.current == "3"
        await pilot.click(picker, offset=(5, 0))
        assert stage.said == []
        await pilot.click(picker, offset=(5, 3))
        assert stage.said == [PickList.Picked("1")]


async def test_hostile_rows_are_shown_as_words_on_one_line() -> None:
    picker, stage = staged()
    async with stage.playing(40, 8) as pilot:
        picker.open(HOSTILE, [Row("1", f"  {HOSTILE}\n2", HOSTILE), Row("2", "")])
        picker.post_message(Paste("[/]"))
        await pilot.pause()
        shown = screen_text(stage)
        assert "\x1b" not in shown
        assert " ▸   a [/] [@click=app.e" in shown
        assert all(len(row.rstrip()) <= 40 for row in screen_rows(stage))
