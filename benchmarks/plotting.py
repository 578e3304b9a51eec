"""First paint against the size of an article, as a picture in SVG; both axes count in powers of ten."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 34, 50
"""Pixels around the plot."""
LOW, HIGH = 1.0, 100_000.0
"""Milliseconds that the plot spans."""
_INKS = ("#b3452c", "#1f6f78", "#4b5d9b", "#7a6a2f", "#7d4a86", "#4f7f3a", "#8a8a8a", "#c08a1e")
_APART = 15
"""Pixels between two names at least."""
_STYLE = (
    "text{font:13px sans-serif;fill:#444}.title{font-weight:bold}.grid{stroke:#8884;stroke-width:1}"
    "polyline{fill:none;stroke-width:2}@media(prefers-color-scheme:dark){text{fill:#ccc}}"
)


def plot(series: Mapping[str, Mapping[int, float]], title: str) -> str:
    """Return the picture of `series`: by name, milliseconds by bytes of the article."""
    sizes = sorted({size for points in series.values() for size in points})
    drawn = [_grid(sizes), f'<text class="title" x="{LEFT}" y="20">{title}</text>']
    ends: list[tuple[float, str, str]] = []
    for number, (name, points) in enumerate(series.items()):
        ink = _INKS[number % len(_INKS)]
        spots = [(_x(size, sizes), _y(ms)) for size, ms in sorted(points.items())]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        drawn.append(f'<polyline points="{line}" stroke="{ink}"/>')
        drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{ink}"/>' for x, y in spots]
        ends.append((spots[-1][1], name, ink))
    drawn += _names(ends)
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n{body}\n</svg>\n"
    )


def _x(size: int, sizes: Sequence[int]) -> float:
    low, high = log10(sizes[0]), log10(sizes[-1])
    return LEFT + (log10(size) - low) / (high - low or 1) * (WIDTH - LEFT - RIGHT)


def _y(ms: float) -> float:
    part = (log10(min(max(ms, LOW), HIGH)) - log10(LOW)) / (log10(HIGH) - log10(LOW))
    return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)


def _grid(sizes: Sequence[int]) -> str:
    lines = []
    for power in range(int(log10(LOW)), int(log10(HIGH)) + 1):
        y, ms = _y(10.0**power), 10**power
        lines.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        named = f"{ms} ms" if ms < 1000 else f"{ms // 1000} s"  # noqa: PLR2004 - milliseconds in a second
        lines.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{named}</text>')
    for size in sizes:
        named = f"{size // 1000} KB" if size < 1_000_000 else f"{size // 1_000_000} MB"  # noqa: PLR2004
        x = _x(size, sizes)
        lines.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 22}" text-anchor="middle">{named}</text>')
    return "\n".join(lines)


def _names(ends: list[tuple[float, str, str]]) -> list[str]:
    """Return the names at the right, moved down where two would stand on each other."""
    drawn = []
    free = float(TOP)
    for y, name, ink in sorted(ends):
        at = max(y, free)
        free = at + _APART
        x = WIDTH - RIGHT + 10
        drawn.append(f'<text x="{x}" y="{at + 4:.1f}" style="fill:{ink}">{name}</text>')
    return drawn
