"""Putting the parts of a screen together: draws only what is seen of them, and cuts no row in vain.

Textual draws every part that touches what changed, also those that lie behind
others, and cuts each row wherever any part begins.  On a page of text beside a
panel that is most of what a key costs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual.strip import Strip

Span = tuple[int, int, int]
"""Of a row of the screen: its number, the first column and the one behind the last."""


class SparingCompositor(Compositor):
    """Makes the frames that Textual's own would make, from fewer rows."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what has changed; None where nothing has."""
        screen = self.size.region
        regions = [region.intersection(screen) for region in self._dirty_regions]
        self._dirty_regions.clear()
        spans = list(self._regions_to_spans(filter(None, regions)))
        if not spans:
            return None
        return ChopsUpdate(self._chops(spans), spans, [cuts[1:] for cuts in self.cuts])

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        spans = [(y, crop.x, crop.right) for y in crop.line_range if is_rendered_line(y)]
        return self._chops(spans)  # type: ignore[return-value]  # as Textual's: filled where it is asked for

    def _chops(self, spans: Iterable[Span]) -> list[dict[int, Strip | None]]:
        """Return by row of the screen, then by the column where it begins, what is seen as far as a cut."""
        cuts = self.cuts
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in cuts]
        missing = _covered(spans, cuts)
        # In the order of this map whatever lies behind another part comes after it.
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            first, last = shown.column_span
            begin = {
                y: here
                for y in shown.line_range
                if y in missing and (here := [cut for cut in missing[y] if first <= cut < last])
            }
            if not begin:
                continue
            top, bottom = min(begin), max(begin) + 1
            drawn = Region(first - region.x, top - region.y, last - first, bottom - top)
            for y, strip in enumerate(widget.render_lines(drawn), top):
                if y in begin:
                    _put(chops[y], strip, begin[y], [cut for cut in cuts[y] if first <= cut <= last])
                    missing[y] = [cut for cut in missing[y] if not first <= cut < last]
        return chops


def _covered(spans: Iterable[Span], cuts: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """Return by row the cuts at which begins what lies at least partly in `spans`."""
    covered: dict[int, list[int]] = {}
    for y, start, end in spans:
        begin = [cut for cut, following in pairwise(cuts[y]) if cut < end and following > start]
        covered.setdefault(y, []).extend(cut for cut in begin if cut not in covered.get(y, ()))
    return covered


def _put(chops: dict[int, Strip | None], strip: Strip, wanted: Sequence[int], cuts: Sequence[int]) -> None:
    """Put what is wanted of a row in its place; `cuts` are those of its part, both ends among them."""
    first, last = cuts[0], cuts[-1]
    if len(cuts) == len(wanted) + 1 == 2 and strip.cell_length == last - first:  # noqa: PLR2004 - one piece
        chops[first] = strip
        return
    pieces = strip.divide([cut - first for cut in cuts[1:]])
    chops.update((cut, piece) for cut, piece in zip(cuts, pieces, strict=False) if cut in wanted)
