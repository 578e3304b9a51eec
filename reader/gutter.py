"""The column left of the text: number and sign of the claim that starts in a row; pure."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from annotations.workflow import ClaimState
from reader.glyphs import STATE_LOOKS
from reader.lines import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.dossier import ClaimView
    from reader.glyphs import Glyphs

NARROWEST = 5
_MANY = 9
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def gutter_width(claims: int) -> int:
    """Return how many cells the gutter takes: bar, number, sign and a space."""
    return max(NARROWEST, len(str(claims)) + 3)


class Gutter:
    """The gutter of one dossier."""

    def __init__(self, claims: Sequence[ClaimView], glyphs: Glyphs, suggested: Sequence[int] = ()) -> None:
        """`suggested` are where sentences begin that may become claims, ascending."""
        # Orphans stand nowhere, so no row shows them.
        self._views = [view for view in claims if view.span]
        self._starts = [view.span.start for view in self._views if view.span]
        self._suggested = suggested
        self._glyphs = glyphs
        self.width = gutter_width(len(claims))

    def pieces(self, start: int, end: int, current: str, *, sentence: bool) -> tuple[Piece, ...]:
        """Return the gutter of a row that shows `[start, end)`; `sentence` where the current one begins."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        here = self._views[first:last]
        if not here:
            mark = self._glyphs.sentence if sentence else " "
            if bisect_left(self._suggested, start) < bisect_left(self._suggested, end):
                sign = self._glyphs.states[ClaimState.SUGGESTED]
                return (
                    Piece(" " * (self.width - 2)),
                    Piece(sign, STATE_LOOKS[ClaimState.SUGGESTED]),
                    Piece(mark, Look.SENTENCE),
                )
            return (Piece(" " * (self.width - 1)), Piece(mark, Look.SENTENCE))
        shown = next((view for view in here if view.id == current), here[0])
        is_current = shown.id == current
        bar = self._glyphs.bar if is_current else " "
        number = str(shown.number).rjust(self.width - 3)
        look = Look.ACCENT | Look.STRONG if is_current else Look.MUTED
        return (
            Piece(bar, Look.ACCENT),
            Piece(number, look),
            Piece(self._glyphs.states[shown.state], STATE_LOOKS[shown.state]),
            Piece(_count(len(here)) if len(here) > 1 else self._after(sentence=sentence), Look.MUTED),
        )

    def _after(self, *, sentence: bool) -> str:
        return self._glyphs.sentence if sentence else " "


def _count(claims: int) -> str:
    return "+" if claims > _MANY else _RAISED[claims]
