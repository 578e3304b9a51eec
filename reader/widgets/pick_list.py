"""A list to choose from, narrowed by typing; only the rows on screen are ever set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from articles.frozen import frozen
from articles.untrusted import one_line
from reader.cells import cell_len, fit
from reader.entry import Entry, insert, pasted, press
from reader.field_lines import beside, draw_row
from reader.filtering import folded, matching
from reader.lines import Line, Look, Piece
from reader.widgets.dialog import Dialog
from reader.words import _, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from articles.model import Span
    from reader.glyphs import Glyphs
    from reader.palette import Palette

HEAD_ROWS = 2
"""Above the list: title and count, and what was typed."""
_LONGEST = 400
"""Code points of a row that are looked at for painting; no terminal shows more."""
_MOST_TYPED = 200


@frozen
class Row:
    """One thing to choose; `text` and `detail` may come from anywhere."""

    id: str
    text: str
    detail: str = ""
    """Less important words, at the right where there is room."""
    look: Look = Look.PLAIN
    marks: tuple[Span, ...] = ()
    """Where in `text` words stand that were searched for; the text is then on one line already."""


class PickList(Dialog):
    """Shows rows, narrows them as one types, and says which was picked."""

    DEFAULT_CSS = "PickList { width: 1fr; height: 1fr; }"

    @dataclass
    class Picked(Message):
        """A row was chosen; the list is closed."""

        id: str

    @dataclass
    class Cancelled(Message):
        """Esc was pressed; the list is closed."""

    def __init__(self, palette: Palette, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(palette, glyphs, id=id)
        self._title = ""
        self._rows: tuple[Row, ...] = ()
        self._searched: tuple[str, ...] = ()
        self._without_case: tuple[str, ...] = ()
        self._found: tuple[int, ...] = ()
        self._entry = Entry()
        self._at = 0
        self._top = 0

    def open(self, title: str, rows: Sequence[Row], *, current: str = "") -> None:
        """Show `rows` with the one called `current` chosen, else the first."""
        self._title = title
        self._rows = tuple(rows)
        self._searched = tuple(f"{row.text} {row.detail}" for row in self._rows)
        self._without_case = folded(self._searched)
        self._found = tuple(range(len(self._rows)))
        self._entry = Entry()
        self._top = 0
        self._at = next((index for index, row in enumerate(self._rows) if row.id == current), 0)
        self._lines = ()
        self.come()

    @property
    def current(self) -> str:
        """The id of the row that Enter would pick; empty where none is left."""
        return self._rows[self._found[self._at]].id if self._found else ""

    def drawing(self, width: int, height: int) -> tuple[Sequence[Line], tuple[int, int] | None]:
        """Return title, field and as many rows as fit around the chosen one."""
        field, cursor = beside(Piece("/ ", Look.MUTED), draw_row(self._entry, width - 2))
        if not self._entry.text:
            hint = fit(_("type to narrow"), width - 3, ellipsis=self.glyphs.ellipsis)
            field = [Line((*field[0].pieces, Piece(hint, Look.MUTED)))]
        self._keep_in_sight(height - HEAD_ROWS)
        shown = self._found[self._top : self._top + max(0, height - HEAD_ROWS)]
        lines = [self._row_line(self._rows[index], width, self._top + at) for at, index in enumerate(shown)]
        if not self._found:
            lines = [Line((Piece(fit(f"  {_('nothing fits')}", width), Look.MUTED),))]
        return [self._head(width), *field, *lines], (cursor[0], 1) if cursor else None

    def press(self, key: str, character: str | None) -> bool:
        """Move, pick, leave, or narrow."""
        page = max(1, self.size.height - HEAD_ROWS - 1)
        steps = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1, "pagedown": page, "pageup": -page, "tab": 1}
        if key == "escape":
            self.go()
            self.post_message(self.Cancelled())
        elif key == "enter":
            self._pick()
        elif key in steps:
            self._move(steps[key])
        elif key in {"ctrl+home", "ctrl+end"}:
            self._move(len(self._found) if key == "ctrl+end" else -len(self._found))
        elif (edited := press(self._entry, key, character)) is not None:
            self._narrow(edited)
        else:
            return False
        return True

    def paste(self, text: str) -> None:
        """Narrow by pasted text."""
        self._narrow(insert(self._entry, pasted(text, room=_MOST_TYPED - len(self._entry.text))))

    def on_click(self, event: events.Click) -> None:
        """Pick the row that was clicked."""
        at = self._top + event.y - HEAD_ROWS
        if event.y >= HEAD_ROWS and at < len(self._found):
            self._at = at
            self._pick()

    def on_mouse_scroll_down(self) -> None:
        """Go on."""
        self._move(3)
        self.redraw()

    def on_mouse_scroll_up(self) -> None:
        """Go back."""
        self._move(-3)
        self.redraw()

    def _pick(self) -> None:
        if picked := self.current:
            self.go()
            self.post_message(self.Picked(picked))

    def _move(self, by: int) -> None:
        self._at = max(0, min(len(self._found) - 1, self._at + by))

    def _narrow(self, edited: Entry) -> None:
        if edited.text != self._entry.text:
            self._found = matching(edited.text, self._searched, self._without_case)
            self._at = self._top = 0
        self._entry = edited

    def _keep_in_sight(self, room: int) -> None:
        room = max(1, room)
        self._top = max(0, min(self._top, self._at, len(self._found) - room))
        self._top = max(self._top, self._at - room + 1)

    def _head(self, width: int) -> Line:
        count, everything = len(self._found), len(self._rows)
        words = (
            number(everything)
            if count == everything
            else _("{n} of {all}").format(n=number(count), all=number(everything))
        )
        title = fit(
            one_line(self._title, _LONGEST), width - cell_len(words) - 2, ellipsis=self.glyphs.ellipsis
        )
        gap = " " * max(1, width - cell_len(title) - cell_len(words))
        return Line((Piece(title, Look.LABEL), Piece(gap), Piece(words, Look.MUTED)))

    def _row_line(self, row: Row, width: int, at: int) -> Line:
        chosen = at == self._at
        mark = f"{self.glyphs.current} " if chosen else "  "
        detail = fit(one_line(row.detail, _LONGEST), max(0, width // 3), ellipsis=self.glyphs.ellipsis)
        room = width - cell_len(mark) - (cell_len(detail) + 2 if detail else 0)
        # Leading spaces are how contents show what lies under what.
        indent = row.text[: len(row.text) - len(row.text.lstrip(" "))][: width // 3]
        text = fit(indent + one_line(row.text, _LONGEST), room, ellipsis=self.glyphs.ellipsis)
        gap = " " * (room - cell_len(text) + 2)
        look = row.look | Look.STRONG if chosen else row.look
        pieces = (Piece(mark, Look.ACCENT), *_marked(text, row.marks, look))
        return Line((*pieces, Piece(gap), Piece(detail, Look.MUTED)) if detail else pieces, item=row.id)


def _marked(text: str, marks: Sequence[Span], look: Look) -> list[Piece]:
    """Return what is shown of a row's text in pieces, the words that were searched for set off."""
    pieces, done = [], 0
    for found in marks:
        end = min(found.end, len(text))
        if found.start < end:
            pieces += [
                Piece(text[done : found.start], look),
                Piece(text[found.start : end], look | Look.MATCH),
            ]
            done = end
    return [*pieces, Piece(text[done:], look)]
