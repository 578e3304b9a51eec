"""What stands where on a screen of a given size; pure.  All sizes are in cells."""

from __future__ import annotations

from articles.frozen import frozen

NARROW = 72
"""Below this there is no room for a panel beside the article."""
WIDE = 100
"""From here on the panel has its full width."""
VERY_WIDE = 180
"""From here on the contents stand beside the article."""
CONTENTS = 32
SHEET_ROWS = 8
SMALL_PANEL, PANEL, LARGE_PANEL = 30, 44, 60
NARROWEST_ARTICLE = 40
SMALLEST = (40, 10)
"""Smaller windows are asked to make room."""


@frozen
class Arrangement:
    """The widths of the three columns; 0 where one is not shown."""

    contents: int
    article: int
    panel: int
    sheet: int
    """Rows of the sheet that a claim raises from below, where there is no panel."""
    compact: bool
    """Whether the panel folds each item to a line."""


def arrange(width: int, height: int, *, alone: bool = False, panel: int = 0) -> Arrangement:
    """Return the arrangement for a window; `panel` is the width that the reader chose, if any."""
    if alone or width < NARROW:
        sheet = 0 if alone else min(SHEET_ROWS, max(0, height - SMALLEST[1] // 2))
        return Arrangement(0, width, 0, sheet, compact=True)
    contents = CONTENTS if width >= VERY_WIDE else 0
    usual = LARGE_PANEL if width >= VERY_WIDE else PANEL if width >= WIDE else SMALL_PANEL
    wanted = panel or usual
    side = max(20, min(wanted, width - contents - NARROWEST_ARTICLE))
    return Arrangement(contents, width - contents - side, side, 0, compact=side < PANEL - 4)


def too_small(width: int, height: int) -> bool:
    """Tell whether nothing sensible can be shown in a window."""
    return width < SMALLEST[0] or height < SMALLEST[1]
