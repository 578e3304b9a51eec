"""schema.org ClaimReview from anybody, as claims, reviews and facts that keep where they came from.

A verdict is taken over where it is one of ours by name.  Whatever it is, the
review itself is a source, and its rating a fact in the context of the claim: how
far others' evidence bears on a claim is for the person who reads it to say.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from annotations.anchors import Anchor
from annotations.cleaning import cleaned
from annotations.errors import InvalidRecord
from annotations.exporters.claimreview import NAMES, OURS
from annotations.importers.jsonld import LONG_AGO
from annotations.importers.parsed import Incoming, Parsed
from annotations.importers.reading_json import read_json
from annotations.importers.remarks import NOBODY
from annotations.model import Claim, Fact, Link, Medium, Record, Review, Source, Stance
from annotations.naming import derived, from_urn
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TYPE = "ClaimReview"
_HOLDERS = ("dataFeedElement", "item", "@graph")
_VERDICTS = {name.casefold(): verdict for verdict, name in NAMES.items()} | {one: one for one in NAMES}


def parse(data: bytes) -> Parsed:
    """Return what a ClaimReview, a list or a feed of them says.

    Raises:
        InvalidRecord: there is none in it, or one lacks what it must have; which and what is named.
    """
    value, notices = read_json(data)
    nodes = list(_nodes(value))
    if not nodes and not _is_a(value, "DataFeed"):
        raise InvalidRecord("this is JSON, but has no claim reviews", f'there is no "@type": "{_TYPE}" in it')
    records: dict[str, Record] = {}
    for number, node in enumerate(nodes, 1):
        try:
            # One source may stand in several reviews.
            records |= {one.id: one for one in _Reader(node).records() if one.id not in records}
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise InvalidRecord(f"claim review {number} is not valid", reason) from error
    pages = (_web(part.get("url")) for node in nodes for part in _appearances(node))
    url = next(filter(None, pages), "")
    return Parsed(tuple(map(Incoming, records.values())), url=url, notices=notices)


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one)
    elif _is_a(value, _TYPE) and isinstance(value, dict):
        yield value
    elif isinstance(value, dict):
        for name in _HOLDERS:
            yield from _nodes(value.get(name))


def _is_a(value: object, name: str) -> bool:
    kinds = value.get("@type") if isinstance(value, dict) else None
    return any(str(kind).rpartition("/")[2].rpartition(":")[2] == name for kind in _all(kinds))


@frozen
class _Origin:
    """What all records of one review have in common."""

    name: str
    via: str
    person: str
    created: datetime
    modified: datetime

    def fields(self, what: str, urn: object = "") -> dict[str, Any]:
        """Return what a record has whatever its kind; `urn` is its name, where it has one of ours."""
        record_id = derived(self.created, f"{what} of {self.name}")
        if isinstance(urn, str) and urn.startswith("urn:uuid:") and self.name.startswith(OURS):
            record_id = from_urn(urn)
        return {
            "id": record_id,
            "author": self.person,
            "created": self.created,
            "modified": self.modified,
            "extra": {"via": self.via} if self.via else {},
        }


class _Reader:
    """Reads one review."""

    def __init__(self, node: Mapping[str, Any]) -> None:
        self._node = node
        created = _moment(node, "dateCreated", "datePublished", "dateModified") or LONG_AGO
        url = _web(node.get("url"))
        statement = _words(node["claimReviewed"])
        person = _name(node.get("author")) or _name(node.get("publisher")) or NOBODY
        name = _words(node.get("@id") or url or f"{person}: {statement}")
        modified = _moment(node, "dateModified", "datePublished") or created
        self._origin = _Origin(name, url or _words(node.get("@id") or ""), person, created, modified)
        self._statement = cleaned(statement)
        if not self._statement:
            message = "claimReviewed has no words"
            raise ValueError(message)

    def records(self) -> Iterator[Record]:
        """Yield the claim, the review, and what it rests on."""
        claim = self._claim()
        yield claim
        rating = self._node["reviewRating"]
        called = cleaned(_words(rating["alternateName"]))
        reason = cleaned(_words(rating.get("ratingExplanation") or self._node.get("reviewBody") or ""))
        verdict = _VERDICTS.get(called.casefold())
        if verdict:
            yield Review(
                **self._origin.fields("review"), article="", claim=claim.id, verdict=verdict, reason=reason
            )
        if not self._origin.name.startswith(OURS):
            yield from self._rated(claim, called, reason)
        for number, cited in enumerate(_all(self._node.get("citation"))):
            yield from self._cited(claim, cited, number)

    def _claim(self) -> Claim:
        item = next((one for one in _all(self._node.get("itemReviewed")) if isinstance(one, dict)), {})
        words = cleaned(_words(item.get("text") or "")) or self._statement
        return Claim(
            **self._origin.fields("claim", item.get("@id")),
            article="",
            anchor=Anchor("", words),
            text="" if words == self._statement else self._statement,
            claimant=_name(item.get("author")),
        )

    def _rated(self, claim: Claim, called: str, reason: str) -> Iterator[Record]:
        """Yield the review as a source, and its rating as what is said there."""
        node, origin = self._node, self._origin
        source = Source(
            **origin.fields("source"),
            url=_web(node.get("url")),
            title=cleaned(_words(node.get("headline") or node.get("name") or "")),
            words=f"Claim review by {origin.person}",
            publisher=_name(node.get("publisher")) or origin.person,
            published=_words(node.get("datePublished") or ""),
            medium=Medium.WEB,
        )
        statement = f"Rated “{called}”." + (f"\n\n{reason}" if reason else "")
        fact = Fact(**origin.fields("fact"), source=source.id, statement=statement)
        yield from (source, fact, self._link(claim, fact, origin.fields("link")))

    def _cited(self, claim: Claim, cited: object, number: int) -> Iterator[Record]:
        about = {"url": cited} if isinstance(cited, str) else cited
        if not isinstance(about, dict):
            message = f"its citation {number + 1} is neither a text nor an object"
            raise TypeError(message)
        urns = [*_all(about.get("identifier")), "", ""]
        origin, what = self._origin, f"citation {number}"
        url = about.get("url") or ""
        name = about.get("name") or about.get("headline") or ""
        source = Source(
            **origin.fields(f"{what}, source", about.get("@id")),
            url=_web(url),
            words="" if _web(url) else cleaned(_words(url)),
            title=cleaned(_words(name)),
            publisher=_name(about.get("publisher")),
            person_named=_name(about.get("author")),
            published=_words(about.get("datePublished") or ""),
            archived=_web(about.get("archivedAt")),
        )
        fact = Fact(
            **origin.fields(f"{what}, fact", urns[0]),
            source=source.id,
            statement=cleaned(_words(about.get("description") or "")) or f"Cited by {origin.person}.",
            quote=cleaned(_words(about.get("text") or "")),
            translation=_translation(about.get("workTranslation")),
        )
        yield from (source, fact, self._link(claim, fact, origin.fields(f"{what}, link", urns[1])))

    def _link(self, claim: Claim, fact: Fact, fields: dict[str, Any]) -> Link:
        return Link(**fields, article="", claim=claim.id, fact=fact.id, stance=Stance.CONTEXT)


def _appearances(node: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for item in _all(node.get("itemReviewed")):
        for part in _all(item.get("appearance") if isinstance(item, dict) else None):
            yield part if isinstance(part, dict) else {"url": part}


def _all(held: object) -> Iterator[Any]:
    """Yield what JSON-LD allows to be one or several."""
    if isinstance(held, list):
        yield from held
    elif held is not None:
        yield held


def _name(agent: object) -> str:
    """Return what people or organisations are called."""
    names = [one.get("name") if isinstance(one, dict) else one for one in _all(agent)]
    return ", ".join(cleaned(one) for one in names if isinstance(one, str) and one.strip())


def _translation(work: object) -> str:
    """Return the words of the first translation of a quotation; empty where there is none in words."""
    texts = [one.get("text") for one in _all(work) if isinstance(one, dict)]
    return next((cleaned(text) for text in texts if isinstance(text, str)), "")


def _web(url: object) -> str:
    return url.strip() if isinstance(url, str) and url.strip().startswith(("http://", "https://")) else ""


def _moment(node: Mapping[str, Any], *names: str) -> datetime | None:
    """Return the first of the times named; a day alone is taken from its beginning in UTC."""
    for name in names:
        if node.get(name):
            moment = datetime.fromisoformat(_words(node[name]))
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
            return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    return None


def _words(value: object) -> str:
    if not isinstance(value, str):
        message = f"{value!r:.40} where words are due"
        raise TypeError(message)
    return value
