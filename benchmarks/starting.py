"""How soon a command without a screen has answered, beside the import of TinyDB alone.

Run it as `make bench` or `python -m benchmarks.starting [ROUNDS]`.  Each command
takes turns with `python -c "import tinydb"`, so that a busy machine hurts both
alike; what counts is the processor time of the whole process, run by run.  The
list of a large library is held against the clock.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.library import ARTICLES as MANY
from benchmarks.library import LIMIT, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDS = 11
ARTICLES = 20
BAR = 2.0
"""The most that a command may take, in imports of TinyDB."""
ROOT = Path(__file__).parent.parent
IMPORT_TINYDB = (sys.executable, "-c", "import tinydb")
POSTIL = (sys.executable, "-c", "from reader.cli import main; main()")


def spent(words: Sequence[str], environment: dict[str, str]) -> float:
    """Run a command as a process of its own; return its processor time in milliseconds.

    Raises:
        SystemExit: it failed.
    """
    child = os.posix_spawn(
        words[0],
        [*words],
        environment,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(words[3:])}: it ended with {status}")
    return (used.ru_utime + used.ru_stime) * 1000


def in_turn(words: Sequence[str], environment: dict[str, str], rounds: int) -> tuple[float, float, float]:
    """Return the medians of a command, of the import, and of the ratios of each run to the one beside it."""
    pairs = []
    for at in range(rounds + 1):
        pair = spent([*POSTIL, *words], environment), spent(IMPORT_TINYDB, environment)
        if at:
            # The first only fills caches.
            pairs.append(pair)
    ours, theirs = zip(*pairs, strict=True)
    return median(ours), median(theirs), median(one / other for one, other in pairs)


class Row(NamedTuple):
    """How soon one command has answered."""

    what: str
    ours: float
    """Milliseconds: of the processor, or where `bar` is in milliseconds, on the clock."""
    beside: float
    """What the import took, 0 where it is not held against it."""
    ratio: float
    bar: float

    @property
    def is_met(self) -> bool:
        """Whether it is as asked for."""
        return (self.ratio if self.beside else self.ours) <= self.bar


def take_in(folder: Path, environment: dict[str, str]) -> Path:
    """Take articles into the library, with a claim and a note on the first; return the file of that one."""
    files = [folder / f"bridge-{number}.md" for number in range(ARTICLES)]
    for number, file in enumerate(files):
        file.write_text(
            f"# The bridge {number}\n\nIt cost {number} million euros – more than the council said.\n\n"
            "A second bridge is due in May, where the old ferry used to land.\n",
            encoding="utf-8",
        )
    spent([*POSTIL, "add", *map(str, files)], environment)
    spent([*POSTIL, "claim", str(files[0]), "--quote", "0 million"], environment)
    spent([*POSTIL, "note", "@", "Who counted?"], environment)
    return files[0]


def rows(rounds: int = ROUNDS) -> list[Row]:
    """Return what was measured, now."""
    found = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": made,
            "LOGNAME": "anna",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            # Compiled once, as an installed program is.
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }
        empty = {**environment, "POSTIL_LIBRARY": str(folder / "empty")}
        file = str(take_in(folder, environment))
        for what, words, where in (
            ("list, of an empty library", ["list"], empty),
            (f"list, of {ARTICLES} articles", ["list"], environment),
            ("show, of a file", ["show", file], environment),
            ("export, as Markdown", ["export", file], environment),
        ):
            found.append(Row(f"postil {what}", *in_turn(words, where, rounds), BAR))
        large = folder / "large"
        fill(large)
        found.append(_listed({**environment, "POSTIL_LIBRARY": str(large)}, rounds))
    return found


def _listed(environment: dict[str, str], rounds: int) -> Row:
    """Return how long the list of a large library takes on the clock; the first fills its caches."""
    took = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        spent([*POSTIL, "list"], environment)
        took.append((time.perf_counter() - began) * 1000)
    return Row(
        f"postil list, of {MANY:,} articles of 20 records, on the clock", median(took[1:]), 0, 0, LIMIT
    )


def table(found: Sequence[Row]) -> str:
    """Return the figures as a table in Markdown."""
    lines = ["| | ms | `import tinydb`, ms | ratio | asked for | |\n|---|--:|--:|--:|--:|---|\n"]
    for row in found:
        beside, ratio = (f"{row.beside:.0f}", f"{row.ratio:.2f} ×") if row.beside else ("", "")
        asked = f"≤ {row.bar:g} ×" if row.beside else f"≤ {row.bar:g} ms"
        verdict = "met" if row.is_met else "**over**"
        lines.append(f"| {row.what} | {row.ours:.0f} | {beside} | {ratio} | {asked} | {verdict} |\n")
    return "".join(lines)


def main() -> None:
    """Measure every command and print a line for each."""
    print(table(rows(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))


if __name__ == "__main__":
    main()
