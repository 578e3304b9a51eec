"""The panel where no claim is current: all claims, and the article's own notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.coverage import coverage_of
from annotations.ids import short
from annotations.workflow import count_states
from reader.boxes import bar
from reader.cells import cell_len
from reader.glyphs import STATE_LOOKS
from reader.lines import Look, Piece
from reader.panel.changes import change_lines
from reader.panel.claims import state_pieces
from reader.panel.hints import key_of
from reader.panel.missing import missing_lines, summary_lines
from reader.panel.passages import offered_lines, passage_lines
from reader.panel.places import words_of
from reader.panel.setting import (
    BODY,
    Setting,
    blank,
    cells,
    clean_line,
    joined,
    label,
    paragraph,
    person,
    row,
)
from reader.panel.threads import thread_lines
from reader.words import _, called, forms, plural

if TYPE_CHECKING:
    from datetime import datetime

    from annotations.coverage import Missing
    from annotations.dossier import ClaimView, Dossier, Thread
    from annotations.revising import Comparison
    from reader.glyphs import Glyphs
    from reader.lines import Line

_BAR = 8
"""How wide the bar of what is settled is."""
_BETWEEN = "   "
"""What parts the counts of two states."""


class ClaimRows:
    """The rows of claims as they were set before: of a thousand claims, few change from key to key."""

    def __init__(self) -> None:
        self._scope: tuple[int, Glyphs, int, str] | None = None
        self._kept: dict[str, tuple[ClaimView, bool, Line]] = {}
        self._missing: tuple[Dossier | None, tuple[Missing, ...]] = (None, ())

    def missing_in(self, dossier: Dossier) -> tuple[Missing, ...]:
        """Return what is missing under the claims of a dossier, worked out once for each."""
        if self._missing[0] is not dossier:
            self._missing = (dossier, coverage_of(dossier))
        return self._missing[1]

    def of(self, setting: Setting, view: ClaimView, text: str, digits: int) -> Line:
        """Return the row of a claim that is not selected."""
        scope = setting.width, setting.glyphs, digits, text
        if scope != self._scope:
            self._scope = scope
            self._kept.clear()
        is_fresh = view.id in setting.fresh
        kept = self._kept.get(view.id)
        if kept is None or kept[0] is not view or kept[1] != is_fresh:
            kept = self._kept[view.id] = (view, is_fresh, _claim_row(setting, view, text, digits))
        return kept[2]


def compose_overview(
    dossier: Dossier,
    selected: str,
    width: int,
    glyphs: Glyphs,
    *,
    me: str,
    now: datetime,
    compact: bool = False,
    fresh: frozenset[str] = frozenset(),
    changes: Comparison | None = None,
    kept: ClaimRows | None = None,
) -> tuple[Line, ...]:
    """Return the panel of an article, rows of at most `width` cells; arguments as of `compose_claim`.

    `changes` is what the newest revision differs in from the one before it;
    `kept` are rows of before.
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
    lines = _problems(setting, dossier) + _conflicts(setting, dossier)
    kept = kept or ClaimRows()
    lines += _claims(setting, dossier, kept)
    lines += missing_lines(setting, kept.missing_in(dossier))
    lines += change_lines(setting, changes)
    passages = sorted((thread for thread in dossier.notes if thread.place), key=lambda one: one.start)
    lines += _threads(
        setting, _("NOTES"), [thread for thread in dossier.notes if not thread.place], dossier.text
    )
    return tuple(lines + _threads(setting, _("ON PASSAGES"), passages, dossier.text))


def _claims(setting: Setting, dossier: Dossier, kept: ClaimRows) -> list[Line]:
    if not dossier.claims:
        hint = _("{key} makes one of the current sentence").format(key=key_of("make-claim"))
        return [label(setting, _("CLAIMS")), *paragraph(setting, [Piece(hint, Look.MUTED)])]
    settled = sum(view.state.settled for view in dossier.claims)
    count = len(dossier.claims)
    begun = sum(view.state.under_way for view in dossier.claims)
    boxes = bar(settled, begun, count, _BAR, setting.glyphs)
    done = boxes.count(setting.glyphs.full)
    shown = [Piece(boxes[:done], Look.GOOD), Piece(boxes[done:], Look.MUTED)]
    lines = [label(setting, _("CLAIMS"), [*shown, Piece(f" {settled}/{count}", Look.MUTED)])]
    lines += _state_counts(setting, dossier)
    lines += summary_lines(setting, kept.missing_in(dossier), count)
    lines.append(blank())
    digits = len(str(count))
    for view in dossier.claims:
        if view.id == setting.selected:
            lines += _selected_claim(setting, view, dossier.text, digits)
        else:
            lines.append(kept.of(setting, view, dossier.text, digits))
    return lines


def _state_counts(setting: Setting, dossier: Dossier) -> list[Line]:
    """Return how many claims stand where, as many states to a row as fit."""
    rows: list[list[Piece]] = []
    for state, number in count_states(view.state for view in dossier.claims).items():
        sign = Piece(setting.glyphs.states[state], STATE_LOOKS[state])
        one = [sign, Piece(f" {number} {called(state)}", Look.MUTED)]
        if rows and BODY + cells(rows[-1]) + len(_BETWEEN) + cells(one) <= setting.width:
            rows[-1] += [Piece(_BETWEEN), *one]
        else:
            rows.append(one)
    return [row(setting, pieces, head=False) for pieces in rows]


def _claim_row(setting: Setting, view: ClaimView, text: str, digits: int) -> Line:
    number, sign, word, words = _claim_parts(setting, view, text, digits)
    return row(setting, [number, sign, Piece(words[: setting.width * 2])], [word], item=view.id)


def _selected_claim(setting: Setting, view: ClaimView, text: str, digits: int) -> list[Line]:
    number, sign, word, words = _claim_parts(setting, view, text, digits)
    at = BODY + digits + 1 + cell_len(sign.text)
    hang = min(at - BODY, setting.width // 2)
    lines = paragraph(setting, [number, sign, Piece(words, Look.STRONG)], item=view.id, head=True, hang=hang)
    said = joined([word, *(Piece(one, Look.MUTED) for one in _counts(view))], setting.glyphs.dot)
    return lines + paragraph(setting, said, item=view.id, indent=BODY + hang)


def _claim_parts(
    setting: Setting, view: ClaimView, text: str, digits: int
) -> tuple[Piece, Piece, Piece, str]:
    """Return a claim's number, the sign and the word of its state, and its words."""
    sign, word = state_pieces(setting, view)
    word = word if word.look else Piece(word.text, Look.MUTED)
    return Piece(f"{view.number:{digits}} ", Look.MUTED), sign, word, clean_line(words_of(view, text))


def _counts(view: ClaimView) -> list[str]:
    counted = (
        (len(view.evidence), forms("{n} fact", "{n} facts")),
        (len(view.judgements), forms("{n} verdict", "{n} verdicts")),
        (len(view.notes), forms("{n} note", "{n} notes")),
    )
    return [plural(*words, count) for count, words in counted if count]


def _threads(setting: Setting, heading: str, threads: list[Thread], text: str) -> list[Line]:
    lines = [blank(), label(setting, heading)] if threads else []
    for number, thread in enumerate(threads):
        lines += [blank()] if number and not setting.compact else []
        lines += passage_lines(setting, thread, text)
        lines += thread_lines(setting, thread)
        lines += offered_lines(setting, thread, text)
    return lines


def _problems(setting: Setting, dossier: Dossier) -> list[Line]:
    if not dossier.problems:
        return []
    lines = [label(setting, _("NOT READ"))]
    for problem in dossier.problems:
        # Whose file it is and which: the folders above are those of every file here.
        where = "/".join(problem.where.split("/")[-2:])
        said = ": ".join(clean_line(part) for part in (where, problem.what) if part)
        hint = f": {clean_line(problem.hint)}" if problem.hint else ""
        lines += paragraph(setting, [Piece(said, Look.WARN), Piece(hint)], whole=True)
    return [*lines, blank()]


def _conflicts(setting: Setting, dossier: Dossier) -> list[Line]:
    if not dossier.conflicts:
        return []
    lines = [label(setting, _("TWO VERSIONS"))]
    for record_id in dossier.conflicts:
        record = dossier.records.get(record_id)
        kind = type(record).__name__.lower() if record else _("record")
        who = person(setting, record.person) if record else ""
        parts = joined(
            [Piece(called(kind)), Piece(who), Piece(short(clean_line(record_id)), Look.MUTED)],
            setting.glyphs.dot,
        )
        lines.append(row(setting, parts, item=record_id))
    return [*lines, blank()]
