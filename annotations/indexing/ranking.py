"""Rows in the order of how well they fit, worked out without an index; pure (Okapi BM25)."""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING

from annotations.indexing.marking import places_of, stands_in
from annotations.indexing.queries import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotations.indexing.queries import Query
    from annotations.indexing.rows import Row

TITLE, TEXT, BY = 8.0, 1.0, 2.0
"""What a word counts in a row's title, its text and its author's name."""
_K1, _B = 1.2, 0.75


def accepts(query: Query, kind: str, facets: Iterable[tuple[str, str]]) -> bool:
    """Tell whether a row of that kind and with these facets is asked for, whatever its words."""
    if query.kinds and kind not in query.kinds:
        return False
    held = set(facets)
    wanted: Mapping[str, frozenset[str]] = {
        "verdicts": query.verdicts,
        "claim_kinds": query.claim_kinds,
        "stances": query.stances,
        "media": query.media,
        "tags": query.tags,
    }
    # Of tags all must be there; of the others one thing has only one, so any of them will do.
    if not all(("tags", tag) in held for tag in query.tags):
        return False
    return all(
        not values or any((name, value) in held for value in values)
        for name, values in wanted.items()
        if name != "tags"
    )


def is_bare(kind: str, text: str) -> bool:
    """Tell whether a row says nothing of its own: a link that only ties a fact to a claim."""
    return kind == "link" and not text


def fits(query: Query, row: Row) -> bool:
    """Tell whether a row is asked for."""
    return (
        accepts(query, row.kind, row.facets)
        and (bool(query.stances) or not is_bare(row.kind, row.text))
        and all(stands_in((one,), row.title) or stands_in((one,), row.text) for one in query.words)
        and stands_in(query.by, row.by)
    )


def ranked(query: Query, rows: Iterable[Row]) -> list[Row]:
    """Return the rows that fit, the best first; without words the last written first."""
    every = list(rows)
    found = [row for row in every if fits(query, row)]
    if not query.words:
        return sorted(found, key=lambda row: row.modified, reverse=True)
    lengths = {id(row): len(tokens_of(f"{row.title} {row.text}")) for row in every}
    average = sum(lengths.values()) / max(1, len(every)) or 1.0
    counts = {id(row): _counts(query, row) for row in found}
    holding = Counter(at for one in counts.values() for at, count in enumerate(one) if count)

    def score(row: Row) -> float:
        total = 0.0
        for at, count in enumerate(counts[id(row)]):
            rarity = log(1 + (len(every) - holding[at] + 0.5) / (holding[at] + 0.5))
            total += rarity * count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * lengths[id(row)] / average))
        return total

    return sorted(found, key=score, reverse=True)


def _counts(query: Query, row: Row) -> list[float]:
    return [
        TITLE * len(places_of((one,), row.title)) + TEXT * len(places_of((one,), row.text))
        for one in query.words
    ]
