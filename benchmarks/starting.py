"""How soon a command without a screen has answered, beside the import of TinyDB alone.

Run it as `make bench` or `python -m benchmarks.starting [ROUNDS]`.  Each command
takes turns with `python -c "import tinydb"`, so that a busy machine hurts both
alike; what counts is the processor time of the whole process, run by run.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

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


def fill(folder: Path, environment: dict[str, str]) -> Path:
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


def main() -> None:
    """Measure every command and print a line for each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, {rounds} rounds; at most x {BAR} of `import tinydb`"
    )
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
        file = str(fill(folder, environment))
        for what, words, where in (
            ("list, of an empty library", ["list"], empty),
            (f"list, of {ARTICLES} articles", ["list"], environment),
            ("show, of a file", ["show", file], environment),
            ("export, as Markdown", ["export", file], environment),
        ):
            ours, theirs, ratio = in_turn(words, where, rounds)
            print(f"postil {what:28} {ours:6.1f} ms   import tinydb {theirs:6.1f} ms   x {ratio:.2f}")


if __name__ == "__main__":
    main()
