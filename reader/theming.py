"""Which theme suits a terminal; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import ColorSystem

from reader.ansi import color_system
from reader.ground import told_ground
from reader.terminal import is_colourless, is_console

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.ground import Ground
    from reader.palette import ThemeName


def choose_theme(wanted: str, environment: Mapping[str, str], ground: Ground | None = None) -> ThemeName:
    """Return the theme to use; `wanted` is a theme or `auto`, `ground` what the terminal answered once.

    NO_COLOR wins over everything.  Terminals of 16 colours get their own;
    others go by their ground: as COLORFGBG tells it, else as they answered; else they are dark.
    """
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or (wanted == "auto" and is_colourless(term)):
        return "mono"
    for theme in ("dark", "light", "contrast", "ansi", "mono"):
        if wanted == theme:
            return theme
    if is_console(term) or color_system(environment) is ColorSystem.STANDARD:
        return "ansi"
    return told_ground(environment) or ground or "dark"
