"""Words across a library: articles, claims, facts, sources, notes, reviews.

Everything is read each time: a thousand articles are a few seconds, and an
index would be one more file that can be wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import StoreError
from annotations.finding import standing_records
from annotations.folding import fold
from annotations.model import Claim, Fact, Link, Note, Record, Review, Source, article_of
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotations.store import ArticleEntry, Store

AROUND = 60
"""Code points shown on either side of the first word that was found."""


@frozen
class Hit:
    """Something in which all words stand."""

    kind: str
    """`article`, or the kind of record."""
    id: str
    article: str
    """The article it belongs to; empty for the library's evidence."""
    excerpt: str


def search_library(store: Store, words: str) -> Iterator[Hit]:
    """Find everything in which each of `words` stands, as part of a word or a whole one.

    Articles come first in each, then what was said about them; at last the evidence.
    """
    wanted = fold(words).text.split()
    for entry in store.articles():
        yield from _in_article(store, entry, wanted)
        yield from _in_records(standing_records(store, entry.id), wanted)
    yield from _in_records(standing_records(store, ""), wanted)


def _in_article(store: Store, entry: ArticleEntry, wanted: Sequence[str]) -> Iterator[Hit]:
    try:
        text = store.load(entry.id).article.text
    except StoreError:
        # Its title and records can be searched all the same; `postil doctor` names what is broken.
        text = ""
    if excerpt := find_words(f"{entry.metadata.title}\n{entry.metadata.author}\n{text}", wanted):
        yield Hit("article", entry.id, entry.id, excerpt)


def _in_records(records: dict[str, Record], wanted: Sequence[str]) -> Iterator[Hit]:
    for record_id, record in sorted(records.items()):
        if excerpt := find_words("\n".join(_texts(record)), wanted):
            yield Hit(type(record).__name__.lower(), record_id, article_of(record), excerpt)


def _texts(record: Record) -> Iterator[str]:
    for name in _SEARCHED.get(type(record), ()):
        value = getattr(record, name)
        yield " ".join(value) if isinstance(value, tuple) else value
    if isinstance(record, Claim):
        yield record.anchor.exact


_SEARCHED: dict[type[Record], tuple[str, ...]] = {
    Claim: ("text", "claimant"),
    Fact: ("statement", "quote", "translation", "locator"),
    Link: ("searched",),
    Note: ("text", "tags", "to", "old", "new"),
    Review: ("verdict", "reason"),
    Source: ("title", "publisher", "person_named", "words", "url"),
}


def find_words(text: str, wanted: Sequence[str]) -> str:
    """Return what stands around the first of the folded words `wanted`, on one line; empty unless all do."""
    folded = fold(text)
    places = [folded.text.find(word) for word in wanted]
    if not places or min(places) < 0:
        return ""
    at = places[0]
    span = folded.origin(at, at + len(wanted[0]))
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
