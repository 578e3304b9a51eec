"""How fast reading is: to the first screen, by key and to the end, beside the least that Textual needs.

Run it as `make bench` or `python -m benchmarks.reading [--rounds N] [--sizes 10k,100k,1m]`.
Programs take turns within a round, so that a busy machine hurts all alike.
Times on the clock say what a reader feels, on a quiet machine; processor times
hold on a busy one, too.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.articles_made import FIRST_WORD, SEED, article
from benchmarks.library_made import annotate
from benchmarks.terminals import COLUMNS, ROWS, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.terminals import Answer, Screens

FLOOR, NEVER_SEEN, AGAIN = "floor", "never seen", "again"
SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
ALL_KEYS = {"line": "j", "page": " ", "claim": "]", "sentence": ")"}
"""What they do; ours. The floor knows the first two."""
FROM_THE_TOP = {"claim", "sentence"}
"""After pages, a short article is at its end."""
KEYS = 20
"""How often each key is pressed."""
FEW_CLAIMS = 30
"""On the others: more than are gone through, so that each key has somewhere to go."""
CLAIMS = 1000
"""On the article of the last table."""
PAINT_BAR, PAINT_SIZE = 1.5, "10k"
KEY_BAR_MS = 20.0
OPENING_BAR_MS, OPENING_SIZE = 3000.0, "1m"

Figures = dict[tuple[str, str, str], list[float]]
"""By size, program and what was measured."""


def run_once(
    size: str, program: str, path: Path, library: Path, figures: Figures, keys: Iterable[str]
) -> None:
    """Open an article, press keys, quit; add what was measured to `figures`."""
    with tempfile.TemporaryDirectory() as folder:
        # Each run finds the library as it was made: nobody has read in it.
        mine = Path(folder) / "library"
        if library.exists():
            shutil.copytree(library, mine)
        _run(Terminal(_command(program, path), _environment(mine)), (size, program), figures, keys)


def _run(terminal: Terminal, where: tuple[str, str], figures: Figures, keys: Iterable[str]) -> None:
    def note(what: str, value: float) -> None:
        figures[(*where, what)].append(value)

    note("first paint, ms", terminal.wait_for(FIRST_WORD))
    terminal.type("j")
    # The time to be ready is that of the first key's answer; a shared machine may be quiet in between.
    terminal.wait_until_quiet(1200)
    note("ready, ms", _scrolled_at(terminal.screens()))
    note("cpu until ready, ms", terminal.spent_ms)
    for name, key in ALL_KEYS.items():
        if name in keys:
            if name in FROM_THE_TOP:
                terminal.press("g")
            answers = [terminal.press(key) for _ in range(KEYS)]
            # At the end of a short article a page brings nothing.
            _note_answers(figures, (*where, name), [one for one in answers if one.size])
    note("quit, ms", terminal.end("q"))
    note("cpu of all, ms", terminal.cpu_ms)


def _note_answers(figures: Figures, where: tuple[str, str, str], answers: Sequence[Answer]) -> None:
    size, program, name = where
    figures[size, program, f"{name}, ms"] += [one.settled_ms for one in answers]
    figures[size, program, f"{name}, cpu ms"] += [one.cpu_ms for one in answers]
    figures[size, program, f"{name}, bytes"] += [float(one.size) for one in answers]


def _scrolled_at(screens: Screens) -> float:
    """Return when the first paragraph had gone up by a row."""
    row = -1

    def is_painted(rows: list[str]) -> bool:
        nonlocal row
        row = next((number for number, text in enumerate(rows) if FIRST_WORD in text), -1)
        return row > 0

    painted = screens.until(is_painted)
    return painted if row < 0 else screens.until(lambda rows: FIRST_WORD in rows[row - 1])


def _command(program: str, path: Path) -> list[str]:
    if program == FLOOR:
        return [sys.executable, str(Path(__file__).with_name("apps") / "lines.py"), str(path)]
    return [sys.executable, "-m", "reader.cli", "read", str(path)]


def _environment(library: Path) -> dict[str, str]:
    """Return the same surroundings for every program, whoever measures."""
    home = library.parent / "home"
    home.mkdir(exist_ok=True)
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "POSTIL_LIBRARY": str(library),
        "POSTIL_REVIEWER": "reader",
    }


def measure(sizes: Sequence[str], rounds: int, folder: Path) -> Figures:
    """Return what `rounds` rounds gave, each with every program and size."""
    figures: Figures = defaultdict(list)
    known = folder / "known"
    for size in sizes:
        (folder / f"{size}.md").write_text(article(SIZES[size]), encoding="utf-8")
        annotate(known, folder / f"{size}.md", FEW_CLAIMS)
    (folder / "claims.md").write_text(article(SIZES[sizes[-1]], SEED + 1), encoding="utf-8")
    annotate(known, folder / "claims.md", CLAIMS)
    for _ in range(rounds):
        for size in sizes:
            path = folder / f"{size}.md"
            run_once(size, FLOOR, path, known, figures, ("line", "page"))
            run_once(size, NEVER_SEEN, path, folder / "none", figures, ())
            run_once(size, AGAIN, path, known, figures, ALL_KEYS)
        run_once(f"{sizes[-1]}, {CLAIMS:,} claims", AGAIN, folder / "claims.md", known, figures, ALL_KEYS)
    return figures


def report(figures: Figures) -> None:
    """Print the figures by size, then what is asked of them."""
    for size in dict.fromkeys(key[0] for key in figures):
        print(f"\n{size}")
        print(f"{'':24}{'floor':>16}{'never seen':>22}{'again':>22}")
        for what in dict.fromkeys(key[2] for key in figures if key[0] == size):
            cells = [_cell(figures, size, program, what) for program in (FLOOR, NEVER_SEEN, AGAIN)]
            print(f"{what:24}{cells[0]:>16}{cells[1]:>22}{cells[2]:>22}")
    print()
    for line in verdicts(figures):
        print(line)


def _cell(figures: Figures, size: str, program: str, what: str) -> str:
    values = figures.get((size, program, what))
    if not values:
        return ""
    floor = figures.get((size, FLOOR, what))
    ratio = f" {median(values) / median(floor):5.2f} x" if floor and program != FLOOR else ""
    return f"{median(values):,.0f} / {_late(values):,.0f}{ratio}"


def _late(values: Sequence[float]) -> float:
    """Return what 95 of 100 stay under."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def verdicts(figures: Figures) -> list[str]:
    """Return for each thing that is asked whether it is so."""
    found = []
    paint = "first paint, ms"
    if (PAINT_SIZE, FLOOR, paint) in figures:
        pairs = zip(figures[PAINT_SIZE, NEVER_SEEN, paint], figures[PAINT_SIZE, FLOOR, paint], strict=True)
        ratio = median(ours / floor for ours, floor in pairs)
        found.append((f"first paint, {PAINT_SIZE} never seen, against the floor", ratio, PAINT_BAR))
    found += [
        (f"{name}, {size}, median ms", median(values), KEY_BAR_MS)
        for (size, program, name), values in figures.items()
        if program == AGAIN and name in {"line, ms", "claim, ms"}
    ]
    if values := figures.get((OPENING_SIZE, NEVER_SEEN, "ready, ms")):
        found.append((f"{OPENING_SIZE} never seen, ready, ms", median(values), OPENING_BAR_MS))
    return [
        f"{'met ' if value <= bar else 'OVER'}  {what}: {value:,.2f}, asked for at most {bar:,.1f}"
        for what, value, bar in found
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", default=",".join(SIZES), help="some of 10k,100k,1m")
    arguments = parser.parse_args()
    sizes = [size for size in SIZES if size in arguments.sizes.split(",")]
    print(
        f"Postil on Textual {version('textual')}, Python {platform.python_version()}, {platform.machine()}, "
        f"{os.cpu_count()} cores (load {os.getloadavg()[0]:.1f}), {COLUMNS}×{ROWS}, "
        f"{arguments.rounds} rounds.\n"
        "Each cell: median / 95th percentile, and the ratio of the medians to the floor."
    )
    with tempfile.TemporaryDirectory() as folder:
        report(measure(sizes, arguments.rounds, Path(folder)))


if __name__ == "__main__":
    main()
