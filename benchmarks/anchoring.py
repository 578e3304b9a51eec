"""How fast annotations are found again in a large text that was edited.

Run it from the root of the project:

    python -m benchmarks.anchoring

`locate` is a thin adapter for benches that know only text and offsets.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from annotations.anchoring import Resolver, describe, resolve
from annotations.anchors import UNKNOWN, Anchor
from articles.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 1_000_000
ANNOTATIONS = 1_000
SEED = 20210111

_SYLLABLES = "ba de ker li mo nas pu ra sel tin vo wen zij gro hal jet kum"
_WORDS = 4_000
"""Different words, the common ones as common as in newspapers (Zipf)."""


def locate(
    text: str, exact: str, prefix: str, suffix: str, start: int | None, end: int | None
) -> tuple[int, int] | None:
    """Return where a quote stands in `text`, the best place where several fit; None if it is gone."""
    if start is None or end is None:
        start = end = UNKNOWN
    span = resolve(Anchor("", exact, prefix, suffix, start, end), text).span
    return None if span is None else (span.start, span.end)


def make_text(chance: random.Random, size: int = SIZE) -> str:
    """Return a text of made-up sentences in paragraphs, at least `size` code points long."""
    syllables = _SYLLABLES.split()
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(_WORDS)]
    weights = [1 / (rank + 3) for rank in range(_WORDS)]
    paragraphs: list[str] = []
    length = 0
    while length < size:
        sentences = [
            " ".join(chance.choices(words, weights, k=chance.randint(6, 24))).capitalize() + "."
            for _ in range(chance.randint(2, 7))
        ]
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def edit(text: str, chance: random.Random) -> str:
    """Return `text` as an editor leaves it: paragraphs struck, new and moved, words changed."""
    paragraphs = text.split("\n\n")
    edited: list[str] = []
    for paragraph in paragraphs:
        fate = chance.random()
        if fate < 0.03:  # noqa: PLR2004 - three in a hundred are struck
            continue
        if fate < 0.20:  # noqa: PLR2004 - one in six is reworded
            words = [word.upper() if chance.random() < 0.05 else word for word in paragraph.split(" ")]  # noqa: PLR2004
            edited.append(" ".join(word for word in words if chance.random() > 0.05))  # noqa: PLR2004
        else:
            edited.append(paragraph)
        if fate > 0.97:  # noqa: PLR2004 - and as many are new as were struck
            edited.append("Hier kwam een alinea bij, van " + str(chance.randint(1, 10**9)) + " tekens.")
    edited.insert(10, edited.pop(len(edited) // 2))
    return "\n\n".join(edited)


def spans_of(text: str, chance: random.Random, count: int = ANNOTATIONS) -> list[Span]:
    """Return places of one to forty words."""
    spans = []
    for _ in range(count):
        start = text.index(" ", chance.randrange(len(text) - 1_000)) + 1
        spans.append(Span(start, text.index(" ", start + chance.randint(5, 300))))
    return spans


def main(arguments: Sequence[str] = ()) -> int:
    """Measure and print; the only argument is a seed."""
    chance = random.Random(int(arguments[0]) if arguments else SEED)  # noqa: S311 - made-up text, no secret
    old = make_text(chance)
    new = edit(old, chance)
    anchors = [describe(old, span) for span in spans_of(old, chance)]
    for name, old_text in (("quotes alone", None), ("old revision at hand", old)):
        began = time.perf_counter()
        resolver = Resolver(new, old_text=old_text)
        states = Counter(resolver.resolve(anchor).state.value for anchor in anchors)
        took = time.perf_counter() - began
        print(f"{len(anchors):,} annotations, {len(new):,} code points, {name}: {took:.2f} s (limit 2 s)")
        print("   " + ", ".join(f"{state} {count}" for state, count in states.most_common()))
    strange = make_text(random.Random(7), 250)[:200]  # noqa: S311
    times = []
    for _ in range(5):
        began = time.perf_counter()
        found = locate(new, strange, strange[::-1][:64], strange[40:104], 500_000, 500_200)
        times.append(1_000 * (time.perf_counter() - began))
    print(
        f"an absent quote of 200 code points: {min(times):.0f} to {max(times):.0f} ms (limit 150 ms), {found}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
