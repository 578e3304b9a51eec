"""Where in a text a quote may stand: exact places first, else the places its rarer words point to.

Works on folded text only (see `folding`); offsets are those of the folded text.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import log2
from typing import TYPE_CHECKING

from annotations.folding import fold
from annotations.wording import EDGE, WORD, Word, split_words
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.anchors import Anchor

MOST_PLACES = 2_000
"""Exact places looked at.  A quote that stands more often than this has no place to speak of."""

MOST_VOTES = 64
"""A word or pair that stands more often than this says nothing about a place and costs time."""

MOST_WINDOWS = 5
"""Places that are compared word by word.  The right one is among the first five in all but 1 % of cases."""

MOST_READ = 30_000_000
"""Code points read in one search without an index: 30 ms."""

MOST_SEEDS = 40
"""Words and pairs that vote.  The longest come first, since they are the rarest."""

INDEX_FROM = 8
"""The search from which on an index pays: making it takes the time of ten searches without."""

LEAST_VOTES = 0.25
"""The share of the strongest place's votes that a place needs to be compared word by word."""

BIN = 64
"""Code points that one bin of votes is wide: about the length of an ordinary insertion."""


@frozen
class Quote:
    """What an anchor keeps, folded and split into words: prefix, exact and suffix as one sequence."""

    text: str
    """Prefix, exact and suffix together."""
    start: int
    """Where, in `text`, the exact words begin, without the spaces around them."""
    end: int
    words: tuple[Word, ...]
    first: int
    """Which of `words` is the first of the exact ones."""
    last: int
    """Which of `words` is the first of the suffix."""

    @property
    def exact(self) -> str:
        """The exact words, folded."""
        return self.text[self.start : self.end]

    @property
    def prefix(self) -> str:
        """What stands before them, folded."""
        return self.text[: self.start]

    @property
    def suffix(self) -> str:
        """What stands after them, folded."""
        return self.text[self.end :]


def fold_quote(anchor: Anchor) -> Quote:
    """Return what `anchor` keeps in the form in which it is sought."""
    parts = [fold(part).text for part in (anchor.prefix, anchor.exact, anchor.suffix)]
    before, exact = len(parts[0]), parts[1]
    bare = exact.strip(" ") or exact
    lead = exact.find(bare)
    words: list[Word] = []
    firsts: list[int] = []
    offset = 0
    for part in parts:
        firsts.append(len(words))
        words += [Word(word.text, word.start + offset, word.end + offset) for word in split_words(part)]
        offset += len(part)
    if anchor.span is not None and firsts[1] == 0 and anchor.start <= len(anchor.prefix):
        words.insert(0, Word(EDGE, 0, 0))
        firsts = [first + 1 for first in firsts]
    if anchor.span is not None and firsts[2] == len(words):
        words.append(Word(EDGE, offset, offset))
    start = before + lead
    return Quote("".join(parts), start, start + len(bare), tuple(words), firsts[1], firsts[2])


class Seeker:
    """A folded text in which many quotes are sought.

    Words are sought in the string itself at first and in an index later on.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._searches = 0
        self._index: dict[str, list[int]] = {}

    def exact(self, quote: Quote) -> tuple[list[int], list[int]]:
        """Return where the exact words of `quote` stand, in order: as whole words, and as parts of words.

        "app" does not stand in "apple": an end of the quote that is the end
        of a word must be one in the text too.
        """
        text, exact = self._text, quote.exact
        left = _is_letter(exact[:1]) and not _is_letter(quote.prefix[-1:])
        right = _is_letter(exact[-1:]) and not _is_letter(quote.suffix[:1])
        whole: list[int] = []
        cut: list[int] = []
        at = text.find(exact) if exact else -1
        while at >= 0 and len(whole) + len(cut) < MOST_PLACES:
            end = at + len(exact)
            within = (left and at > 0 and _is_letter(text[at - 1])) or (
                right and _is_letter(text[end : end + 1])
            )
            (cut if within else whole).append(at)
            at = text.find(exact, at + 1)
        return whole, cut

    def near(self, quote: Quote) -> list[int]:
        """Return where `quote.text` may begin, the likeliest first; such a start may be negative.

        Each word and each pair of neighbours votes for the start that it would
        have if nothing but it had moved; the rarer, the more its vote counts.
        """
        self._searches += 1
        if self._searches == INDEX_FROM:
            self._index = _index_words(self._text)
        votes: defaultdict[int, float] = defaultdict(float)
        for seed, offsets in self._affordable(_seeds(quote)):
            places = self._find(seed)
            if not 0 < len(places) <= MOST_VOTES:
                continue
            weight = 1 / (1 + log2(len(places))) / len(offsets)
            for at in places:
                for offset in offsets:
                    votes[(at - offset) // BIN] += weight
        return _strongest(votes, apart=max(BIN, len(quote.text) * 3 // 5))

    def _affordable(self, seeds: dict[str, list[int]]) -> list[tuple[str, list[int]]]:
        """Return the seeds that are worth their time: in a book fewer than in a newspaper article."""
        longest_first = sorted(seeds.items(), key=lambda seed: -len(seed[0]))
        affordable = MOST_SEEDS if self._index else MOST_READ // max(1, len(self._text))
        return longest_first[: max(1, min(affordable, MOST_SEEDS))]

    def _find(self, seed: str) -> Sequence[int]:
        """Return where a word or pair stands, or nothing if it does so too often."""
        if self._index:
            return self._index.get(seed, ())
        places: list[int] = []
        at = self._text.find(seed)
        while at >= 0 and len(places) <= MOST_VOTES:
            places.append(at)
            at = self._text.find(seed, at + len(seed))
        return places


def _index_words(text: str) -> dict[str, list[int]]:
    """Return where each word stands, and each pair of neighbours that are both too frequent to vote alone."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    words = list(WORD.finditer(text))
    for word in words:
        index[word.group()].append(word.start())
    common = {word for word, places in index.items() if len(places) > MOST_VOTES}
    for first, second in pairwise(words):
        if first.group() in common and second.group() in common:
            index[text[first.start() : second.end()]].append(first.start())
    return index


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _seeds(quote: Quote) -> dict[str, list[int]]:
    """Return the words and pairs of neighbours of a quote, each with its offsets."""
    seeds: dict[str, list[int]] = {}
    for index, word in enumerate(quote.words):
        if word.text == EDGE:
            continue
        if len(word.text) > 1:
            seeds.setdefault(word.text, []).append(word.start)
        if index + 1 < len(quote.words) and quote.words[index + 1].text != EDGE:
            pair = quote.text[word.start : quote.words[index + 1].end]
            seeds.setdefault(pair, []).append(word.start)
    return seeds


def _strongest(votes: dict[int, float], apart: int) -> list[int]:
    """Return the starts with most votes, none within `apart` of a stronger one.

    A bin borrows from its neighbours: words before an insertion vote for an
    earlier start than the words after it.
    """
    sums = {
        bin_: votes[bin_]
        + votes.get(bin_ + 1, 0.0)
        + votes.get(bin_ - 1, 0.0) / 2
        + votes.get(bin_ + 2, 0.0) / 4
        for bin_ in votes
    }
    picked: list[int] = []
    least = max(sums.values(), default=0.0) * LEAST_VOTES
    likely = [bin_ for bin_ in sums if sums[bin_] >= least]
    for bin_ in sorted(likely, key=lambda bin_: (-sums[bin_], bin_)):
        if all(abs(bin_ * BIN - other) > apart for other in picked):
            picked.append(bin_ * BIN)
            if len(picked) == MOST_WINDOWS:
                break
    return picked
