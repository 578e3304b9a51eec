"""What everybody judged of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.folding import fold
from annotations.scales import scale_of
from annotations.workflow import ClaimState
from reader.cells import cell_len, fit
from reader.lines import Look, Piece
from reader.panel.hints import key_of
from reader.panel.setting import BODY, blank, clean, clean_line, fits, label, paragraph, person, row
from reader.panel.standing import reason_lines
from reader.panel.threads import remarks
from reader.verdict_words import verdict_words
from reader.words import _

if TYPE_CHECKING:
    from annotations.dossier import ClaimView, Dossier, Judgement
    from annotations.scales import Scale
    from reader.lines import Line
    from reader.panel.setting import Setting

_LOOKS = {
    "supported": Look.GOOD,
    "ok": Look.GOOD,
    "refuted": Look.BAD,
    "conflicting": Look.WARN,
    "fix": Look.WARN,
    "cannot-confirm": Look.WARN,
}
_LONGEST_NAME = 12
_GAP = 2


def verdict_lines(setting: Setting, view: ClaimView, dossier: Dossier) -> list[Line]:
    """Return everybody's verdicts on a claim, and an invitation to give one's own.

    Where verdicts differ and there is room, the reasons stand side by side below them.
    """
    scale, differ = scale_of(dossier.policy), view.state is ClaimState.DIFFER and not setting.compact
    names = [person(setting, one.review.person) for one in view.judgements]
    width = min(max(map(cell_len, [*names, _("you")])), _LONGEST_NAME)
    lines = [blank(), label(setting, _("VERDICTS"))]
    for name, judgement in zip(names, view.judgements, strict=True):
        why = _stale_why(view, judgement, dossier.text)
        reason = "" if differ and not judgement.stale else judgement.review.reason
        lines += _judgement(setting, judgement, _padded(name, width, setting), why, reason.strip(), scale)
    if view.judgement_of(setting.me) is None:
        hint = Piece(_("{key} to give yours").format(key=key_of("verdict")), Look.MUTED)
        mine = Piece(_padded(_("you"), width, setting) + "–", Look.MUTED)
        if not fits(setting, [mine], [hint]):
            # The names above are long: better out of their column than without its end.
            mine = Piece(_padded(_("you"), cell_len(_("you")), setting) + "–", Look.MUTED)
        lines.append(row(setting, [mine], [hint], head=False))
    if differ:
        current = [one for one in view.judgements if not one.stale]
        lines += [blank(), *reason_lines(setting, current, scale)]
    return lines


def rests_on_old_words(view: ClaimView, judgement: Judgement, text: str) -> bool:
    """Tell whether a verdict was given on other words than the claim has now in `text`."""
    basis = judgement.review.rests_on
    words = view.span.cut(text) if view.span else ""
    changed = bool(basis.words) and fold(basis.words).text != fold(words).text
    return judgement.stale and (changed or bool(basis.text and basis.text != view.claim.statement))


def _padded(name: str, width: int, setting: Setting) -> str:
    shown = fit(name, width, ellipsis=setting.glyphs.ellipsis)
    return shown + " " * (width - cell_len(shown) + _GAP)


def _stale_why(view: ClaimView, judgement: Judgement, text: str) -> str:
    if rests_on_old_words(view, judgement, text):
        return _("stale: the text changed")
    if judgement.stale:
        return _("stale: a fact changed")
    return _("new evidence since") if judgement.new_evidence else ""


def _look(verdict: str, scale: Scale) -> Look:
    """Return how a verdict looks: one of a library's own scale as that which it means."""
    known = scale.get(verdict)
    return _LOOKS.get(verdict) or _LOOKS.get(known.normalised if known else "", Look.PLAIN)


def _judgement(
    setting: Setting, judgement: Judgement, name: str, why: str, said: str, scale: Scale
) -> list[Line]:
    review = judgement.review
    look = Look.MUTED if judgement.stale else _look(review.verdict, scale)
    left = [Piece(name), Piece(clean_line(verdict_words(scale, review.verdict)), look)]
    remark = Piece(why, Look.WARN)
    reason = Piece(clean(said), Look.MUTED)
    text_at = min(BODY + cell_len(name), setting.width // 2)
    if setting.is_folded(review.id):
        short = clean_line(why or said[: setting.width * 4])
        beside = Piece(f"  {short}", (remark if why else reason).look)
        return [row(setting, [*left, beside], item=review.id)]
    beside, below = (remark, [reason]) if why else (reason, [])
    if "\n" in beside.text or not fits(setting, left, [beside]):
        beside, below = Piece(""), [beside, *below]
    lines = [row(setting, left, [beside], item=review.id)]
    for piece in below:
        lines += paragraph(setting, [piece], item=review.id, indent=text_at)
    return lines + remarks(setting, [review], review.id, text_at)
