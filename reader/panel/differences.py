"""How two wordings differ, marked so that it shows without colour as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.worddiff import PieceKind, diff_words
from reader.lines import Look, Piece
from reader.panel.setting import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT_WORDS = 4
"""So many words are left on either side of a change when the rest is cut."""
_MOST_COMPARED = 4000
"""Code points; longer wordings are compared up to here, since comparing takes the square of it."""

_MARKS = {
    PieceKind.SAME: ("", "", Look.QUOTED),
    PieceKind.GONE: ("[-", "-]", Look.GONE),
    PieceKind.NEW: ("{+", "+}", Look.NEW),
}


def changed_words(was: str, now: str) -> list[Piece]:
    """Return one text in which what went and what came stand side by side."""
    return [_marked(kind, text) for kind, text in _compared(was, now)]


def sides(was: str, now: str, *, whole: bool) -> tuple[list[Piece], list[Piece]]:
    """Return the old and the new wording, each with its own changes marked.

    Unless the `whole` is wanted, only a few words around each change are kept.
    """
    pieces = _compared(was, now)
    if not whole:
        last = len(pieces) - 1
        pieces = [
            (kind, _cut(text, first=not index, last=index == last) if kind is PieceKind.SAME else text)
            for index, (kind, text) in enumerate(pieces)
        ]
    old = [_marked(kind, text) for kind, text in pieces if kind is not PieceKind.NEW]
    new = [_marked(kind, text) for kind, text in pieces if kind is not PieceKind.GONE]
    return old, new


def _compared(was: str, now: str) -> Sequence[tuple[PieceKind, str]]:
    pieces = diff_words(clean_line(was)[:_MOST_COMPARED], clean_line(now)[:_MOST_COMPARED])
    return [(piece.kind, piece.text) for piece in pieces]


def _marked(kind: PieceKind, text: str) -> Piece:
    before, after, look = _MARKS[kind]
    return Piece(f"{before}{text}{after}", look)


def _cut(text: str, *, first: bool, last: bool) -> str:
    """Return the words of an unchanged run that stand next to a change."""
    words = text.split(" ")
    if first and last:
        return text
    if first and len(words) > _KEPT_WORDS + 1:
        return "… " + " ".join(words[-_KEPT_WORDS - 1 :])
    if last and len(words) > _KEPT_WORDS + 1:
        return " ".join(words[: _KEPT_WORDS + 1]) + " …"
    if not first and not last and len(words) > 2 * _KEPT_WORDS + 2:
        return " ".join((*words[: _KEPT_WORDS + 1], "…", *words[-_KEPT_WORDS - 1 :]))
    return text
