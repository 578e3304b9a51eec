"""Plain text, as newspapers and wire services deliver it.

Blank lines part paragraphs, a short line of its own without a stop at its end
is a heading, lines that were filled to a column are joined.  A date above the
text, or run into its first paragraph, becomes metadata.  Runs of spaces become
one; all else stays as it was written, a space before a comma included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from articles.building import BETWEEN_BLOCKS, BETWEEN_LINES, NOWHERE, ArticleBuilder
from articles.canonical import canonical
from articles.dates import iso_date
from articles.formats._text_lines import column_width, is_unfilled, join_lines, plain
from articles.model import Article, Block, BlockKind, Metadata
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "text"
VERSION = 1
SUFFIXES = (".txt", ".text")

_HEADING_LENGTH = 80
_HEADING_WORDS = 14
_STOPS = ".!?…:;,。！？"
_CLOSERS = "\"'”’»)]“‘«"
_RULE = pattern(r"(?:([-*_=~#•])[ \t]*)(?:\1[ \t]*){2,}|⁂")
_BULLET = pattern(r"[ \t]*[-*•‣][ \t]+(?=\S)")
_NUMBER = pattern(r"[ \t]*(\d{1,3})([.)])[ \t]+(?=\S)")
_INDENT = pattern(r"(?: {4}|\t)")
_COLUMNS = pattern(r"\S(?: {3,}|\t)\S")
_BYLINE = pattern(r"(?:[Dd]oor|[Bb]y|[Vv]on|[Pp]ar|[Pp]or)[ :]+(?=[A-Z\u00c0-\u00de])(.{2,80})")
_DATED = r"(?:date|datum|fecha|published|gepubliceerd|publié|veröffentlicht)(?:[ \t]*:)?[ \t]+"
_LABEL = pattern(rf"\s*{_DATED}", re.IGNORECASE)
_RUN_IN = pattern(rf"\s*({_DATED})?(\d{{4}}-\d\d(?:-\d\d)?)(?=\s|\Z)[ \t]*", re.IGNORECASE)
_LONGEST_DATE = 60
_HEADS = 3
"""Title, date and author stand in so many paragraphs at the top."""


@dataclass(slots=True)
class _Paragraph:
    """Lines between blank lines."""

    lines: list[str]

    @property
    def only(self) -> str:
        """Its line, where it has just one."""
        return plain(self.lines[0]) if len(self.lines) == 1 else ""


def parse(source: str) -> Article:
    """Return the article that `source` is."""
    lines = canonical(source).split("\n")
    published, lines = _take_date(lines)
    paragraphs = list(_paragraphs(lines))
    width = column_width([line.rstrip() for line in lines])
    walk = _Walk(ArticleBuilder(), width)
    author = ""
    for at, paragraph in enumerate(paragraphs):
        if at < _HEADS and not published and (date := _date_line(paragraph.only)):
            published = date
        elif at < _HEADS and not author and (byline := _BYLINE.fullmatch(paragraph.only)):
            author = byline[1]
            walk.prose(paragraph.lines)
        else:
            walk.paragraph(paragraph, is_first=walk.is_empty, is_last=at == len(paragraphs) - 1)
    return walk.to.article(Metadata(published=published, author=author))


def _paragraphs(lines: list[str]) -> Iterator[_Paragraph]:
    for is_blank, group in groupby(lines, key=lambda line: not line.strip()):
        if is_blank:
            continue
        here = list(group)
        # Some programs end paragraphs, not lines, with a line feed.
        yield from (_Paragraph([line]) for line in here) if is_unfilled(here) else (_Paragraph(here),)


def _take_date(lines: list[str]) -> tuple[str, list[str]]:
    """Return the date run into the first paragraph, and the lines without it.

    Without a word such as `date` before it, it has to be followed by a capital.
    """
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None or not (found := _RUN_IN.match(lines[first])):
        return "", lines
    rest = lines[first][found.end() :]
    date = iso_date(found[2])
    if not date or not (found[1] or not rest or not rest.lstrip("\"'“„«‘(")[:1].islower()):
        return "", lines
    return date, [rest, *lines[first + 1 :]]


def _date_line(line: str) -> str:
    if not line or len(line) > _LONGEST_DATE or line.isdigit():
        return ""
    return iso_date(_LABEL.sub("", line, count=1))


def _is_heading(line: str) -> bool:
    """Tell whether a line of its own is short, without a stop at its end, and no lower-case start."""
    bare = line.rstrip(_CLOSERS)
    return (
        0 < len(line) <= _HEADING_LENGTH
        and len(line.split()) <= _HEADING_WORDS
        and bare[-1:] not in _STOPS
        and any(char.isalpha() for char in line)
        and not line.lstrip("\"'“„«‘([")[:1].islower()
    )


class _Walk:
    """Goes through the paragraphs and writes what they hold."""

    def __init__(self, to: ArticleBuilder, width: int) -> None:
        self.to = to
        self.width = width
        self.is_empty = True
        self.last_number = 0

    def paragraph(self, paragraph: _Paragraph, *, is_first: bool, is_last: bool) -> None:
        """Write one paragraph as what it looks like."""
        self.is_empty = False
        lines = paragraph.lines
        if len(lines) == 1 and _RULE.fullmatch(paragraph.only):
            self.to.end(Block(BlockKind.RULE, NOWHERE))
        elif len(lines) == 2 and _RULE.fullmatch(plain(lines[1])) and _is_heading(plain(lines[0])):  # noqa: PLR2004
            self._heading(plain(lines[0]), 1 if is_first else 2)
        elif self._is_list(lines):
            self._list(lines)
        elif all(_INDENT.match(line) for line in lines):
            self._indented(lines)
        elif _is_heading(paragraph.only) and not is_last:
            self._heading(paragraph.only, 1 if is_first else 2)
        else:
            self.prose(lines)

    def prose(self, lines: list[str], *, quoted: int = 0) -> None:
        """Write a paragraph of words."""
        self.is_empty = False
        self.to.write(join_lines(lines, self.width))
        self.to.end(Block(BlockKind.PARAGRAPH, NOWHERE, quoted=quoted))

    def _heading(self, line: str, level: int) -> None:
        self.to.write(line)
        self.to.end(Block(BlockKind.HEADING, NOWHERE, level=level))

    def _indented(self, lines: list[str]) -> None:
        """Write indented lines: columns and stairs as they stand, other words as a quotation."""
        depths = {len(line) - len(line.lstrip()) for line in lines}
        if len(depths) == 1 and not any(_COLUMNS.search(line) for line in lines):
            self.prose(lines, quoted=1)
            return
        least = min(depths)
        self.to.write("\n".join(line[least:] for line in lines))
        self.to.end(Block(BlockKind.CODE, NOWHERE))

    def _is_list(self, lines: list[str]) -> bool:
        """Tell whether all of `lines` are items or go on with one.

        A number alone is none: `3. Februar` begins many a German line.  It has to
        be followed by the next, or follow the one before.
        """
        if _BULLET.match(lines[0]):
            return True
        numbers = [int(found[1]) for line in lines if (found := _NUMBER.match(line))]
        if not numbers or not _NUMBER.match(lines[0]):
            return False
        follows = self.last_number and numbers[0] == self.last_number + 1
        return bool(follows or (len(numbers) > 1 and numbers[1] == numbers[0] + 1))

    def _list(self, lines: list[str]) -> None:
        items: list[tuple[str, list[str]]] = []
        for line in lines:
            number = _NUMBER.match(line)
            if number and not _BULLET.match(lines[0]):
                items.append((f"{number[1]}{number[2]}", [line[number.end() :]]))
                self.last_number = int(number[1])
            elif bullet := _BULLET.match(line):
                items.append(("•", [line[bullet.end() :]]))
            else:
                items[-1][1].append(line)
        gap = BETWEEN_BLOCKS
        for marker, words in items:
            self.to.write(join_lines(words, self.width))
            self.to.end(Block(BlockKind.LIST_ITEM, NOWHERE, depth=1, marker=marker), gap)
            gap = BETWEEN_LINES
