"""The panel of one claim: its words, its facts, everybody's verdicts and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import AlarmKind
from annotations.workflow import ClaimState
from reader.glyphs import STATE_LOOKS
from reader.lines import Look, Piece
from reader.panel.evidence import evidence_lines
from reader.panel.hints import key_of
from reader.panel.places import place_lines
from reader.panel.setting import BODY, Setting, blank, clean, clean_line, fits, joined, label, paragraph, row
from reader.panel.standing import ruling_lines, weighing_lines
from reader.panel.threads import remarks, thread_lines
from reader.panel.verdicts import verdict_lines
from reader.words import _, called

if TYPE_CHECKING:
    from datetime import datetime

    from annotations.dossier import ClaimView, Dossier
    from reader.glyphs import Glyphs
    from reader.lines import Line


def compose_claim(
    dossier: Dossier,
    view: ClaimView,
    selected: str,
    width: int,
    glyphs: Glyphs,
    *,
    me: str,
    now: datetime,
    compact: bool = False,
    fresh: frozenset[str] = frozenset(),
) -> tuple[Line, ...]:
    """Return the panel of a claim, rows of at most `width` cells.

    `selected` is the id of the item that is shown in full, `me` the reviewer at
    the keyboard, `now` is aware, `fresh` are the ids of what a colleague just
    added.  With `compact`, every item that is not selected gets one row.
    """
    setting = Setting(
        width=width,
        glyphs=glyphs,
        me=me,
        now=now,
        selected=selected,
        compact=compact,
        fresh=fresh,
        conflicts=frozenset(dossier.conflicts),
        unverified=dossier.unverified,
    )
    lines = _head(setting, view, len(dossier.claims), dossier.text)
    lines += [blank()] if setting.compact else []
    lines += evidence_lines(setting, view.evidence) or _no_facts(setting)
    lines += weighing_lines(setting, view)
    lines += verdict_lines(setting, view, dossier)
    lines += ruling_lines(setting, view)
    lines += [blank(), label(setting, _("NOTES"))]
    for number, thread in enumerate(view.notes):
        lines += [blank()] if number and not setting.compact else []
        lines += thread_lines(setting, thread)
    if not view.notes:
        lines.append(_hint(setting, _("{key} to write one"), "add-note"))
    return tuple(lines)


def state_pieces(setting: Setting, view: ClaimView) -> list[Piece]:
    """Return sign and word of a claim's state; of an alarm, what changed."""
    look = STATE_LOOKS[view.state]
    word = called(view.state)
    if view.place.alarms and view.state is ClaimState.ALARM:
        word = alarm_said(view.place.alarms[0].kind)
    return [Piece(f"{setting.glyphs.states[view.state]} ", look), Piece(word, look)]


def alarm_said(kind: AlarmKind) -> str:
    """Return what changed, as the panel says it."""
    return {
        AlarmKind.FIGURE: _("the figure changed"),
        AlarmKind.NEGATION: _("a negation changed"),
        AlarmKind.NAME: _("a name changed"),
        AlarmKind.DATE: _("the date changed"),
        AlarmKind.QUOTATION: _("the quotation changed"),
    }[kind]


def _head(setting: Setting, view: ClaimView, count: int, text: str) -> list[Line]:
    item = view.id
    number = Piece(_("CLAIM {n} of {count}").format(n=view.number, count=count), Look.LABEL)
    kind = Piece(called(view.claim.kind), Look.MUTED)
    dot = setting.glyphs.dot
    state = state_pieces(setting, view)
    full = joined([number, kind], dot)
    roomy = fits(setting, full, state, indent=1)
    lines = []
    if roomy or fits(setting, [number], state, indent=1):
        lines.append(row(setting, full if roomy else [number], state, item=item, indent=1, head=False))
    else:
        lines.append(row(setting, full, item=item, indent=1, head=False))
        lines.append(row(setting, state, item=item, head=False))
        roomy = True
    lines += [] if setting.compact else [blank()]
    lines += place_lines(setting, view, text)
    if view.claim.text and not setting.is_folded(item):
        lines += paragraph(setting, [Piece(clean(view.claim.text))], item=item)
    claimant = clean_line(view.claim.claimant)
    says = Piece(_("says {who}").format(who=claimant) if claimant else "", Look.MUTED)
    about = joined([says] if roomy else [says, kind], dot)
    if about and setting.is_folded(item):
        lines.append(row(setting, about[:1], item=item, head=False))
    else:
        lines += paragraph(setting, about, item=item)
    return lines + remarks(setting, [view.claim], item, indent=BODY)


def _no_facts(setting: Setting) -> list[Line]:
    lead = [] if setting.compact else [blank()]
    return [*lead, label(setting, _("FACTS")), _hint(setting, _("{key} to link one"), "link-fact")]


def _hint(setting: Setting, words: str, key_id: str) -> Line:
    return row(setting, [Piece(words.format(key=key_of(key_id)), Look.MUTED)], head=False)
