"""What our compositor draws is what Textual's would, cell for cell; it only asks for less."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from textual._compositor import Compositor
from textual.geometry import Region

from reader.compositing import SparingCompositor
from tests.reader.screens.reading_app import NARROW, USUAL, WIDE, Room

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen
    from textual.strip import Strip

    from tests.reader.screens.reading_app import Reader

ROUNDS = 40


def regions_of(screen: Screen[None], chance: random.Random) -> set[Region]:
    """Return a few places of a screen, one of them perhaps beyond its edge."""
    width, height = screen.size
    return {
        Region(
            chance.randrange(width), chance.randrange(height), chance.randint(1, width), chance.randint(1, 5)
        )
        for _ in range(chance.randint(1, 4))
    }


def seen(chops: Mapping[int, Strip | None]) -> dict[int, str]:
    """Return what is drawn of a row, by the column where it begins: each cell with its colours."""
    return {cut: repr(list(strip.simplify())) for cut, strip in chops.items() if strip is not None}


@pytest.mark.parametrize("size", [WIDE, USUAL, NARROW])
@pytest.mark.parametrize("keys", [(), ("j",), ("]", "n"), ("/",), ("?",), ("o",)])
async def test_each_piece_is_the_one_that_textual_draws(size: tuple[int, int], keys: tuple[str, ...]) -> None:
    room = Room()
    room.claim("elf maanden")
    chance = random.Random(11)  # noqa: S311 - the same places each time
    async with room.reading(size=size) as reader:
        await reader.press(*keys)
        screen = reader.screen
        assert isinstance(screen._compositor, SparingCompositor)
        for _ in range(ROUNDS):
            _compare(screen._compositor, regions_of(screen, chance))


def _compare(compositor: SparingCompositor, regions: set[Region]) -> None:
    theirs = Compositor._render_chops(compositor, compositor.size.region, lambda _: True)
    compositor._dirty_regions = set(regions)
    update = compositor.render_partial_update()
    assert update is not None
    assert not compositor._dirty_regions
    drawn = [seen(row) for row in update.chops]
    for y, row in enumerate(drawn):
        assert row.items() <= seen(theirs[y]).items()
    for y, start, end in update.spans:
        ends = update.chop_ends[y]
        wanted = [cut for cut, stop in zip(theirs[y], ends, strict=True) if cut < end and stop > start]
        assert wanted
        assert set(wanted) <= drawn[y].keys()


async def test_what_lies_behind_the_page_is_not_drawn_for_it() -> None:
    async with Room().reading(size=USUAL) as reader:
        screen = reader.screen
        asked = _listen(reader)
        screen._compositor._dirty_regions = {screen.article.region}
        assert screen._compositor.render_partial_update()
        assert asked == ["article"]


async def test_nothing_to_draw_is_no_frame() -> None:
    async with Room().reading(size=USUAL) as reader:
        compositor = reader.screen._compositor
        assert compositor.render_partial_update() is None
        compositor._dirty_regions = {Region(500, 500, 3, 3)}
        assert compositor.render_partial_update() is None


def _listen(reader: Reader) -> list[str]:
    """Return the ids of the widgets that are asked for rows from now on, in their order."""
    asked: list[str] = []
    for widget in reader.screen._compositor.visible_widgets:

        def render_lines(
            crop: Region, name: str = widget.id or "", draw: object = widget.render_lines
        ) -> object:
            asked.append(name)
            assert callable(draw)
            return draw(crop)

        widget.render_lines = render_lines  # type: ignore[method-assign,assignment]
    return asked
