"""What there is to check in the current sentence, with what everybody ticked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.ticks import ItemKind
from annotations.workflow import ClaimState
from reader.check_words import kind_words
from reader.glyphs import TICK_LOOKS
from reader.lines import Look, Piece
from reader.panel.setting import Setting, blank, clean_line, label, paragraph, person, row
from reader.words import _, number

if TYPE_CHECKING:
    from datetime import datetime

    from annotations.checklist import ItemView, SentenceView
    from annotations.ticks import Item, Tick
    from reader.glyphs import Glyphs
    from reader.lines import Line

_ITEM = "item:"
_LONGEST = 80
"""Code points of an item's words that are looked at; a row holds fewer."""


def item_id(item: Item) -> str:
    """Return the id under which the panel has an item."""
    return f"{_ITEM}{item.span.start}:{item.kind}:{item.aspect}"


def is_item(panel_item: str) -> bool:
    """Tell whether something in the panel is an item of a sentence."""
    # Ids of records come from files, but are letters and digits alone.
    return panel_item.startswith(_ITEM)


def compose_sentence(
    view: SentenceView,
    text: str,
    selected: str,
    width: int,
    glyphs: Glyphs,
    *,
    me: str,
    now: datetime,
) -> tuple[Line, ...]:
    """Return the rows of a sentence of `text`, at most `width` cells each; `me` is called `you`."""
    setting = Setting(width=width, glyphs=glyphs, me=me, now=now, selected=selected)
    ticked = sum(bool(one.ticks) for one in view.items)
    share = f"{number(ticked)}/{number(len(view.items))}"
    lines = [label(setting, _("THIS SENTENCE"), [Piece(share, Look.MUTED)])]
    lines += [_item_row(setting, one, view, text) for one in view.items]
    if view.again:
        words = ", ".join(map(clean_line, view.again))
        why = _("read again, because of: {words}").format(words=words)
        lines += paragraph(setting, [Piece(why, Look.WARN)])
    if view.fallen:
        lines += _fallen(setting, view.fallen)
    return (*lines, blank())


def _item_row(setting: Setting, one: ItemView, view: SentenceView, text: str) -> Line:
    item, mark = one.item, one.mark
    sign = setting.glyphs.ticks[mark] if mark else setting.glyphs.states[ClaimState.OPEN]
    look = TICK_LOOKS[mark] if mark else Look.PLAIN
    kind = kind_words(item, view)
    words = clean_line(item.span.cut(text)[:_LONGEST]) if item.kind is not ItemKind.SENTENCE else ""
    left = [
        Piece(f"{sign} ", look),
        Piece(f"{kind}  ", Look.MUTED if mark else Look.PLAIN),
        Piece(words, Look.MUTED if mark else Look.STRONG),
    ]
    who = ", ".join(dict.fromkeys(person(setting, one.person) for one in one.ticks))
    told = who or (_("asked") if one.asked else "")
    return row(setting, left, [Piece(told, Look.MUTED)] if told else (), item=item_id(item))


def _fallen(setting: Setting, fallen: tuple[tuple[str, Tick], ...]) -> list[Line]:
    """Return who had ticked here before the words changed."""
    by: dict[str, list[str]] = {}
    for who, tick in fallen:
        by.setdefault(who, []).append(clean_line(tick.words[:_LONGEST]))
    lines: list[Line] = []
    for who, words in by.items():
        ticked = ", ".join(dict.fromkeys(words))
        said = _("{who}, before it changed: {words}").format(who=person(setting, who), words=ticked)
        lines += paragraph(setting, [Piece(said, Look.MUTED)])
    return lines
