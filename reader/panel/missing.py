"""What is missing under the claims of an article: a row for each kind, which Enter walks through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.coverage import gaps_of
from reader.lines import Look, Piece
from reader.panel.item_ids import gap_item
from reader.panel.setting import blank, label, row
from reader.words import _, called, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.coverage import Missing
    from reader.lines import Line
    from reader.panel.setting import Setting


def missing_lines(setting: Setting, found: Iterable[Missing]) -> list[Line]:
    """Return what is missing, the gravest first, with how often and at which claims."""
    gaps = gaps_of(found)
    if not gaps:
        return []
    lines = [blank(), label(setting, _("MISSING"))]
    for gap, missing in gaps.items():
        claims = ", ".join(map(str, sorted({one.number for one in missing})))
        left = [Piece(f"{number(len(missing))} "), Piece(called(gap))]
        lines.append(row(setting, left, [Piece(claims, Look.MUTED)], item=gap_item(gap)))
    return lines
