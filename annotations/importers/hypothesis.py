"""What Hypothesis gives out: the JSON that its client exports, and the rows of its search API.

Authors, dates, tags and replies are kept.  Its positions count UTF-16 code
units of the page as the browser had it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.codec import read_time
from annotations.errors import InvalidRecord
from annotations.importers.parsed import Counting, Parsed
from annotations.importers.reading_json import read_json
from annotations.importers.remarks import NOBODY, Remark, notes_of
from annotations.importers.webannotations import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_LISTS = ("annotations", "rows")
"""Where the client, and the API, keep them."""


def parse(data: bytes) -> Parsed:
    """Return the notes of a file.

    Raises:
        InvalidRecord: it is no such file, or a note in it is damaged; which and why is named.
    """
    value, notices = read_json(data)
    rows = next((value[name] for name in _LISTS if name in value), None) if isinstance(value, dict) else None
    if not isinstance(rows, list):
        raise InvalidRecord(
            "this is JSON, but not of Hypothesis", 'it has neither "annotations" nor "rows" as a list'
        )
    remarks = [_remark(row, number) for number, row in enumerate(rows, 1)]
    pages = list(dict.fromkeys(row["uri"] for row in rows if isinstance(row.get("uri"), str)))
    return Parsed(notes_of(remarks, ""), url=pages[0] if pages else "", notices=(*notices, *_many(pages)))


def _many(pages: list[str]) -> Iterator[str]:
    if len(pages) > 1:
        named = ", ".join(pages)
        yield f"The notes are on {len(pages)} pages, and all are taken for notes on this article: {named}"


def _remark(row: object, number: int) -> Remark:
    try:
        return _read(row)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise InvalidRecord(f"annotation {number} is not valid", reason) from error


def _read(row: object) -> Remark:
    if not isinstance(row, dict):
        message = "it is no object"
        raise TypeError(message)
    name = _words(row["id"])
    created = read_time(row["created"])
    tags, references = row.get("tags") or [], row.get("references") or []
    targets = row.get("target") or []
    if not all(isinstance(one, list) for one in (tags, references, targets)):
        message = "its tags, references or target are no list"
        raise TypeError(message)
    return Remark(
        name=f"hypothesis:{name}",
        person=_person(row),
        created=created,
        modified=read_time(row.get("updated") or row["created"]),
        text=_words(row.get("text") or ""),
        tags=tuple(map(_words, tags)),
        answers=[f"hypothesis:{one}" for one in reversed(references)],
        anchor=next((found for target in targets if (found := anchor_of(target))), None),
        counting=Counting.UTF_16,
        extra={"via": f"https://hypothes.is/a/{name}"},
    )


def _person(row: dict[str, Any]) -> str:
    """Return who wrote a note: the name shown, else that of the account."""
    info = row.get("user_info")
    shown = info.get("display_name") if isinstance(info, dict) else ""
    account = _words(row.get("user") or "").removeprefix("acct:").partition("@")[0]
    return shown if isinstance(shown, str) and shown.strip() else account or NOBODY


def _words(value: object) -> str:
    if not isinstance(value, str):
        message = f"{value!r:.40} where words are due"
        raise TypeError(message)
    return value
