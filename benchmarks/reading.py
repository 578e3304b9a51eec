"""How fast reading is: to the first screen, by key and to the end, beside the least that Textual needs.

Run it as a part of `make bench`, or as `python -m benchmarks.reading [--rounds N] [--sizes 10k,1m]`.
Programs take turns within a round, so that a busy machine hurts all alike.
Times on the clock say what a reader feels, on a quiet machine; processor times
hold on a busy one, too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.articles_made import FIRST_WORD, SEED, article
from benchmarks.library_made import annotate
from benchmarks.peers import absent, peers, write_epub
from benchmarks.results import AGAIN, CLAIMED, FLOOR, NEVER_SEEN, OTHER_WINDOW, report
from benchmarks.terminals import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.peers import Peer
    from benchmarks.results import Figures
    from benchmarks.terminals import Answer, Screens

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
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
LAST_WORD = "Achterhaven"
"""Stands once, at the end: what a search looks for."""
COMMON_WORD = "an"
IDLE_S = 3.0
OWN_FLOOR = Path(__file__).with_name("apps") / "lines.py"
PATIENCE_MS = 2500
"""For how long a program that starts may be quiet on a machine that is shared."""
PEERS_LONGEST_MS = 60_000.0


class Bench:
    """What is measured, with what, and what came of it."""

    def __init__(self, folder: Path, sizes: Sequence[str], floor: Path) -> None:
        self.figures: Figures = defaultdict(list)
        self._folder = folder
        self._sizes = sizes
        self._floor = floor
        self._known = folder / "known"
        self._given_up: dict[str, str] = {}

    def prepare(self) -> None:
        """Write the articles, take them into a library, and leave each as a reader leaves it."""
        for size in self._sizes:
            path = self._path(size)
            path.write_text(f"{article(SIZES[size])}\n{LAST_WORD} is the end.\n", encoding="utf-8")
            annotate(self._known, path, FEW_CLAIMS)
            if SIZES[size] <= SIZES["1m"]:
                write_epub(path.with_suffix(".epub"), path.read_text(encoding="utf-8"))
        claimed = self._path("claims")
        claimed.write_text(article(SIZES[self._claimed_size], SEED + 1), encoding="utf-8")
        annotate(self._known, claimed, CLAIMS)
        shutil.copytree(self._known, self._folder / "unopened")
        for path in [*map(self._path, self._sizes), claimed]:
            terminal = Terminal(self._command(AGAIN, path), self._environment(self._known))
            terminal.wait_for(FIRST_WORD)
            terminal.wait_until_quiet(PATIENCE_MS)
            terminal.end("q")

    def round(self, *, with_peers: bool) -> None:
        """Measure everything once."""
        for size in self._sizes:
            self._run(size, FLOOR, None, ("line", "page"))
            self._run(size, NEVER_SEEN, None, ())
            self._run(size, OTHER_WINDOW, self._folder / "unopened", ())
            self._run(size, AGAIN, self._known, ALL_KEYS)
            if with_peers:
                for peer in peers():
                    self._run_peer(size, peer)
        self._run(CLAIMED, AGAIN, self._known, ALL_KEYS, self._path("claims"))

    @property
    def _claimed_size(self) -> str:
        return "1m" if "1m" in self._sizes else self._sizes[-1]

    def _path(self, size: str) -> Path:
        return self._folder / f"{size}.md"

    def _run(
        self, size: str, program: str, library: Path | None, keys: Iterable[str], path: Path | None = None
    ) -> None:
        """Open an article, press keys, quit."""
        path = path or self._path(size)
        with tempfile.TemporaryDirectory() as folder:
            # Each run finds the library as it was made: nobody has read in it since.
            mine = Path(folder) / "library"
            if library is not None:
                shutil.copytree(library, mine)
            terminal = Terminal(self._command(program, path), self._environment(mine))
            self._measure(terminal, (size, program), keys)

    def _measure(self, terminal: Terminal, where: tuple[str, str], keys: Iterable[str]) -> None:
        def note(what: str, value: float) -> None:
            self.figures[(*where, what)].append(value)

        note("first paint, ms", terminal.wait_for(FIRST_WORD))
        terminal.type("j")
        # The time to be ready is that of the first key's answer; a shared machine may be quiet in between.
        terminal.wait_until_quiet(PATIENCE_MS)
        note("ready, ms", _scrolled_at(terminal.screens()))
        note("cpu until ready, ms", terminal.spent_ms)
        note("peak memory, MB", terminal.peak_mb)
        if where[1] == NEVER_SEEN:
            # The end can only be shown once all is read.
            terminal.type("G")
            note("whole, ms", terminal.wait_for(LAST_WORD))
        for name, key in ALL_KEYS.items():
            if name in keys:
                if name in FROM_THE_TOP:
                    terminal.press("g")
                answers = [terminal.press(key) for _ in range(KEYS)]
                # At the end of a short article a page brings nothing.
                self._note_answers((*where, name), [one for one in answers if one.size])
        if where[1] == AGAIN and where[0] != CLAIMED:
            self._search(terminal, note)
        note("quit, ms", terminal.end("q"))
        note("cpu of all, ms", terminal.cpu_ms)

    def _search(self, terminal: Terminal, note: Callable[[str, float], None]) -> None:
        """Look for a word that stands once, for one that stands everywhere, then do nothing for a while."""
        terminal.press("g")
        terminal.press(f"/{LAST_WORD}")
        note("search, first hit, ms", terminal.press("\r").first_ms)
        terminal.press("\x1bg")
        terminal.press(f"/{COMMON_WORD}")
        note("search, all hits, ms", terminal.press("\r").settled_ms)
        terminal.press("\x1b")
        terminal.wait_until_quiet(1500)
        spent, start = terminal.spent_ms, time.perf_counter()
        terminal.wait_until_quiet(IDLE_S * 1000)
        note("idle, % of a core", (terminal.spent_ms - spent) / (time.perf_counter() - start) / 10)

    def _run_peer(self, size: str, peer: Peer) -> None:
        """Open an article in another program, as far as that does not take minutes."""
        if not peer.command or peer.name in self._given_up:
            return
        if SIZES[size] > SIZES["1m"] and peer.name != "less":
            # What took the better part of a minute at a tenth of the size is not waited for.
            return
        terminal = Terminal(peer.on(self._path(size)), self._environment(self._folder / "nowhere"))
        painted = terminal.wait_for(FIRST_WORD, PEERS_LONGEST_MS)
        self.figures[size, peer.name, "first paint, ms"].append(painted)
        if painted == float("inf"):
            self._given_up[peer.name] = size
            terminal.end(peer.quit, 10)
            return
        self.figures[size, peer.name, "peak memory, MB"].append(terminal.peak_mb)
        terminal.end(peer.quit, 3000)

    def _note_answers(self, where: tuple[str, str, str], answers: Sequence[Answer]) -> None:
        size, program, name = where
        self.figures[size, program, f"{name}, ms"] += [one.settled_ms for one in answers]
        self.figures[size, program, f"{name}, cpu ms"] += [one.cpu_ms for one in answers]
        self.figures[size, program, f"{name}, bytes"] += [float(one.size) for one in answers]

    def _command(self, program: str, path: Path) -> list[str]:
        if program == FLOOR:
            return [sys.executable, str(self._floor), str(path)]
        return [sys.executable, "-m", "reader.cli", "read", str(path)]

    def _environment(self, library: Path) -> dict[str, str]:
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


def _scrolled_at(screens: Screens) -> float:
    """Return when the first paragraph had gone up by a row."""
    row = -1

    def is_painted(rows: list[str]) -> bool:
        nonlocal row
        row = next((number for number, text in enumerate(rows) if FIRST_WORD in text), -1)
        return row > 0

    painted = screens.until(is_painted)
    return painted if row < 0 else screens.until(lambda rows: FIRST_WORD in rows[row - 1])


def measure(
    rounds: int, sizes: Sequence[str], floor: Path = OWN_FLOOR, *, with_peers: bool = True
) -> Figures:
    """Return what was measured, now."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), sizes, floor)
        bench.prepare()
        for number in range(rounds):
            # A minute for a screen is measured once.
            bench.round(with_peers=with_peers and number == 0)
    return bench.figures


def options(parser: argparse.ArgumentParser) -> None:
    """Add what can be said of the rounds."""
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=_sizes, default=list(SIZES), help="some of 10k,100k,1m,10m")
    parser.add_argument("--no-peers", action="store_true", help="measure no other readers")


def _sizes(text: str) -> list[str]:
    return [size for size in SIZES if size in text.split(",")]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options(parser)
    parser.add_argument(
        "--floor",
        type=Path,
        default=OWN_FLOOR,
        help="another program on Textual to measure against; it takes a file and knows j, space and q",
    )
    asked = parser.parse_args()
    figures = measure(asked.rounds, asked.sizes, asked.floor, with_peers=not asked.no_peers)
    print(report(figures, asked.rounds, [] if asked.no_peers else absent()))


if __name__ == "__main__":
    main()
