"""What the library already has to link: facts and sources, the likeliest first.

What is used in this article comes before the rest, facts before sources, then
the newest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from annotations.model import Fact, Link, Source
from articles.frozen import frozen
from articles.untrusted import one_line
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.dossier import Dossier
    from annotations.model import Record
    from annotations.store import ArticleEntry

_LONGEST_LABEL = 300


@frozen
class Offer:
    """A fact or a source that can be linked once more."""

    id: str
    """Of the fact where there is one, else of the source."""
    label: str
    detail: str
    search: str
    """All the words by which one may look for it."""
    source: Source | None
    fact: Fact | None = None
    here: bool = False
    """Whether it is used in the article at hand."""
    article: str = ""
    """The id of the article of the library in which the passage is to be picked, where it is one."""


def offers_from(dossier: Dossier, entries: Iterable[ArticleEntry] = ()) -> tuple[Offer, ...]:
    """Return what can be linked to a claim of this dossier, in the order in which to offer it.

    `entries` are the articles of the library; each but the one at hand can be a source.
    """
    linked = [one.fact for view in dossier.claims for one in view.evidence if one.fact]
    here = {fact.id for fact in linked} | {fact.source for fact in linked}
    offers = offers_of(dossier.records.values(), here)
    known = {one.article for one in offers}
    others = (one for one in entries if one.id != dossier.revision.article_id and one.id not in known)
    return (*offers, *map(_of_article, others))


def offers_of(records: Iterable[Record], here: Iterable[str] = ()) -> tuple[Offer, ...]:
    """Return an offer for each fact and source among `records`; `here` are the ids in use at hand."""
    here = frozenset(here)
    alive = [record for record in records if not record.deleted]
    sources = {record.id: record for record in alive if isinstance(record, Source)}
    facts = [record for record in alive if isinstance(record, Fact)]
    offers: list[tuple[Record, Offer]] = [
        (fact, _of_fact(fact, sources.get(fact.source), here=fact.id in here)) for fact in facts
    ]
    offers += [(source, _of_source(source, here=source.id in here)) for source in sources.values()]
    # Sorted twice, since a time cannot be negated: newest first, then by use and kind.
    offers.sort(key=lambda one: (one[0].modified, one[0].id), reverse=True)
    offers.sort(key=lambda one: (not one[1].here, one[1].fact is None))
    return tuple(offer for _, offer in offers)


def last_source(dossier: Dossier, reviewer: str) -> Offer | None:
    """Return the source that a reviewer linked last in this article, else the last in the library at hand."""
    links = [
        one
        for one in dossier.records.values()
        if isinstance(one, Link) and one.author == reviewer and one.fact and not one.deleted
    ]
    for link in sorted(links, key=lambda one: (one.created, one.id), reverse=True):
        fact = dossier.records.get(link.fact)
        source = dossier.records.get(fact.source) if isinstance(fact, Fact) else None
        if isinstance(source, Source) and not source.deleted:
            return _of_source(source, here=True)
    sources = (one.source for one in offers_of(dossier.records.values()) if one.source)
    mine = [one for one in sources if one.author == reviewer]
    return _of_source(max(mine, key=lambda one: (one.created, one.id)), here=False) if mine else None


def source_label(source: Source) -> str:
    """Return what a source is called in a list: its title, else its words, else its address."""
    named = source.title or source.words or source.url or source.person_named or source.publisher
    return one_line(named, _LONGEST_LABEL) or _("a source without a name")


def _of_fact(fact: Fact, source: Source | None, *, here: bool) -> Offer:
    said = one_line(fact.statement or fact.quote or fact.translation, _LONGEST_LABEL)
    named = source_label(source) if source else ""
    words = (fact.statement, fact.quote, fact.translation, fact.locator, *_words_of(source))
    label = said or named or _("a fact without words")
    return Offer(fact.id, label, named, " ".join(words), source, fact, here)


def _of_source(source: Source, *, here: bool) -> Offer:
    label = source_label(source)
    detail = one_line(source.publisher or _host(source.url), _LONGEST_LABEL)
    detail = "" if detail == label else detail
    words = " ".join(_words_of(source))
    return Offer(source.id, label, detail, words, source, None, here, source.article)


def _of_article(entry: ArticleEntry) -> Offer:
    metadata = entry.metadata
    label = one_line(metadata.title or entry.id, _LONGEST_LABEL)
    detail = one_line(metadata.publisher or _host(metadata.url) or _("in the library"), _LONGEST_LABEL)
    words = f"{metadata.title} {metadata.publisher} {metadata.author} {metadata.url} {entry.id}"
    return Offer(entry.id, label, detail, words, None, article=entry.id)


def _words_of(source: Source | None) -> tuple[str, ...]:
    if source is None:
        return ()
    named = (source.title, source.words, source.url, source.publisher, source.person_named)
    return (*named, source.published)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
