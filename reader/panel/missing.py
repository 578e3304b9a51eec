"""What is missing under the claims of an article: a row for each kind, which Enter walks through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.coverage import gaps_of
from reader.lines import Look, Piece
from reader.panel.item_ids import GAPS, gap_item
from reader.panel.setting import BODY, GAP, blank, cells, label, paragraph, row, shorten
from reader.words import _, called, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.coverage import Missing
    from reader.lines import Line
    from reader.panel.setting import Setting

_FEWEST = 4
"""Cells below which the numbers of claims are left out."""
MANY_CLAIMS = 10
"""From so many claims on, what is missing stands below the panel's foot, and is summed up at its head."""


def summary_lines(setting: Setting, found: Iterable[Missing], claims: int) -> list[Line]:
    """Return what is missing in a row, from which Enter goes to its lines; none where these are near."""
    gaps = gaps_of(found)
    if not gaps or claims < MANY_CLAIMS:
        return []
    counts = [f"{number(len(missing))} {called(gap)}" for gap, missing in gaps.items()]
    said = [Piece(f"{_('missing:')} ", Look.MUTED), Piece(", ".join(counts))]
    if setting.selected == GAPS:
        return paragraph(setting, said, item=GAPS, head=True)
    return [row(setting, said, item=GAPS)]


def missing_lines(setting: Setting, found: Iterable[Missing]) -> list[Line]:
    """Return what is missing, the gravest first, with how often and at which claims."""
    gaps = gaps_of(found)
    if not gaps:
        return []
    lines = [blank(), label(setting, _("MISSING"))]
    for gap, missing in gaps.items():
        claims = ", ".join(map(str, sorted({one.number for one in missing})))
        left = [Piece(f"{number(len(missing))} "), Piece(called(gap))]
        # Of the numbers the first say enough; of what is missing the name has to be read.
        room = max(0, setting.width - BODY - cells(left) - GAP)
        right = shorten([Piece(claims, Look.MUTED)], room, setting.glyphs.ellipsis) if room > _FEWEST else []
        lines.append(row(setting, left, right, item=gap_item(gap)))
    return lines
