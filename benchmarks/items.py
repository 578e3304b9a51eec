"""How well the items of a sentence are found: recall by kind, and every false alarm, on sentences of our own.

python -m benchmarks.items
"""

from __future__ import annotations

import sys
import time

from annotations.items import find_items
from tests.annotations.labelled_items import FILES, compare, read_labelled

_ROUNDS = 20


def main() -> int:
    """Print recall, what was missed, false alarms and the time a sentence takes."""
    lines = []
    for name, language in FILES:
        tally = compare(name, language)
        told = (f"{kind} {tally.found[kind]}/{count}" for kind, count in sorted(tally.labels.items()))
        lines += [f"{name}: {', '.join(told)}; {len(tally.false)} false alarms"]
        lines += [f"    missed {one}" for one in tally.missed]
        lines += [f"    false  {one}" for one in tally.false]
    paragraphs = [(text, language) for name, language in FILES for text, _ in read_labelled(name)]
    start = time.perf_counter()
    for _ in range(_ROUNDS):
        for text, language in paragraphs:
            find_items(text, language)
    taken = (time.perf_counter() - start) / _ROUNDS / len(paragraphs)
    lines.append(f"{taken * 1000:.2f} ms a sentence")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
