"""The facts linked to a claim: stance, statement, exact passage, source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Stance
from reader.ages import day
from reader.glyphs import STANCE_LOOKS
from reader.lines import Look, Piece
from reader.panel.setting import BODY, STEP, blank, clean, clean_line, paragraph, person, row
from reader.panel.sources import short_source, source_lines
from reader.panel.threads import remarks, thread_lines
from reader.words import _, called

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.dossier import Evidence
    from reader.lines import Line
    from reader.panel.setting import Setting

_BODY = BODY + STEP
_LONGEST_DATE = 16
"""Code points; what a file calls a date may be anything."""


def evidence_lines(setting: Setting, linked: Iterable[Evidence]) -> list[Line]:
    """Return all facts of a claim, a blank row before each but in a compact panel."""
    lines: list[Line] = []
    for one in linked:
        folded = setting.is_folded(one.link.id)
        lines += [] if setting.compact else [blank()]
        lines += _folded(setting, one) if folded else _whole(setting, one)
        for thread in one.notes:
            lines += thread_lines(setting, thread, indent=_BODY)
    return lines


def _stance(setting: Setting, stance: Stance) -> list[Piece]:
    look = STANCE_LOOKS[stance]
    return [Piece(setting.glyphs.stances[stance] + " ", look), Piece(called(stance), look | Look.STRONG)]


def _folded(setting: Setting, one: Evidence) -> list[Line]:
    said = one.link.searched
    if one.fact:
        said = one.fact.statement or one.fact.quote
    pieces = [*_stance(setting, one.link.stance), Piece("  " + clean_line(said[: setting.width * 4]))]
    if one.source and not said.strip():
        # Of a fact just linked, where it is from is all there is to tell it by.
        pieces += short_source(setting, one.source)
    return [row(setting, pieces, item=one.link.id)]


def _whole(setting: Setting, one: Evidence) -> list[Line]:
    item = one.link.id
    date = Piece(_date(one), Look.MUTED)
    lines = [row(setting, _stance(setting, one.link.stance), [date], item=item)]
    lines += remarks(setting, [one.link, one.fact, one.source], item, indent=_BODY)
    if one.link.stance is Stance.NOTHING_FOUND:
        return lines + _search(setting, one)
    if one.fact is None:
        unread = Piece(_("the fact cannot be read just now"), Look.WARN)
        return lines + paragraph(setting, [unread], item=item, indent=_BODY)
    lines += paragraph(setting, [Piece(clean(one.fact.statement))], item=item, indent=_BODY)
    lines += _passage(setting, one.fact.quote, item)
    if one.fact.translation:
        lines += _passage(setting, one.fact.translation, item, mark=_("in translation: "))
    if one.source is None:
        unread = Piece(_("the source cannot be read just now"), Look.WARN)
        return lines + paragraph(setting, [unread], item=item, indent=_BODY)
    if setting.compact:
        lines.append(row(setting, short_source(setting, one.source), item=item, indent=_BODY, head=False))
        return lines
    return lines + source_lines(setting, one.source, one.fact, item)


def _date(one: Evidence) -> str:
    """Return the day a source came out; of a search, the day it was made."""
    if one.link.stance is Stance.NOTHING_FOUND:
        return day(f"{one.link.created:%Y-%m-%d}")
    return day(clean_line(one.source.published)[:_LONGEST_DATE]) if one.source else ""


def _passage(setting: Setting, words: str, item: str, mark: str = "") -> list[Line]:
    """Return words of a source in their own quotation marks, or in ours where they have none."""
    said = clean_line(words)
    if not said:
        return []
    said = said if said[0] in "“„«\"‘'»" else f"“{said}”"
    pieces = [Piece(mark, Look.MUTED), Piece(said, Look.QUOTED)]
    return paragraph(setting, pieces, item=item, indent=_BODY, hang=0 if mark else 1)


def _search(setting: Setting, one: Evidence) -> list[Line]:
    where = clean(one.link.searched)
    who = person(setting, one.link.person)
    said = _("{who} searched: {where}") if where else _("{who} searched")
    return paragraph(setting, [Piece(said.format(who=who, where=where))], item=one.link.id, indent=_BODY)
