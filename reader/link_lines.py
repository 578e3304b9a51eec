"""How the form that links a fact is set: a field a row or more, the offers below the first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotations.model import Stance
from articles.untrusted import one_line
from reader.cells import cell_len, fit
from reader.choices import Choice, choice_lines
from reader.field_lines import Drawn, beside, draw_rows
from reader.glyphs import STANCE_LOOKS
from reader.lines import Line, Look, Piece
from reader.link_fields import MEDIUM_LETTERS, STANCE_LETTERS, FieldName, medium_of
from reader.words import _, called, later, number, sentence
from reader.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.glyphs import Glyphs
    from reader.link_fields import Form
    from reader.offers import Offer

MOST_OFFERS = 5
"""Rows of offers below the source field; typing narrows them."""
_NARROW = 48
"""Below so many cells a label stands above its field instead of beside it."""
_LONGEST = 300
_LABELS: dict[FieldName, str] = {
    FieldName.SOURCE: later("Source"),
    FieldName.STANCE: later("Stance"),
    FieldName.QUOTE: later("Quote"),
    FieldName.LOCATOR: later("Locator"),
    FieldName.STATEMENT: later("Statement"),
    FieldName.TITLE: later("Title"),
    FieldName.PUBLISHER: later("Publisher"),
    FieldName.PUBLISHED: later("Published"),
    FieldName.MEDIUM: later("Medium"),
    FieldName.PERSON: later("Person"),
    FieldName.TRANSLATION: later("Translation"),
    FieldName.CONFIDENTIAL: later("Confidential"),
}
_HINTS: dict[FieldName, str] = {
    FieldName.SOURCE: later("an address, a few words, or ↓ to choose"),
    FieldName.QUOTE: later("the exact passage"),
    FieldName.LOCATOR: later("page, paragraph, time"),
    FieldName.STATEMENT: later("what it says, in your words"),
    FieldName.PUBLISHED: later("2021-01-05"),
    FieldName.PERSON: later("who wrote or said it"),
}


@dataclass(slots=True)
class Setting:
    """The form as lines; `cursor` is column and row, `active` the rows of the current field."""

    lines: list[Line] = field(default_factory=list)
    cursor: tuple[int, int] | None = None
    active: tuple[int, int] = (0, 1)


def _label_width() -> int:
    """Return how many cells the labels take, with the space behind the longest."""
    return 1 + max(cell_len(_(label)) for label in _LABELS.values())


def field_room(width: int) -> int:
    """Return how many cells the text of a field has in a form of `width` cells."""
    return width - (2 if width < _NARROW else _label_width() + 2)


def set_form(form: Form, offers: Sequence[Offer], width: int, glyphs: Glyphs) -> Setting:
    """Return the lines of a form; `offers` are those that fit what was typed."""
    setting = Setting()
    for name in form.fields:
        first = len(setting.lines)
        lines, cursor = _field(form, name, width, glyphs)
        setting.lines += lines
        if name is FieldName.SOURCE and name is form.at and not form.chosen:
            setting.lines += _offers(form, offers, width, glyphs)
        if name is form.at:
            setting.active = (first, len(setting.lines))
            setting.cursor = (cursor[0], cursor[1] + first) if cursor else None
    setting.lines += _existing(form, width, glyphs)
    if form.has_more:
        usual = _("Tab: title, publisher, date, medium")
        further = usual if form.has_address else _("Tab: medium, person, date, confidential")
        words = _("Tab: translation") if form.chosen else further
        setting.lines += _muted_rows(words, width)
    return setting


def set_foot(form: Form, problem: str, width: int, glyphs: Glyphs) -> list[Line]:
    """Return what stands below the form: what is wrong, and the keys."""
    enter = _("Enter save") if form.is_last else _("Enter next")
    save = _("Ctrl+S opens it") if form.opens and not form.is_last else _("Ctrl+S save")
    hint = f"{enter} {glyphs.dot} {save} {glyphs.dot} {_('Esc leave')}"
    lines = _muted_rows(hint, width)
    if problem:
        words = one_line(sentence(problem), _LONGEST)
        found = wrap(words, 0, len(words), width)[:3]
        lines = [*(Line((Piece(words[start:end], Look.BAD),)) for start, end in found), *lines]
    return lines


def _muted_rows(words: str, width: int) -> list[Line]:
    """Return words that name keys in as many rows as they take: a key cut off is one that nobody finds."""
    return [Line((Piece(words[start:end], Look.MUTED),)) for start, end in wrap(words, 0, len(words), width)]


def _field(
    form: Form, name: FieldName, width: int, glyphs: Glyphs
) -> tuple[list[Line], tuple[int, int] | None]:
    active = name is form.at
    label = (
        _("Searched")
        if name is FieldName.SOURCE and form.stance is Stance.NOTHING_FOUND
        else _(_LABELS[name])
    )
    mark = f"{glyphs.current} " if active else "  "
    look = Look.ACCENT if active else Look.LABEL
    beside_it = Piece(f"{mark}{label:<{_label_width()}}", look)
    if name is FieldName.STANCE:
        return _choice_rows(beside_it, _stances(form, glyphs), width, glyphs, active=active), None
    if name is FieldName.MEDIUM:
        return _choice_rows(beside_it, _media(form), width, glyphs, active=active), None
    if name is FieldName.CONFIDENTIAL:
        return _choice_rows(beside_it, _confidential(form), width, glyphs, active=active), None
    above = [Line((Piece(f"{mark}{label}", look),))] if width < _NARROW else []
    if above and not active and not form.entry(name).text:
        return above, None
    margin = Piece("  ") if above else beside_it
    room = field_room(width)
    look = Look.STRONG if name is FieldName.SOURCE and form.chosen else Look.PLAIN
    drawn = draw_rows(form.entry(name), room, active=active, look=look)
    if active and not form.entry(name).text and name in _HINTS:
        words = _HINTS[name]
        if name is FieldName.QUOTE and form.opens:
            words = later("the exact passage; Ctrl+S to pick it")
        hint = fit(_(words), room - 1, ellipsis=glyphs.ellipsis)
        drawn = Drawn(((*drawn.rows[0], Piece(hint, Look.MUTED)),), drawn.cursor)
    lines, cursor = beside(margin, drawn)
    return [*above, *lines], (cursor[0], cursor[1] + len(above)) if cursor else None


def _choice_rows(
    label: Piece, choices: Sequence[tuple[Choice, bool]], width: int, glyphs: Glyphs, *, active: bool
) -> list[Line]:
    """Return a field in which a letter chooses: all letters where it is active, else what was chosen."""
    chosen = next((one for one, is_chosen in choices if is_chosen), None)
    words = fit(
        chosen.words if chosen else glyphs.across, width - cell_len(label.text), ellipsis=glyphs.ellipsis
    )
    head = Line((label, Piece(words, chosen.look | Look.STRONG if chosen else Look.MUTED)))
    if not active:
        return [head]
    rows = choice_lines("", [one for one, _chosen in choices], width - 2, glyphs)
    return [head, *(Line((Piece("  "), *row.pieces)) for row in rows)]


def _stances(form: Form, glyphs: Glyphs) -> list[tuple[Choice, bool]]:
    return [
        (Choice(letter, f"{glyphs.stances[stance]} {called(stance)}", STANCE_LOOKS[stance]),
         stance is form.stance)
        for letter, stance in STANCE_LETTERS.items()
    ]  # fmt: skip


def _media(form: Form) -> list[tuple[Choice, bool]]:
    chosen = medium_of(form)
    return [(Choice(letter, called(medium)), medium is chosen) for letter, medium in MEDIUM_LETTERS.items()]


def _confidential(form: Form) -> list[tuple[Choice, bool]]:
    return [
        (Choice("y", _("yes: left out of exports")), form.confidential),
        (Choice("n", _("no")), not form.confidential),
    ]


def _offers(form: Form, offers: Sequence[Offer], width: int, glyphs: Glyphs) -> list[Line]:
    top = max(0, form.marked - MOST_OFFERS + 1)
    lines = []
    for index, offer in enumerate(offers[top : top + MOST_OFFERS], top):
        marked = index == form.marked
        mark = Piece(f"    {glyphs.current} " if marked else "      ", Look.ACCENT)
        kind = _("fact") if offer.fact else _("source")
        # In a narrow form the little there is room for belongs to what is offered.
        is_told = offer.detail and width >= _NARROW
        detail = f"{kind} {glyphs.dot} {offer.detail}" if is_told else kind
        detail = fit(detail, max(6, (width - 6) // 3), ellipsis=glyphs.ellipsis)
        room = width - 6 - cell_len(detail) - 2
        label = fit(one_line(offer.label, _LONGEST), room, ellipsis=glyphs.ellipsis)
        gap = Piece(" " * (room - cell_len(label) + 2))
        look = Look.STRONG if marked else Look.PLAIN
        lines.append(Line((mark, Piece(label, look), gap, Piece(detail, Look.MUTED)), item=offer.id))
    if len(offers) > top + MOST_OFFERS:
        rest = _("{n} more: type to narrow").format(n=number(len(offers) - top - MOST_OFFERS))
        lines.append(Line((Piece(fit(f"      {rest}", width, ellipsis=glyphs.ellipsis), Look.MUTED),)))
    return lines


def _existing(form: Form, width: int, glyphs: Glyphs) -> list[Line]:
    """Return what the chosen fact says, so that one sees what is being linked."""
    if not form.chosen or not form.chosen.fact or form.stance is Stance.NOTHING_FOUND:
        return []
    fact = form.chosen.fact
    said = [(fact.quote, Look.QUOTED), (fact.statement, Look.PLAIN), (fact.locator, Look.MUTED)]
    said.append((form.chosen.detail, Look.MUTED))
    lines = [Line()]
    for words, look in said:
        text = one_line(words, _LONGEST)
        bar = f"{glyphs.bar} " if look is Look.QUOTED else "  "
        if text:
            found = wrap(text, 0, len(text), width - 2)[:4]
            lines += [Line((Piece(bar, look), Piece(text[start:end], look))) for start, end in found]
    return lines
