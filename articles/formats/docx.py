"""Word documents (Office Open XML), as drafts come: with changes, footnotes and comments.

Tracked changes are read as accepted.  Footnotes stand at the end of the text;
comments are no part of it: an importer takes them in as notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles import how_far
from articles.archives import Archive
from articles.building import BETWEEN_BLOCKS, BETWEEN_CELLS, BETWEEN_LINES, NOWHERE, ArticleBuilder
from articles.dates import iso_date
from articles.errors import ArticleError
from articles.formats._docx_runs import RunWriter, accepted
from articles.formats._docx_styles import (
    Numbering,
    Style,
    W,
    is_on,
    list_of,
    outline_level,
    read_styles,
    value,
)
from articles.language import language_code
from articles.model import Block, BlockKind, Metadata
from articles.xml_reading import read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from articles.confining import About
    from articles.model import Article

NAME = "docx"
VERSION = 1
SUFFIXES = (".docx",)
AT_ONCE = False

_DOCUMENT = "word/document.xml"
_LINKS = "word/_rels/document.xml.rels"
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_EACH = 200
"""Paragraphs between two signs of progress."""
_CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


def prepare() -> None:
    """Import nothing: the standard library reads these documents."""


def parse_bytes(data: bytes, about: About) -> Article:  # noqa: ARG001 - as every format takes it
    """Return the article that the document `data` is.

    Raises:
        ArticleError: it is no Word document, or damaged.
    """
    archive = Archive(data)
    document = _part(archive, _DOCUMENT)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise ArticleError("It is no Word document: it has no text")
    walk = _Walk(archive)
    walk.write(body)
    walk.footnotes()
    if any(next(body.iter(tag), None) is not None for tag in _CHANGES):
        walk.to.notice("Its tracked changes are read as accepted.")
    comments = _part(archive, "word/comments.xml")
    count = 0 if comments is None else len(comments.findall(f"{W}comment"))
    if count == 1:
        walk.to.notice("It has a comment: postil import takes it in as a note.")
    elif count:
        walk.to.notice(f"It has {count} comments: postil import takes them in as notes.")
    return walk.to.article(_metadata(archive))


def _part(archive: Archive, name: str) -> Element | None:
    data = archive.read(name)
    return None if data is None else read_xml(name, data)


class _Walk:
    """Goes through a document and writes what it holds."""

    def __init__(self, archive: Archive) -> None:
        self.to = ArticleBuilder()
        links = _part(archive, _LINKS)
        targets = {} if links is None else {one.get("Id", ""): one.get("Target", "") for one in links}
        self._archive = archive
        self._runs = RunWriter(self.to, targets)
        self._styles = read_styles(_part(archive, "word/styles.xml"))
        self._numbering = Numbering(_part(archive, "word/numbering.xml"))
        self._was_list = False
        self._marker = ""

    def write(self, holder: Element) -> None:
        """Write the paragraphs and tables in `holder`."""
        parts = list(_parts(holder))
        for at, part in enumerate(parts):
            if not at % _EACH:
                how_far.tell(at, len(parts))
            if part.tag == f"{W}tbl":
                self._table(part)
            else:
                self._paragraph(part)
        # Where the sign that ends the last paragraph is deleted nothing follows it.
        self._end(Block(BlockKind.PARAGRAPH, NOWHERE))

    def footnotes(self) -> None:
        """Write the footnotes and then the endnotes, in the order of their signs."""
        for kind in ("footnote", "endnote"):
            root = _part(self._archive, f"word/{kind}s.xml")
            notes = {} if root is None else {one.get(f"{W}id", ""): one for one in root}
            for name, label in self._runs.notes(kind):
                if name in notes:
                    self._marker = f"[{label}]"
                    self.write(notes[name])

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        self._runs.write(paragraph)
        marks = None if properties is None else properties.find(f"{W}rPr")
        if marks is not None and marks.find(f"{W}del") is not None:
            # The sign that ends the paragraph is deleted: the next goes on in it.
            return
        style = self._styles.get("" if properties is None else value(properties, "pStyle"), Style())
        self._end(*self._block(style, properties))
        for box in self._runs.take_boxes():
            self.write(box)

    def _block(self, style: Style, properties: Element | None) -> tuple[Block, str]:
        """Return the block that a paragraph is, and what parts it from the one before."""
        marker, self._marker = self._marker, ""
        level = outline_level(properties) or style.level
        list_id, depth = list_of(properties)
        if not list_id:
            list_id, depth = style.list_id, style.list_level
        quoted = int(style.quoted)
        # The list of number 0 is how Word says that a paragraph is in none.
        in_list = list_id not in ("", "0") and self.to.here > 0
        was_list, self._was_list = self._was_list, in_list and not level
        if level:
            return Block(BlockKind.HEADING, NOWHERE, level=level), BETWEEN_BLOCKS
        if in_list:
            sign = self._numbering.marker(list_id, depth)
            gap = BETWEEN_LINES if was_list else BETWEEN_BLOCKS
            return Block(BlockKind.LIST_ITEM, NOWHERE, depth=depth + 1, quoted=quoted, marker=sign), gap
        kind = BlockKind.CODE if style.code else BlockKind.PARAGRAPH
        return Block(kind, NOWHERE, quoted=quoted, marker="" if style.code else marker), BETWEEN_BLOCKS

    def _end(self, block: Block, gap: str = BETWEEN_BLOCKS) -> None:
        self._runs.end()
        self.to.end(block, gap)

    def _table(self, table: Element) -> None:
        gap, header = BETWEEN_BLOCKS, True
        for row in accepted(table, f"{W}tr"):
            if is_on(row.find(f"{W}trPr"), "del"):
                continue
            cells = 0
            for cell in accepted(row, f"{W}tc"):
                if cells:
                    self.to.write(BETWEEN_CELLS)
                cells += 1
                start = self.to.here
                # Also those of a table in the cell.
                for paragraph in cell.iter(f"{W}p"):
                    if self.to.here > start:
                        self.to.write(" ")
                    self._runs.write(paragraph, lines=False)
                self.to.end_cell(start)
            if cells:
                self._end(Block(BlockKind.TABLE_ROW, NOWHERE, header=header, align="l" * cells), gap)
                gap, header = BETWEEN_LINES, False
        self._was_list = False


def _parts(holder: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables of `holder`, in order, those of content controls among them."""
    return accepted(holder, f"{W}p", f"{W}tbl")


def _metadata(archive: Archive) -> Metadata:
    core = _part(archive, _CORE)
    if core is None:
        return Metadata()

    def said(name: str) -> str:
        return " ".join((core.findtext(f"{_DC}{name}") or "").split())

    return Metadata(
        title=said("title"),
        author=", ".join(filter(None, (one.strip() for one in said("creator").split(";")))),
        publisher=said("publisher"),
        published=iso_date(said("date")),
        language=language_code(said("language")),
    )
