"""Passages that speak of what a claim speaks of: the same figures, dates, names and words; pure.

No model: a passage's score is the sum of what it shares with the claim, so that
the reasons can be shown.  Figures, dates and names are the same in any language;
other words count the more, the fewer passages have them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import StrEnum
from math import log
from typing import TYPE_CHECKING

from annotations.dates import find_dates
from annotations.figures import find_figures
from annotations.folding import plain_signs
from annotations.names import find_names, vocabulary_of
from articles.columns import around, of_kind
from articles.frozen import frozen
from articles.language import STOP_WORDS
from articles.model import BlockKind, Span
from articles.patterns import pattern
from articles.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotations.dossier import ClaimView, Dossier
    from annotations.names import Vocabulary
    from articles.model import Article

LEAST = 0.7
"""The score from which a passage is worth a look: a figure or name that not all have, or some rare words."""
LONGEST = 1_000
"""Code points of a passage that are looked at; what is longer is no sentence."""

_STEM = 6
"""Letters of a word that count: *server* and *servers* are one, in Dutch, too."""
_SHORTEST = 3
_WORD = pattern(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


class Sharing(StrEnum):
    """What a passage and a claim may have in common."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    WORD = "word"


WEIGHTS = {
    # Two texts with the same figure nearly always speak of the same thing.
    Sharing.FIGURE: 3.0,
    # A day is shared by all that happened on it.
    Sharing.DATE: 2.0,
    # Who or what it is about; one name in common says little yet.
    Sharing.NAME: 1.5,
    # The rarest word there is counts as much as half a name.
    Sharing.WORD: 0.75,
}
"""Points for the first thing of each kind that is shared; of a WORD, where no other passage has it."""

_SMALL = 0.4
"""What a figure below a hundred without a unit counts of a large one: three and twelve stand everywhere."""
_YEAR, _MONTH = 0.4, 0.6
"""What a year or a weekday, and what a month counts of a day."""
_AGAIN = 0.7
"""What each further thing of a kind counts, compared with the one before."""
_IN_SENTENCE, _IN_PARAGRAPH = 0.5, 0.25
"""What stands beside a claim counts of what it says itself."""
_HUNDRED = 100


@frozen
class Reason:
    """Something that a passage and the claim have in common, as the passage writes it."""

    sharing: Sharing
    words: str
    points: float


@frozen
class Passage:
    """A sentence, or a row of a table, of an article in the library."""

    article: str
    span: Span
    score: float
    reasons: tuple[Reason, ...]


@frozen
class Profile:
    """What a text speaks of: each thing by its kind and a form that can be compared.

    With it go its words and how much of its weight it counts, from 0 to 1.
    """

    things: Mapping[tuple[Sharing, str], tuple[str, float]]

    def of(self, sharing: Sharing) -> tuple[str, ...]:
        """Return the words of all things of a kind, as they stand in the text."""
        return tuple(words for (kind, _), (words, _) in self.things.items() if kind is sharing)


def profile_of(text: str, language: str = "", known: Vocabulary | None = None) -> Profile:
    """Return what a sentence speaks of; `known` is what its article shows of its words."""
    sentence = plain_signs(text[:LONGEST])
    things: dict[tuple[Sharing, str], tuple[str, float]] = {}
    dated: list[Span] = []
    for date in find_dates(sentence):
        dated.append(date.span)
        for key, share in _dates(date.names):
            things.setdefault((Sharing.DATE, key), (date.span.cut(sentence), share))
    for figure in find_figures(sentence, language):
        if figure.vague or any(span.overlaps(figure.span) for span in dated):
            continue
        large = abs(figure.value) >= _HUNDRED or figure.unit
        key = f"{figure.value.normalize():f}{figure.unit}"
        things.setdefault((Sharing.FIGURE, key), (figure.span.cut(sentence), 1.0 if large else _SMALL))
    named: list[Span] = []
    for name in find_names(sentence, language, *([known] if known else [])):
        if any(span.overlaps(name) for span in dated):
            continue
        named.append(name)
        # Who is named in full at first is called by the last name further on.
        last = name.cut(sentence).split()[-1]
        things.setdefault((Sharing.NAME, last.casefold()), (name.cut(sentence), 1.0))
    for stem, word in _words(sentence, language, [*dated, *named]):
        things.setdefault((Sharing.WORD, stem), (word, 1.0))
    return Profile(things)


def claim_profile(dossier: Dossier, view: ClaimView) -> Profile:
    """Return what a claim speaks of; the rest of its sentence counts by half, its paragraph by a quarter."""
    article = dossier.revision.article
    language = article.metadata.language
    things = dict(profile_of(f"{view.claim.anchor.exact}\n{view.claim.text}".strip(), language).things)
    span = view.span
    if span is None:
        return Profile(things)
    blocks = around(article.blocks, span)
    sentences = (one for one in sentence_spans(article.text, blocks, language) if one.overlaps(span))
    paragraphs = (block.span for block in blocks)
    for near, counts in ((sentences, _IN_SENTENCE), (paragraphs, _IN_PARAGRAPH)):
        for one in near:
            for thing, (words, share) in profile_of(one.cut(article.text), language).things.items():
                things.setdefault(thing, (words, share * counts))
    return Profile(things)


def best_passages(
    claim: Profile, articles: Iterable[tuple[str, Article]], limit: int = 20
) -> tuple[Passage, ...]:
    """Return the passages of `articles`, given by their ids, that share most with a claim, the best first."""
    seen = [(article, span, one) for article, text in articles for span, one in _profiles(text)]
    spread = Counter(thing for _, _, one in seen for thing in one.things)
    found = [Passage(article, span, *_shared(claim, one, spread, len(seen))) for article, span, one in seen]
    worth = [passage for passage in found if passage.score >= LEAST]
    return tuple(sorted(worth, key=lambda one: (-one.score, one.article, one.span.start))[:limit])


def likeness(claim: Profile, others: Sequence[Profile]) -> list[tuple[float, tuple[Reason, ...]]]:
    """Return how much each of `others` shares with a claim, with the reasons, in their order."""
    spread = Counter(thing for one in others for thing in one.things)
    return [_shared(claim, one, spread, len(others)) for one in others]


def _profiles(article: Article) -> Iterator[tuple[Span, Profile]]:
    language, known = article.metadata.language, vocabulary_of(article.text)
    for span in (*sentence_spans(article.text, article.blocks, language), *_rows(article)):
        yield span, profile_of(span.cut(article.text), language, known)


def _dates(names: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """Yield a date and what it lies in: a day, its month, its year, each with how much it counts."""
    kind, *parts = names
    if kind != "day":
        yield " ".join(names), _YEAR
        return
    year, month, day = parts
    if day != "0":
        yield f"{year}-{month}-{day}", 1.0
    if month != "0" and year:
        yield f"{year}-{month}", _MONTH
    if year:
        yield year, _YEAR


def _rows(article: Article) -> Iterator[Span]:
    return (one.span for one in of_kind(article.blocks, BlockKind.TABLE_ROW) if not one.header)


def _words(sentence: str, language: str, taken: Sequence[Span]) -> Iterator[tuple[str, str]]:
    small = STOP_WORDS.get(language) or STOP_WORDS["nl"] | STOP_WORDS["en"]
    for found in _WORD.finditer(sentence):
        word = found.group().lower()
        span = Span(*found.span())
        if len(word) >= _SHORTEST and word not in small and not any(one.overlaps(span) for one in taken):
            yield word[:_STEM], found.group()


def _shared(
    claim: Profile, other: Profile, spread: Counter[tuple[Sharing, str]], passages: int
) -> tuple[float, tuple[Reason, ...]]:
    """Return the score of a passage and its reasons, the weightiest first."""
    by_kind: dict[Sharing, list[Reason]] = defaultdict(list)
    for thing in claim.things.keys() & other.things.keys():
        sharing = thing[0]
        words, share = other.things[thing]
        points = WEIGHTS[sharing] * min(share, claim.things[thing][1]) * _rarity(spread[thing], passages)
        by_kind[sharing].append(Reason(sharing, words, points))
    reasons: list[Reason] = []
    for alike in by_kind.values():
        alike.sort(key=lambda one: (-one.points, one.words))
        factor = 1.0
        for one in alike:
            reasons.append(Reason(one.sharing, one.words, one.points * factor))
            # Rare words add up; the tenth name in a list of names does not.
            factor *= 1.0 if one.sharing is Sharing.WORD else _AGAIN
    reasons.sort(key=lambda one: (-one.points, one.words))
    return sum(one.points for one in reasons), tuple(reasons)


def _rarity(having: int, passages: int) -> float:
    """Return 1 for what one passage has alone, falling towards 0 for what all of many have."""
    return log(1 + passages / max(having, 1)) / log(1 + passages)
