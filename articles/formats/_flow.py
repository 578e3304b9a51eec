"""Elements of a page, one after the other, written as blocks and marks.

What comes in are the beginnings and ends of HTML elements and the words between
them, from whatever read them.  Elements that are not known let their words
through; what a browser would not show is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.building import BETWEEN_BLOCKS, BETWEEN_CELLS, BETWEEN_LINES, NOWHERE
from articles.errors import ArticleError
from articles.formats._elements import (
    CELLS,
    CLOSED_BY_THEMSELVES,
    HEADING,
    HOLDERS,
    MOST_NESTED,
    PARTING,
    SET_OFF,
    SPACE,
    UNSEEN,
    VOID,
    WITHIN,
    is_hidden,
)
from articles.model import Block, BlockKind, LocatorKind, MarkKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articles.building import ArticleBuilder


class FlowWriter:
    """Writes the elements of a page to `to`.

    Where `tables` is false their cells are paragraphs: mail uses them for its
    layout.  Where `anchors` is false, links inside the document are only words.
    """

    def __init__(self, to: ArticleBuilder, *, tables: bool = True, anchors: bool = False) -> None:
        self.to = to
        self.headings = 0
        """How many headings were written."""
        self._tables = tables
        self._anchors = anchors
        self._open: list[str] = []
        self._unseen = 0
        self._lists: list[int | None] = []
        self._quoted = 0
        self._level = 0
        self._pre = 0
        self._marker = ""
        self._item_is_due = False
        self._tight = False
        self._set_off: list[tuple[str, MarkKind, int, str]] = []
        self._space_is_due = False
        self._after_space = -1
        """Where in the block the last space ends."""
        self._row = 0
        self._rows = 0
        self._cells = 0
        self._cell = -1
        self._notes: dict[str, str] = {}
        self._noteref = -1

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Begin an element; `tag` and the names of `attributes` in lower case.

        Raises:
            ArticleError: it is nested deeper than any page that is meant to be read.
        """
        for ended in CLOSED_BY_THEMSELVES.get(tag, ()):
            self._end_before(ended)
        if tag in PARTING and self._open and self._open[-1] == "p":
            self.end("p")
        if tag in VOID:
            if not self._unseen:
                self._void(tag, attributes)
            return
        if len(self._open) >= MOST_NESTED:
            raise ArticleError("Its elements are nested too deep to be read", "Save its text and give that.")
        self._open.append(tag)
        if self._unseen or tag in UNSEEN or is_hidden(attributes):
            self._unseen += 1
            return
        self._begin(tag, attributes)

    def end(self, tag: str) -> None:
        """End the element of that name that was begun last, and all that were begun in it."""
        if tag in self._open:
            while self._close(self._open.pop()) != tag:
                pass

    def data(self, words: str) -> None:
        """Write words that stand in the elements that are open."""
        if self._unseen:
            return
        if self._pre:
            self.to.write(words.expandtabs(4))
            return
        parts = SPACE.split(words)
        for at, part in enumerate(parts):
            if at:
                self._space_is_due = True
            if part:
                self._write(part)

    def finish(self) -> None:
        """End all that is open."""
        while self._open:
            self._close(self._open.pop())
        self._flush()

    def _write(self, words: str) -> None:
        self._part_words()
        self.to.write(words)

    def _part_words(self) -> None:
        begins = self.to.ends_with_break() or self.to.here in (self._cell, self._after_space)
        if self._space_is_due and not begins:
            self.to.write(" ")
            self._after_space = self.to.here
        self._space_is_due = False

    def _void(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        if tag == "br":
            if self._cell >= 0 or self._level:
                self._space_is_due = True
            else:
                self._space_is_due = False
                self.to.write("\n")
        elif tag == "hr":
            self._flush()
            self.to.end(Block(BlockKind.RULE, NOWHERE, quoted=self._quoted))
        elif tag == "img" and (words := " ".join((attributes.get("alt") or "").split())):
            source = attributes.get("src") or ""
            self._part_words()
            start = self.to.here
            self.to.write(words)
            self.to.mark(MarkKind.IMAGE, start, "" if source.startswith("data:") else source)

    def _begin(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        role = f"{attributes.get('epub:type') or ''} {attributes.get('role') or ''}"
        if "pagebreak" in role:
            self._page(attributes)
        if tag in PARTING or (tag in CELLS and (self._row > 1 or not self._tables)):
            self._part()
        if "footnote" in role and (label := self._notes.get(attributes.get("id") or "")):
            self._marker = f"[{label}]"
        if tag in HOLDERS or tag in CELLS or tag in ("li", "tr"):
            self._begin_holder(tag, attributes)
        elif tag == "a":
            self._begin_link(attributes, role)
        elif tag in SET_OFF and not self._pre:
            self._open_mark(tag, SET_OFF[tag], "")
        elif HEADING.fullmatch(tag):
            self._level = int(tag[1])
        else:
            self._quoted += tag == "blockquote"
            self._pre += tag == "pre"

    def _begin_holder(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Begin a list or table, or a part of one."""
        match tag:
            case "ul":
                self._lists.append(None)
            case "ol":
                first = attributes.get("start") or ""
                self._lists.append(int(first[:9]) if first.isdecimal() else 1)
            case "li":
                self._begin_item(self._notes.get(attributes.get("id") or ""))
            case "table" if self._tables and not self._row:
                self._rows = 0
            case "tr" if self._tables:
                self._row += 1
            case "td" | "th" if self._row == 1:
                self._begin_cell()

    def _begin_link(self, attributes: Mapping[str, str | None], role: str) -> None:
        target = (attributes.get("href") or "").strip()
        if "backlink" in role or "referrer" in role:
            # From a footnote back to its sign: there is nothing to read in it.
            self._unseen += 1
        elif "noteref" in role:
            self._write("[")
            self._noteref = self.to.here
            self._set_off.append(("a", MarkKind.FOOTNOTE, self.to.here - 1, target))
        elif target and (self._anchors or not WITHIN.match(target)):
            self._open_mark("a", MarkKind.LINK, target)

    def _close(self, tag: str) -> str:
        """Undo what beginning `tag` did; return it."""
        if self._unseen:
            self._unseen -= 1
            return tag
        if tag in CELLS and self._row == 1 and self._cell >= 0:
            self.to.end_cell(self._cell)
            self._cell = -1
        elif tag == "tr" and self._row == 1:
            self._end_row()
        elif tag in PARTING or (tag in CELLS and not self._tables):
            self._part()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif HEADING.fullmatch(tag):
            self._level = 0
        self._item_is_due = self._item_is_due and tag != "li"
        self._quoted -= tag == "blockquote"
        self._pre -= tag == "pre"
        self._row -= tag == "tr" and self._tables
        self._close_mark(tag)
        return tag

    def _end_before(self, tag: str) -> None:
        """End an open `tag` of this very list or table."""
        for one in reversed(self._open):
            if one == tag:
                self.end(tag)
                return
            if one in HOLDERS:
                return

    def _part(self) -> None:
        if not self._row:
            self._flush()
        else:
            # A cell is one line, whatever stands in it.
            self._space_is_due = True

    def _begin_item(self, note: str | None) -> None:
        number = self._lists[-1] if self._lists else None
        if note is not None:
            self._marker = f"[{note}]"
        elif number is None:
            self._marker = "•"
        else:
            self._marker = f"{number}."
            self._lists[-1] = number + 1
        self._item_is_due = True

    def _begin_cell(self) -> None:
        if self._cells:
            self.to.write(BETWEEN_CELLS)
        self._cells += 1
        self._space_is_due = False
        self._cell = self.to.here

    def _end_row(self) -> None:
        if self._cells:
            gap = BETWEEN_LINES if self._rows else BETWEEN_BLOCKS
            align = "l" * self._cells
            row = Block(BlockKind.TABLE_ROW, NOWHERE, quoted=self._quoted, header=not self._rows, align=align)
            self._end_block(row, gap)
            self._rows += 1
            self._cells = 0

    def _flush(self) -> None:
        """End the block of the words written last."""
        kind, gap = BlockKind.PARAGRAPH, BETWEEN_BLOCKS
        if not self.to.here:
            self._space_is_due = False
            return
        if self._level:
            kind = BlockKind.HEADING
            self.headings += 1
        elif self._pre:
            kind = BlockKind.CODE
        elif self._item_is_due:
            kind = BlockKind.LIST_ITEM
            gap = BETWEEN_LINES if self._tight else BETWEEN_BLOCKS
            self._item_is_due = False
        self._tight = bool(self._lists)
        block = Block(
            kind,
            NOWHERE,
            level=self._level,
            depth=len(self._lists),
            quoted=self._quoted,
            marker=self._marker if kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) else "",
        )
        self._marker = ""
        self._end_block(block, gap)

    def _end_block(self, block: Block, gap: str) -> None:
        for _, kind, start, target in self._set_off:
            self.to.mark(kind, start, target)
        self._set_off = [(tag, kind, 0, target) for tag, kind, _, target in self._set_off]
        self.to.end(block, gap)
        self._space_is_due = False
        self._after_space = -1

    def _open_mark(self, tag: str, kind: MarkKind, target: str) -> None:
        self._part_words()
        self._set_off.append((tag, kind, self.to.here, target))

    def _close_mark(self, tag: str) -> None:
        for at in range(len(self._set_off) - 1, -1, -1):
            known, kind, start, target = self._set_off[at]
            if known == tag:
                del self._set_off[at]
                if kind is MarkKind.FOOTNOTE:
                    self.to.write("]")
                    target = self._note(target)
                self.to.mark(kind, start, target)
                return

    def _note(self, target: str) -> str:
        """Return the label of the note whose sign was just written, and keep it for the note itself."""
        label = self.to.written(self._noteref)[:-1].strip()
        self._notes[target.rpartition("#")[2]] = label
        return label

    def _page(self, attributes: Mapping[str, str | None]) -> None:
        name = attributes.get("title") or attributes.get("aria-label") or ""
        if name.strip():
            self.to.locate(LocatorKind.PAGE, " ".join(name.split())[:20])
