"""Windows of every size, and those that change while one reads."""

from __future__ import annotations

import pytest

from reader.first_screen import first_screen
from tests.reader.screens.reading_app import LARGE, NARROW, USUAL, WIDE, Room

SIZES = [WIDE, USUAL, NARROW, LARGE, (40, 10), (72, 12)]


def room_with_claims() -> Room:
    """Return a room with three claims."""
    room = Room()
    for words in (
        "De nieuwe motor kostte 600.000 euro",
        "1.150 woningen",
        "De pont vaart tot oktober op proef",
    ):
        room.claim(words)
    return room


@pytest.mark.parametrize("size", SIZES)
async def test_every_row_is_as_wide_as_the_window(size: tuple[int, int]) -> None:
    async with room_with_claims().reading(size=size) as reader:
        for keys in ((), ("]",), ("enter",), ("a",), ("escape", "?"), ("escape", "t"), ("escape", "r")):
            await reader.press(*keys)
            rows = reader.cells()
            assert len(rows) == size[1]
            assert {len(row) for row in rows} == {size[0]}, keys


async def test_contents_stand_beside_the_article_in_a_large_window_and_a_click_leads_there() -> None:
    async with room_with_claims().reading(size=(200, 24)) as reader:
        assert "De overkant" in reader.part("contents")
        assert "▸ De veerpont vaart weer" in reader.part("contents")
        row = next(y for y, line in enumerate(reader.rows) if "De overkant" in line[:32])
        await reader.pilot.click(offset=(6, row))
        await reader.until(lambda: "▸ De overkant" in reader.part("contents"), "the heading is marked")
        assert reader.article.startswith("De overkant")


async def test_the_words_at_the_top_stay_when_the_window_changes() -> None:
    async with room_with_claims().reading(size=USUAL) as reader:
        await reader.press("space")
        first = reader.screen.article.top_offset
        for size in (NARROW, (50, 14), WIDE, USUAL):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            assert first in range(*_ends(reader.screen.article.visible_span)), size
        assert reader.screen.article.top_offset == first


async def test_the_claim_and_the_draft_stay_when_the_window_changes() -> None:
    room = room_with_claims()
    async with room.reading(size=WIDE) as reader:
        await reader.press("]", "a", *"Half")
        for size in (NARROW, USUAL, LARGE):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            assert "Half" in reader.text, size
            assert "Note on claim 1" in reader.text
        await reader.press(*"way", "escape")
        await reader.until(lambda: [note.text for note in room.notes] == ["Halfway"])


async def test_a_window_too_small_asks_for_room_and_recovers() -> None:
    async with room_with_claims().reading(size=USUAL) as reader:
        await reader.press("]")
        await reader.pilot.resize_terminal(39, 9)
        await reader.settle()
        assert "40 columns" in reader.text
        await reader.pilot.resize_terminal(*USUAL)
        await reader.settle()
        assert "40 columns" not in reader.text
        assert "CLAIM 1 of 3" in reader.text
        assert reader.top.startswith("De veerpont")


async def test_what_is_typed_while_the_window_is_too_small_is_not_lost() -> None:
    room = room_with_claims()
    async with room.reading(size=USUAL) as reader:
        await reader.press("]", "a", *"Half")
        await reader.pilot.resize_terminal(30, 5)
        await reader.settle()
        await reader.press(*"way")
        await reader.pilot.resize_terminal(*WIDE)
        await reader.settle()
        assert "Halfway" in reader.text
        await reader.press("escape")
        await reader.until(lambda: [note.text for note in room.notes] == ["Halfway"])


async def test_the_panel_stands_where_and_as_wide_as_one_wants() -> None:
    room = room_with_claims()
    async with room.reading(size=WIDE, panel_side="left", panel_width=50) as reader:
        assert reader.screen.margin.region.x == 0
        assert reader.screen.margin.region.width == 50
        assert reader.screen.article.region.x == 50


async def test_paragraphs_stand_as_far_apart_as_one_wants_from_the_first_paint_on() -> None:
    room = room_with_claims()
    rows = {}
    for spacing in (0, 1, 2):
        async with room.reading(size=WIDE, spacing=spacing) as reader:
            rows[spacing] = reader.text.splitlines()[:-1]
            first = first_screen(room.services(spacing=spacing), room.dossier, *WIDE)
            assert [line.text.rstrip() for line in first[:5]] == [one.rstrip() for one in rows[spacing][:5]]
    assert rows[0] != rows[1] != rows[2]


def _ends(span: object) -> tuple[int, int]:
    return span.start, span.end  # type: ignore[attr-defined]
