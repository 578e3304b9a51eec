"""What was measured, as text, as a document and as a plot, with what is asked of it."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.plotting import plot
from benchmarks.terminals import COLUMNS, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FLOOR, NEVER_SEEN, OTHER_WINDOW, AGAIN = "floor", "never seen", "other window", "again"
CLAIMED = "1,000 claims"
OURS = (NEVER_SEEN, OTHER_WINDOW, AGAIN)
PAINT, READY, QUIT, MEMORY = "first paint, ms", "ready, ms", "quit, ms", "peak memory, MB"
ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("RESULTS.md")
PICTURE = ROOT / "docs" / "first-paint.svg"

Figures = dict[tuple[str, str, str], list[float]]
"""By size, program and what was measured."""

_SAID = """\
- **floor**: the least that a reader on Textual can be (`benchmarks/apps/lines.py`): the lines of the file,
  nothing else.
- **never seen**: a file that the library does not have. From 60 KB on its beginning is shown while the rest
  is read; *whole* is when its end was shown, asked for by `G`.
- **other window**: an article of the library that was never left in a window of this size.
- **again**: an article of the library where one left off in a window of this size.
- *first paint* is when the article's first paragraph was on the screen, *ready* when a `j`, typed as soon as
  that was so, was answered. Times are from the start of the process, with everything in the page cache.
"""


def report(figures: Figures, rounds: int, missing: Sequence[str]) -> str:
    """Return everything as Markdown."""
    parts = [_machine(rounds), _SAID]
    if missing:
        parts.append(f"Not installed, so not measured: {', '.join(missing)}.\n")
    sizes = dict.fromkeys(key[0] for key in figures)
    parts += [f"## {size}\n\n{_table(figures, size)}" for size in sizes]
    parts.append(f"## What is asked for\n\n{_verdicts(figures)}")
    return "\n".join(parts)


def write_results(reading: str, more: Mapping[str, str]) -> None:
    """Write `RESULTS.md`: how fast reading is, and `more` tables under their titles."""
    head = "# How fast Postil is\n\nMade by `make bench`; other machines will differ, ratios less so.\n\n"
    parts = [f"\n## {title}\n\n{table}" for title, table in more.items()]
    RESULTS.write_text(f"{head}{reading}{''.join(parts)}", encoding="utf-8")


def draw(figures: Figures, sizes: Mapping[str, int]) -> None:
    """Draw the plot for the README."""
    series: dict[str, dict[int, float]] = {}
    for (size, program, what), values in figures.items():
        if what == PAINT and size in sizes and median(values) != float("inf"):
            name = f"Postil, {program}" if program in OURS else program
            series.setdefault(name, {})[sizes[size]] = median(values)
    PICTURE.write_text(plot(series, "First paint by size of the article"), encoding="utf-8")


def _machine(rounds: int) -> str:
    return (
        f"{datetime.now(UTC):%Y-%m-%d}; {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f} at the end; Python {platform.python_version()}, "
        f"Textual {version('textual')}; {COLUMNS}×{ROWS} cells, {rounds} rounds, peers one.\n"
        "Each cell: median / 95th percentile, and the ratio of the medians to the floor.\n"
    )


def _table(figures: Figures, size: str) -> str:
    there = {key[1] for key in figures if key[0] == size}
    programs = [one for one in (FLOOR, *OURS) if one in there]
    programs += sorted(there - set(programs))
    rows = [["", *programs], ["---", *["--:"] * len(programs)]]
    rows += [
        [what, *(_cell(figures, size, program, what) for program in programs)]
        for what in dict.fromkeys(key[2] for key in figures if key[0] == size)
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(figures: Figures, size: str, program: str, what: str) -> str:
    values = figures.get((size, program, what))
    if not values:
        return ""
    middle = median(values)
    if middle == float("inf"):
        return "not in 60 s"
    floor = figures.get((size, FLOOR, what))
    ratio = f" ({middle / median(floor):.2f} ×)" if floor and program != FLOOR and median(floor) else ""
    digits = 2 if what.startswith("idle") else 0
    return f"{middle:,.{digits}f} / {_late(values):,.{digits}f}{ratio}"


def _late(values: Sequence[float]) -> float:
    """Return what 95 of 100 stay under."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def _verdicts(figures: Figures) -> str:
    lines = ["| what | asked for | measured | |\n|---|--:|--:|---|\n"]
    for what, value, bar in (*_openings(figures), *_keys(figures), *_rest(figures)):
        lines.append(f"| {what} | {bar:g} | {value:.2f} | {'met' if value <= bar else '**over**'} |\n")
    return "".join(lines)


Asked = tuple[str, float, float]
"""What is asked for, how it is, and how much it may be."""


def _openings(figures: Figures) -> Iterable[Asked]:
    sizes = [key[0] for key in figures if key[1:] == (FLOOR, PAINT)]
    for size in sizes:
        yield f"first paint again, {size}, × floor", _ratio(figures, (size, AGAIN), (size, FLOOR), PAINT), 0.2
        yield f"ready again, {size}, × floor", _ratio(figures, (size, AGAIN), (size, FLOOR), READY), 1.3
    first = sizes[0]
    yield (
        f"first paint never seen, {first}, × floor",
        _ratio(figures, (first, NEVER_SEEN), (first, FLOOR), PAINT),
        1.5,
    )
    for size in sizes:
        if size in {"1m", "10m"}:
            for program, bar in ((NEVER_SEEN, 1.5), (AGAIN, 1.2)):
                ratio = _ratio(figures, (size, program), (first, program), PAINT)
                yield f"first paint {program}, {size} against {first}", ratio, bar
    for peer in ("frogmouth", "Textual’s viewer"):
        for program in (AGAIN, NEVER_SEEN) if ("100k", peer, PAINT) in figures else ():
            ratio = _ratio(figures, ("100k", program), ("100k", peer), PAINT)
            yield f"first paint {program}, 100k, × {peer}", ratio, 0.05


def _keys(figures: Figures) -> Iterable[Asked]:
    for key in ("line", "page", "claim"):
        values = figures.get((CLAIMED, AGAIN, f"{key}, ms"))
        if values:
            yield f"{key}, {CLAIMED}, median ms", median(values), 16
            yield f"{key}, {CLAIMED}, 95th percentile ms", _late(values), 35
        floor = figures.get(("1m", FLOOR, f"{key}, ms"))
        if values and floor:
            yield f"{key}, {CLAIMED}, × floor", median(values) / median(floor), 1.3


def _rest(figures: Figures) -> Iterable[Asked]:
    for size in dict.fromkeys(key[0] for key in figures if key[1:] == (AGAIN, QUIT)):
        yield f"quit, {size}, ms", median(figures[size, AGAIN, QUIT]), 60
    for size, bar in (("1m", 1.4), ("10m", 2.5)):
        if (size, AGAIN, MEMORY) in figures:
            yield f"memory again, {size}, × floor", _ratio(figures, (size, AGAIN), (size, FLOOR), MEMORY), bar
    for what, bar in (("search, first hit, ms", 50), ("search, all hits, ms", 300)):
        if values := figures.get(("10m", AGAIN, what)):
            yield f"{what}, 10m", median(values), bar
    if values := figures.get(("1m", AGAIN, "idle, % of a core")):
        yield "idle, 1m, % of a core", median(values), 0.3


def _ratio(figures: Figures, ours: tuple[str, str], other: tuple[str, str], what: str) -> float:
    """Return the median of the ratios, round by round; of the medians where the rounds differ in number."""
    mine, theirs = figures[(*ours, what)], figures[(*other, what)]
    if len(mine) != len(theirs):
        return median(mine) / median(theirs)
    return median(one / two for one, two in zip(mine, theirs, strict=True))
