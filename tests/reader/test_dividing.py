"""The line between two parts of a screen."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from reader.dividing import Side, divide
from reader.glyphs import ASCII, UNICODE, Glyphs
from reader.palette import THEMES, ThemeName, palette_for


def kinds(part: Widget) -> dict[str, str]:
    """Return what is drawn at each side of a part."""
    styles = part.styles
    return {"top": styles.border_top[0], "left": styles.border_left[0], "right": styles.border_right[0]}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("glyphs", "kind"), [(UNICODE, "solid"), (ASCII, "ascii")])
def test_the_line_is_at_one_side_alone_in_every_theme(theme: ThemeName, glyphs: Glyphs, kind: str) -> None:
    part, palette = Widget(), palette_for(theme)
    sides: tuple[Side, ...] = ("top", "left", "right")
    for side in sides:
        divide(part, side, palette, glyphs)
        assert kinds(part) == {one: kind if one == side else "" for one in sides}
    divide(part, None, palette, glyphs)
    assert not any(kinds(part).values())
