"""Two rows of words, and which words of the one became which of the other.

`difflib` does this well for a passage and far too slowly for a book: what is
longer is first cut where something stands once in either row (patience diff).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG_RUN = 3
"""Words in a row that are taken to be the same wherever they stand; shorter runs may be chance."""

MOST_CELLS = 900
"""Words times words of a gap that are weighed against one another; more takes over a millisecond."""

MOST_PAIRS = 250_000
"""Words times words that are compared in full where nothing stands once; more takes over 50 ms."""


def match_words(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return which word of `new` each word of `old` that is still there became; ascending in both.

    Long runs first, as in any diff.  Between them the most letters win, so that
    *paragraph* is matched rather than a stray *5*.
    """
    matched: dict[int, int] = {}
    short: dict[int, int] = {}
    old_done = new_done = 0
    for old_at, new_at, size in [*find_blocks(old, new), (len(old), len(new), 0)]:
        run = {old_at + index: new_at + index for index in range(size)}
        if 0 < size < LONG_RUN:
            short |= run
            continue
        if (old_at - old_done) * (new_at - new_done) <= MOST_CELLS:
            matched |= _match_gap(old, new, (old_done, old_at), (new_done, new_at))
        else:
            matched |= short
        matched |= run
        short = {}
        old_done, new_done = old_at + size, new_at + size
    return matched


def _match_gap(
    old: Sequence[str], new: Sequence[str], old_part: tuple[int, int], new_part: tuple[int, int]
) -> dict[int, int]:
    """Return the common subsequence with the most letters."""
    (old_lo, old_hi), (new_lo, new_hi) = old_part, new_part
    width = new_hi - new_lo
    # best[i][j]: the letters that the words from i and from j on can still win.
    best = [[0] * (width + 1)]
    for index in range(old_hi - 1, old_lo - 1, -1):
        word, below, row = old[index], best[-1], [0] * (width + 1)
        for j in range(width - 1, -1, -1):
            row[j] = below[j + 1] + len(word) if new[new_lo + j] == word else max(below[j], row[j + 1])
        best.append(row)
    best.reverse()
    matched: dict[int, int] = {}
    i = j = 0
    while i < old_hi - old_lo and j < width:
        if old[old_lo + i] == new[new_lo + j]:
            matched[old_lo + i] = new_lo + j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return matched


def find_blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return where runs of equal items begin in `old` and in `new` and how long they are, in order."""
    blocks: list[tuple[int, int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        old_lo, old_hi, new_lo, new_hi = waiting.pop()
        size = 0
        while old_lo + size < old_hi and new_lo + size < new_hi and old[old_lo + size] == new[new_lo + size]:
            size += 1
        blocks.append((old_lo, new_lo, size))
        old_lo, new_lo = old_lo + size, new_lo + size
        size = 0
        while (
            old_lo < old_hi - size
            and new_lo < new_hi - size
            and old[old_hi - size - 1] == new[new_hi - size - 1]
        ):
            size += 1
        blocks.append((old_hi - size, new_hi - size, size))
        old_hi, new_hi = old_hi - size, new_hi - size
        if old_lo == old_hi or new_lo == new_hi:
            continue
        if (old_hi - old_lo) * (new_hi - new_lo) <= MOST_PAIRS:
            matcher = SequenceMatcher(None, old[old_lo:old_hi], new[new_lo:new_hi], autojunk=False)
            blocks += [
                (old_lo + block.a, new_lo + block.b, block.size) for block in matcher.get_matching_blocks()
            ]
            continue
        anchors = _unique_in_order(old, new, (old_lo, old_hi, new_lo, new_hi))
        for old_at, new_at in [*anchors, (old_hi, new_hi)] if anchors else []:
            waiting.append((old_lo, old_at, new_lo, new_at))
            old_lo, new_lo = old_at, new_at
    return _merge(sorted(block for block in blocks if block[2]))


def find_changes(old: Sequence[str], new: Sequence[str]) -> list[tuple[slice, slice]]:
    """Return where the rows differ, in order: what is gone from `old` and what came in `new`."""
    changes: list[tuple[slice, slice]] = []
    old_done = new_done = 0
    for old_at, new_at, size in [*find_blocks(old, new), (len(old), len(new), 0)]:
        if old_at > old_done or new_at > new_done:
            changes.append((slice(old_done, old_at), slice(new_done, new_at)))
        old_done, new_done = old_at + size, new_at + size
    return changes


def _merge(blocks: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the blocks with those that follow one another in both rows made one."""
    merged: list[tuple[int, int, int]] = []
    for old_at, new_at, size in blocks:
        if merged and merged[-1][0] + merged[-1][2] == old_at and merged[-1][1] + merged[-1][2] == new_at:
            merged[-1] = (merged[-1][0], merged[-1][1], merged[-1][2] + size)
        else:
            merged.append((old_at, new_at, size))
    return merged


def _unique_in_order(
    old: Sequence[str], new: Sequence[str], part: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """Return the longest ascending series of items that stand once in either part (patience sorting)."""
    old_lo, old_hi, new_lo, new_hi = part
    old_counts, new_counts = Counter(old[old_lo:old_hi]), Counter(new[new_lo:new_hi])
    where = {new[at]: at for at in range(new_lo, new_hi) if new_counts[new[at]] == 1}
    pairs = [
        (at, where[old[at]]) for at in range(old_lo, old_hi) if old_counts[old[at]] == 1 and old[at] in where
    ]
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, (_, new_at) in enumerate(pairs):
        pile = bisect_left(tails, new_at)
        before.append(tops[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [new_at]
        tops[pile : pile + 1] = [index]
    series: list[tuple[int, int]] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        series.append(pairs[at])
        at = before[at]
    return series[::-1]
