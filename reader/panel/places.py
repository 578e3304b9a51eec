"""What became of a claim's words: changed, in two places, or nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from reader.lines import Look, Piece
from reader.panel.differences import sides
from reader.panel.hints import key_of
from reader.panel.setting import clean, clean_line, joined, paragraph, row
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
_SPACES = re.compile(r"\s+")


def place_lines(setting: Setting, view: ClaimView, text: str) -> list[Line]:
    """Return the words of a claim, with what became of them where they are not as they were."""
    if view.place.state is AnchorState.CHANGED:
        return _changed(setting, view, text)
    if view.place.state is AnchorState.ORPHAN:
        return _orphan(setting, view, text)
    if view.place.state is AnchorState.AMBIGUOUS:
        said = Piece(_("these words fit several places"), Look.WARN)
        lines = _words(setting, clean_line(view.anchor.exact), view.id)
        return [*lines, *paragraph(setting, [said], item=view.id), *_candidates(setting, view, text)]
    return _words(setting, clean_line(words_of(view, text)), view.id)


def words_of(view: ClaimView, text: str) -> str:
    """Return the words of a claim as the article has them; as it had them where they are gone."""
    return view.span.cut(text) if view.span else view.anchor.exact


def _words(setting: Setting, words: str, item: str) -> list[Line]:
    said = Piece(f"“{words}”", Look.QUOTED)
    if setting.is_folded(item):
        return [row(setting, [said], item=item)]
    return paragraph(setting, [said], item=item, head=True, hang=1)


def _changed(setting: Setting, view: ClaimView, text: str) -> list[Line]:
    old, new = sides(view.anchor.exact, words_of(view, text), whole=view.id == setting.selected)
    lines = _labelled(setting, _("was"), old, view.id, head=True)
    lines += _labelled(setting, _("now"), new, view.id)
    stale = [one for one in view.judgements if rests_on_old_words(view, one, text)]
    if stale:
        said = plural("{n} verdict rests on the old words", "{n} verdicts rest on the old words", len(stale))
        lines += paragraph(setting, [Piece(said, Look.WARN)], item=view.id)
    if any(one.review.person == setting.me for one in stale):
        key = key_of("verdict")
        hints = [_("{key} Enter keep mine").format(key=key), _("{key} judge again").format(key=key)]
        lines += paragraph(setting, joined((Piece(one, Look.MUTED) for one in hints), setting.glyphs.dot))
    return lines


def _labelled(
    setting: Setting, word: str, pieces: list[Piece], item: str, *, head: bool = False
) -> list[Line]:
    named = [Piece(word.ljust(_LABEL), Look.MUTED), Piece("“", Look.QUOTED), *pieces, Piece("”", Look.QUOTED)]
    return paragraph(setting, named, item=item, hang=_LABEL, head=head)


def _orphan(setting: Setting, view: ClaimView, text: str) -> list[Line]:
    said = Piece(_("these words are no longer in the article"), Look.WARN)
    lines = paragraph(setting, _in_context(view.anchor), item=view.id, head=True)
    lines += paragraph(setting, [said], item=view.id)
    return lines + _candidates(setting, view, text)


def _in_context(anchor: Anchor) -> list[Piece]:
    before = _SPACES.sub(" ", clean(anchor.prefix))[-_CONTEXT:]
    after = _SPACES.sub(" ", clean(anchor.suffix))[:_CONTEXT]
    # What was cut in the middle of a word goes as far as the next one.
    before = before.partition(" ")[2] if len(before) == _CONTEXT else before
    after = after.rpartition(" ")[0] if len(after) == _CONTEXT else after.rstrip()
    return [
        Piece(f"… {before}" if before else "", Look.MUTED),
        Piece(f"“{clean_line(anchor.exact)}”", Look.QUOTED),
        Piece(f"{after} …" if after else "", Look.MUTED),
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
