"""Mail as a program saves it (RFC 5322): the letter, its headers as metadata.

Of a letter that comes as text and as a page, the text is read.  What the writer
quotes from others stands as a quotation; attachments are only named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articles.building import NOWHERE, ArticleBuilder
from articles.canonical import canonical
from articles.errors import ArticleError
from articles.formats._flow import FlowWriter
from articles.formats._markup import decode_markup, read_markup
from articles.formats._text_lines import column_width, join_lines
from articles.language import language_code
from articles.model import Block, BlockKind, Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from articles.confining import About
    from articles.model import Article

NAME = "mail"
VERSION = 1
SUFFIXES = (".eml",)
AT_ONCE = True

_MOST_PARTS = 500
_QUOTE = re.compile(r"(?:> ?)+")
_SIGNATURE = "-- "
_NAMED = 8


def prepare() -> None:
    """Import what reads mail, which the standard library does."""
    import email.parser
    import email.policy  # noqa: F401


def parse_bytes(data: bytes, about: About) -> Article:  # noqa: ARG001 - as every format takes it
    """Return the article that the letter `data` is.

    Raises:
        ArticleError: it is no mail, or has no text.
    """
    from email.parser import BytesParser
    from email.policy import default

    letter = BytesParser(policy=default).parsebytes(data)
    if not any(name in letter for name in ("From", "Subject", "Date", "Received")):
        raise ArticleError("It is no mail: it has no sender, subject or date")
    if sum(1 for _ in letter.walk()) > _MOST_PARTS:
        raise ArticleError(f"It is made of more than {_MOST_PARTS} parts", "No letter is.")
    to = ArticleBuilder()
    metadata = _metadata(letter)
    to.write(metadata.title)
    to.end(Block(BlockKind.HEADING, NOWHERE, level=1))
    _body(letter, to)
    if names := _attachments(letter):
        to.notice(f"What is attached to the mail is not read: {', '.join(names[:_NAMED])}.")
    return to.article(metadata)


def _body(letter: EmailMessage, to: ArticleBuilder) -> None:
    body = letter.get_body(("plain", "html"))
    if body is None:
        to.notice("The mail has no text.")
        return
    data = body.get_payload(decode=True)
    assert isinstance(data, bytes)  # noqa: S101 - of a part that holds no others
    source, notices = decode_markup(data, str(body.get_content_charset() or ""))
    for sentence in notices:
        to.notice(sentence)
    if not source.strip():
        to.notice("The mail has no text.")
    if body.get_content_subtype() == "html":
        flow = FlowWriter(to, tables=False)
        read_markup(source, flow)
        flow.finish()
    else:
        _text(to, canonical(source).split("\n"))


def _text(to: ArticleBuilder, lines: list[str]) -> None:
    width = column_width([line.rstrip() for line in lines])
    for depth, words in _paragraphs(lines):
        to.write(join_lines(words, width))
        to.end(Block(BlockKind.PARAGRAPH, NOWHERE, quoted=depth))


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines between empty ones, and how deep they are quoted."""
    depth, kept = 0, list[str]()
    for line in lines:
        found = _QUOTE.match(line)
        here = found[0].count(">") if found else 0
        words = line[found.end() :] if found else line
        parts = not words.strip() or here != depth or words == _SIGNATURE
        if parts and kept:
            yield depth, kept
            kept = []
        depth = here
        if words.strip() and words != _SIGNATURE:
            kept.append(words)
    if kept:
        yield depth, kept


def _attachments(letter: EmailMessage) -> list[str]:
    return [
        " ".join((part.get_filename() or part.get_content_type()).split())
        for part in letter.iter_attachments()
    ]


def _metadata(letter: EmailMessage) -> Metadata:
    senders = letter["From"].addresses if letter["From"] is not None else ()
    date = letter["Date"].datetime if letter["Date"] is not None else None
    return Metadata(
        title=_line(letter["Subject"]),
        author=", ".join(_line(one.display_name or one.addr_spec) for one in senders),
        published=date.isoformat() if date else "",
        language=language_code(_line(letter["Content-Language"]).partition(",")[0]),
    )


def _line(header: object) -> str:
    return " ".join(str(header or "").split())
