"""What became of a claim's words: changed, in two places, or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from reader.lines import Look, Piece
from reader.panel.differences import sides
from reader.panel.hints import key_of
from reader.panel.setting import BODY, clean_line, joined, paragraph, row
from reader.panel.verdicts import rests_on_old_words
from reader.words import _, plural

if TYPE_CHECKING:
    from annotations.anchors import Anchor, Candidate
    from annotations.dossier import ClaimView
    from reader.lines import Line
    from reader.panel.setting import Setting

_CONTEXT = 48
"""How many code points of its old surroundings are shown of words that are gone."""
_CANDIDATES = 3
_LABEL = 5


def place_lines(setting: Setting, view: ClaimView, text: str) -> list[Line]:
    """Return what a reader must know of where a claim stands; nothing where its words are as they were."""
    if view.place.state is AnchorState.CHANGED:
        return _changed(setting, view, text)
    if view.place.state is AnchorState.ORPHAN:
        return _orphan(setting, view, text)
    if view.place.state is AnchorState.AMBIGUOUS:
        said = Piece(_("these words fit several places"), Look.WARN)
        return [*paragraph(setting, [said], item=view.id), *_candidates(setting, view, text)]
    return []


def _changed(setting: Setting, view: ClaimView, text: str) -> list[Line]:
    now = view.span.cut(text) if view.span else ""
    selected = view.id == setting.selected
    old, new = sides(view.anchor.exact, now, whole=selected)
    lines = _labelled(setting, _("was"), old, view.id) + _labelled(setting, _("now"), new, view.id)
    stale = [one for one in view.judgements if rests_on_old_words(view, one, text)]
    if stale:
        said = plural("{n} verdict rests on the old words", "{n} verdicts rest on the old words", len(stale))
        lines += paragraph(setting, [Piece(said, Look.WARN)], item=view.id)
    if any(one.review.person == setting.me for one in stale):
        key = key_of("verdict")
        hints = [_("{key} Enter keep mine").format(key=key), _("{key} judge again").format(key=key)]
        lines.append(
            row(setting, joined((Piece(one, Look.MUTED) for one in hints), setting.glyphs.dot), head=False)
        )
    return lines


def _labelled(setting: Setting, word: str, pieces: list[Piece], item: str) -> list[Line]:
    named = [Piece(word.ljust(_LABEL), Look.MUTED), Piece("“", Look.QUOTED), *pieces, Piece("”", Look.QUOTED)]
    return paragraph(setting, named, item=item, hang=_LABEL, indent=BODY)


def _orphan(setting: Setting, view: ClaimView, text: str) -> list[Line]:
    said = Piece(_("these words are no longer in the article"), Look.WARN)
    lines = paragraph(setting, [said], item=view.id)
    lines += paragraph(setting, _in_context(view.anchor), item=view.id)
    return lines + _candidates(setting, view, text)


def _in_context(anchor: Anchor) -> list[Piece]:
    before, after = clean_line(anchor.prefix)[-_CONTEXT:], clean_line(anchor.suffix)[:_CONTEXT]
    return [
        Piece(f"… {before} " if before else "", Look.MUTED),
        Piece(clean_line(anchor.exact), Look.GONE),
        Piece(f" {after} …" if after else "", Look.MUTED),
    ]


def _candidates(setting: Setting, view: ClaimView, text: str) -> list[Line]:
    lines: list[Line] = []
    for candidate in view.place.candidates[:_CANDIDATES]:
        lines += _candidate(setting, candidate, text, view.id)
    return lines


def _candidate(setting: Setting, candidate: Candidate, text: str, item: str) -> list[Line]:
    share = f"{candidate.score:.0%}".rjust(4)
    words = Piece(f"“{clean_line(candidate.span.cut(text))}”", Look.QUOTED)
    return paragraph(setting, [Piece(f"{share} ", Look.MUTED), words], item=item, hang=_LABEL)
