"""One record as a W3C Web Annotation with schema.org terms.

What those vocabularies have no term for goes along in two terms of our own:
`fields`, what the record has besides, and `without`, what it has not although a
reader of the annotation would think so.  Both are worked out by reading the
annotation back, so nothing can be lost between the writer and the reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from annotations.anchors import UNKNOWN
from annotations.codec import table_of, to_json, write_time
from annotations.exporters.markdown.footnotes import is_plain_address
from annotations.ids import is_ulid
from annotations.importers.webannotations import ARTICLE, SOURCE, read_fields
from annotations.model import Check, Claim, Decision, Fact, Link, Note, Purpose, Review, Source, TargetKind
from annotations.naming import to_urn
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.anchors import Anchor
    from annotations.model import Record

MOTIVATIONS = {
    Purpose.COMMENT: "commenting",
    Purpose.QUESTION: "questioning",
    Purpose.WORDING: "editing",
    Purpose.HIGHLIGHT: "highlighting",
}
MARKDOWN = "text/markdown"

_SHA256 = pattern(r"[0-9a-f]{64}")


class Annotator:
    """Writes the records of one article, which has the address `page` where it has one."""

    def __init__(
        self,
        article: str,
        page: str,
        records: Mapping[str, Record],
        settled: Mapping[str, Anchor] | None = None,
    ) -> None:
        """`settled` has the places that people decided on for claims and notes, by their ids."""
        self._settled = settled or {}
        self._article = article
        self._page = page if is_plain_address(page) else ARTICLE + quote(article, safe="")
        self._records = records

    def annotation(self, record: Record) -> dict[str, Any]:
        """Return `record` as an annotation."""
        said = getattr(self, f"_{type(record).__name__.lower()}")(record)
        made = {
            "id": _iri(record.id),
            "type": "Annotation",
            "record": table_of(record),
            "rev": record.rev,
            "creator": {"type": "Person", "name": record.person},
            "created": write_time(record.created),
            "modified": write_time(record.modified),
            **{name: value for name, value in said.items() if value not in ([], "")},
        }
        held = {name: value for name, value in to_json(record).items() if name not in {"author", "creator"}}
        read = read_fields(made, self._article)
        fields = {name: value for name, value in held.items() if name not in read or read[name] != value}
        without = sorted(set(read) - set(held) - {"author"})
        return made | ({"fields": fields} if fields else {}) | ({"without": without} if without else {})

    def _claim(self, claim: Claim) -> dict[str, Any]:
        about: dict[str, Any] = {
            "type": ["TextualBody", "schema:Claim"],
            "purpose": "identifying",
            "format": "text/plain",
            "value": claim.statement,
        }
        if claim.claimant:
            about["schema:author"] = {"schema:name": claim.claimant}
        body = [about, _word("classifying", claim.kind)]
        anchor = self._settled.get(claim.id, claim.anchor)
        return {"motivation": "identifying", "body": body, "target": self._at(anchor)}

    def _source(self, source: Source) -> dict[str, Any]:
        terms = {
            "schema:name": source.title,
            "schema:url": source.url,
            "schema:description": source.words,
            "schema:publisher": source.publisher,
            "schema:author": source.person_named,
            "schema:datePublished": source.published,
            "schema:archivedAt": source.archived,
        }
        about = {
            "type": ["TextualBody", "schema:CreativeWork"],
            "purpose": "describing",
            "value": source.title or source.words or source.url,
            **{name: value for name, value in terms.items() if value},
        }
        return {"motivation": "describing", "body": [about], "target": self._address(source.id)}

    def _fact(self, fact: Fact) -> dict[str, Any]:
        body = [_word("describing", fact.statement)] if fact.statement else []
        return {
            "motivation": "describing",
            "body": body,
            "target": self._passage(fact),
            "foundIn": _iri(fact.source),
        }

    def _link(self, link: Link) -> dict[str, Any]:
        fact = self._records.get(link.fact)
        found = [{**self._passage(fact), "purpose": "linking"}] if isinstance(fact, Fact) else []
        return {
            "motivation": "linking",
            "stance": str(link.stance),
            "fact": _iri(link.fact) if link.fact else "",
            "body": [*found, _word("classifying", link.stance)],
            "target": _iri(link.claim),
        }

    def _note(self, note: Note) -> dict[str, Any]:
        purpose = MOTIVATIONS[note.purpose]
        reply = note.target.kind is TargetKind.NOTE
        body = []
        if note.text:
            body.append({"type": "TextualBody", "purpose": purpose, "format": MARKDOWN, "value": note.text})
        if note.new:
            body.append(_word("editing", note.new))
        body += [_word("tagging", tag) for tag in note.tags]
        if note.anchor:
            target: object = self._at(self._settled.get(note.id, note.anchor))
        else:
            target = self._page if note.target.kind is TargetKind.ARTICLE else _iri(note.target.id)
        return {"motivation": [purpose, "replying"] if reply else purpose, "body": body, "target": target}

    def _check(self, check: Check) -> dict[str, Any]:
        # In words for others; for ourselves the ticks go along among the fields.
        body = [_word("classifying", f"{tick.mark}: {tick.words}") for tick in check.ticks]
        return {"motivation": "moderating", "body": body, "target": self._at(check.anchor)}

    def _review(self, review: Review) -> dict[str, Any]:
        basis = review.rests_on
        body: dict[str, Any] = {
            "type": ["TextualBody", "schema:ClaimReview"],
            "purpose": "assessing",
            "format": MARKDOWN,
            "value": review.reason,
            "schema:reviewRating": {"type": "schema:Rating", "schema:alternateName": review.verdict},
        }
        if basis.text or basis.words:
            body["schema:claimReviewed"] = basis.text or basis.words
        if basis.evidence:
            body["schema:citation"] = [{"id": _iri(pin.id), "rev": pin.rev} for pin in basis.evidence]
        return {"motivation": "assessing", "body": [body], "target": _iri(review.claim)}

    def _decision(self, decision: Decision) -> dict[str, Any]:
        body = [_word("classifying", decision.kind)]
        if decision.reason:
            body.append(_word("moderating", decision.reason))
        about = decision.target
        target = self._page if about.kind is TargetKind.ARTICLE else _iri(about.id)
        return {"motivation": "moderating", "body": body, "target": target}

    def _at(self, anchor: Anchor) -> dict[str, Any]:
        """Return a place in the article."""
        selectors: list[dict[str, Any]] = [{"type": "TextQuoteSelector", "exact": anchor.exact}]
        selectors[0] |= {name: held for name in ("prefix", "suffix") if (held := getattr(anchor, name))}
        if anchor.start != UNKNOWN:
            selectors.append({"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end})
        made: dict[str, Any] = {"type": "SpecificResource", "source": self._page, "selector": selectors}
        if _SHA256.fullmatch(anchor.revision):
            made["state"] = {"type": "TimeState", "cached": f"urn:sha256:{anchor.revision}"}
        return made

    def _passage(self, fact: Fact) -> dict[str, Any]:
        made: dict[str, Any] = {"type": "SpecificResource", "source": self._address(fact.source)}
        if fact.quote:
            made["selector"] = {"type": "TextQuoteSelector", "exact": fact.quote}
        return made

    def _address(self, source_id: str) -> str:
        """Return what a source is reached by, or a name for it."""
        source = self._records.get(source_id)
        url = source.url if isinstance(source, Source) else ""
        return url if is_plain_address(url) else SOURCE + quote(source_id, safe="")


def _iri(record_id: str) -> str:
    """Return the name of a record that is one on the web as well."""
    return to_urn(record_id) if is_ulid(record_id) else f"urn:postil:record:{quote(record_id, safe='')}"


def _word(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": str(value)}
