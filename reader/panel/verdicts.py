"""What everybody judged of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.folding import fold
from reader.cells import cell_len, fit
from reader.lines import Look, Piece
from reader.panel.hints import key_of
from reader.panel.setting import BODY, blank, clean, clean_line, fits, label, paragraph, person, row
from reader.panel.threads import remarks
from reader.words import _, called

if TYPE_CHECKING:
    from annotations.dossier import ClaimView, Judgement
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


def verdict_lines(setting: Setting, view: ClaimView, text: str) -> list[Line]:
    """Return everybody's verdicts on a claim, and an invitation to give one's own."""
    names = [person(setting, one.review.person) for one in view.judgements]
    width = min(max(map(cell_len, [*names, _("you")])), _LONGEST_NAME)
    lines = [blank(), label(setting, _("VERDICTS"))]
    for name, judgement in zip(names, view.judgements, strict=True):
        lines += _judgement(
            setting, judgement, _padded(name, width, setting), _stale_why(view, judgement, text)
        )
    if view.judgement_of(setting.me) is None:
        hint = Piece(_("{key} to give yours").format(key=key_of("verdict")), Look.MUTED)
        mine = Piece(_padded(_("you"), width, setting) + "–", Look.MUTED)
        if not fits(setting, [mine], [hint]):
            # The names above are long: better out of their column than without its end.
            mine = Piece(_padded(_("you"), cell_len(_("you")), setting) + "–", Look.MUTED)
        lines.append(row(setting, [mine], [hint], head=False))
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


def _judgement(setting: Setting, judgement: Judgement, name: str, why: str) -> list[Line]:
    review = judgement.review
    look = Look.MUTED if judgement.stale else _LOOKS.get(review.verdict, Look.PLAIN)
    left = [Piece(name), Piece(called(clean_line(review.verdict)), look)]
    remark = Piece(why, Look.WARN)
    reason = Piece(clean(review.reason.strip()), Look.MUTED)
    text_at = min(BODY + cell_len(name), setting.width // 2)
    if setting.is_folded(review.id):
        said = Piece(
            "  " + clean_line(why or review.reason[: setting.width * 4]), (remark if why else reason).look
        )
        return [row(setting, [*left, said], item=review.id)]
    beside, below = (remark, [reason]) if why else (reason, [])
    if "\n" in beside.text or not fits(setting, left, [beside]):
        beside, below = Piece(""), [beside, *below]
    lines = [row(setting, left, [beside], item=review.id)]
    for piece in below:
        lines += paragraph(setting, [piece], item=review.id, indent=text_at)
    return lines + remarks(setting, [review], review.id, text_at)
