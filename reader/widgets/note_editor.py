"""Writes a note in the panel: several lines of Markdown, kept by Esc.

What is typed is handed on at most 400 ms later, so that the screen can put it
on disk before anything happens to the line or the machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from articles.untrusted import one_line
from reader.cells import cell_len, fit
from reader.entry import MOST_PASTED, Entry, entered, insert, move_row, pasted, point, press
from reader.field_lines import draw_rows
from reader.lines import Line, Look, Piece
from reader.widgets.dialog import Dialog
from reader.words import _
from reader.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.timer import Timer

    from reader.glyphs import Glyphs
    from reader.palette import Palette

DRAFT_AFTER = 0.4
"""Seconds from a key to the draft that has it: what a dropped line may cost."""
MOST_STEPS_BACK = 200
_PAGE = 8
"""Rows that PgUp and PgDn move by."""
_LONGEST_TITLE = 300
_MOST_ERROR_ROWS = 3


class NoteEditor(Dialog):
    """An editor of plain text under a title, with a line of hints below."""

    DEFAULT_CSS = "NoteEditor { width: 1fr; height: 1fr; }"

    @dataclass
    class Kept(Message):
        """The note is to be saved; the editor is closed, and `fail` brings it back."""

        text: str

    @dataclass
    class Discarded(Message):
        """The note was thrown away; the editor is closed."""

    @dataclass
    class Drafted(Message):
        """What stands in the editor now."""

        text: str

    def __init__(self, palette: Palette, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(palette, glyphs, id=id)
        self._title = ""
        self._placeholder = ""
        self._error = ""
        self._entry = Entry()
        self._past: list[Entry] = []
        self._top = 0
        self._height = 1
        self._timer: Timer | None = None

    def open(self, title: str, text: str = "", *, placeholder: str = "") -> None:
        """Show the editor with `text` in it, the cursor at its end."""
        self._title, self._placeholder, self._error = title, placeholder, ""
        self._entry = entered(text)
        self._past.clear()
        self._top = 0
        self._lines = ()
        self.come()

    @property
    def text(self) -> str:
        """What stands in the editor, also after it was closed."""
        return self._entry.text

    def release(self) -> str:
        """Close the editor where it is still open, and return what stands in it."""
        self._stop_timer()
        self.go()
        return self._entry.text

    def fail(self, message: str) -> None:
        """Say why the note could not be saved; the text is there again to be kept once more."""
        self._error = message
        self._lines = ()
        self.come()

    def drawing(self, width: int, height: int) -> tuple[Sequence[Line], tuple[int, int] | None]:
        """Return title, as much of the text as fits around the cursor, and the hints."""
        title = fit(one_line(self._title, _LONGEST_TITLE), width, ellipsis=self.glyphs.ellipsis)
        foot = self._foot(width)
        room = self._height = max(1, height - 1 - len(foot))
        drawn = draw_rows(self._entry, width, active=True)
        column, row = drawn.cursor or (0, 0)
        self._top = max(0, min(self._top, row, len(drawn.rows) - room))
        self._top = max(self._top, row - room + 1)
        body = [Line(pieces) for pieces in drawn.rows[self._top : self._top + room]]
        if not self._entry.text:
            words = fit(one_line(self._placeholder, _LONGEST_TITLE), width - 1, ellipsis=self.glyphs.ellipsis)
            body = [Line((*body[0].pieces, Piece(words, Look.MUTED)))]
        body += [Line()] * (room - len(body))
        return [Line((Piece(title, Look.LABEL),)), *body, *foot], (column, row - self._top + 1)

    def press(self, key: str, character: str | None) -> bool:
        """Keep, throw away, or edit."""
        if key in {"escape", "ctrl+s"}:
            self._close(self.Kept(self._entry.text))
        elif key == "ctrl+g":
            self._close(self.Discarded())
        elif key == "ctrl+z":
            if self._past:
                self._entry = self._past.pop()
                self._draft_soon()
        elif (edited := self._edited(key, character)) is not None:
            self._take(edited)
        else:
            return False
        return True

    def paste(self, text: str) -> None:
        """Take pasted text with its lines."""
        room = MOST_PASTED - len(self._entry.text)
        self._take(insert(self._entry, pasted(text, lines=True, room=min(MOST_PASTED, max(room, 0)))))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse was pressed."""
        if 0 < event.y <= self._height:
            self._entry = point(self._entry, self.room, event.x - self.INSET, self._top + event.y - 1)
            self.redraw()

    def _edited(self, key: str, character: str | None) -> Entry | None:
        if key == "enter":
            return insert(self._entry, "\n")
        if key == "tab":
            return insert(self._entry, "    ")
        steps = {"down": 1, "up": -1, "pagedown": _PAGE, "pageup": -_PAGE}
        if key not in steps:
            return press(self._entry, key, character)
        moved = move_row(self._entry, self.room, steps[key])
        if moved is not None:
            return moved
        return Entry(self._entry.text, len(self._entry.text) if steps[key] > 0 else 0)

    def _take(self, edited: Entry) -> None:
        if edited.text != self._entry.text:
            self._past.append(self._entry)
            del self._past[:-MOST_STEPS_BACK]
            self._error = ""
            self._draft_soon()
        self._entry = edited

    def _draft_soon(self) -> None:
        # Started by the first key and not put off by the next: a steady typist is saved, too.
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_AFTER, self._draft)

    def _draft(self) -> None:
        self._timer = None
        self.post_message(self.Drafted(self._entry.text))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _close(self, message: Message) -> None:
        self._stop_timer()
        self.go()
        self.post_message(message)

    def _foot(self, width: int) -> list[Line]:
        words = _("Esc keep · Ctrl+G throw away").replace("·", self.glyphs.dot)
        if cell_len(words) > width:
            words = _("Esc keep · Ctrl+G drop").replace("·", self.glyphs.dot)
        hint = fit(words, width, ellipsis=self.glyphs.ellipsis)
        lines = [Line((Piece(hint, Look.MUTED),))]
        if self._error:
            error = one_line(self._error, _LONGEST_TITLE)
            found = wrap(error, 0, len(error), width)[:_MOST_ERROR_ROWS]
            lines = [*(Line((Piece(error[start:end], Look.BAD),)) for start, end in found), *lines]
        return lines
