"""What people decided of a claim, what its evidence says together, and both reasons where verdicts differ."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from annotations.model import Stance
from annotations.ruling import holding
from annotations.weighing import all_evidence
from reader.ages import age
from reader.cells import cell_len
from reader.glyphs import STANCE_LOOKS, STATE_LOOKS
from reader.lines import Look, Piece
from reader.panel.setting import BODY, blank, clean, joined, paragraph, person, row
from reader.verdict_words import verdict_words
from reader.words import _, called
from reader.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.dossier import ClaimView, Judgement
    from annotations.scales import Scale
    from reader.lines import Line
    from reader.panel.setting import Setting

_LEAST_COLUMN = 16
"""Cells; where less is left for each of two reasons, they stand one below the other."""
_GAP = 2


def ruling_lines(setting: Setting, view: ClaimView) -> list[Line]:
    """Return who decided that a claim is where it stands, when and why; nothing where it came of the work."""
    decision = holding(view)
    if decision is None:
        return []
    look = STATE_LOOKS[view.state]
    said = Piece(f"{setting.glyphs.states[view.state]} {called(view.state)}", look)
    by = [Piece(person(setting, decision.person)), Piece(age(decision.modified, setting.now), Look.MUTED)]
    lines = [row(setting, [said, Piece("  "), *joined(by, setting.glyphs.dot)], head=False)]
    if decision.reason:
        lines += paragraph(setting, [Piece(clean(decision.reason), Look.MUTED)], indent=BODY + 2)
    return lines


def weighing_lines(setting: Setting, view: ClaimView) -> list[Line]:
    """Return what all evidence says, where all of it says the same; the verdict is the reader's."""
    stance = all_evidence(view)
    if stance is None:
        return []
    words = _("all evidence supports it") if stance is Stance.SUPPORTS else _("all evidence refutes it")
    lead = [] if setting.compact else [blank()]
    return [*lead, row(setting, [Piece(words, STANCE_LOOKS[stance])], head=False)]


def reason_lines(setting: Setting, judgements: Sequence[Judgement], scale: Scale) -> list[Line]:
    """Return the reasons of verdicts that differ, two side by side where there is room."""
    told = [_told(setting, one, scale) for one in judgements]
    width = (setting.width - BODY - _GAP) // 2
    if width < _LEAST_COLUMN:
        return [line for text in told for line in paragraph(setting, [Piece(text, Look.MUTED)])]
    lines = []
    for left, right in zip_longest(told[::2], told[1::2], fillvalue=""):
        for first, second in zip_longest(_set(left, width), _set(right, width), fillvalue=""):
            filled = first + " " * (width - cell_len(first) + _GAP)
            lines.append(row(setting, [Piece(filled, Look.MUTED), Piece(second, Look.MUTED)], head=False))
    return lines


def _told(setting: Setting, one: Judgement, scale: Scale) -> str:
    review = one.review
    reason = clean(review.reason.strip()) or _("without a reason")
    return f"{person(setting, review.person)}: {verdict_words(scale, review.verdict)}\n{reason}"


def _set(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, 0, len(text), width)]
