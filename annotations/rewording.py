"""Which paragraphs of an article changed from one revision to the next, and how, word by word.

What the alignment of the whole texts found is used again here, so that a book
of a megabyte costs no more than its changes.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.revising import LEAST_KEPT
from annotations.worddiff import Piece, PieceKind, diff_words
from articles.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotations.alignment import Run
    from annotations.revising import Comparison

COMPARED = 300
"""Code points that are compared at a time, where the texts allow it."""

MOST_COMPARED = 20_000
"""Code points of either side beyond which what lies between two kept words is shown whole."""


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """A paragraph, heading, list item, row or code that changed, came or went."""

    old: Span | None
    """Where it stood in the older text; None of a new one."""
    new: Span | None
    """Where it stands in the newer text; None of one that is gone."""
    pieces: tuple[Piece, ...]
    after: Span | None
    """The paragraph of the newer text before it, to find the place by."""


def changed_paragraphs(comparison: Comparison) -> tuple[ChangedParagraph, ...]:
    """Return what changed, in the order of the newer text; what is gone stands where it stood."""
    old, new = comparison.old, comparison.new
    runs = _Runs(comparison)
    left = [block.span for block in old.blocks if block.kind is not BlockKind.RULE]
    found: list[ChangedParagraph] = []
    before: Span | None = None
    for block in new.blocks:
        if block.kind is BlockKind.RULE:
            continue
        carried = comparison.backward.carry(block.span)
        was = carried.span if carried.similarity >= LEAST_KEPT else None
        if was is not None:
            while left and left[0].end <= was.start:
                found.append(_gone(old.text, left.pop(0), before))
            was = _widened(left, was)
            while left and left[0].end <= was.end:
                left.pop(0)
        pieces = runs.diff(was, block.span) if was else (Piece(PieceKind.NEW, block.span.cut(new.text)),)
        if any(piece.kind is not PieceKind.SAME for piece in pieces):
            found.append(ChangedParagraph(was, block.span, pieces, before))
        before = block.span
    return (*found, *(_gone(old.text, span, before) for span in left))


def _gone(text: str, span: Span, after: Span | None) -> ChangedParagraph:
    return ChangedParagraph(span, None, (Piece(PieceKind.GONE, span.cut(text)),), after)


def _widened(left: Sequence[Span], was: Span) -> Span:
    """Return what a paragraph came from, with the words at the edges of its old one that were struck.

    `left` are the old paragraphs that nothing came from yet; what a paragraph
    that was cut in two leaves over belongs to its second half.
    """
    start, end = was.start, was.end
    for span in left:
        if span.start >= was.end:
            break
        if span.overlaps(was):
            start, end = min(start, span.start), max(end, span.end)
    return Span(start, end)


class _Runs:
    """The words that stand in both texts, to make differences of."""

    def __init__(self, comparison: Comparison) -> None:
        self._old, self._new = comparison.old.text, comparison.new.text
        self._runs = comparison.backward.runs
        self._ends = [run.old.end for run in self._runs]

    def diff(self, old: Span, new: Span) -> tuple[Piece, ...]:
        """Return the pieces that turn `old` of the older text into `new` of the newer."""
        pieces: list[Piece] = []
        old_at, new_at = old.start, new.start
        for run in self._between(old, new):
            # Comparing takes the square of the length; behind a word that was kept it can begin afresh.
            if max(run.new.end - old_at, run.old.end - new_at) >= COMPARED:
                pieces += _diff(self._old[old_at : run.new.end], self._new[new_at : run.old.end])
                old_at, new_at = run.new.end, run.old.end
        pieces += _diff(self._old[old_at : old.end], self._new[new_at : new.end])
        return tuple(pieces)

    def _between(self, old: Span, new: Span) -> Iterator[Run]:
        """Yield the runs inside both spans, in order; the alignment is backward: its old text is the newer."""
        for run in self._runs[bisect_right(self._ends, new.start) :]:
            if run.old.start >= new.end:
                return
            if new.covers(run.old) and old.covers(run.new):
                yield run


def _diff(was: str, now: str) -> tuple[Piece, ...]:
    if was == now:
        return (Piece(PieceKind.SAME, now),) if now else ()
    if max(len(was), len(now)) > MOST_COMPARED:
        return tuple(piece for piece in (Piece(PieceKind.GONE, was), Piece(PieceKind.NEW, now)) if piece.text)
    return diff_words(was, now)
