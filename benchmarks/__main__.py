"""Everything that says how fast reading is, one after another, written down with a plot.

Run it as `make bench` or `python -m benchmarks [--rounds N] [--sizes 10k,1m] [--no-peers]`.
It writes `benchmarks/RESULTS.md` and `docs/first-paint.svg`.
"""

from __future__ import annotations

import argparse

from benchmarks import bytes as line
from benchmarks import reading, starting
from benchmarks.peers import absent
from benchmarks.results import RESULTS, draw, report, write_results


def main() -> None:
    """Measure all of it; print and write what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    reading.options(parser)
    asked = parser.parse_args()
    figures = reading.measure(asked.rounds, asked.sizes, with_peers=not asked.no_peers)
    said = report(figures, asked.rounds, [] if asked.no_peers else absent())
    print(said)
    more = {
        "Commands without a screen, in milliseconds of the processor": starting.table(starting.rows()),
        "Bytes to the terminal, in 256 colours: the median of the keys pressed": line.table(line.rows()),
    }
    for title, table in more.items():
        print(f"\n## {title}\n\n{table}")
    write_results(said, more)
    draw(figures, {size: reading.SIZES[size] for size in asked.sizes})
    print(f"Written: {RESULTS}")


if __name__ == "__main__":
    main()
