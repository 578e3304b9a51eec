"""Which looks apply to which words of an article; pure.

Marks of the author, claims, notes, the current sentence, matches and the
selection lie over the text as layers.  A row asks which of them touch it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from articles.columns import Marks
from articles.frozen import frozen
from articles.model import MarkKind
from reader.cells import shown
from reader.lines import Look, Piece
from reader.terminal_io import clean_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articles.model import Mark, Span

_MARK_LOOKS = {
    MarkKind.EMPHASIS: Look.EMPHASIS,
    MarkKind.STRONG: Look.STRONG,
    MarkKind.STRIKE: Look.STRIKE,
    MarkKind.CODE: Look.CODE,
    MarkKind.LINK: Look.LINK,
    MarkKind.IMAGE: Look.LINK,
    MarkKind.FOOTNOTE: Look.MUTED,
}

_RUN = 64
"""Marks that are looked through together."""


@frozen
class Layer:
    """A run of words and how it is set off."""

    start: int
    end: int
    look: Look
    url: str = ""
    """Of a link, as the author has it: it is cleaned where it is shown."""


class Overlay:
    """Many layers, of which the few that touch a row are found at once."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self._layers = sorted(
            (one for one in layers if one.start < one.end), key=lambda layer: (layer.start, layer.end)
        )
        self._starts = [layer.start for layer in self._layers]
        # The furthest end so far: going back, one stops where nothing reaches any more.
        self._reach = list(accumulate((layer.end for layer in self._layers), max))

    def touching(self, start: int, end: int) -> list[Layer]:
        """Return the layers that share a code point with `[start, end)`."""
        found: list[Layer] = []
        if start >= end:
            return found
        index = bisect_left(self._starts, end) - 1
        while index >= 0 and self._reach[index] > start:
            if self._layers[index].end > start:
                found.append(self._layers[index])
            index -= 1
        return found


class MarkOverlay:
    """The author's own marks as layers, each made when it touches a row that is looked at."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        furthest = (max(marks.ends[at : at + _RUN]) for at in range(0, len(marks), _RUN))
        # The furthest end so far, for each run of marks: each mark's would cost as much as to make them.
        self._reach = list(accumulate(furthest, max))

    def touching(self, start: int, end: int) -> list[Layer]:
        """Return the layers that share a code point with `[start, end)`."""
        starts, ends = self._marks.starts, self._marks.ends
        found: list[Layer] = []
        index = bisect_left(starts, end) - 1 if start < end else -1
        while index >= 0 and self._reach[index // _RUN] > start:
            first = index - index % _RUN
            touched = (at for at in range(index, first - 1, -1) if ends[at] > start and ends[at] > starts[at])
            found += mark_layers([self._marks[at] for at in touched])
            index = first - 1
        return found


def overlay_of(marks: Sequence[Mark]) -> Overlay | MarkOverlay:
    """Return the author's own marks as they lie over the text."""
    return MarkOverlay(marks) if isinstance(marks, Marks) else Overlay(mark_layers(marks))


def mark_layers(marks: Iterable[Mark]) -> list[Layer]:
    """Return the layers of the author's own marks."""
    return [
        Layer(
            mark.span.start,
            mark.span.end,
            _MARK_LOOKS[mark.kind],
            mark.target if mark.kind is MarkKind.LINK else "",
        )
        for mark in marks
    ]


def span_layers(spans: Iterable[Span], look: Look) -> list[Layer]:
    """Return a layer of one look for each of `spans`."""
    return [Layer(span.start, span.end, look) for span in spans if span]


def cut_pieces(text: str, start: int, end: int, base: Look, layers: Sequence[Layer]) -> list[Piece]:
    """Return `text[start:end]` as pieces that each look one way, safe to show on a terminal.

    Only a cleaned http(s) address is kept as a link.
    """
    cuts = {start, end}
    for layer in layers:
        cuts.add(min(max(layer.start, start), end))
        cuts.add(min(max(layer.end, start), end))
    pieces = []
    for one, two in pairwise(sorted(cuts)):
        look, url = base, ""
        for layer in layers:
            if layer.start <= one and two <= layer.end:
                look |= layer.look
                url = _cleaned(layer.url) or url
        pieces += _safe_pieces(text[one:two], look, url)
    return pieces


@lru_cache(maxsize=256)
def _cleaned(url: str) -> str:
    # A long article has thousands, of which a screen shows a few again and again.
    return clean_link(url) or "" if url else ""


def _safe_pieces(text: str, look: Look, url: str) -> list[Piece]:
    """Return pieces in which what must not reach a terminal is a visible sign, set off as such."""
    clean = shown(text).replace("\n", " ")
    if clean == text:
        return [Piece(text, look, url)]
    pieces: list[Piece] = []
    for was, now in zip(text, clean, strict=True):
        hidden = look | Look.HIDDEN if was != now and was not in "\t\n" else look
        if pieces and pieces[-1].look == hidden:
            pieces[-1] = Piece(pieces[-1].text + now, hidden, url)
        else:
            pieces.append(Piece(now, hidden, url))
    return pieces
