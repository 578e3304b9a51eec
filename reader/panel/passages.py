"""The words that a note is on, with what became of them where they are not as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from reader.lines import Look, Piece
from reader.panel.claims import alarm_said
from reader.panel.hints import key_of
from reader.panel.item_ids import note_of
from reader.panel.places import both_wordings, candidate_lines, hint_lines, old_context, orphan_hints
from reader.panel.setting import clean_line, paragraph, row
from reader.words import _, called

if TYPE_CHECKING:
    from annotations.anchors import Resolution
    from annotations.dossier import Thread
    from reader.lines import Line
    from reader.panel.setting import Setting


def passage_lines(setting: Setting, thread: Thread, text: str) -> list[Line]:
    """Return the words that a note is on, above it: one row, and all there is to say where it is selected."""
    place, anchor, item = thread.place, thread.anchor, thread.id
    if place is None or anchor is None:
        return []
    if _is_chosen(setting, thread) and place.state is AnchorState.ORPHAN:
        return paragraph(setting, old_context(anchor), item=item) + paragraph(
            setting, [Piece(_("these words are no longer in the article"), Look.WARN)], item=item
        )
    if _is_chosen(setting, thread) and place.state is AnchorState.CHANGED and place.span:
        alarms = [Piece(alarm_said(one.kind), Look.BAD) for one in place.alarms[:1]]
        lines = both_wordings(setting, anchor.exact, place.span.cut(text), item)
        return lines + paragraph(setting, alarms, item=item)
    sure = place.span is not None and place.state is not AnchorState.AMBIGUOUS
    words = place.span.cut(text) if sure and place.span else anchor.exact
    quoted = Piece(f"“{clean_line(words[: setting.width * 4])}”", Look.MUTED | Look.QUOTED)
    return [row(setting, [quoted], _state(thread, place), item=item, head=False)]


def offered_lines(setting: Setting, thread: Thread, text: str) -> list[Line]:
    """Return where a note may be that has no place of its own, below it; only where it is selected."""
    place = thread.place
    if place is None or not _is_chosen(setting, thread):
        return []
    offered = candidate_lines(setting, place, text, thread.id)
    if place.state is AnchorState.ORPHAN:
        return offered + orphan_hints(setting, offered, given_up=thread.dropped)
    if place.state is AnchorState.AMBIGUOUS:
        return offered + hint_lines(setting, [_("{key} says which").format(key=key_of("follow"))])
    return []


def _is_chosen(setting: Setting, thread: Thread) -> bool:
    return thread.id in {setting.selected, note_of(setting.selected)}


def _state(thread: Thread, place: Resolution) -> list[Piece]:
    """Return what is to be said of a place in a word; nothing where the words are what they were."""
    if place.state.trusted:
        return []
    if place.alarms:
        return [Piece(alarm_said(place.alarms[0].kind), Look.BAD)]
    if place.state is AnchorState.ORPHAN:
        return [Piece(_("given up"), Look.MUTED) if thread.dropped else Piece(_("gone"), Look.WARN)]
    return [Piece(called(place.state), Look.WARN)]
