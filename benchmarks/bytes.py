"""How much goes over the line: what a slow connection feels, beside other readers where they are installed.

Run it as `make bench` or `python -m benchmarks.bytes [--keys N]`.  Bytes are the same on every machine.
The time that held keys take is worked out for a line of 64 kbit/s and a round trip of 200 ms from when
the program wrote what; a program behind SSH cannot tell how slow the line is, so nothing is held back here.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.articles_made import FIRST_WORD, article
from benchmarks.library_made import annotate
from benchmarks.peers import absent, peers
from benchmarks.terminals import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.peers import Peer
    from benchmarks.terminals import Chunk

OURS = "Postil"
NARROW, WIDE = (80, 24), (120, 40)
SIZE = 100_000
CLAIMS = 400
"""So many that the next one is mostly in view."""
KEYS = 20
SETTLED_MS = 3000
IDLE_MS = 3000
QUIET_MS = 350
"""Longer than a frame is put off over a slow line."""
HELD, REPEATED_MS = 20, 33
"""How many keys are held down, and how often a keyboard repeats them."""
RATE = 8.0
"""Bytes a millisecond: 64 kbit/s."""
HALF_TRIP_MS = 100.0
KILOBYTE = 1000

FIRST, IDLE, LINE, PAGE = "first screen, bytes", "idle, bytes", "a line down", "a page down"
CLAIM, TYPED, HELD_KEYS = "next claim in view", "a typed character", "20 held keys, ms"


@dataclass(frozen=True)
class Row:
    """One figure that is asked for, with what others come to."""

    what: str
    where: str
    values: list[float]
    """Of ours, one a key."""
    bar: float
    others: dict[str, list[float]] = field(default_factory=dict)

    @property
    def is_met(self) -> bool:
        """Whether it is as asked for, at the median."""
        return median(self.values) <= self.bar


def rows(keys: int = KEYS) -> list[Row]:
    """Return all figures, measured now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "report.md"
        path.write_text(article(SIZE), encoding="utf-8")
        annotate(folder / "library", path, CLAIMS)
        narrow, wide = _ours(folder, path, NARROW, keys), _ours(folder, path, WIDE, keys)
        others = {
            size: {one.name: _peer(one, folder, path, size, keys) for one in peers() if _is_measured(one)}
            for size in (NARROW, WIDE)
        }
    return [*_rows_narrow(narrow, others[NARROW]), *_rows_wide(wide, others[WIDE])]


Figures = dict[str, list[float]]


def _rows_narrow(ours: Figures, others: dict[str, Figures]) -> list[Row]:
    asked = {FIRST: 20_000, CLAIM: 2_000, LINE: 2_500, PAGE: 4_200, TYPED: 1_000, IDLE: 0, HELD_KEYS: 2_000}
    return [_row(what, "80×24, beside the panel", ours[what], bar, others) for what, bar in asked.items()]


def _rows_wide(ours: Figures, others: dict[str, Figures]) -> list[Row]:
    return [
        _row(LINE, "120×40, beside the panel", ours[LINE], 4_000, others),
        _row(PAGE, "120×40, beside the panel", ours[PAGE], 5_000, others),
        _row(LINE, "120×40, the article alone", ours[f"{LINE}, alone"], 500, others),
        _row(PAGE, "120×40, the article alone", ours[f"{PAGE}, alone"], 5_000, others),
    ]


def _row(what: str, where: str, values: list[float], bar: float, others: dict[str, Figures]) -> Row:
    return Row(what, where, values, bar, {name: one[what] for name, one in others.items() if what in one})


def _ours(folder: Path, path: Path, size: tuple[int, int], keys: int) -> Figures:
    command = [sys.executable, "-m", "reader.cli", "read", str(path)]
    # Each finds the library as it was made: nobody has read in it.
    mine = folder / f"read-{size[0]}"
    shutil.copytree(folder / "library", mine / "library")
    terminal = _started(command, mine, size)
    figures = _begun(terminal)
    for what, key in ((CLAIM, "]"), (LINE, "j"), (PAGE, " ")):
        figures[what] = _pressed(terminal, key, keys)
    terminal.press("g", QUIET_MS)
    figures[HELD_KEYS] = [_held(terminal, "j")]
    terminal.press("a", QUIET_MS)
    figures[TYPED] = _pressed(terminal, "x", keys)
    terminal.press("\x07", QUIET_MS)
    terminal.press("gz", QUIET_MS)
    for what, key in ((LINE, "j"), (PAGE, " ")):
        figures[f"{what}, alone"] = _pressed(terminal, key, keys)
    terminal.end("q")
    return figures


def _peer(peer: Peer, folder: Path, path: Path, size: tuple[int, int], keys: int) -> Figures:
    terminal = _started(peer.on(path), folder, size)
    figures = _begun(terminal)
    figures[LINE] = _pressed(terminal, "\x1b[B", keys)
    figures[PAGE] = _pressed(terminal, "\x1b[6~", keys)
    terminal.press("\x1b[H", QUIET_MS)
    figures[HELD_KEYS] = [_held(terminal, "\x1b[B")]
    terminal.end(peer.quit, longest_ms=SETTLED_MS)
    return figures


def _is_measured(peer: Peer) -> bool:
    return bool(peer.command) and not peer.reads_epub


def _started(command: Sequence[str], folder: Path, size: tuple[int, int]) -> Terminal:
    home = folder / "home"
    home.mkdir(exist_ok=True)
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22",
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "POSTIL_LIBRARY": str(folder / "library"),
        "POSTIL_REVIEWER": "reader",
    }
    return Terminal(command, environment, size=size)


def _begun(terminal: Terminal) -> Figures:
    terminal.wait_for(FIRST_WORD)
    terminal.wait_until_quiet(SETTLED_MS)
    first = sum(len(chunk.data) for chunk in terminal.chunks)
    seen = len(terminal.chunks)
    terminal.wait_until_quiet(IDLE_MS)
    idle = sum(len(chunk.data) for chunk in terminal.chunks[seen:])
    return {FIRST: [float(first)], IDLE: [float(idle)]}


def _pressed(terminal: Terminal, key: str, keys: int) -> list[float]:
    return [float(terminal.press(key, QUIET_MS).size) for _ in range(keys)]


def _held(terminal: Terminal, key: str) -> float:
    """Return after how many milliseconds the last of what a held key brought has come to the reader."""
    seen, start = len(terminal.chunks), terminal.now
    for number in range(HELD):
        terminal.type(key)
        terminal.read_until(start + (number + 1) * REPEATED_MS)
    terminal.wait_until_quiet(QUIET_MS)
    return arrival(terminal.chunks[seen:], start)


def arrival(chunks: Sequence[Chunk], start: float) -> float:
    """Return when the last of `chunks` has come over the line, in milliseconds from `start`."""
    free = start
    for chunk in chunks:
        free = max(free, chunk.at) + len(chunk.data) / RATE
    return free - start + 2 * HALF_TRIP_MS


def table(found: Sequence[Row]) -> str:
    """Return the figures as a table in Markdown: the median, the largest, what is asked for, others."""
    names = list(dict.fromkeys(name for row in found for name in row.others))
    cells = [
        ["", "", OURS, "largest", "asked for", "", *names],
        ["---", "---", *["--:"] * 3, "---", *["--:"] * len(names)],
    ]
    for row in found:
        values = [f"{median(row.values):,.0f}", f"{max(row.values):,.0f}", f"≤ {row.bar:,.0f}"]
        others = [f"{median(row.others[name]):,.0f}" if name in row.others else "" for name in names]
        cells.append([row.what, row.where, *values, "met" if row.is_met else "OVER", *others])
    return "".join(f"| {' | '.join(one)} |\n" for one in cells)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keys", type=int, default=KEYS, help="how often each key is pressed")
    print("Bytes to the terminal, in 256 colours: the median of the keys pressed.\n")
    print(table(rows(parser.parse_args().keys)))
    if missing := absent():
        print(f"Not installed, so not measured: {', '.join(missing)}.")


if __name__ == "__main__":
    main()
