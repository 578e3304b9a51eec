"""Which theme suits a terminal; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import ColorSystem

from reader.ansi import color_system
from reader.terminal import is_colourless, is_console

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.palette import ThemeName

_LIGHT_GROUNDS = {"7", "15"}


def choose_theme(wanted: str, environment: Mapping[str, str]) -> ThemeName:
    """Return the theme to use; `wanted` is a theme or `auto`.

    NO_COLOR wins over everything.  Terminals of 16 colours get their own;
    others are dark unless COLORFGBG, where the terminal sets it, says light.
    """
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or (wanted == "auto" and is_colourless(term)):
        return "mono"
    for theme in ("dark", "light", "contrast", "ansi", "mono"):
        if wanted == theme:
            return theme
    if is_console(term) or color_system(environment) is ColorSystem.STANDARD:
        return "ansi"
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if ground in _LIGHT_GROUNDS else "dark"
