"""The panel on a screen: what it shows, how keys and mouse move in it, how little it sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from reader.glyphs import ASCII, UNICODE
from reader.palette import palette_for
from reader.widgets.side_panel import SidePanel
from tests.reader.making import NOW, Library, Newsroom
from tests.reader.staging import screen_rows

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.pilot import Pilot


class Recorder(SidePanel):
    """A panel that remembers which rows it asked to have painted."""

    asked: list[Region]

    def refresh(self, *regions: Region, **given: bool) -> Recorder:
        """Remember, then do it."""
        self.__dict__.setdefault("asked", []).extend(regions)
        return super().refresh(*regions, **given)


class Screen(App[None]):
    """The panel at the right of a small screen."""

    CSS = "Screen { layout: horizontal; } Static { width: 10; } "

    def __init__(self, room: Newsroom) -> None:
        super().__init__()
        self.room = room
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("article", markup=False)
        yield Recorder(palette_for("dark"), UNICODE, me="carla", clock=lambda: NOW)

    def on_mount(self) -> None:
        self.panel.focus()

    def on_side_panel_item_selected(self, message: SidePanel.ItemSelected) -> None:
        self.said.append(message.item)

    @property
    def panel(self) -> Recorder:
        return self.query_one(Recorder)

    def seen(self) -> list[str]:
        """Return the rows of the panel as they stand on the screen, edge included."""
        return [self.panel.render_line(y).text for y in range(self.panel.size.height)]

    async def show(self, pilot: Pilot[None], claim: str, **given: frozenset[str]) -> None:
        """Show a claim of the newsroom as it is now."""
        self.panel.show(self.room.dossier, claim, **given)
        await pilot.pause()


@pytest.fixture
def library() -> Library:
    return Library()


def marked(screen: Screen) -> str:
    """Return the row with the mark of the selected item; exactly one has it."""
    rows = [row for row in screen.seen() if row.startswith(" ▸")]
    assert len(rows) == 1
    return rows[0].strip("▸│ ")


async def test_a_claim_fills_the_panel_and_keys_move_through_its_items(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 40), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        assert screen.seen()[0].startswith(" CLAIM 2 of 3 · figure")
        assert marked(screen) == "“2.300 bezoekers per dag”"
        await pilot.press("j", "down")
        assert marked(screen).startswith("✓ supports")
        assert screen.panel.selected_record() == library.support
        await pilot.press("k")
        assert marked(screen).startswith("∅ nothing found")
        assert screen.said == [library.search, library.support, library.search]


async def test_the_ends_stop_and_show_the_whole_panel(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 10), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        for _ in range(30):
            await pilot.press("j")
        assert screen.panel.selected_record() == library.answer.id
        assert "Mailed them." in screen.seen()[-1]
        for _ in range(30):
            await pilot.press("k")
        assert screen.seen()[0].startswith(" CLAIM 2 of 3")
        assert screen.panel.selected_record() == library.visitors.id


async def test_an_item_longer_than_the_panel_is_leafed_through_before_the_next() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    note = room.note("anna", claim, "\n".join(f"row {number}" for number in range(30)))
    screen = Screen(room)
    async with screen.run_test(size=(54, 12), notifications=True) as pilot:
        await screen.show(pilot, claim.id)
        screen.panel.select(note.id)
        await pilot.pause()
        seen = set(screen.seen())
        for _ in range(6):
            await pilot.press("j")
            seen |= set(screen.seen())
        text = "\n".join(seen)
        assert all(f"row {number} " in text for number in range(30))
        await pilot.press("k")
        assert screen.panel.scroll_offset.y > 0


async def test_sources_are_stepped_through_and_end(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 20), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        found = [screen.panel.next_source(1) for _ in range(4)]
        assert found == [library.search, library.support, library.call, None]
        await pilot.pause()
        assert marked(screen).startswith("≈ qualifies")
        assert screen.panel.next_source(-1) == library.support
        screen.panel.select(library.answer.id)
        assert screen.panel.next_source(-1) == library.call
        assert screen.said == []


async def test_the_overview_shows_all_claims_and_has_no_sources(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 30), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        screen.panel.select(library.support)
        await screen.show(pilot, "")
        assert screen.seen()[0].startswith(" CLAIMS")
        assert marked(screen).startswith("2 ▲ 2.300 bezoekers")
        assert screen.panel.next_source(1) is None


async def test_the_selected_item_stays_when_a_colleague_writes(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 40), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        screen.panel.select(library.bram_says)
        note = library.ago().note("bram", library.visitors, "Just now.")
        await screen.show(pilot, library.visitors.id, fresh=frozenset({note.id}))
        assert screen.panel.selected_record() == library.bram_says
        assert any(row.startswith(" • bram · just now") for row in screen.seen())


async def test_what_stands_in_the_place_of_a_deleted_item_is_selected(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 40), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        screen.panel.select(library.support)
        view = library.view(library.visitors)
        library.of("anna").delete(view.evidence[1].link)
        await screen.show(pilot, library.visitors.id)
        assert screen.panel.selected_record() == library.call


async def test_a_click_selects_an_item_and_one_beside_it_does_not(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 40), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        row = next(y for y, text in enumerate(screen.seen()) if "qualifies" in text)
        await pilot.click(Recorder, offset=(6, row + 1))
        assert screen.said == [library.call]
        assert marked(screen).startswith("≈ qualifies")
        await pilot.click(Recorder, offset=(6, 39))
        assert screen.said == [library.call]


async def test_moving_repaints_the_rows_that_changed_and_no_others(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 40), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        screen.panel.select(library.anna_says)
        await pilot.pause()
        before = screen.seen()
        screen.panel.asked = []
        await pilot.press("j")
        after = screen.seen()
        asked = {y for region in screen.panel.asked for y in range(region.y, region.bottom)}
        assert asked == {y for y, (was, now) in enumerate(zip(before, after, strict=True)) if was != now}
        assert len(asked) == 2


async def test_showing_the_same_again_repaints_nothing(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 40), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        screen.panel.asked = []
        await screen.show(pilot, library.visitors.id)
        assert screen.panel.asked == []


async def test_another_width_sets_the_panel_anew_and_keeps_the_item_in_view(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 12), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        screen.panel.select(library.answer.id)
        await pilot.pause()
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert all(len(row) == 30 for row in screen.seen())
        assert marked(screen).startswith("└ anna")
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        assert marked(screen).startswith("└ anna")


async def test_the_edge_shows_which_part_of_a_long_panel_is_in_view(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 10), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        assert screen.seen()[0].endswith("│")
        assert not screen.seen()[-1].endswith("│")
        screen.panel.scroll_page(9)
        await pilot.pause()
        assert screen.seen()[-1].endswith("│")
        screen.panel.scroll_page(-0.5)
        await pilot.pause()
        assert 0 < screen.panel.scroll_offset.y < screen.panel.max_scroll_y
        await pilot.resize_terminal(54, 40)
        await pilot.pause()
        assert not any(row.endswith("│") for row in screen.seen())


@pytest.mark.parametrize("width", [52, 60])
async def test_the_edge_is_where_it_belongs_after_the_width_has_changed(library: Library, width: int) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 10), notifications=True) as pilot:
        await screen.show(pilot, "")
        await pilot.resize_terminal(width, 10)
        await pilot.pause()
        # As it stands on the screen: Textual keeps rows that nobody asked to have painted anew.
        painted = screen_rows(screen)
        assert screen.panel._thumb
        assert all(painted[y][10:].endswith("│") for y in screen.panel._thumb)
        assert sum(row.count("│") for row in painted) == len(screen.panel._thumb)


async def test_a_shorter_claim_after_a_long_one_starts_at_its_top(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(54, 12), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        screen.panel.select(library.answer.id)
        await pilot.pause()
        await screen.show(pilot, library.money.id)
        assert screen.seen()[0].startswith(" CLAIM 1 of 3")
        assert marked(screen).startswith("“De gemeente betaalde")


async def test_other_signs_and_a_small_panel_are_put_on_at_once(library: Library) -> None:
    screen = Screen(library)
    async with screen.run_test(size=(40, 24), notifications=True) as pilot:
        await screen.show(pilot, library.visitors.id)
        screen.panel.restyle(palette_for("mono"), ASCII, compact=True)
        await pilot.pause()
        text = "\n".join(screen.seen())
        assert " > “2.300" in text
        assert "+ supports  The" in text


async def test_text_that_looks_like_markup_is_shown_as_it_was_written() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    room.note("anna", claim, "citaat [redactie] einde [/] [@click=app.quit]x[/] \x1b]0;t\x07")
    screen = Screen(room)
    async with screen.run_test(size=(80, 24), notifications=True) as pilot:
        await screen.show(pilot, claim.id)
        text = "\n".join(screen.seen())
        assert "citaat [redactie] einde [/] [@click=app.quit]x[/] ␛]0;t␇" in text


async def test_an_empty_panel_takes_keys_and_clicks_in_its_stride() -> None:
    screen = Screen(Newsroom())
    async with screen.run_test(size=(54, 12), notifications=True) as pilot:
        await pilot.press("j", "k")
        await pilot.click(Recorder, offset=(3, 3))
        assert screen.panel.selected_record() == ""
        await screen.show(pilot, "")
        await pilot.press("j")
        assert "c makes one of the current sentence" in "\n".join(screen.seen())
