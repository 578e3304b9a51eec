"""A Word document's comments and footnotes as notes, under the names of those who wrote them.

A footnote is a source besides.  The text itself is read by `articles.formats.docx`;
here it is only what comments stand at.  Nothing in a document is followed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotations.anchors import Anchor
from annotations.errors import InvalidRecord
from annotations.exporters.docx.packing import CORE, MARK, check_of
from annotations.importers.jsonld import LONG_AGO
from annotations.importers.parsed import Counting, Parsed
from annotations.importers.reading_json import MOST_BYTES
from annotations.importers.remarks import NOBODY, Cited, Remark, notes_of
from articles.archives import Archive
from articles.errors import ArticleError
from articles.patterns import pattern
from articles.sentences import split
from articles.xml_reading import read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_DOCUMENT = "word/document.xml"
_COMMENTS = "word/comments.xml"
_THREADS = "word/commentsExtended.xml"
_FOOTNOTES = "word/footnotes.xml"
_LINKS = "word/_rels/footnotes.xml.rels"
"""Where the links of footnotes lead, by id."""
_ADDRESS = pattern(r"https?://[^\s<>\"“”„]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?'’»"
"""What ends a sentence and not an address; neither does a bracket that was not opened in it."""
_CONTEXT = 64
_DERIVED = pattern(r"Claim \d+ · ")
"""How our own comment on a claim begins."""
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}


@dataclass(slots=True)
class _Body:
    """The text of a document, and where its comments and footnotes stand."""

    text: str = ""
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    footnotes: dict[str, int] = field(default_factory=dict)


def parse(data: bytes) -> Parsed:
    """Return the comments and footnotes of a document.

    Raises:
        InvalidRecord: it is no Word document, or a part of it is damaged or too large.
    """
    parts = _Parts(data)
    document = parts.read(_DOCUMENT)
    if document is None:
        raise InvalidRecord("this is no Word document", f"it has no {_DOCUMENT}")
    body = _read_body(document)
    core = parts.read(CORE)
    ours = MARK in _core(core, f"{_DC}description")
    remarks = [*_comments(parts, body, ours=ours), *_footnotes(parts, body, core)]
    article = _core(core, f"{_DC}identifier") if ours else ""
    notices = () if remarks else ("The document has no comments and footnotes.",)
    return Parsed(notes_of(remarks, article), article, notices=notices)


class _Parts:
    """The parts of the file, as elements."""

    def __init__(self, data: bytes) -> None:
        try:
            self._file = Archive(data, MOST_BYTES)
        except ArticleError as error:
            raise InvalidRecord("this is no Word document", "it is no file of the kind .docx") from error

    def read(self, name: str) -> ET.Element | None:
        """Return a part; None where the document has none of that name."""
        try:
            data = self._file.read(name)
            # As it is only gone through, it may be of any depth.
            return None if data is None else read_xml(name, data, typed=False, deepest=len(data))
        except ArticleError as error:
            raise InvalidRecord("this Word document is not taken in", str(error)) from error


def _read_body(document: ET.Element, between: str = "\n\n") -> _Body:
    """Return the words of a part; `between` parts its paragraphs."""
    body = _Body()
    pieces: list[str] = []
    at = 0
    # What was moved away is read where it was moved to.
    gone = {words for moved in document.iter(f"{_W}moveFrom") for words in moved.iter(f"{_W}t")}
    for element in document.iter():
        words = ""
        if element.tag == f"{_W}p":
            words = between if pieces else ""
        elif element.tag == f"{_W}t":
            words = "" if element in gone else element.text or ""
        elif element.tag in _BREAKS:
            words = _BREAKS[element.tag]
        elif element.tag == f"{_W}commentRangeStart":
            body.starts[_id(element)] = at
        elif element.tag == f"{_W}commentRangeEnd":
            body.ends[_id(element)] = at
        elif element.tag == f"{_W}footnoteReference":
            body.footnotes[_id(element)] = at
        pieces.append(words)
        at += len(words)
    body.text = "".join(pieces)
    return body


def _comments(parts: _Parts, body: _Body, *, ours: bool) -> Iterator[Remark]:
    root = parts.read(_COMMENTS)
    if root is None:
        return
    found = {_id(one): one for one in root.iter(f"{_W}comment")}
    by_paragraph = {
        paragraph_id: name
        for name, one in found.items()
        for paragraph in one.iter(f"{_W}p")
        if (paragraph_id := paragraph.get(f"{_W14}paraId"))
    }
    parents = _parents(parts)
    answers = {
        by_paragraph[child]: by_paragraph.get(parent, "")
        for child, parent in parents
        if child in by_paragraph
    }
    names = {name: _name_of(one) for name, one in found.items()}
    for name, one in found.items():
        words = _words(one)
        if ours and _is_derived(one, words):
            continue
        moment = _moment(one.get(f"{_W}date", ""))
        yield Remark(
            name=names[name],
            person=one.get(f"{_W}author", "") or NOBODY,
            created=moment,
            modified=moment,
            text=words,
            answers=[names[answers[name]]] if answers.get(name) in names else [],
            anchor=_anchor(body.text, body.starts.get(name), body.ends.get(name)),
            counting=Counting.CODE_POINTS,
            extra={"via": "docx comment"},
        )


def _is_derived(comment: ET.Element, words: str) -> bool:
    """Tell whether a comment says what we wrote of a claim and nothing else, which the library knows."""
    marks = (one.get(f"{_W14}paraId", "") for one in comment.iter(f"{_W}p"))
    return bool(_DERIVED.match(words)) and next(marks, "") == check_of(words)


def _parents(parts: _Parts) -> Iterator[tuple[str, str]]:
    root = parts.read(_THREADS)
    for one in () if root is None else root.iter(f"{_W15}commentEx"):
        yield one.get(f"{_W15}paraId", ""), one.get(f"{_W15}paraIdParent", "")


def _footnotes(parts: _Parts, body: _Body, core: ET.Element | None) -> Iterator[Remark]:
    """Yield the footnotes, which name no author: whoever wrote the document wrote them."""
    root = parts.read(_FOOTNOTES)
    links = _links(parts)
    person = _core(core, f"{_DC}creator") or NOBODY
    moment = _moment(_core(core, f"{_TERMS}created"))
    for one in () if root is None else root.iter(f"{_W}footnote"):
        words = _words(one)
        offset = body.footnotes.get(_id(one))
        if offset is None or not words:
            # Word keeps the rules that part footnotes from the text as footnotes.
            continue
        start = body.text.rfind("\n\n", 0, offset) + 2 if "\n\n" in body.text[:offset] else 0
        sentences = split(body.text[start:offset])
        begins = start + sentences[-1].start if sentences else start
        yield Remark(
            name=f"docx footnote {offset}: {words}",
            person=person,
            created=moment,
            modified=moment,
            text=words,
            anchor=_anchor(body.text, begins, offset),
            counting=Counting.CODE_POINTS,
            cites=_cited(one, words, links),
            extra={"via": "docx footnote"},
        )


def _links(parts: _Parts) -> dict[str, str]:
    root = parts.read(_LINKS)
    return {} if root is None else {one.get("Id", ""): one.get("Target", "") for one in root}


def _cited(footnote: ET.Element, words: str, links: Mapping[str, str]) -> Cited:
    """Return the source that a footnote stands for: its one web address, else its words."""
    targets = (links.get(one.get(f"{_R}id", ""), "") for one in footnote.iter(f"{_W}hyperlink"))
    written = (_without_end(found) for found in _ADDRESS.findall(words))
    # Word ends some of the addresses that links lead to with a stroke.
    addresses = {one.rstrip("/"): one for one in (*targets, *written) if _ADDRESS.fullmatch(one)}
    return Cited(words=words) if len(addresses) != 1 else Cited(url=next(iter(addresses.values())))


def _without_end(address: str) -> str:
    """Return an address as it stood in a sentence without what follows it there."""
    bare = address.rstrip(_AFTER_ADDRESS)
    for opening, closing in ("()", "[]"):
        unopened = max(0, bare.count(closing) - bare.count(opening))
        at_end = len(bare) - len(bare.rstrip(closing))
        bare = bare[: len(bare) - min(unopened, at_end)]
    return bare.rstrip(_AFTER_ADDRESS)


def _anchor(text: str, start: int | None, end: int | None) -> Anchor | None:
    """Return the words between two offsets with what stands around them; None where there are none."""
    if start is None or end is None or not text[start:end].strip():
        return None
    held = text[start:end]
    start, end = start + len(held) - len(held.lstrip()), end - len(held) + len(held.rstrip())
    return Anchor("", text[start:end], text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT])


def _words(holder: ET.Element) -> str:
    # Each line of a comment is a paragraph.
    return _read_body(holder, "\n").text.strip()


def _name_of(comment: ET.Element) -> str:
    """Return what a comment is known by: Word numbers them anew whenever it likes."""
    author, date = comment.get(f"{_W}author", ""), comment.get(f"{_W}date", "")
    return f"docx comment by {author} of {date}: {_words(comment)}"


def _id(element: ET.Element) -> str:
    return element.get(f"{_W}id", "")


def _core(core: ET.Element | None, name: str) -> str:
    return "" if core is None else (core.findtext(name) or "").strip()


def _moment(written: str) -> datetime:
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(written)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return moment.replace(microsecond=0)
    return LONG_AGO
