"""The article on the page: a leaf of it, painted, with the mouse.

The view is told what to show (`show`, `point_at`, `show_matches`) and says what
a reader did with the mouse; keys are the screen's.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from articles.model import Span
from reader.bindings import bindings_of
from reader.keys import Pane
from reader.leaf import Leaf
from reader.lines import Line
from reader.painting import changed, paint
from reader.pointing import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Region
    from textual.strip import Strip
    from textual.timer import Timer

    from annotations.dossier import Dossier
    from reader.finding_words import Matches
    from reader.glyphs import Glyphs
    from reader.palette import Palette
    from reader.pointing import Pointing

KEPT_STRIPS = 2048
AHEAD_AFTER = 0.02
"""Seconds after a move in which the next page is made ready: between two keys of one that is held."""
WHEEL_ROWS = 3


class ArticleView(Widget, can_focus=True):
    """Shows a dossier's article, from any row on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Pane.ARTICLE)
    ALLOW_SELECT = False
    """Selection is ours: it counts in code points of the text, not in cells of the screen."""

    DEFAULT_CSS = "ArticleView { width: 1fr; height: 1fr; }"

    @dataclass
    class WordsPressed(Message):
        """The mouse was pressed on the text, `offset` into it."""

        offset: int
        view: ArticleView

    @dataclass
    class WordsSelected(Message):
        """The mouse was drawn over words."""

        span: Span
        view: ArticleView

    def __init__(
        self,
        palette: Palette,
        glyphs: Glyphs,
        *,
        measure: int,
        spacing: int = 1,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._palette = palette
        self._leaf = Leaf(glyphs, measure, spacing)
        self._lines: list[Line] = []
        self._strips: dict[Line, Strip] = {}
        self._pressed: int | None = None
        self.moved: Callable[[], None] = lambda: None
        """Called when another part of the article is in sight, or the view has another size.

        A message would be dealt with after the frame, and the percentage sent in one of its own.
        """
        self._kept = NOWHERE
        self._ahead: Timer | None = None
        self._laid_out = asyncio.Event()

    # What is shown

    def show(self, dossier: Dossier) -> None:
        """Show a dossier; the place stays where the text is the same article."""
        self._leaf.show(dossier)
        self._repaint()

    def point_at(self, pointing: Pointing) -> None:
        """Mark what the reader is at."""
        self._leaf.point_at(pointing)
        self._repaint()

    def show_matches(self, matches: Matches) -> None:
        """Mark all places that were found."""
        self._leaf.show_matches(matches)
        self._repaint()

    def show_suggestions(self, starts: Sequence[int]) -> None:
        """Mark the sentences that begin at `starts` as ones that may become claims."""
        self._leaf.show_suggestions(starts)
        self._repaint()

    def restyle(self, palette: Palette, glyphs: Glyphs) -> None:
        """Take other colours and signs."""
        self._palette = palette
        self._strips.clear()
        self._leaf.use(glyphs)
        self._lines = []
        self._repaint()

    def set_measure(self, measure: int) -> None:
        """Take another measure; the words at the top stay."""
        self._leaf.set_measure(measure)
        self._repaint()

    # Where we are

    @property
    def leaf(self) -> Leaf:
        """What of the article is in sight."""
        return self._leaf

    @property
    def top_offset(self) -> int:
        """The code point at the top of the screen."""
        return self._leaf.offset

    @property
    def measure(self) -> int:
        """How many cells of text a row holds, as asked for."""
        return self._leaf.measure

    @property
    def visible_span(self) -> Span:
        """The part of the text that is on screen."""
        return self._leaf.visible_span

    @property
    def percent(self) -> int:
        """How much of the article is on screen or above it."""
        return self._leaf.percent

    def screen_cell_of(self, offset: int) -> tuple[int, int] | None:
        """Return column and row of a code point within the view; None where it is not on screen."""
        return self._leaf.cell_of(offset)

    # Moving

    def action_line(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_rows(lines)

    def scroll_rows(self, rows: int) -> None:
        """Go on, or back, by rows."""
        self._moved(moved=self._leaf.move(rows))

    def scroll_pages(self, pages: float) -> None:
        """Go on, or back, by screens."""
        self._moved(moved=self._leaf.turn(pages))

    def scroll_to_offset(self, offset: int, *, rows_above: int = 0) -> None:
        """Put the row that shows `offset` at the top, or some rows below it."""
        self._moved(moved=self._leaf.go_to(offset, rows_above=rows_above))

    def scroll_to_bottom(self) -> None:
        """Go to the last screenful."""
        self._moved(moved=self._leaf.go_to_end())

    def reveal(self, span: Span) -> None:
        """Bring words on screen; nothing moves where they are on it already."""
        self._moved(moved=self._leaf.reveal(span))

    def keep_in_sight(self, span: Span) -> None:
        """Bring words on screen once the view has the smaller size that it is about to get."""
        self._kept = span

    async def until_laid_out(self) -> None:
        """Wait until the view has been given its room, which Textual does some time after it was mounted."""
        await self._laid_out.wait()

    def _moved(self, *, moved: bool) -> None:
        if moved:
            self._repaint()
            self.moved()
            if self._ahead is None and self.is_mounted:
                self._ahead = self.set_timer(AHEAD_AFTER, self._make_ahead)

    # Painting

    def _repaint(self) -> None:
        """Compose the visible lines; only those that changed are sent to the terminal."""
        if not self.size.width:
            return
        before, self._lines = self._lines, self._leaf.lines()
        if len(before) != len(self._lines):
            self.refresh()
            return
        if regions := changed(before, self._lines, self.size.width):
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """Return a row as Textual wants it."""
        return self._painted(self._lines[y] if y < len(self._lines) else Line())

    def _make_ahead(self) -> None:
        """Set and paint the next page while this one is read, so that turning to it only has to show it."""
        self._ahead = None
        for line in self._leaf.lines_ahead():
            self._painted(line)

    def _painted(self, line: Line) -> Strip:
        """Return a line as a strip; one that was seen before brings its own with it."""
        strip = self._strips.get(line)
        if strip is None or strip.cell_length != self.size.width:
            if len(self._strips) > KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[line] = paint(line, self.size.width, self._palette)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Skip Textual's borders and padding, which this view has none of: half the cost of a frame."""
        strips = [self.render_line(y) for y in crop.line_range]
        if (crop.x, crop.right) != (0, self.size.width):
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def on_resize(self) -> None:
        """Keep the same words at the top, and say what is in sight now."""
        self._lines = []
        self._leaf.resize(self.size.width, self.size.height)
        if self._kept:
            self._leaf.reveal(self._kept)
            self._kept = NOWHERE
        self._repaint()
        self.moved()
        if self.size:
            self._laid_out.set()

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go on by a notch of the wheel."""
        event.stop()
        self.scroll_rows(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go back by a notch of the wheel."""
        event.stop()
        self.scroll_rows(-WHEEL_ROWS)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection, or a click."""
        self._pressed = self._leaf.offset_at(event.x, event.y)
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the selection."""
        at = self._leaf.offset_at(event.x, event.y)
        if self._pressed is not None and at is not None and at != self._pressed:
            self.post_message(
                self.WordsSelected(Span(min(at, self._pressed), max(at, self._pressed) + 1), self)
            )

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a selection, or point at the words under the mouse."""
        self.release_mouse()
        at = self._leaf.offset_at(event.x, event.y)
        if self._pressed is not None and at == self._pressed:
            self.post_message(self.WordsPressed(at, self))
        self._pressed = None
