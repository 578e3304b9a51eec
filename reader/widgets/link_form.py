"""The form behind `l`: a fact with its source, and how it bears on the claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from articles.frozen import replace
from articles.untrusted import one_line
from reader.cells import fit
from reader.entry import MOST_PASTED, insert, move_row, pasted, press
from reader.filtering import folded, matching
from reader.lines import Line, Look, Piece
from reader.link_fields import (
    CHOSEN_BY_KEY,
    FieldName,
    Form,
    LinkRequest,
    Missing,
    choose,
    choose_letter,
    draft_of,
    form_from,
    moved,
    request_of,
    same_again,
    turn,
    typed,
)
from reader.link_lines import field_room, set_foot, set_form
from reader.widgets.dialog import Dialog
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.timer import Timer

    from reader.glyphs import Glyphs
    from reader.offers import Offer
    from reader.palette import Palette

__all__ = ["LinkForm", "LinkRequest"]

DRAFT_AFTER = 0.4
"""Seconds from a key to the draft that has it."""
_LONGEST_TITLE = 300


class LinkForm(Dialog):
    """Asks for a fact of the library or a new one, and a stance."""

    DEFAULT_CSS = "LinkForm { width: 1fr; height: 1fr; }"

    @dataclass
    class Submitted(Message):
        """The fact is to be linked; the form is closed, and `fail` brings it back."""

        request: LinkRequest

    @dataclass
    class Drafted(Message):
        """What stands in the form now; hand it to `open` to go on with it."""

        fields: dict[str, str]

    @dataclass
    class Cancelled(Message):
        """Esc was pressed; the form is closed and its last draft was sent."""

    @dataclass
    class Discarded(Message):
        """The form was thrown away; it is closed."""

    def __init__(self, palette: Palette, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(palette, glyphs, id=id)
        self._title = ""
        self._form = Form()
        self._all: tuple[Offer, ...] = ()
        self._offers: tuple[Offer, ...] = ()
        self._searched: tuple[str, ...] = ()
        self._without_case: tuple[str, ...] = ()
        self._problem = ""
        self._top = 0
        self._timer: Timer | None = None

    def open(
        self,
        title: str,
        offers: Sequence[Offer],
        draft: Mapping[str, object] | None = None,
        *,
        again: Offer | None = None,
        pages: bool = False,
        files: bool = False,
    ) -> None:
        """Show the form: empty, as `draft` has it, or for a further passage of a source.

        `pages` and `files` tell whether these can be opened as sources.
        """
        self._title = title
        self._all = tuple(offers)
        self._searched = tuple(offer.search for offer in self._all)
        self._without_case = folded(self._searched)
        form = same_again(again) if again else form_from(draft or {}, self._all)
        self._form = replace(form, pages=pages, files=files)
        self._problem = ""
        self._top = 0
        self._narrow()
        self._lines = ()
        self.come()

    @property
    def fields(self) -> dict[str, str]:
        """The form as a draft, also after it was closed."""
        return draft_of(self._form)

    def release(self) -> dict[str, str]:
        """Close the form where it is still open, and return it as a draft."""
        self._stop_timer()
        self.go()
        return self.fields

    def fail(self, message: str) -> None:
        """Say why the fact could not be linked; the form is there again as it was."""
        self._problem = message
        self._lines = ()
        self.come()

    def drawing(self, width: int, height: int) -> tuple[Sequence[Line], tuple[int, int] | None]:
        """Return title, as much of the form as fits around the current field, and the keys."""
        title = fit(one_line(self._title, _LONGEST_TITLE), width, ellipsis=self.glyphs.ellipsis)
        foot = set_foot(self._form, self._problem, width, self.glyphs)
        setting = set_form(self._form, self._offers, width, self.glyphs)
        room = max(1, height - 1 - len(foot))
        first, last = setting.active
        row = setting.cursor[1] if setting.cursor else first
        self._top = max(0, min(self._top, first, len(setting.lines) - room))
        self._top = max(self._top, min(last, first + room) - room, row - room + 1)
        body = setting.lines[self._top : self._top + room]
        body += [Line()] * (room - len(body))
        cursor = (setting.cursor[0], row - self._top + 1) if setting.cursor else None
        return [Line((Piece(title, Look.LABEL),)), *body, *foot], cursor

    def press(self, key: str, character: str | None) -> bool:
        """Leave, save, go to another field, choose, or edit."""
        if key == "escape":
            self._close(self.Drafted(self.fields), self.Cancelled())
        elif key == "ctrl+g":
            self._close(self.Discarded())
        elif key == "ctrl+s":
            self._submit()
        elif key in {"tab", "shift+tab"}:
            self._change(moved(self._form, 1 if key == "tab" else -1))
        elif key == "enter":
            self._enter()
        elif self._form.at in CHOSEN_BY_KEY:
            return self._press_choice(key, character)
        else:
            return self._press_text(key, character)
        return True

    def paste(self, text: str) -> None:
        """Take pasted text into the current field, on one line."""
        if self._form.at not in CHOSEN_BY_KEY:
            entry = self._form.entry(self._form.at)
            room = MOST_PASTED - len(entry.text)
            self._change(typed(self._form, insert(entry, pasted(text, room=room))))

    def _enter(self) -> None:
        form = self._form
        if form.at is FieldName.SOURCE and form.marked >= 0:
            form = choose(form, self._offers[form.marked])
        self._change(form)
        self._go_on()

    def _go_on(self) -> None:
        if self._form.is_last:
            self._submit()
        else:
            self._change(moved(self._form, 1))

    def _press_choice(self, key: str, character: str | None) -> bool:
        if key in {"left", "right"}:
            self._change(turn(self._form, 1 if key == "right" else -1))
        elif key in {"up", "down"}:
            self._change(self._beside(1 if key == "down" else -1))
        elif character and (chosen := choose_letter(self._form, character)):
            self._change(chosen)
            self._go_on()
        elif not character or not character.isprintable():
            return False
        else:
            self._problem = _("no {key} here").format(key=character)
        return True

    def _press_text(self, key: str, character: str | None) -> bool:
        form = self._form
        entry = form.entry(form.at)
        if key in {"up", "down"}:
            self._press_arrow(1 if key == "down" else -1)
            return True
        if (edited := press(entry, key, character)) is None:
            return False
        self._change(typed(form, edited))
        return True

    def _press_arrow(self, by: int) -> None:
        form = self._form
        if form.at is FieldName.SOURCE and not form.chosen and self._offers:
            self._change(replace(form, marked=max(-1, min(len(self._offers) - 1, form.marked + by))))
            return
        below = move_row(form.entry(form.at), field_room(self.room), by)
        self._change(typed(form, below) if below else self._beside(by))

    def _beside(self, by: int) -> Form:
        """Return the form at the field above or below; arrows do not go round, as Tab does."""
        form = self._form
        at_the_end = form.at is form.fields[0] if by < 0 else form.at is form.fields[-1] and not form.has_more
        return form if at_the_end else moved(form, by)

    def _change(self, form: Form) -> None:
        before, self._form = self._form, form
        if draft_of(before) != draft_of(form):
            self._problem = ""
            if self._timer is None:
                self._timer = self.set_timer(DRAFT_AFTER, self._draft)
        if before.text(FieldName.SOURCE) != form.text(FieldName.SOURCE):
            self._narrow()

    def _narrow(self) -> None:
        query = self._form.text(FieldName.SOURCE)
        self._offers = tuple(
            self._all[index] for index in matching(query, self._searched, self._without_case)
        )

    def _submit(self) -> None:
        request = request_of(self._form, self._all)
        if isinstance(request, Missing):
            self._problem = request.sentence
            self._form = replace(self._form, at=request.field)
            return
        self._close(self.Submitted(request))

    def _draft(self) -> None:
        self._timer = None
        self.post_message(self.Drafted(self.fields))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _close(self, *messages: Message) -> None:
        self._stop_timer()
        self.go()
        for message in messages:
            self.post_message(message)
