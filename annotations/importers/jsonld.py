"""W3C Web Annotations, back: our own without loss, anybody's as notes under their names."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from annotations.errors import InvalidRecord
from annotations.importers.json import read_record
from annotations.importers.parsed import Incoming, Parsed
from annotations.importers.reading_json import read_json
from annotations.importers.remarks import notes_of
from annotations.importers.webannotations import is_ours, page_of, remark_of, restored
from annotations.model import article_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotations.importers.remarks import Remark
    from annotations.model import Record

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When something was made that does not say it."""


def parse(data: bytes) -> Parsed:
    """Return what a collection, a page, a list of annotations or a single one says.

    Raises:
        InvalidRecord: it is none of these, or one of our own is damaged; which and why is named.
    """
    value, notices = read_json(data)
    items = list(_items(value))
    if not items and not _is_collection(value):
        raise InvalidRecord(
            "this is JSON, but has no Web Annotations", 'there is no "type": "Annotation" in it'
        )
    article = value.get("article", "") if isinstance(value, dict) else ""
    article = article if isinstance(article, str) else ""
    records: dict[str, Record] = {}
    remarks: list[Remark] = []
    for number, item in enumerate(items, 1):
        where = f"annotation {number}"
        if is_ours(item):
            record = _record(item, article, where)
            if record.id in records:
                raise InvalidRecord(f"{where}: the id {record.id} stands there twice")
            records[record.id] = record
        else:
            remarks.append(_remark(item, where))
    incoming = (*map(Incoming, records.values()), *notes_of(remarks, article))
    names = {item.get("id") for item in items}
    pages = (page for page in map(page_of, items) if page and page not in names)
    url = "" if article else next(pages, "")
    return Parsed(incoming, article, url=url, notices=(*notices, *_withheld(value)))


def _is_collection(value: object) -> bool:
    return isinstance(value, dict) and value.get("type") in {"AnnotationCollection", "AnnotationPage"}


def _items(value: object) -> Iterator[Any]:
    """Yield the annotations of a file: a collection has its first page in it, or only its address."""
    if isinstance(value, list):
        yield from (one for one in value if _is_annotation(one))
    elif _is_annotation(value):
        yield value
    elif isinstance(value, dict):
        for name in ("items", "first", "@graph"):
            held = value.get(name)
            if isinstance(held, list | dict):
                yield from _items(held)
                return


def _is_annotation(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    kind = value.get("type", value.get("@type"))
    return kind == "Annotation" or (isinstance(kind, list) and "Annotation" in kind)


def _record(item: dict[str, Any], article: str, where: str) -> Record:
    table, fields = restored(item, article)
    record = read_record(table, fields, where)
    if article_of(record) not in {article, ""}:
        raise InvalidRecord(f"{where}: it is about another article")
    return record


def _remark(item: dict[str, Any], where: str) -> Remark:
    try:
        return remark_of(item, LONG_AGO)
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidRecord(f"{where} is not valid", str(error)) from error


def _withheld(value: object) -> Iterator[str]:
    count = value.get("withheld") if isinstance(value, dict) else 0
    if type(count) is int and count > 0:
        yield f"Confidential sources were left out when this file was made: {count}."
