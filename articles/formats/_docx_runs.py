"""The words of a paragraph of a Word document, and how they are set off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articles.formats._docx_styles import W, is_on
from articles.model import MarkKind
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from articles.building import ArticleBuilder

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_GONE = (f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}pPr", f"{W}rPr")
"""What is not read: what was deleted, what says the same again for older programs, and settings."""
_WORDS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}noBreakHyphen": "\u2011",
}
_SET_OFF = (("b", MarkKind.STRONG), ("i", MarkKind.EMPHASIS), ("strike", MarkKind.STRIKE))
_LINK = pattern(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]*)"', re.IGNORECASE)


def accepted(holder: Element, *tags: str) -> Iterator[Element]:
    """Yield the outermost elements of these names in `holder`, as if all changes were accepted."""
    for child in holder:
        if child.tag in tags:
            yield child
        elif child.tag not in _GONE:
            yield from accepted(child, *tags)


class RunWriter:
    """Writes the runs of paragraphs to `to`."""

    def __init__(self, to: ArticleBuilder, targets: Mapping[str, str]) -> None:
        self._to = to
        self._targets = targets
        """Where links lead, by their ids."""
        self._open: dict[MarkKind, int] = {}
        """Since where words are set off so."""
        self._notes: dict[tuple[str, str], str] = {}
        self._boxes: list[Element] = []
        self._fields: list[tuple[str, int]] = []
        self._lines = True

    def write(self, paragraph: Element, *, lines: bool = True) -> None:
        """Write the words of `paragraph`; its line breaks become spaces where there can be no `lines`."""
        self._lines = lines
        self._children(paragraph)

    def end(self) -> None:
        """End what is set off, at the end of a block."""
        for kind in list(self._open):
            self._close(kind)
        # A field may run over several paragraphs; a mark may not.
        self._fields = [(instruction, 0) for instruction, _ in self._fields]

    def notes(self, kind: str) -> list[tuple[str, str]]:
        """Return the ids of the footnotes or endnotes that were referred to, with their labels."""
        return [(name, label) for (known, name), label in self._notes.items() if known == kind]

    def take_boxes(self) -> list[Element]:
        """Return the text boxes met since, which stand beside the text."""
        boxes, self._boxes = self._boxes, []
        return boxes

    def _children(self, holder: Element) -> None:
        for child in holder:
            if child.tag == f"{W}r":
                self._run(child)
            elif child.tag == f"{W}hyperlink":
                target = self._targets.get(child.get(f"{_R}id", ""), "")
                start = self._to.here
                self._children(child)
                self._link(start, target)
            elif child.tag == f"{W}fldSimple":
                start = self._to.here
                self._children(child)
                self._link(start, _target(child.get(f"{W}instr", "")))
            elif child.tag not in _GONE:
                self._children(child)

    def _run(self, run: Element) -> None:
        properties = run.find(f"{W}rPr")
        if is_on(properties, "vanish"):
            return
        for name, kind in _SET_OFF:
            if not is_on(properties, name):
                self._close(kind)
            elif kind not in self._open:
                self._open[kind] = self._to.here
        self._pieces(run)

    def _pieces(self, run: Element) -> None:
        for piece in run:
            words = _WORDS.get(piece.tag, "")
            if piece.tag == f"{W}t":
                words = piece.text or ""
            elif piece.tag in (f"{W}br", f"{W}cr"):
                words = (
                    "\n" if self._lines and piece.get(f"{W}type", "textWrapping") == "textWrapping" else " "
                )
            elif piece.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note(piece)
            elif piece.tag == f"{W}fldChar":
                self._field(piece.get(f"{W}fldCharType", ""))
            elif piece.tag == f"{W}instrText" and self._fields:
                instruction, start = self._fields[-1]
                self._fields[-1] = (instruction + (piece.text or "")[:2000], start)
            elif piece.tag == f"{W}sym":
                words = _symbol(piece.get(f"{W}char", ""))
            elif piece.tag not in _GONE:
                self._drawn(piece)
            if words:
                self._to.write(words)

    def _drawn(self, piece: Element) -> None:
        """Write what a picture is said to show, and keep the text boxes for later."""
        self._boxes.extend(accepted(piece, f"{W}txbxContent"))
        for picture in accepted(piece, f"{_WP}docPr"):
            if words := " ".join(picture.get("descr", "").split()):
                start = self._to.here
                self._to.write(words)
                self._to.mark(MarkKind.IMAGE, start)

    def _note(self, reference: Element) -> None:
        kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        name = reference.get(f"{W}id", "")
        label = self._notes.setdefault((kind, name), str(len(self._notes) + 1))
        start = self._to.here
        self._to.write(f"[{label}]")
        self._to.mark(MarkKind.FOOTNOTE, start, label)

    def _field(self, what: str) -> None:
        if what == "begin":
            self._fields.append(("", self._to.here))
        elif what == "end" and self._fields:
            instruction, start = self._fields.pop()
            self._link(start, _target(instruction))

    def _link(self, start: int, target: str) -> None:
        if target:
            self._to.mark(MarkKind.LINK, min(start, self._to.here), target)

    def _close(self, kind: MarkKind) -> None:
        start = self._open.pop(kind, None)
        if start is not None:
            self._to.mark(kind, start)


def _target(instruction: str) -> str:
    found = _LINK.match(instruction)
    return found[1] if found else ""


def _symbol(code: str) -> str:
    """Return the character of a symbol font; most of them have no other name than their number."""
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= char <= "\uf8ff" else char
