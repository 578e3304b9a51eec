"""The panel beside the article: what hangs on the current claim, or the overview.

It is told what to show (`show`, `select`, `restyle`) and says what a reader
selected in it.  Rows are composed when something changed, painted when they come
into sight, and only rows that differ from what is on the screen are sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.bindings import bindings_of
from reader.keys import Pane
from reader.lines import Line, Look
from reader.painting import changed, paint
from reader.panel.checks import compose_sentence, is_item
from reader.panel.claims import compose_claim
from reader.panel.overview import ClaimRows, compose_overview
from reader.panel.setting import items

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual import events
    from textual.binding import BindingType

    from annotations.checklist import SentenceView
    from annotations.dossier import ClaimView, Dossier
    from annotations.revising import Comparison
    from articles.model import Span
    from reader.glyphs import Glyphs
    from reader.palette import Palette

KEPT_STRIPS = 1024
_NARROWEST = 2
"""Cells: text and edge."""
_OVERLAP = 2
"""Rows that stay in sight when a long item is leafed through."""


class SidePanel(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one claim of a dossier, or all of them where none is current.

    `clock` gives aware datetimes; `me` is the reviewer at the keyboard.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SidePanel { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Pane.PANEL)

    @dataclass
    class ItemSelected(Message):
        """A reader selected an item, by key or mouse."""

        item: str

    def __init__(
        self,
        palette: Palette,
        glyphs: Glyphs,
        *,
        me: str,
        clock: Callable[[], datetime],
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        super().__init__(id=id)
        self._palette = palette
        self._glyphs = glyphs
        self._me = me
        self._clock = clock
        self._compact = False
        self._dossier: Dossier | None = None
        self._changes: Comparison | None = None
        self._sentence: SentenceView | None = None
        self._at_sentence: Span | None = None
        """Of which sentence the items were shown last."""
        self._claim = ""
        self._fresh: frozenset[str] = frozenset()
        self._selected = ""
        self._lines: tuple[Line, ...] = ()
        self._items: tuple[str, ...] = ()
        self.kept_rows = ClaimRows()
        """The rows of claims as they were set last, for whoever sets them once more."""
        self._width = 0
        self._expected = 0
        self._thumb = range(0)
        self._strips: dict[tuple[Line, bool], Strip] = {}

    # What is shown

    def show(self, dossier: Dossier, claim_id: str, *, fresh: frozenset[str] = frozenset()) -> None:
        """Show a claim of a dossier; the overview where it has no claim of that id.

        `fresh` are the ids of what a colleague just added.  The selected item
        stays selected where it is still there, else what stands in its place.
        The same dossier again brings the ages up to date.
        """
        another = claim_id != self._claim
        came_from = self._claim if another else ""
        # An item of one sentence says nothing of what is meant in the next.
        kept = self._selected in self._items and not is_item(self._selected)
        at = self._items.index(self._selected) if kept else 0
        self._dossier, self._claim, self._fresh = dossier, claim_id, fresh
        if another and self._selected in {"", came_from}:
            # What comes in its place is known, so that the lines are composed once.
            self._selected = claim_id or came_from
        self._set_lines()
        if self._selected not in self._items:
            self._selected = self._instead(0 if another else at, came_from)
            self._set_lines()
        span = self._sentence.span if self._sentence else None
        turned, self._at_sentence = span not in {None, self._at_sentence}, span
        if another or (turned and not self.has_focus):
            self.scroll_to(y=0, animate=False)
        if another:
            self._bring_into_view()

    def expect(self, width: int) -> None:
        """Learn how many columns it will have, so that it is composed once and not again when it has them."""
        self._expected = width

    def show_sentence(self, sentence: SentenceView | None) -> None:
        """Have the items of a sentence above all else, or none, when something is next shown."""
        self._sentence = sentence

    @property
    def changes(self) -> Comparison | None:
        """What the newest revision asks to be read, in the overview."""
        return self._changes

    def show_changes(self, changes: Comparison | None) -> None:
        """Show, in the overview, what the newest revision asks to be read."""
        self._changes = changes
        self._set_lines()

    def restyle(self, palette: Palette, glyphs: Glyphs, *, compact: bool = False) -> None:
        """Show the same in other colours or signs; `compact` folds each item to a row."""
        self._palette, self._glyphs, self._compact = palette, glyphs, compact
        self._strips.clear()
        self._set_lines()
        self.refresh()

    @property
    def compact(self) -> bool:
        """Whether each item is folded to a row."""
        return self._compact

    def items_in_sight(self) -> frozenset[str]:
        """Return the items of which a row is on the screen."""
        if not self.display or not self.size.height:
            return frozenset()
        top = self.scroll_offset.y
        return frozenset(line.item for line in self._lines[top : top + self.size.height] if line.item)

    def selected_record(self) -> str:
        """Return the id of the selected item; empty where the panel has none."""
        return self._selected

    def select(self, item: str) -> None:
        """Select an item and bring it into view; one that is not in the panel is passed over."""
        if item in self._items and item != self._selected:
            self._selected = item
            self._set_lines()
        self._bring_into_view()

    def next_source(self, step: int) -> str | None:
        """Select the claim's next fact, or with -1 the one before; return its link's id, None at the end."""
        view = self._view
        links = {one.link.id for one in view.evidence} if view else set()
        here = self._items.index(self._selected) if self._selected in self._items else -1
        ahead = self._items[here + 1 :] if step > 0 else self._items[: max(0, here)][::-1]
        found = next((item for item in ahead if item in links), None)
        if found:
            self.select(found)
        return found

    def scroll_page(self, pages: float) -> None:
        """Scroll by so many heights of the panel, down or with a negative number up."""
        self.scroll_to(y=self.scroll_offset.y + round(pages * self.size.height), animate=False)

    # What a reader does

    def action_item(self, step: int) -> None:
        """Select the next item; first leaf through to the end of one that does not fit."""
        rows = self._rows_of(self._selected)
        top, height = self.scroll_offset.y, self.size.height
        if (step > 0 and rows.stop > top + height) or (step < 0 and rows.start < top and rows):
            self.scroll_to(y=top + step * max(1, height - _OVERLAP), animate=False)
            return
        if not self._items:
            return
        here = self._items.index(self._selected) if self._selected in self._items else -1
        index = min(max(0, here + step), len(self._items) - 1)
        if index == here:
            # Nothing more to select: show what stands before the first and behind the last.
            self.scroll_to(y=self.max_scroll_y if step > 0 else 0, animate=False)
            return
        self.select(self._items[index])
        self.post_message(self.ItemSelected(self._selected))

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked."""
        row = self.scroll_offset.y + event.y
        item = self._lines[row].item if 0 <= row < len(self._lines) else ""
        if item:
            self.select(item)
            self.post_message(self.ItemSelected(item))

    def on_resize(self) -> None:
        """Compose anew for another width; for another height nothing has to be composed."""
        if self.size.width != self._width:
            self._strips.clear()
            self._set_lines()
        before = self._thumb
        self._place_thumb()
        if before != self._thumb:
            # Rows may have been painted for the new height with the sign of the old one.
            self.refresh()
        self._bring_into_view()

    # How it is drawn

    def render_line(self, y: int) -> Strip:
        """Return a row of what is in view."""
        row = self.scroll_offset.y + y
        line = self._lines[row] if row < len(self._lines) else Line()
        key = line, y in self._thumb
        strip = self._strips.get(key)
        # Textual paints at another width before it tells of it, and the rows that stay are not painted again.
        if strip is None or strip.cell_length != self.size.width:
            if len(self._strips) > KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._paint(*key)
        return strip

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Move the sign at the edge that says which part is in view."""
        self._place_thumb()
        super().watch_scroll_y(old_value, new_value)

    def _paint(self, line: Line, thumb: bool) -> Strip:  # noqa: FBT001 - one half of a cache key
        body = paint(line, self.size.width - 1, self._palette)
        if not thumb:
            return body.adjust_cell_length(self.size.width, self._palette.style()).simplify()
        return Strip([*body, Segment(self._glyphs.rule, self._palette.style(Look.MUTED))], self.size.width)

    @property
    def _view(self) -> ClaimView | None:
        return self._dossier.claim(self._claim) if self._dossier else None

    def _instead(self, index: int, came_from: str) -> str:
        """Return what to select where the selected item is not there any more."""
        for item in (self._claim, came_from):
            if not index and item in self._items:
                return item
        if not index:
            # The items of the sentence come first, but are gone to by keys of their own.
            index = next((at for at, item in enumerate(self._items) if not is_item(item)), 0)
        return self._items[min(index, len(self._items) - 1)] if self._items else ""

    def _set_lines(self) -> None:
        """Compose, then send the rows in view that became others."""
        if self._dossier is None:
            return
        before = [self._row(y) for y in range(self.size.height)]
        # Before it has a place its items are known already, so that a key may select one at once.
        self._width = max(self.size.width or self._expected, _NARROWEST)
        self._lines = self._composed(self._dossier)
        self._items = items(self._lines)
        # Set past the reactive, whose watchers lay out and repaint the whole screen.
        self.set_reactive(SidePanel.virtual_size, Size(self._width, len(self._lines)))
        if self.scroll_offset.y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False)
        self._place_thumb()
        if regions := changed(before, [self._row(y) for y in range(self.size.height)], self._width):
            self.refresh(*regions)

    def _composed(self, dossier: Dossier) -> tuple[Line, ...]:
        width, now = self._width - 1, self._clock()
        view = self._view
        above: tuple[Line, ...] = ()
        if self._sentence is not None:
            above = compose_sentence(
                self._sentence, dossier.text, self._selected, width, self._glyphs, me=self._me, now=now
            )
        if view is None:
            return above + compose_overview(
                dossier,
                self._selected,
                width,
                self._glyphs,
                me=self._me,
                now=now,
                compact=self._compact,
                fresh=self._fresh,
                changes=self._changes,
                kept=self.kept_rows,
            )
        return above + compose_claim(
            dossier,
            view,
            self._selected,
            width,
            self._glyphs,
            me=self._me,
            now=now,
            compact=self._compact,
            fresh=self._fresh,
        )

    def _row(self, y: int) -> tuple[Line, bool]:
        row = self.scroll_offset.y + y
        return (self._lines[row] if row < len(self._lines) else Line()), y in self._thumb

    def _rows_of(self, item: str) -> range:
        rows = [number for number, line in enumerate(self._lines) if item and line.item == item]
        return range(rows[0], rows[-1] + 1) if rows else range(0)

    def _place_thumb(self) -> None:
        height, count = self.size.height, len(self._lines)
        if not height or count <= height:
            self._thumb = range(0)
            return
        length = max(1, height * height // count)
        start = round((height - length) * self.scroll_offset.y / max(1, self.max_scroll_y))
        self._thumb = range(start, start + length)

    def _bring_into_view(self) -> None:
        """Scroll no further than needed to see the selected item; of a long one, its beginning."""
        rows = self._rows_of(self._selected)
        if not rows:
            return
        top, height = self.scroll_offset.y, self.size.height
        first = 0 if self._items[0] == self._selected else rows.start
        if first < top or len(rows) > height:
            top = first
        elif rows.stop > top + height:
            top = rows.stop - height
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
