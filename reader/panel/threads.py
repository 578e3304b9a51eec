"""Notes with the answers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Purpose
from reader.ages import age
from reader.lines import Look, Piece
from reader.panel.differences import changed_words
from reader.panel.setting import BODY, STEP, clean, clean_line, joined, paragraph, person, row
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.dossier import Thread
    from annotations.model import Note, Record
    from reader.lines import Line
    from reader.panel.setting import Setting

_DEEPEST = 4
"""From so many answers to answers on, all stand equally far in."""
_SIGN = 2
"""The sign of an answer and the space after it."""


def thread_lines(setting: Setting, thread: Thread, indent: int = BODY, depth: int = 0) -> list[Line]:
    """Return a note and its answers, each a step further in."""
    at = indent + STEP * min(depth, _DEEPEST)
    lines = _folded(setting, thread, at, depth) if setting.is_folded(thread.note.id) else []
    lines = lines or _whole(setting, thread, at, depth)
    for reply in thread.replies:
        lines += thread_lines(setting, reply, indent, depth + 1)
    return lines


def remarks(setting: Setting, records: Iterable[Record | None], item: str, indent: int) -> list[Line]:
    """Return what must be known of records before they are believed."""
    known = [record for record in records if record]
    said = []
    if any(record.id in setting.conflicts for record in known):
        said.append(_("two versions stand"))
    names = {clean_line(record.author) for record in known if record.id in setting.unverified}
    said += [_("not in {name}'s own file").format(name=name) for name in sorted(names)]
    pieces = joined((Piece(one, Look.WARN) for one in said), setting.glyphs.dot)
    return paragraph(setting, pieces, item=item, indent=indent)


def _folded(setting: Setting, thread: Thread, indent: int, depth: int) -> list[Line]:
    note = thread.note
    question = note.purpose is Purpose.QUESTION and not thread.answered and not note.deleted
    pieces = [
        *_answer_sign(setting, depth),
        Piece(person(setting, note.person), Look.STRONG),
        Piece("  "),
        Piece("? " if question else "", Look.WARN),
        Piece(_("deleted"), Look.MUTED) if note.deleted else Piece(_first_words(setting, note)),
    ]
    return [row(setting, pieces, item=note.id, indent=indent)]


def _first_words(setting: Setting, note: Note) -> str:
    said = note.text or note.new or (note.anchor.exact if note.anchor else "")
    return clean_line(said[: setting.width * 4])


def _whole(setting: Setting, thread: Thread, indent: int, depth: int) -> list[Line]:
    note = thread.note
    text_at = indent + (_SIGN if depth else 0)
    who = Piece(person(setting, note.person), Look.STRONG)
    dot = setting.glyphs.dot
    if note.deleted:
        gone = joined([who, Piece(_("deleted"), Look.MUTED)], dot)
        return [row(setting, [*_answer_sign(setting, depth), *gone], item=note.id, indent=indent)]
    edited = _("edited") if note.modified != note.created else ""
    said = joined([who, Piece(age(note.created, setting.now), Look.MUTED), Piece(edited, Look.MUTED)], dot)
    purpose = _purpose(setting, thread)
    lines = [row(setting, [*_answer_sign(setting, depth), *said], purpose, item=note.id, indent=indent)]
    lines += remarks(setting, [note], note.id, text_at)
    if note.creator:
        by = _("imported by {name}").format(name=clean_line(note.author))
        lines += paragraph(setting, [Piece(by, Look.MUTED)], item=note.id, indent=text_at)
    if note.purpose is Purpose.WORDING:
        lines += paragraph(setting, changed_words(note.old, note.new), item=note.id, indent=text_at)
    lines += paragraph(setting, [Piece(clean(note.text.strip()))], item=note.id, indent=text_at)
    tags = " ".join(f"#{clean_line(tag)}" for tag in note.tags)
    return lines + paragraph(setting, [Piece(tags, Look.MUTED)], item=note.id, indent=text_at)


def _answer_sign(setting: Setting, depth: int) -> list[Piece]:
    return [Piece(setting.glyphs.reply + " ", Look.MUTED)] if depth else []


def _purpose(setting: Setting, thread: Thread) -> list[Piece]:
    note = thread.note
    if note.purpose is Purpose.QUESTION:
        whom = person(setting, note.to)
        if thread.answered:
            return [Piece(_("answered"), Look.MUTED)]
        look = Look.ACCENT | Look.STRONG if note.to == setting.me else Look.WARN
        if note.to == setting.me:
            return [Piece(_("? to you"), look)]
        return [Piece(_("? to {whom}").format(whom=whom) if whom else _("? open"), look)]
    if note.purpose is Purpose.WORDING:
        return [Piece(_("taken up"), Look.MUTED) if thread.taken_up else Piece(_("proposes"), Look.ACCENT)]
    return []
