"""The values an article is made of.

All of them are frozen.  Offsets are code points into `Article.text`, ends are
exclusive.  `Article.text` is canonical: plain, as rendered, NFC, with LF as the
only line break; every other part of the program counts in it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from articles.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@frozen
class Span:
    """A half-open range `[start, end)` of code points (W3C TextPositionSelector); ordered by both."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start}..{self.end}"
            raise ValueError(message)

    def __lt__(self, other: Span) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def cut(self, text: str) -> str:
        """Return the words of `text` that this span covers."""
        return text[self.start : self.end]


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    CODE = "code"
    TABLE_ROW = "table row"
    RULE = "rule"


@frozen
class Block:
    """A run of text that is laid out as one piece.

    A quotation is not a kind: any block may stand inside quotations, `quoted`
    deep, and inside lists, `depth` deep.  A list item of several paragraphs is
    one LIST_ITEM followed by PARAGRAPHs of the same depth.

    A RULE has an empty span.  Line feeds inside a paragraph are line breaks the
    author asked for; those of CODE are its lines.  The rows of a table follow
    one another and its first is its `header`.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    """Of a HEADING: 1 (highest) to 6."""
    depth: int = 0
    """How many lists it stands in."""
    quoted: int = 0
    """How many quotations it stands in."""
    marker: str = ""
    """What stands before a list item or footnote; not part of the text: `•`, `3.`, `☐`, `☑`, `[1]`."""
    info: str = ""
    """Of CODE: its language, if it names one."""
    header: bool = False
    """Of a TABLE_ROW: whether it heads the table."""
    cells: tuple[Span, ...] = ()
    """Of a TABLE_ROW: where each cell's text stands."""
    align: str = ""
    """Of a TABLE_ROW: one of `l`, `c`, `r` for each cell."""


class MarkKind(StrEnum):
    """How a run of words inside a block is set off."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    IMAGE = "image"
    FOOTNOTE = "footnote"


@frozen
class Mark:
    """A run of words that is set off; marks may nest but do not cross blocks."""

    kind: MarkKind
    span: Span
    target: str = ""
    """Of a LINK or IMAGE: the address as it came, unchecked.  Of a FOOTNOTE: its label."""


class LocatorKind(StrEnum):
    """What a place in the original is counted in."""

    PAGE = "page"
    TIME = "time"


@frozen
class Locator:
    """Where in the original the text stands from `start` on, until the next locator."""

    kind: LocatorKind
    start: int
    value: str
    """Of a PAGE: what is printed on it, such as `12` or `xii`.  Of a TIME: `h:mm:ss` from the beginning."""


@frozen
class Metadata:
    """What an article says of itself; every field may be empty (schema.org `Article`)."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    """ISO 8601, as exact as is known: `2021`, `2021-01`, `2021-01-11` or with a time."""
    url: str = ""
    language: str = ""
    """ISO 639-1, as the article says or as its words suggest; empty where unknown."""


@frozen
class Article:
    """A text and its parts.

    `blocks` and `marks` are in order of their start; blocks never overlap and,
    with the white space between them, cover the whole text.  Nothing changes
    them: they are tuples, or `articles.columns` that make each when it is asked for.
    """

    text: str
    blocks: Sequence[Block] = ()
    marks: Sequence[Mark] = ()
    metadata: Metadata = field(default_factory=Metadata)
    notices: tuple[str, ...] = ()
    """What the reader should know of how it was read, a sentence each."""
    locators: tuple[Locator, ...] = ()
    """In order of their start; empty where the original has no pages or times."""

    @property
    def sha256(self) -> str:
        """The hash of the canonical text; it names the revision."""
        from articles.hashing import sha256_of

        return sha256_of(self.text.encode("utf-8", "surrogatepass"))


class OriginKind(StrEnum):
    """By what an article is known again."""

    URL = "url"
    PATH = "path"
    HASH = "hash"


@frozen
class Origin:
    """Where an article came from, and so which article it is.

    `value` is the normalised address, the real path, or, for a text that came
    through a pipe, the sha256 of its canonical text.
    """

    kind: OriginKind
    value: str


@frozen
class Retrieval:
    """How a text was fetched from the web (W3C HttpRequestState)."""

    asked: str
    """The address that was given, in its normal form."""
    address: str
    """The address that answered, redirects followed."""
    at: datetime
    """Aware, UTC."""
    sha256: str
    """Of the bytes that came."""
    headers: tuple[tuple[str, str], ...] = ()
    """Those of the answer that say what it is and of when, by name in lower case."""
    canonical: str = ""
    """The address under which the page says it stands, if it says so."""
    archived: str = ""
    """The address of a copy in an archive, if the page names one or is one."""


@frozen
class Revision:
    """One state of an article's text, with how and when it came in (W3C TimeState)."""

    article_id: str
    sha256: str
    """Of `article.text`."""
    article: Article
    origin: Origin
    parser: str
    """Name and version of what made the text out of the original: `markdown/1`."""
    added: datetime
    """Aware, UTC."""
    added_by: str
    retrieval: Retrieval | None = None
    """Of a text from the web."""
