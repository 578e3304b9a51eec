"""What is usual in a document, and where the columns of its pages are."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articles.formats._pdf_lines import Line

_HEADING = 1.12
"""Times the usual size from which on a line is a heading."""
_USUAL_LEADING = 1.2
_UP = 0.5
"""In sizes: a line that stands so much higher than the one before begins another column."""


@frozen
class Placed:
    """A line with the page and the column it stands in."""

    line: Line
    page: int
    flow: int
    """Counts columns through the document."""
    left: float
    right: float
    """Where its column begins and ends, in points."""


@frozen
class Shape:
    """What is usual in a document."""

    size: float
    """Of its letters, in points."""
    leading: float
    """From line to line, in sizes."""
    levels: tuple[float, ...]
    """The sizes of its headings, the largest first."""
    bold: bool
    """Whether most of it is bold, so that it says nothing."""

    def level(self, line: Line) -> int:
        """Return the level of the heading that `line` is by its looks; 0 for what is none."""
        if line.size in self.levels:
            return self.levels.index(line.size) + 1
        return len(self.levels) + 1 if line.bold and not self.bold and line.size >= self.size else 0


def shape_of(lines: Sequence[Line]) -> Shape:
    """Return what is usual in `lines`, of which there is at least one."""
    weights: Counter[float] = Counter()
    bold = 0
    for line in lines:
        weights[line.size] += len(line.text)
        bold += len(line.text) if line.bold else 0
    size = weights.most_common(1)[0][0] or 1.0
    steps = [
        step
        for before, after in pairwise(lines)
        if before.size == after.size == size and _UP < (step := (before.y - after.y) / size) < 3  # noqa: PLR2004
    ]
    larger = tuple(sorted((one for one in weights if one > _HEADING * size), reverse=True))
    leading = median(steps) if steps else _USUAL_LEADING
    return Shape(size, leading, larger, bold > sum(weights.values()) / 2)


def place(pages: Sequence[Sequence[Line]]) -> list[Placed]:
    """Return the lines of all pages with their columns."""
    placed: list[Placed] = []
    flow = 0
    for number, page in enumerate(pages):
        for column in _columns(page):
            # A heading may run over several columns.
            usual = median(line.size for line in column)
            words = [line for line in column if line.size <= _HEADING * usual]
            left = min(line.x0 for line in words)
            right = max(line.x1 for line in words)
            placed.extend(Placed(line, number, flow, left, right) for line in column)
            flow += 1
    return placed


def _columns(page: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of a page column by column: each goes down from its first line."""
    columns: list[list[Line]] = []
    for line in page:
        if columns and line.y < columns[-1][-1].y + _UP * line.size:
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns
