"""Lines as a terminal takes them, without Textual; for the first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import ColorSystem

from reader.cells import cell_len
from reader.lines import Look
from reader.terminal import has_all_colours
from reader.washing import washed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.lines import Line
    from reader.palette import Palette


def color_system(environment: Mapping[str, str]) -> ColorSystem:
    """Return how many colours a terminal has, by the rules of Rich, and those known by name.

    Where it has none at all, a palette without colours is what keeps them away.
    """
    if environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return ColorSystem.TRUECOLOR
    term = environment.get("TERM", "")
    if has_all_colours(term):
        return ColorSystem.TRUECOLOR
    many = term.endswith("256color")
    return ColorSystem.EIGHT_BIT if many else ColorSystem.STANDARD


def to_ansi(lines: Sequence[Line], width: int, palette: Palette, colors: ColorSystem) -> str:
    """Return the codes that paint `lines` from the top left, each filled to `width` cells."""
    rows = []

    def render(text: str, look: Look) -> str:
        style = palette.style(look)
        # Even the terminal's own ink and ground are asked for by a code.
        return (style.without_color if palette.theme == "mono" else style).render(text, color_system=colors)

    for number, line in enumerate(lines, 1):
        used = sum(cell_len(piece.text) for piece in line.pieces)
        painted = [render(washed(piece.text), piece.look) for piece in line.pieces if piece.text]
        rest = render(" " * (width - used), Look.PLAIN) if used < width else ""
        rows.append(f"\x1b[{number};1H{''.join(painted)}{rest}")
    return "".join(rows)
