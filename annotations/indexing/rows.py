"""What of a library is searched: a row for each article and record, with its texts and its facets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.codec import write_time
from annotations.labels import is_tagging, tags_on
from annotations.model import Claim, Fact, Link, Note, Record, Review, Source, article_of
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotations.store import ArticleEntry


@frozen
class Row:
    """One thing that can be found.  Texts are as people wrote them; offsets count in these."""

    kind: str
    """One of `queries.KINDS`."""
    id: str
    article: str = ""
    """The article it belongs to; empty for the library's evidence."""
    title: str = ""
    """Its name, which counts for more than its text."""
    text: str = ""
    by: str = ""
    """Who wrote it, and on a further line who took it in where it was imported."""
    about: str = ""
    """The record it hangs on: of a review and link the claim, of a fact the source, of a note its target."""
    fact: str = ""
    """Of a link: its fact."""
    modified: str = ""
    """ISO 8601; what was written last goes first where nothing else orders."""
    facets: tuple[tuple[str, str], ...] = ()
    """What it can be filtered by: names of `Query`'s fields, each with a value, folded."""


def article_row(entry: ArticleEntry, text: str, records: Iterable[Record]) -> Row:
    """Return the row of an article's newest text; of its records only the tags on it are looked at."""
    metadata = entry.metadata
    return Row(
        kind="article",
        id=entry.id,
        article=entry.id,
        title=metadata.title,
        text=text,
        by=" ".join(filter(None, (metadata.author, metadata.publisher))),
        modified=write_time(entry.newest.added),
        facets=tuple(("tags", tag.casefold()) for tag in tags_on(records, entry.id)),
    )


def record_rows(records: Iterable[Record]) -> Iterator[Row]:
    """Return the rows of what was said about one article, or of the library's evidence."""
    said = [one for one in records if not is_tagging(one, article_of(one))]
    verdicts: dict[str, list[tuple[str, str]]] = {}
    for record in said:
        if isinstance(record, Review):
            verdicts.setdefault(record.claim, []).append(("verdicts", record.verdict.casefold()))
    for record in said:
        if texts := _TEXTS.get(type(record)):
            title, names = texts
            yield Row(
                kind=type(record).__name__.lower(),
                id=record.id,
                article=article_of(record),
                title=str(getattr(record, title)) if title else "",
                text="\n".join(_texts(record, names)),
                by="\n".join(dict.fromkeys((record.person, record.author))),
                about=_about(record),
                fact=record.fact if isinstance(record, Link) else "",
                modified=write_time(record.modified),
                facets=(*_facets(record), *verdicts.get(record.id, ())),
            )


_TEXTS: dict[type[Record], tuple[str, tuple[str, ...]]] = {
    Claim: ("", ("text", "claimant")),
    Fact: ("", ("statement", "quote", "translation", "locator")),
    Link: ("", ("searched",)),
    Note: ("", ("text", "tags", "to", "old", "new")),
    Review: ("", ("verdict", "reason")),
    Source: ("title", ("publisher", "person_named", "words", "url")),
}
"""Of each kind: the field that names it, and those whose words are searched."""


def _texts(record: Record, names: Iterable[str]) -> Iterator[str]:
    if isinstance(record, Claim):
        yield record.anchor.exact
    for name in names:
        value = getattr(record, name)
        words = " ".join(value) if isinstance(value, tuple) else str(value)
        if words:
            yield words


def _about(record: Record) -> str:
    match record:
        case Review() | Link():
            return record.claim
        case Fact():
            return record.source
        case Note():
            return record.target.id
        case _:
            return ""


def _facets(record: Record) -> Iterator[tuple[str, str]]:
    match record:
        case Claim():
            yield "claim_kinds", str(record.kind)
        case Link():
            yield "stances", str(record.stance)
        case Review():
            yield "verdicts", record.verdict.casefold()
        case Source():
            yield "media", str(record.medium)
        case Note():
            for tag in record.tags:
                yield "tags", tag.casefold()
        case _:
            return
