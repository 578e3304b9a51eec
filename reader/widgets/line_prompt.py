"""One line at the foot of the screen: a question that words or one letter answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from articles.frozen import replace
from articles.untrusted import one_line
from reader.cells import cell_len, fit
from reader.choices import Choice, choice_lines
from reader.entry import MOST_PASTED, Entry, entered, insert, pasted, press
from reader.field_lines import beside, draw_row
from reader.lines import Line, Look, Piece
from reader.widgets.dialog import Dialog
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from reader.glyphs import Glyphs
    from reader.palette import Palette

__all__ = ["Choice", "LinePrompt"]


class LinePrompt(Dialog):
    """Asks for a line of text (`ask`), for any one letter (`ask_letter`) or for one of some (`choose`)."""

    DEFAULT_CSS = "LinePrompt { width: 1fr; height: auto; }"

    @dataclass
    class Answered(Message):
        """Enter was pressed on a line of text; the prompt is closed."""

        text: str

    @dataclass
    class Changed(Message):
        """The text became another; the prompt is still open."""

        text: str

    @dataclass
    class Chosen(Message):
        """A letter was pressed; the prompt is closed."""

        letter: str

    @dataclass
    class Cancelled(Message):
        """Esc was pressed; the prompt is closed."""

    def __init__(self, palette: Palette, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(palette, glyphs, id=id)
        self._label = ""
        self._placeholder = ""
        self._entry = Entry()
        self._choices: tuple[Choice, ...] = ()
        self._default = ""
        self._unknown = ""
        self._takes_letter = False

    def ask(self, label: str, initial: str = "", *, placeholder: str = "", unexpected: bool = False) -> None:
        """Ask for a line of text."""
        self._label, self._placeholder = label, placeholder
        self._entry = entered(pasted(initial))
        self._choices = ()
        self._takes_letter = False
        self._open(unexpected=unexpected)

    def ask_letter(self, label: str, *, placeholder: str = "") -> None:
        """Ask for any one letter; it answers without Enter."""
        self.ask(label, placeholder=placeholder)
        self._takes_letter = True

    def choose(
        self, label: str, choices: Sequence[Choice], *, default: str = "", unexpected: bool = False
    ) -> None:
        """Ask for one of the letters; Enter answers with `default` where there is one."""
        self._label, self._default = label, default
        self._choices = tuple(replace(one, default=one.letter == default) for one in choices)
        self._unknown = ""
        self._open(unexpected=unexpected)

    @property
    def holds_early(self) -> bool:
        """After words one is where one was; a letter may lead elsewhere, where keys mean other things."""
        return not self._choices

    @property
    def text(self) -> str:
        """What was typed so far."""
        return self._entry.text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return how many rows the question takes."""
        return max(1, len(self.drawing(max(1, width - 2 * self.INSET), 1)[0]))

    def drawing(self, width: int, height: int) -> tuple[Sequence[Line], tuple[int, int] | None]:  # noqa: ARG002
        """Return the question, and the cursor where words answer it."""
        if self._choices:
            return self._choice_lines(width), None
        label = fit(one_line(self._label, 200), max(0, width // 2), ellipsis=self.glyphs.ellipsis)
        piece = Piece(f"{label} " if label else "", Look.LABEL)
        room = width - cell_len(piece.text)
        lines, cursor = beside(piece, draw_row(self._entry, room))
        if not self._entry.text and self._placeholder:
            words = fit(one_line(self._placeholder, 200), room - 1, ellipsis=self.glyphs.ellipsis)
            lines = [Line((*lines[0].pieces, Piece(words, Look.MUTED)))]
        return lines, cursor

    def press(self, key: str, character: str | None) -> bool:
        """Answer, leave, or edit the line."""
        if key == "escape":
            self.go()
            self.post_message(self.Cancelled())
            return True
        if self._choices:
            self._press_letter(key, character)
            return True
        if self._takes_letter:
            if character and character.isprintable():
                self.go()
                self.post_message(self.Chosen(character))
            return True
        if key == "enter":
            self.go()
            self.post_message(self.Answered(self._entry.text))
            return True
        if (edited := press(self._entry, key, character)) is None:
            return False
        self._take(edited)
        return True

    def paste(self, text: str) -> None:
        """Take pasted text on the one line; a letter is never answered by pasting."""
        if not self._choices and not self._takes_letter:
            room = MOST_PASTED - len(self._entry.text)
            self._take(insert(self._entry, pasted(text, room=room)))

    def _open(self, *, unexpected: bool) -> None:
        self._lines = ()
        self.come(unexpected=unexpected)
        self.refresh(layout=True)

    def _take(self, edited: Entry) -> None:
        changed = edited.text != self._entry.text
        self._entry = edited
        if changed:
            self.post_message(self.Changed(edited.text))

    def _press_letter(self, key: str, character: str | None) -> None:
        letter = self._default if key == "enter" else character or ""
        if letter and any(one.letter == letter for one in self._choices):
            self.go()
            self.post_message(self.Chosen(letter))
            return
        shown = letter if letter.isprintable() else ""
        self._unknown = shown or key
        # One more word may take one more row.
        self.refresh(layout=True)

    def _choice_lines(self, width: int) -> list[Line]:
        label = _("no {key}:").format(key=self._unknown) if self._unknown else self._label
        return choice_lines(label, self._choices, width, self.glyphs)
