"""Lines as a terminal takes them, without Textual; for the first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import ColorSystem

from reader.cells import cell_len
from reader.washing import washed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.lines import Line
    from reader.palette import Palette


def color_system(environment: Mapping[str, str]) -> ColorSystem:
    """Return how many colours a terminal has, by the same rules as Rich and Textual."""
    if environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return ColorSystem.TRUECOLOR
    many = environment.get("TERM", "").endswith(("256color", "kitty"))
    return ColorSystem.EIGHT_BIT if many else ColorSystem.STANDARD


def to_ansi(lines: Sequence[Line], width: int, palette: Palette, colors: ColorSystem) -> str:
    """Return the codes that paint `lines` from the top left, each filled to `width` cells."""
    rows = []
    for number, line in enumerate(lines, 1):
        used = sum(cell_len(piece.text) for piece in line.pieces)
        painted = [
            palette.style(piece.look).render(washed(piece.text), color_system=colors)
            for piece in line.pieces
            if piece.text
        ]
        rest = palette.style().render(" " * (width - used), color_system=colors) if used < width else ""
        rows.append(f"\x1b[{number};1H{''.join(painted)}{rest}")
    return "".join(rows)
