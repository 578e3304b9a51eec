"""What of an article is in sight, as lines; pure.

A leaf knows a dossier, a size and a place, and composes the visible rows with
everything that lies over the text.  Its place is a row of the page; the code
point at its top stays put when size or measure change.  Sizes are in cells,
offsets are code points into `Article.text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.model import Span
from reader.cells import cell_len, longest_prefix, shown
from reader.finding_words import Matches
from reader.gutter import Gutter
from reader.lines import Line, Look, Piece
from reader.overlays import Layer, MarkOverlay, Overlay, cut_pieces, overlay_of, span_layers
from reader.page import TOP, Page, Ref
from reader.pointing import NOWHERE, Pointing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.dossier import Dossier
    from reader.glyphs import Glyphs
    from reader.typesetting import Row

CONTEXT_ROWS = 3
"""How many rows stay visible above a place that was jumped to."""
KEPT_LINES = 2048
KEPT_IN_SIGHT = 2
"""Rows of the last screen that stay in sight when a page is turned."""


class Leaf:
    """The part of a dossier's article that is in sight."""

    def __init__(self, glyphs: Glyphs, measure: int, spacing: int = 1) -> None:
        self.measure = measure
        """How many cells of text a row is to hold, where there is room."""
        self.offset = 0
        """The code point at the top."""
        self.whole = 0
        """Where this is only the beginning of a text: how long that is, about; 0 where it is all there is."""
        self._glyphs = glyphs
        self._spacing = spacing
        self._width = self._height = 0
        self._dossier: Dossier | None = None
        self._page: Page | None = None
        self._top = TOP
        self._wanted = NOWHERE
        """What was to be brought in sight before there was a size to bring it in sight in."""
        self._gutter = Gutter((), glyphs)
        self._suggested: Sequence[int] = ()
        self._marks: Overlay | MarkOverlay = Overlay(())
        self._records = Overlay(())
        self._matches = Matches()
        self._pointing = Pointing()
        self._pointed: list[Layer] = []
        self._known: dict[Row, Line] = {}

    # What is shown

    def show(self, dossier: Dossier) -> None:
        """Show a dossier; the place stays."""
        if self._dossier is None or dossier.revision is not self._dossier.revision:
            self._marks = overlay_of(dossier.revision.article.marks)
            self._page = None
        self._dossier = dossier
        self._gutter = Gutter(dossier.claims, self._glyphs, self._suggested)
        spans = [(view.span, Look.CLAIM) for view in dossier.claims if view.span]
        spans += [(one.place.span, Look.NOTED) for one in dossier.notes if one.place and one.place.span]
        spans += [(one.place.span, Look.NOTED) for one in dossier.cited if one.place.span]
        spans += [(one.marked, Look.TICKED) for view in dossier.checks for one in view.standing]
        self._records = Overlay([layer for span, look in spans for layer in span_layers([span], look)])
        self._set()

    def point_at(self, pointing: Pointing) -> None:
        """Mark what the reader is at; rows that it leaves as they were are not composed anew."""
        touched = [*self._pointed, *self._sentence_layers()]
        self._pointing = pointing
        self._pointed = self._pointed_layers()
        touched += [*self._pointed, *self._sentence_layers()]
        self._known = {
            row: self._known[row]
            for row in self._rows()
            if row in self._known and not (row.slices and _is_touched(row, touched))
        }

    def show_matches(self, matches: Matches) -> None:
        """Mark all places that were found."""
        self._matches = matches
        self._forget()

    def show_suggestions(self, starts: Sequence[int]) -> None:
        """Mark the sentences that begin at `starts`, ascending, as ones that may become claims."""
        self._suggested = starts
        if self._dossier:
            self._gutter = Gutter(self._dossier.claims, self._glyphs, starts)
        self._forget()

    def resize(self, width: int, height: int) -> None:
        """Take another size; the words at the top stay."""
        self._width, self._height = width, height
        self._set()

    def set_measure(self, measure: int) -> None:
        """Take another measure; the words at the top stay."""
        self.measure = measure
        self._page = None
        self._set()

    def use(self, glyphs: Glyphs) -> None:
        """Take other signs."""
        self._glyphs = glyphs
        self._page = None
        if self._dossier:
            self._gutter = Gutter(self._dossier.claims, glyphs, self._suggested)
        self._set()

    # Where it is

    @property
    def visible_span(self) -> Span:
        """The part of the text that is in sight, or will be once there is a size."""
        if self._page is None:
            return self._wanted
        shown = [row for row in self._rows() if row.slices]
        return Span(shown[0].start, max(row.end for row in shown)) if shown else NOWHERE

    @property
    def at_end(self) -> bool:
        """Whether the end of the article is in sight."""
        return len(self._page.rows(self._top, self._height + 1)) <= self._height if self._page else False

    @property
    def percent(self) -> int:
        """How much of the article is in sight or above it."""
        if self.whole:
            return min(99, 100 * self.visible_span.end // self.whole)
        if self.at_end:
            return 100
        return 100 * self.visible_span.end // max(1, len(self._dossier.text) if self._dossier else 1)

    def move(self, rows: int) -> bool:
        """Go on, or back, by rows; tell whether anything moved."""
        return self._go(self._page.move(self._top, rows)) if self._page else False

    def turn(self, pages: float) -> bool:
        """Go on, or back, by screens; a whole one leaves two rows in sight."""
        step = max(1, self._height - KEPT_IN_SIGHT)
        return self.move(round(step * pages) if abs(pages) < 1 else int(step * pages))

    def go_to(self, offset: int, *, rows_above: int = 0) -> bool:
        """Put the row that shows `offset` at the top, or some rows below it."""
        if self._page is None:
            self.offset, self._wanted = offset, NOWHERE
            return True
        return self._go(self._page.move(self._page.at(offset), -rows_above))

    def go_to_end(self) -> bool:
        """Go to the last screenful."""
        return self._go(self._page.last_top(self._height)) if self._page else False

    def reveal(self, span: Span) -> bool:
        """Bring words in sight, or do it once there is a size; nothing moves where they are already."""
        if self._page is None:
            self._wanted = span
            return False
        first, last = self._page.at(span.start), self._page.at(max(span.start, span.end - 1))
        above = self._page.distance(self._top, first, self._height + 1)
        below = self._page.distance(self._top, last, self._height + 1)
        if above >= 0 and below < self._height:
            return False
        if above > 0 and below == self._height and below - above < self._height - 1:
            # The last row is just out of sight: a row is less to follow than a jump.
            return self.move(1)
        return self._go(self._page.move(first, -min(CONTEXT_ROWS, self._height // 4)))

    # Cells and code points

    def cell_of(self, offset: int) -> tuple[int, int] | None:
        """Return column and row of a code point; None where it is not in sight."""
        for y, row in enumerate(self._rows()):
            for one in row.slices:
                if one.start <= offset < one.end and self._dossier:
                    before = self._dossier.text[one.start : offset]
                    return self._left + self._gutter.width + one.x + cell_len(shown(before)), y
        return None

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the code point under a cell; None where there is no text."""
        rows = self._rows()
        if self._dossier is None or not 0 <= y < len(rows):
            return None
        column = x - self._left - self._gutter.width
        for one in reversed(rows[y].slices):
            if column >= one.x:
                words = shown(self._dossier.text[one.start : one.end])
                return min(one.start + longest_prefix(words, column - one.x), max(one.start, one.end - 1))
        return rows[y].slices[0].start if rows[y].slices else None

    # The lines

    def lines(self) -> list[Line]:
        """Return the rows in sight, one for each row of the height."""
        found = [self._line(row) for row in self._rows()]
        return found + [Line()] * (self._height - len(found))

    def lines_ahead(self) -> list[Line]:
        """Return the rows that turning the page would bring in sight."""
        if self._page is None:
            return []
        following = self._page.move(self._top, max(1, self._height - KEPT_IN_SIGHT))
        return [self._line(row) for row in self._page.rows(following, self._height)]

    def _rows(self) -> list[Row]:
        return self._page.rows(self._top, self._height) if self._page else []

    @property
    def _left(self) -> int:
        """Cells left of the gutter: the column is centred where there is room."""
        taken = self._gutter.width + (self._page.measure if self._page else 0)
        return max(0, (self._width - taken - self._gutter.width) // 2)

    def _set(self) -> None:
        self._forget()
        if self._dossier is None or not self._width or not self._height:
            return
        measure = min(self.measure, self._width - self._gutter.width - 1)
        if self._page is None or self._page.measure != measure:
            self._page = Page(self._dossier.revision.article, measure, self._glyphs, self._spacing)
            self._top = self._page.at(self.offset) if self.offset else TOP
        self._top = self._page.clamp(self._top, self._height)
        if wanted := self._wanted:
            self._wanted = NOWHERE
            self.reveal(wanted)

    def _go(self, top: Ref) -> bool:
        if self._page is None:
            return False
        top = self._page.clamp(top, self._height)
        if top == self._top:
            return False
        self._top = top
        row = self._page.row(top)
        self.offset = 0 if top == TOP else (row.slices[0].start if row.slices else row.start)
        return True

    def _forget(self) -> None:
        """Compose every row anew: what lies over the text has changed."""
        self._known.clear()
        self._pointed = self._pointed_layers()

    def _pointed_layers(self) -> list[Layer]:
        view = self._dossier.claim(self._pointing.claim) if self._dossier and self._pointing.claim else None
        spans = [(self._pointing.selection, Look.SELECTED), (self._pointing.match, Look.MATCH | Look.CURRENT)]
        if view and view.span:
            spans.append((view.span, Look.CURRENT))
        if self._pointing.item:
            spans.append((self._pointing.item.span, Look.ITEM))
        return [layer for span, look in spans for layer in span_layers([span], look)]

    def _sentence_layers(self) -> list[Layer]:
        """Return where the current sentence begins, which the gutter says of its row."""
        start = self._pointing.sentence.start
        return [Layer(start, start + 1, Look.SENTENCE)] if self._pointing.sentence else []

    def _line(self, row: Row) -> Line:
        line = self._known.get(row)
        if line is None:
            if len(self._known) > KEPT_LINES:
                self._known.clear()
            line = self._known[row] = self._compose(row)
        return line

    def _compose(self, row: Row) -> Line:
        sentence = self._pointing.sentence
        begins = bool(sentence) and any(one.start <= sentence.start < one.end for one in row.slices)
        start, end = (row.start, row.end) if row.slices else (0, 0)
        gutter = self._gutter.pieces(start, end, self._pointing.claim, sentence=begins)
        pieces = [Piece(" " * self._left), *gutter, *row.lead]
        x = sum(cell_len(piece.text) for piece in row.lead)
        for one in row.slices:
            words = self._words(row, one.start, one.end)
            pieces += (Piece(" " * (one.x - x)), *words)
            x = one.x + sum(cell_len(piece.text) for piece in words)
        if row.look & Look.CODE and self._page:
            # Code stands on a ground of its own, as wide as the text.
            pieces.append(Piece(" " * (self._page.measure - x), Look.CODE))
        return Line(tuple(piece for piece in pieces if piece.text))

    def _words(self, row: Row, start: int, end: int) -> list[Piece]:
        if self._dossier is None or start == end:
            return []
        layers = [*self._marks.touching(start, end), *self._records.touching(start, end)]
        layers += span_layers(self._matches.touching(start, end), Look.MATCH)
        layers += [layer for layer in self._pointed if layer.start < end and start < layer.end]
        return cut_pieces(self._dossier.text, start, end, row.look, layers)


def _is_touched(row: Row, layers: Sequence[Layer]) -> bool:
    return any(layer.start < row.end and row.start < layer.end for layer in layers)
