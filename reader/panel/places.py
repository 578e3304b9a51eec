"""What became of the words of a claim or note: changed, in two places, or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.workflow import ClaimState
from articles.patterns import pattern
from reader.lines import Look, Piece
from reader.panel.differences import sides
from reader.panel.hints import key_of
from reader.panel.item_ids import candidate_item
from reader.panel.setting import clean, clean_line, joined, paragraph, row
from reader.panel.verdicts import rests_on_old_words
from reader.words import _, percent, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.anchors import Anchor, Candidate, Resolution
    from annotations.dossier import ClaimView
    from reader.lines import Line
    from reader.panel.setting import Setting

_CONTEXT = 48
"""How many code points of its old surroundings are shown of words that are gone."""
MOST_OFFERED = 3
"""Candidates that are shown."""
_BESIDE = 24
"""How many code points are shown on either side of a candidate: enough to tell it from another."""
_LABEL = 5
_SPACES = pattern(r"\s+")


def place_lines(setting: Setting, view: ClaimView, text: str) -> list[Line]:
    """Return the words of a claim, with what became of them where they are not as they were."""
    if view.place.state is AnchorState.CHANGED:
        return _changed(setting, view, text)
    if view.place.state is AnchorState.ORPHAN:
        return _orphan(setting, view, text)
    if view.place.state is AnchorState.AMBIGUOUS:
        said = Piece(_("these words fit several places"), Look.WARN)
        lines = _words(setting, clean_line(view.anchor.exact), view.id)
        lines += paragraph(setting, [said], item=view.id) + candidate_lines(setting, view.place, text)
        return lines + hint_lines(setting, [_("{key} says which").format(key=key_of("follow"))])
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
    lines = both_wordings(setting, view.anchor.exact, words_of(view, text), view.id)
    stale = [one for one in view.judgements if rests_on_old_words(view, one, text)]
    if stale:
        said = plural("{n} verdict rests on the old words", "{n} verdicts rest on the old words", len(stale))
        lines += paragraph(setting, [Piece(said, Look.WARN)], item=view.id)
    if any(one.review.person == setting.me for one in stale):
        key = key_of("verdict")
        hints = [_("{key} Enter keep mine").format(key=key), _("{key} judge again").format(key=key)]
        lines += hint_lines(setting, hints)
    return lines


def both_wordings(setting: Setting, was: str, now: str, item: str) -> list[Line]:
    """Return words as they were and as they are."""
    old, new = sides(was, now, whole=item == setting.selected)
    lines = _labelled(setting, _("was"), old, item, head=True)
    return lines + _labelled(setting, _("now"), new, item)


def _labelled(
    setting: Setting, word: str, pieces: list[Piece], item: str, *, head: bool = False
) -> list[Line]:
    named = [Piece(word.ljust(_LABEL), Look.MUTED), Piece("“", Look.QUOTED), *pieces, Piece("”", Look.QUOTED)]
    return paragraph(setting, named, item=item, hang=_LABEL, head=head)


def _orphan(setting: Setting, view: ClaimView, text: str) -> list[Line]:
    said = Piece(_("these words are no longer in the article"), Look.WARN)
    lines = paragraph(setting, old_context(view.anchor), item=view.id, head=True)
    lines += paragraph(setting, [said], item=view.id)
    offered = candidate_lines(setting, view.place, text)
    return lines + offered + orphan_hints(setting, offered, given_up=view.state is not ClaimState.ORPHAN)


def orphan_hints(setting: Setting, offered: list[Line], *, given_up: bool) -> list[Line]:
    """Return which keys settle where words are that are gone; any words can be chosen for them."""
    hints = [_("{key} re-attaches").format(key=key_of("follow"))] if offered else []
    if not offered:
        hints.append(_("{key} selects words").format(key=key_of("select")))
    if not given_up:
        hints.append(_("{key} gone for good").format(key=key_of("dismiss")))
    return hint_lines(setting, hints)


def hint_lines(setting: Setting, hints: Iterable[str]) -> list[Line]:
    """Return hints about keys as one row, or more where they do not fit."""
    return paragraph(setting, joined((Piece(one, Look.MUTED) for one in hints), setting.glyphs.dot))


def old_context(anchor: Anchor) -> list[Piece]:
    """Return the words of an anchor with what stood around them."""
    return _in_context(anchor.prefix, anchor.exact, anchor.suffix, _CONTEXT)


def _in_context(before: str, words: str, after: str, room: int) -> list[Piece]:
    """Return words with up to `room` code points of what stands on either side."""
    before = _SPACES.sub(" ", clean(before))[-room:]
    after = _SPACES.sub(" ", clean(after))[:room]
    # What was cut in the middle of a word goes as far as the next one.
    before = before.partition(" ")[2] if len(before) == room else before
    after = after.rpartition(" ")[0] if len(after) == room else after.rstrip()
    return [
        Piece(f"… {before}" if before else "", Look.MUTED),
        Piece(f"“{clean_line(words)}”", Look.QUOTED),
        Piece(f"{after} …" if after else "", Look.MUTED),
    ]


def candidate_lines(setting: Setting, place: Resolution, text: str, note: str = "") -> list[Line]:
    """Return the places to choose from, for the current claim or for a `note` by its id."""
    lines: list[Line] = []
    for number, candidate in enumerate(place.candidates[:MOST_OFFERED], 1):
        lines += _candidate(setting, number, candidate, text, candidate_item(number, note))
    return lines


def _candidate(setting: Setting, number: int, candidate: Candidate, text: str, item: str) -> list[Line]:
    """Return a place to choose, with what stands around it: of two that fit, only that tells them apart."""
    span = candidate.span
    share = percent(round(candidate.score * 100))
    lead = f"{number} {share:>5} "
    # Twice the room, since line breaks and runs of spaces shrink to one.
    wide = 2 * _BESIDE
    before, after = text[max(0, span.start - wide) : span.start], text[span.end : span.end + wide]
    pieces = [Piece(lead, Look.MUTED), *_in_context(before, span.cut(text), after, _BESIDE)]
    if setting.is_folded(item):
        return [row(setting, pieces, item=item)]
    return paragraph(setting, pieces, item=item, hang=len(lead), head=True)
