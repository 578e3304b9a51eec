"""Markdown that this program wrote and a person may have edited, back.

A block that was damaged is named with its line and left out alone; the rest
comes in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import InvalidRecord
from annotations.exporters.markdown.draft import CHECK_KEY, FOOTNOTES
from annotations.exporters.markdown.notes import FORMAT, FORMAT_KEY, STYLE_KEY
from annotations.exporters.markdown.quoting import fingerprint
from annotations.importers.markdown.collecting import Collector
from annotations.importers.markdown.pieces import split_pieces
from annotations.importers.reading_json import MOST_BYTES, read_json
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.importers.parsed import Parsed

_FENCE = "---"
_FIELD = pattern(r"([\w-]+): *(.*)")
_ARTICLE = "article"


def parse(data: bytes) -> Parsed:
    """Return what Markdown in the style `notes` or `obsidian` says, and what was done to it by hand.

    Raises:
        InvalidRecord: it is not such a file; the reason is named.
    """
    lines = _lines(data)
    front, begins = _front_matter(lines)
    collector = Collector(front.get(_ARTICLE, ""))
    for piece in split_pieces(lines, begins):
        collector.take(piece)
    return collector.finish()


def draft_was_edited(data: bytes) -> bool:
    """Tell whether an annotated draft is not as it was written.

    Raises:
        InvalidRecord: it is none.
    """
    lines = _lines(data)
    fields, end = _fields(lines)
    if _words(fields.get(STYLE_KEY, "")) != FOOTNOTES:
        raise InvalidRecord("this is no annotated draft")
    return _words(fields.get(CHECK_KEY, "")) != fingerprint("\n".join(lines[end:]))


def _lines(data: bytes) -> list[str]:
    if len(data) > MOST_BYTES:
        raise InvalidRecord(f"the file has more than {MOST_BYTES // 1_000_000} MB", "it was not read")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidRecord("this is no Markdown of Postil", f"line {line} is not UTF-8") from error
    return text.replace("\r\n", "\n").split("\n")


def _fields(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Return the fields of the front matter as they are written, and how many lines it takes."""
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if lines[0].rstrip() != _FENCE or not end:
        raise InvalidRecord(
            "this is no Markdown of Postil", "line 1: it does not begin with front matter between --- lines"
        )
    fields = {found[1]: found[2].strip() for line in lines[1:end] if (found := _FIELD.fullmatch(line))}
    return fields, end + 1


def _front_matter(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Return the words of the front matter that matter here, and how many lines it takes."""
    fields, end = _fields(lines)
    written = fields.get(FORMAT_KEY, "")
    if written != str(FORMAT):
        known = f'"{FORMAT_KEY}: {FORMAT}" is not in its front matter'
        raise InvalidRecord("this is no Markdown that this version of Postil can read back", known)
    if _words(fields.get(STYLE_KEY, "")) == FOOTNOTES:
        raise InvalidRecord(
            "an annotated draft is not read back", "export in the style notes to edit and import"
        )
    return {_ARTICLE: _words(fields.get(_ARTICLE, ""))}, end


def _words(written: str) -> str:
    """Return what a quoted value says; an editor may have taken its quotes away."""
    try:
        value, _ = read_json(written.encode())
    except InvalidRecord:
        return written
    return value if isinstance(value, str) else written
