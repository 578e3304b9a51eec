"""The article on the page: what is visible is set, laid over and painted, nothing else.

The view is told what to show (`show`, `point_at`, `search_for`, `select`) and
says what a reader did with the mouse; keys are the screen's.  Its place is a
row of the page; the code point at its top stays put when the window changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from articles.model import Span
from reader.bindings import bindings_of
from reader.cells import cell_len, longest_prefix
from reader.gutter import Gutter
from reader.keys import Pane
from reader.lines import Line, Look, Piece
from reader.overlays import Layer, Overlay, cut_pieces, mark_layers, span_layers
from reader.page import TOP, Page, Ref
from reader.painting import paint
from reader.pointing import NOWHERE, Pointing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

    from annotations.dossier import Dossier
    from reader.glyphs import Glyphs
    from reader.palette import Palette
    from reader.typesetting import Row

KEPT_STRIPS = 2048
CONTEXT_ROWS = 3
"""How many rows stay visible above a place that was jumped to."""


class ArticleView(Widget, can_focus=True):
    """Shows a dossier's article, from any row on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Pane.ARTICLE)
    ALLOW_SELECT = False
    """Selection is ours: it counts in code points of the text, not in cells of the screen."""

    DEFAULT_CSS = "ArticleView { width: 1fr; height: 1fr; }"

    @dataclass
    class Scrolled(Message):
        """Another part of the article is at the top."""

        offset: int

    @dataclass
    class WordsPressed(Message):
        """The mouse was pressed on the text, `offset` into it."""

        offset: int

    @dataclass
    class WordsSelected(Message):
        """The mouse was drawn over words."""

        span: Span

    def __init__(self, palette: Palette, glyphs: Glyphs, *, measure: int, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._palette = palette
        self._glyphs = glyphs
        self._wanted_measure = measure
        self._page: Page | None = None
        self._dossier: Dossier | None = None
        self._gutter = Gutter((), glyphs)
        self._base = Overlay(())
        self._claims = Overlay(())
        self._matches: tuple[Span, ...] = ()
        self._match_layers = Overlay(())
        self._top = TOP
        self._anchor_offset = 0
        self._pointing = Pointing()
        self._pointed: list[Layer] = []
        self._lines: list[Line] = []
        self._row_lines: dict[Row, Line] = {}
        self._strips: dict[Line, Strip] = {}
        self._pressed: int | None = None

    # What is shown

    def show(self, dossier: Dossier) -> None:
        """Show a dossier; the place stays where the text is the same article."""
        fresh = self._dossier is None or dossier.revision is not self._dossier.revision
        self._dossier = dossier
        self._gutter = Gutter(dossier.claims, self._glyphs)
        if fresh:
            self._base = Overlay(mark_layers(dossier.revision.article.marks))
            self._page = None
        spans = [(view.span, Look.CLAIM) for view in dossier.claims if view.span]
        spans += [(one.place.span, Look.NOTED) for one in dossier.notes if one.place and one.place.span]
        self._claims = Overlay([layer for span, look in spans for layer in span_layers([span], look)])
        self._set_page()
        self._forget_lines()

    def point_at(self, pointing: Pointing) -> None:
        """Mark what the reader is at."""
        self._pointing = pointing
        self._forget_lines()

    def show_matches(self, matches: Sequence[Span]) -> None:
        """Mark all places that were found."""
        self._matches = tuple(matches)
        self._match_layers = Overlay(span_layers(self._matches, Look.MATCH))
        self._forget_lines()

    def restyle(self, palette: Palette, glyphs: Glyphs) -> None:
        """Take other colours and signs."""
        self._palette, self._glyphs = palette, glyphs
        self._strips.clear()
        if self._dossier:
            self._gutter = Gutter(self._dossier.claims, glyphs)
        self._page = None
        self._set_page()
        self._forget_lines()

    def action_line(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_rows(lines)

    # Where we are

    @property
    def top_offset(self) -> int:
        """The code point at the top of the screen."""
        return self._anchor_offset

    @property
    def measure(self) -> int:
        """How many cells of text a row holds, as asked for."""
        return self._wanted_measure

    @property
    def visible_span(self) -> Span:
        """The part of the text that is on screen."""
        rows = self._rows()
        shown = [row for row in rows if row.slices]
        return Span(shown[0].start, max(row.end for row in shown)) if shown else NOWHERE

    @property
    def at_end(self) -> bool:
        """Whether the end of the article is on screen."""
        return len(self._page.rows(self._top, self._height + 1)) <= self._height if self._page else True

    def set_measure(self, measure: int) -> None:
        """Take another measure; the top code point stays."""
        self._wanted_measure = measure
        self._page = None
        self._set_page()
        self._forget_lines()

    def scroll_rows(self, rows: int) -> None:
        """Go on, or back, by rows."""
        if self._page:
            self._go(self._page.move(self._top, rows))

    def scroll_pages(self, pages: float) -> None:
        """Go on, or back, by screens; two rows of the last stay in sight."""
        step = max(1, self._height - 2)
        self.scroll_rows(round(step * pages) if abs(pages) < 1 else int(step * pages))

    def scroll_to_offset(self, offset: int, *, rows_above: int = 0) -> None:
        """Put the row that shows `offset` at the top, or some rows below it."""
        if self._page:
            self._go(self._page.move(self._page.at(offset), -rows_above))
        else:
            self._anchor_offset = offset

    def scroll_to_bottom(self) -> None:
        """Go to the last screenful."""
        if self._page:
            self._go(self._page.last_top(self._height))

    def reveal(self, span: Span) -> None:
        """Bring words on screen; nothing moves where they are on it already."""
        if not self._page:
            return
        first, last = self._page.at(span.start), self._page.at(max(span.start, span.end - 1))
        above = self._page.distance(self._top, first, self._height + 1)
        below = self._page.distance(self._top, last, self._height + 1)
        if above >= 0 and below < self._height:
            return
        if above > 0 and below == self._height and last.block == first.block and below - above < self._height:
            self._go(self._page.move(self._top, 1))
            self.reveal(span)
            return
        self._go(self._page.move(first, -min(CONTEXT_ROWS, self._height // 4)))

    def screen_cell_of(self, offset: int) -> tuple[int, int] | None:
        """Return column and row of a code point within the view; None where it is not on screen."""
        for y, row in enumerate(self._rows()):
            for one in row.slices:
                if one.start <= offset < one.end and self._dossier:
                    before = self._dossier.text[one.start : offset]
                    return self._left + self._gutter.width + one.x + cell_len(before), y
        return None

    # Painting

    @property
    def _height(self) -> int:
        return max(1, self.size.height)

    @property
    def _left(self) -> int:
        """Cells left of the gutter: the column is centred where there is room."""
        taken = self._gutter.width + (self._page.measure if self._page else 0)
        return max(0, (self.size.width - taken - self._gutter.width) // 2)

    def _set_page(self) -> None:
        if self._dossier is None or self.size.width == 0:
            return
        room = self.size.width - self._gutter.width - 1
        measure = min(self._wanted_measure, room)
        if self._page is None or self._page.measure != measure:
            self._page = Page(self._dossier.revision.article, measure, self._glyphs)
            self._top = self._page.at(self._anchor_offset) if self._anchor_offset else TOP
        self._top = self._page.clamp(self._top, self._height)

    def _rows(self) -> list[Row]:
        return self._page.rows(self._top, self._height) if self._page else []

    def _go(self, top: Ref) -> None:
        if self._page is None:
            return
        top = self._page.clamp(top, self._height)
        if top == self._top:
            return
        self._top = top
        row = self._page.row(top)
        self._anchor_offset = 0 if top == TOP else (row.slices[0].start if row.slices else row.start)
        self._repaint()
        self.post_message(self.Scrolled(self._anchor_offset))

    def _repaint(self) -> None:
        """Work out the visible lines; only those that changed are sent to the terminal."""
        if self._page is None:
            self._lines = []
            self.refresh()
            return
        lines = [self._known_line(row) for row in self._rows()]
        lines += [Line()] * (self._height - len(lines))
        before, self._lines = self._lines, lines
        if len(before) != len(lines):
            self.refresh()
            return
        for y, (was, now) in enumerate(zip(before, lines, strict=True)):
            if was != now:
                self.refresh(Region(0, y, self.size.width, 1))

    def _known_line(self, row: Row) -> Line:
        line = self._row_lines.get(row)
        if line is None:
            if len(self._row_lines) > KEPT_STRIPS:
                self._row_lines.clear()
            line = self._row_lines[row] = self._line(row)
        return line

    def _forget_lines(self) -> None:
        """What lies over the text has changed: compose the visible rows anew."""
        self._row_lines.clear()
        self._pointed = self._pointed_layers()
        self._repaint()

    def _line(self, row: Row) -> Line:
        starts_here = row.slices and any(
            one.start <= self._pointing.sentence.start < one.end for one in row.slices
        )
        gutter = self._gutter.pieces(
            row.start if row.slices else 0,
            row.end if row.slices else 0,
            self._pointing.claim,
            sentence=bool(starts_here) and bool(self._pointing.sentence),
        )
        pieces = [Piece(" " * self._left), *gutter, *row.lead]
        x = sum(cell_len(piece.text) for piece in row.lead)
        for one in row.slices:
            pieces.append(Piece(" " * (one.x - x)))
            words = self._words(row, one.start, one.end)
            pieces += words
            x = one.x + sum(cell_len(piece.text) for piece in words)
        if row.look & Look.CODE and self._page:
            # Code stands on a ground of its own, as wide as the text.
            pieces.append(Piece(" " * (self._page.measure - x), Look.CODE))
        return Line(tuple(piece for piece in pieces if piece.text))

    def _words(self, row: Row, start: int, end: int) -> list[Piece]:
        if self._dossier is None or start == end:
            return []
        layers = self._base.touching(start, end)
        layers += self._claims.touching(start, end)
        layers += self._match_layers.touching(start, end)
        layers += [layer for layer in self._pointed if layer.start < end and start < layer.end]
        return cut_pieces(self._dossier.text, start, end, row.look, layers)

    def _pointed_layers(self) -> list[Layer]:
        view = self._dossier.claim(self._pointing.claim) if self._dossier and self._pointing.claim else None
        spans = [(self._pointing.selection, Look.SELECTED), (self._pointing.match, Look.MATCH | Look.CURRENT)]
        if view and view.span:
            spans.append((view.span, Look.CURRENT))
        return [layer for span, look in spans for layer in span_layers([span], look)]

    def render_line(self, y: int) -> Strip:
        """Return a row as Textual wants it; a line seen before brings its strip with it."""
        line = self._lines[y] if y < len(self._lines) else Line()
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
        self._set_page()
        self._forget_lines()
        self.post_message(self.Scrolled(self._anchor_offset))

    # The mouse

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the code point under a cell of the view; None where there is no text."""
        rows = self._rows()
        if self._dossier is None or not 0 <= y < len(rows):
            return None
        column = x - self._left - self._gutter.width
        for one in reversed(rows[y].slices):
            if column >= one.x:
                words = self._dossier.text[one.start : one.end]
                return min(one.start + longest_prefix(words, column - one.x), max(one.start, one.end - 1))
        return rows[y].slices[0].start if rows[y].slices else None

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows a notch, as terminals do."""
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows a notch, as terminals do."""
        event.stop()
        self.scroll_rows(-3)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection, or a click."""
        self._pressed = self.offset_at(event.x, event.y)
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the selection."""
        at = self.offset_at(event.x, event.y)
        if self._pressed is not None and at is not None and at != self._pressed:
            self.post_message(self.WordsSelected(Span(min(at, self._pressed), max(at, self._pressed) + 1)))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a selection, or point at the words under the mouse."""
        self.release_mouse()
        at = self.offset_at(event.x, event.y)
        if self._pressed is not None and at == self._pressed:
            self.post_message(self.WordsPressed(at))
        self._pressed = None
