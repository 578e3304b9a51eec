"""How soon words are found in 1,000 articles of 20 records each: in the library, and by a command.

Run it as `python -m benchmarks.searching [FOLDER]`; it works in a folder of its
own in FOLDER, which should stand on the disk that is meant.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from annotations.indexing.queries import parse_query
from annotations.searching import Searching
from annotations.stores.registry import open_store
from benchmarks.library import fill, ids, now, timed

RUNS = 7
LIMIT = 100
"""Milliseconds within which a search is to answer once the index is made."""
QUERIES = (
    "bridge",
    '"14 million"',
    "brid* cost",
    "saturday by:bram",
    "in:claims kade",
    "verdict:supported in:verdicts",
    "zebra",
)


def main(arguments: list[str]) -> int:
    """Measure and print; the only argument is a folder to work in."""
    with tempfile.TemporaryDirectory(dir=arguments[0] if arguments else None) as name:
        folder, index = Path(name) / "library", str(Path(name) / "index.sqlite")
        timed("made the library", lambda: fill(folder))
        searching = Searching(open_store(folder, "anna", clock=now, ids=ids), index)
        timed("made the index", lambda: searching.search(parse_query("bridge")))
        for typed in QUERIES:
            took, count = [], 0
            for _ in range(RUNS):
                start = time.perf_counter()
                count = searching.search(parse_query(typed)).count
                took.append((time.perf_counter() - start) * 1000)
            print(f"{typed:40} {count:6,} hits {statistics.median(took):8.1f} ms   (limit {LIMIT} ms)")
        searching.close()
        environment = {"HOME": name, "PATH": "/usr/bin:/bin"}
        words = [
            sys.executable,
            "-m",
            "reader.cli",
            "search",
            "bridge",
            "--library",
            str(folder),
            "--as",
            "anna",
        ]
        root = Path(__file__).parent.parent

        def run() -> None:
            subprocess.run(words, cwd=root, env=environment, check=True, capture_output=True)

        timed("the command, the first time", run)
        timed("the command, the next time", run)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
