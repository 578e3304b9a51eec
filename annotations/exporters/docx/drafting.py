"""The document itself: what is open, the article block by block, and comments at its passages."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from annotations.anchors import AnchorState
from annotations.codec import write_time
from annotations.exporters.docx.packing import MARK, check_of, packed
from annotations.exporters.docx.telling import claim_words, flat, note_words, notes_at, open_items
from annotations.exporters.html.elements import address
from annotations.exporters.markdown.draft import NOWHERE
from annotations.exporters.markdown.notes import OF_ARTICLE, title_of
from annotations.exporters.marking import marks_in
from annotations.exporters.registry import withheld_notice
from annotations.scales import scale_of
from articles.model import BlockKind, MarkKind, Span
from articles.untrusted import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from docx.comments import Comment
    from docx.document import Document as OpenDocument
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from annotations.dossier import ClaimView, Dossier, Thread
    from annotations.exporters.registry import ExportOptions
    from annotations.model import Note
    from articles.model import Block, Mark

_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_OPEN = "Open"
_MONO = "Consolas"
_INDENT = Pt(18)


def write_document(dossier: Dossier, options: ExportOptions) -> bytes:
    """Return the document as a file."""
    writer = _Writer(dossier)
    writer.head(options)
    writer.article()
    writer.rest()
    properties = writer.document.core_properties
    properties.title = _said(title_of(dossier))[:255]
    properties.author = _said(dossier.revision.article.metadata.author)[:255]
    properties.comments = f"{MARK} {options.tool}"
    properties.identifier = dossier.revision.article_id
    properties.last_modified_by = ""
    properties.created = properties.modified = options.now
    return packed(writer.document)


class _Writer:
    """Writes one dossier; remembers which run holds which words."""

    def __init__(self, dossier: Dossier) -> None:
        self.document: OpenDocument = Document()
        self._dossier = dossier
        self._text = dossier.text
        self._scale = scale_of(dossier.policy)
        self._runs: list[tuple[Span, Run]] = []
        self._placed = [view for view in dossier.claims if view.span and _is_sure(view)]
        self._passages = [(thread, span) for thread in dossier.notes if (span := _span_of(thread))]
        self._told: set[str] = set()
        self._links: dict[str, str] = {}

    def head(self, options: ExportOptions) -> None:
        """Write the title, what is open, and what was left out."""
        meta = self._dossier.revision.article.metadata
        self.document.add_heading(_said(title_of(self._dossier)), 0)
        by = " · ".join(filter(None, (meta.author, meta.publisher, meta.published, meta.url)))
        if by:
            self.document.add_paragraph(_said(by))
        if options.withheld:
            self.document.add_paragraph(withheld_notice(options.withheld))
        items = list(open_items(self._dossier))
        self.document.add_heading(_OPEN, 1)
        for item in items or ["Nothing is open."]:
            self.document.add_paragraph(_said(item), style="List Bullet" if items else None)

    def article(self) -> None:
        """Write the article, then put the comments at its passages."""
        article = self._dossier.revision.article
        cuts = {offset for span in self._commented() for offset in (span.start, span.end)}
        self.document.add_heading("Article", 1)
        for block in article.blocks:
            self._block(block, marks_in(article, block.span), cuts)
        for view in self._placed:
            runs = self._runs_of(view.span)
            if runs:
                self._claim(runs, view)
        for thread, span in self._passages:
            runs = self._runs_of(span)
            if runs:
                self._notes(runs, flat([thread]))

    def rest(self) -> None:
        """Write the claims that have no place, and the notes on the whole."""
        lost = [view for view in self._dossier.claims if not self._runs_of(view.span) or not _is_sure(view)]
        if lost:
            self.document.add_heading(NOWHERE, 1)
        for view in lost:
            words = self.document.add_paragraph(style="Quote").add_run(_said(view.claim.anchor.exact))
            self._claim([words], view)
        notes = [note for note in flat(self._dossier.notes) if note.id not in self._told]
        if notes:
            self.document.add_heading(OF_ARTICLE, 1)
        for note in notes:
            said = f"{note.person}, {write_time(note.created)[:10]}: {note_words(note)}"
            self.document.add_paragraph(_said(said))

    def _commented(self) -> Iterator[Span]:
        yield from (view.span for view in self._placed if view.span)
        yield from (span for _, span in self._passages)

    def _block(self, block: Block, marks: list[Mark], cuts: set[int]) -> None:
        if block.kind is BlockKind.RULE:
            self.document.add_paragraph("* * *")
            return
        paragraph = self._paragraph(block)
        cells = {cell.end for cell in block.cells[:-1]}
        inside = {offset for offset in cuts if block.span.start < offset < block.span.end} | cells
        for mark in marks:
            inside |= {mark.span.start, mark.span.end}
        edges = sorted({block.span.start, *inside, block.span.end})
        for start, end in itertools.pairwise(edges):
            span = Span(start, end)
            run = paragraph.add_run(_said(span.cut(self._text)))
            self._dress(run, paragraph, [mark for mark in marks if mark.span.covers(span)])
            if block.kind is BlockKind.CODE:
                run.font.name = _MONO
            run.bold = True if block.header else run.bold
            self._runs.append((span, run))

    def _paragraph(self, block: Block) -> Paragraph:
        """Return an empty paragraph for a block.  The rows of a table are lines with tabs."""
        if block.kind is BlockKind.HEADING:
            heading: Paragraph = self.document.add_heading("", min(max(block.level, 1) + 1, 9))
            return heading
        style = "Quote" if block.quoted else None
        if block.kind is BlockKind.LIST_ITEM:
            paragraph: Paragraph = self.document.add_paragraph(style="List Paragraph")
            paragraph.add_run(f"{_said(block.marker)} ")
        else:
            paragraph = self.document.add_paragraph(style=style)
        if block.depth:
            paragraph.paragraph_format.left_indent = _INDENT * block.depth
        return paragraph

    def _dress(self, run: Run, paragraph: Paragraph, marks: list[Mark]) -> None:
        for mark in marks:
            if mark.kind is MarkKind.EMPHASIS:
                run.italic = True
            elif mark.kind is MarkKind.STRONG:
                run.bold = True
            elif mark.kind is MarkKind.STRIKE:
                run.font.strike = True
            elif mark.kind is MarkKind.CODE:
                run.font.name = _MONO
            elif mark.kind is MarkKind.FOOTNOTE:
                run.font.superscript = True
            else:
                self._link(run, paragraph, mark.target)

    def _link(self, run: Run, paragraph: Paragraph, target: str) -> None:
        to = address(target)
        if not to or run._r.getparent() is not paragraph._p:  # noqa: SLF001 - the library has no links of its own
            return
        if to not in self._links:
            self._links[to] = f"rIdLink{len(self._links) + 1}"
            # Named here: to find a free name the library looks at all there are, for each.
            paragraph.part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, to, self._links[to], is_external=True
            )
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._links[to])
        run._r.addprevious(link)  # noqa: SLF001 - the same
        link.append(run._r)  # noqa: SLF001 - the same
        run.underline = True

    def _runs_of(self, span: Span | None) -> list[Run]:
        if span is None:
            return []
        # They are in the order of the text, so those of a claim stand together.
        first = bisect_left(self._runs, span.start, key=lambda one: one[0].start)
        rest = takewhile(lambda one: one[0].start < span.end, islice(self._runs, first, None))
        return [run for held, run in rest if span.covers(held) and held.start < held.end]

    def _notes(self, runs: list[Run], notes: Iterable[Note]) -> None:
        for note in notes:
            # Notes on a fact that bears on two claims stand at the first.
            if note.id not in self._told:
                self._told.add(note.id)
                self._comment(runs, note_words(note), note.person, note.created)

    def _claim(self, runs: list[Run], view: ClaimView) -> None:
        """Put the comment on a claim at its words, and the notes on it."""
        words = claim_words(view, self._text, self._scale)
        comment = self._comment(runs, words, view.claim.person, view.claim.created)
        comment.paragraphs[0]._p.set(_PARAGRAPH_ID, check_of(_said(words)))  # noqa: SLF001 - the library has no ids
        self._notes(runs, notes_at(view))

    def _comment(self, runs: list[Run], words: str, person: str, moment: datetime) -> Comment:
        comment = self.document.add_comment(
            runs, text=_said(words), author=_said(person), initials=_initials(person)
        )
        comment._comment_elm.date = moment.replace(microsecond=0)  # noqa: SLF001 - the library writes the present
        return comment


def _is_sure(view: ClaimView) -> bool:
    """Tell whether the claim has one place: of two that fit, none may be picked silently."""
    return view.place.state is not AnchorState.AMBIGUOUS


def _span_of(thread: Thread) -> Span | None:
    place = thread.place
    return place.span if place and place.state is not AnchorState.AMBIGUOUS else None


def _initials(person: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", person)[:3]).upper()


def _said(words: str) -> str:
    """Return `words` without what a document cannot hold."""
    return visible(words)
