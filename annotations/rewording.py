"""Which paragraphs of an article changed from one revision to the next, and how, word by word.

What the alignment of the whole texts found is used again here, so that a book
of a megabyte costs no more than its changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from annotations.revising import LEAST_KEPT
from annotations.worddiff import Piece, PieceKind, diff_words
from annotations.wording import WORD
from articles.frozen import frozen
from articles.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotations.alignment import Run
    from annotations.revising import Comparison
    from articles.model import Article

COMPARED = 300
"""Code points that are compared at a time, where the texts allow it."""

MOST_COMPARED = 20_000
"""Code points of either side beyond which what lies between two kept words is shown whole."""


@frozen
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
    old, new = _spans(comparison.old), _spans(comparison.new)
    runs = _Runs(comparison)
    came_from = _origins(old, new, comparison)
    found: list[ChangedParagraph] = []
    before: Span | None = None
    done = 0
    for span, origin in zip(new, came_from, strict=True):
        if origin:
            found += (_gone(comparison, old[at], before) for at in range(done, origin.first))
            done = max(done, origin.last + 1)
        text = span.cut(comparison.new.text)
        pieces = runs.diff(origin.span, span) if origin else (Piece(PieceKind.NEW, text),)
        if any(piece.kind is not PieceKind.SAME for piece in pieces):
            found.append(ChangedParagraph(origin.span if origin else None, span, pieces, before))
        before = span
    return (*found, *(_gone(comparison, span, before) for span in old[done:]))


def _spans(article: Article) -> list[Span]:
    """Return the paragraphs that have words: a row of stars is no news."""
    return [
        block.span for block in article.blocks if WORD.search(article.text, block.span.start, block.span.end)
    ]


def _gone(comparison: Comparison, span: Span, after: Span | None) -> ChangedParagraph:
    return ChangedParagraph(span, None, (Piece(PieceKind.GONE, span.cut(comparison.old.text)),), after)


@frozen
class _Origin:
    """What a paragraph of the newer text came from: `first` to `last` of the older ones, or part of them."""

    first: int
    last: int
    span: Span


def _origins(old: Sequence[Span], new: Sequence[Span], comparison: Comparison) -> list[_Origin | None]:
    """Return for each paragraph of the newer text what it came from; None where it is new.

    One that was cut in two is shared out where the second half begins.
    """
    links = _links(old, new, comparison)
    origins: list[_Origin | None] = []
    for linked in links:
        if not linked:
            origins.append(None)
            continue
        first, last = min(linked), max(linked)
        start, end = old[first].start, old[last].end
        before = next((at for at in range(len(origins) - 1, -1, -1) if origins[at]), None)
        other = origins[before] if before is not None else None
        if before is not None and other is not None and other.last == first:
            start = linked[first].start
            origins[before] = _Origin(other.first, other.last, Span(other.span.start, start))
        origins.append(_Origin(first, last, Span(start, end)))
    return origins


def _links(old: Sequence[Span], new: Sequence[Span], comparison: Comparison) -> list[dict[int, Span]]:
    """Return for each paragraph of the newer text the older ones it shares enough with, and what of them."""
    shared: list[dict[int, list[Span]]] = [defaultdict(list) for _ in new]
    old_starts, new_starts = [span.start for span in old], [span.start for span in new]
    for run in comparison.backward.runs:
        old_at, new_at = (
            bisect_right(old_starts, run.new.start) - 1,
            bisect_right(new_starts, run.old.start) - 1,
        )
        if old_at >= 0 and new_at >= 0:
            shared[new_at][old_at].append(run.new)
    return [
        {
            at: Span(kept[0].start, kept[-1].end)
            for at, kept in found.items()
            if sum(map(len, kept)) >= LEAST_KEPT * min(len(old[at]), len(span))
        }
        for found, span in zip(shared, new, strict=True)
    ]


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
        """Yield the runs inside both spans, in order; of a backward alignment the old text is the newer."""
        for at in range(bisect_right(self._ends, new.start), len(self._runs)):
            run = self._runs[at]
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
