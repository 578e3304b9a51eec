"""A dossier as JSON, back: all of it or, where anything is wrong, nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.codec import TABLES, from_json, read_time
from annotations.errors import InvalidRecord
from annotations.exporters.json import FORMAT, VERSION
from annotations.ids import is_ulid
from annotations.importers.parsed import Incoming, Parsed
from annotations.importers.reading_json import read_json
from annotations.model import EVIDENCE, Note, article_of
from articles.errors import ArticleError
from articles.kept import unpack
from articles.model import Origin, OriginKind, Revision
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from annotations.model import Record
    from articles.model import Article

_REV = pattern(r"[1-9]\d{0,8}-[0-9a-f]{1,64}")


def parse(data: bytes) -> Parsed:
    """Return what a dossier in JSON says.

    Raises:
        InvalidRecord: it is none, of a later version, or damaged; line or record and reason are named.
    """
    value, notices = read_json(data)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        other = _looks_like(value)
        hint = f"it looks like another format: add --format {other}" if other else ""
        raise InvalidRecord(
            "this is JSON, but not a dossier of Postil", hint or f'its "format" is not "{FORMAT}"'
        )
    if value.get("version") != VERSION:
        raise InvalidRecord(
            f"this dossier has the format number {str(value.get('version'))[:20]}, not {VERSION}",
            "another version of Postil reads it",
        )
    revision = _revision(value.get("article"))
    incoming = tuple(Incoming(record) for record in _records(value.get("records"), revision.article_id))
    return Parsed(incoming, revision.article_id, revision, notices=(*notices, *_withheld(value)))


def _looks_like(value: object) -> str:
    """Return the format that a person may have meant; empty where that cannot be seen."""
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, dict):
        return ""
    if "Annotation" in str(first.get("type")):
        return "jsonld"
    if str(first.get("@type")).endswith(("ClaimReview", "DataFeed")):
        return "claimreview"
    return "hypothesis" if {"annotations", "rows"} & set(first) else ""


def _withheld(value: Mapping[str, Any]) -> Iterator[str]:
    count = value.get("withheld")
    if type(count) is int and count > 0:
        yield f"Confidential sources were left out when this file was made: {count}."


def _revision(data: object) -> Revision:
    if not isinstance(data, dict):
        raise InvalidRecord("the dossier has no article")
    try:
        article = unpack(data.get("parsed"))
        origin = data["origin"]
        revision = Revision(
            article_id=_text(data["id"]),
            sha256=_text(data["sha256"]),
            article=article,
            origin=Origin(OriginKind(origin["kind"]), _text(origin["value"])),
            parser=_text(data["parser"]),
            added=read_time(data["added"]),
            added_by=_text(data["added_by"]),
        )
    except ArticleError as error:
        raise InvalidRecord("the article in the dossier cannot be read", str(error)) from error
    except KeyError as error:
        raise InvalidRecord("the article in the dossier cannot be read", f"{error} is missing") from error
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidRecord("the article in the dossier cannot be read", str(error)) from error
    _check_text(article, revision.sha256)
    return revision


def _check_text(article: Article, sha256: str) -> None:
    if article.sha256 != sha256:
        raise InvalidRecord("the article's text is not the one its sha256 names", "the file was changed")
    spans = [block.span for block in article.blocks] + [mark.span for mark in article.marks]
    spans += [cell for block in article.blocks for cell in block.cells]
    if any(span.end > len(article.text) for span in spans):
        raise InvalidRecord("a part of the article ends after its text does", "the file was changed")


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        message = f"{value!r:.40} where words are due"
        raise TypeError(message)
    return value


def _records(data: object, article: str) -> Iterator[Record]:
    if not isinstance(data, dict):
        raise InvalidRecord("the dossier has no records")
    unknown = sorted(set(data) - set(TABLES))
    if unknown:
        raise InvalidRecord(f"there is no kind of record called {unknown[0]!r:.40}")
    seen: set[str] = set()
    for table, rows in data.items():
        if not isinstance(rows, list):
            raise InvalidRecord(f"{table} is no list of records")
        for number, row in enumerate(rows, 1):
            record = read_record(table, row, f"{table}, record {number}")
            if record.id in seen:
                raise InvalidRecord(f"{table}, record {number}: the id {record.id} stands there twice")
            if article_of(record) != article and not _of_library(record):
                raise InvalidRecord(f"{table}, record {number}: it is about another article")
            seen.add(record.id)
            yield record


def _of_library(record: Record) -> bool:
    return isinstance(record, EVIDENCE) or (isinstance(record, Note) and not record.article)


def read_record(table: str, row: object, where: str) -> Record:
    """Return the record that `row` is, from anywhere; `where` names its place in the file.

    Raises:
        InvalidRecord: it has not the form of a record of that table.
    """
    try:
        record = from_json(table, row)
    except (InvalidRecord, OverflowError) as error:
        raise InvalidRecord(f"{where} is not valid", str(error)) from error
    if not is_ulid(record.id):
        raise InvalidRecord(f"{where} is not valid", f"its id is {record.id!r:.40}, not a ULID")
    if any(rev and not _REV.fullmatch(rev) for rev in (record.rev, *record.ancestors)):
        raise InvalidRecord(f"{where} is not valid", "its rev is none")
    return record
