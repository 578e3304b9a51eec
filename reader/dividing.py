"""The line between two parts of a screen: the only way in which parts are set off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.color import Color

if TYPE_CHECKING:
    from textual.widget import Widget

    from reader.glyphs import Glyphs
    from reader.palette import Palette

Side = Literal["top", "left", "right"]
_SIDES: tuple[Side, ...] = ("top", "left", "right")


def divide(part: Widget, side: Side | None, palette: Palette, glyphs: Glyphs) -> None:
    """Draw the line at one side of a part, and at no other; at none where `side` is None."""
    rule = palette.inks.rule
    colour = Color.parse(rule if rule.startswith("#") else f"ansi_{rule}")
    kind = "solid" if glyphs.rule == "│" else "ascii"
    for one in _SIDES:
        setattr(part.styles, f"border_{one}", (kind if one == side else "", colour))
