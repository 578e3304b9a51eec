"""An article's text as HTML, from its blocks and marks, with claims marked and notes put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.exporters.html.elements import address, lines, shown
from annotations.exporters.marking import marks_in
from articles.frozen import frozen
from articles.model import BlockKind, MarkKind
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articles.model import Article, Block, Mark, Span

_TAGS = {
    MarkKind.EMPHASIS: "em",
    MarkKind.STRONG: "strong",
    MarkKind.STRIKE: "s",
    MarkKind.CODE: "code",
    MarkKind.FOOTNOTE: "sup",
}
_RUNNING = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
"""Blocks that a note in the margin can stand in, beside the line that it is about."""

_CLOSING = pattern(r"[.,;:!?…)\]’”\"»]*")
"""What a number stands behind, as a footnote's does."""

_ALIGN = {"l": "left", "c": "center", "r": "right"}


@frozen
class Marked:
    """A passage that is marked, and the note that stands where it ends."""

    span: Span
    name: str
    """The id of its first words."""
    look: str
    """Its class."""
    note: str


def write_body(article: Article, marked: Sequence[Marked]) -> str:
    """Return the blocks of `article`, with each passage marked and its note in it or behind it."""
    writer = _Writer(article, marked)
    for at, block in enumerate(article.blocks):
        following = article.blocks[at + 1 : at + 2]
        end = following[0].span.start if following else len(article.text) + 1
        writer.take(block, end)
    return writer.finish()


class _Writer:
    """Goes through the blocks in order, with what is open around the present one."""

    def __init__(self, article: Article, marked: Sequence[Marked]) -> None:
        self._article = article
        self._marked = marked
        self._due = sorted(marked, key=lambda one: (one.span.end, one.span.start))
        self._named: set[str] = set()
        self._around: list[str] = []
        self._after_table: list[str] = []
        self._made: list[str] = []

    def take(self, block: Block, end: int) -> None:
        """Write a block; notes that are due before the offset `end` belong to it."""
        here = [one for one in self._due if one.span.end <= end]
        self._due = self._due[len(here) :]
        self._surround(block)
        running = block.kind in _RUNNING
        words = (
            ""
            if block.cells
            else self._words(block.span, here if running else (), breaks=block.kind is not BlockKind.CODE)
        )
        notes = [one.note for one in here if not running]
        if block.kind is BlockKind.TABLE_ROW:
            self._made.append(self._row(block))
            self._after_table += notes
        else:
            self._made += [self._element(block, words), *notes]

    def finish(self) -> str:
        """Return the whole, with all that is open closed."""
        self._close(0)
        return "\n".join(self._made)

    def _surround(self, block: Block) -> None:
        """Open and close quotations, lists and tables until the block stands where it belongs."""
        wanted = ["blockquote"] * block.quoted + ["ul", "li"] * block.depth
        if block.kind is BlockKind.TABLE_ROW:
            wanted.append("table")
        fresh = (block.kind is BlockKind.LIST_ITEM and block.depth > 0) or block.header
        most = len(wanted) - 1 if fresh else len(wanted)
        alike = 0
        while alike < min(most, len(self._around)) and self._around[alike] == wanted[alike]:
            alike += 1
        self._close(alike)
        for tag in wanted[alike:]:
            self._around.append(tag)
            self._made.append('<div class="scroll"><table>' if tag == "table" else f"<{tag}>")

    def _close(self, kept: int) -> None:
        while len(self._around) > kept:
            tag = self._around.pop()
            self._made.append("</table></div>" if tag == "table" else f"</{tag}>")
            if tag == "table":
                self._made += self._after_table
                self._after_table = []

    def _element(self, block: Block, words: str) -> str:
        if block.kind is BlockKind.HEADING:
            level = min(max(block.level, 1), 6)
            return f'<h{level} dir="auto">{words}</h{level}>'
        if block.kind is BlockKind.CODE:
            return f'<pre dir="ltr" tabindex="0"><code>{words}</code></pre>'
        if block.kind is BlockKind.RULE:
            return "<hr>"
        marker = f'<span class="marker">{shown(block.marker)}</span> ' if block.marker else ""
        # No <p>: a browser would end it where the note in the margin begins.
        return f'<div class="p" role="paragraph" dir="auto">{marker}{words}</div>'

    def _row(self, block: Block) -> str:
        tag = "th" if block.header else "td"
        cells = []
        for at, cell in enumerate(block.cells):
            align = _ALIGN.get(block.align[at : at + 1], "")
            style = f' class="{align}"' if align else ""
            cells.append(f'<{tag} dir="auto"{style}>{self._words(cell, ())}</{tag}>')
        return f"<tr>{''.join(cells)}</tr>"

    def _words(self, span: Span, notes: Sequence[Marked], *, breaks: bool = True) -> str:
        """Return the words of `span` with their marks; a note stands behind the last word it is about."""
        write = lines if breaks else shown
        marks = marks_in(self._article, span)
        passages = [one for one in self._marked if one.span.overlaps(span)]
        standing = [(self._behind(one.span.end, span), one.note) for one in notes]
        offsets = {span.start, span.end, *(offset for offset, _ in standing)}
        for part in (*(mark.span for mark in marks), *(one.span for one in passages)):
            offsets |= {offset for offset in (part.start, part.end) if span.start < offset < span.end}
        made: list[str] = []
        opened: list[Mark | Marked] = []
        cuts = sorted(offsets)
        for start, end in zip(cuts, [*cuts[1:], span.end], strict=True):
            here = [note for offset, note in standing if offset == start]
            around: tuple[Mark | Marked, ...] = (*marks, *passages) if end > start else ()
            wanted = [one for one in around if one.span.start <= start and end <= one.span.end]
            alike = 0 if here else _count_alike(opened, wanted)
            made += [_close_tag(one) for one in reversed(opened[alike:])]
            made += here
            made += self._open_tags(wanted, alike)
            opened = wanted
            made.append(write(self._article.text[start:end]))
        return "".join(made)

    def _behind(self, end: int, span: Span) -> int:
        """Return where in `span` the number of a passage that ends at `end` stands."""
        closing = _CLOSING.match(self._article.text, min(end, span.end), span.end)
        return closing.end() if closing else span.end

    def _open_tags(self, wanted: Sequence[Mark | Marked], alike: int) -> Iterator[str]:
        for one in wanted[alike:]:
            if isinstance(one, Marked):
                name = "" if one.name in self._named else f' id="{one.name}"'
                self._named.add(one.name)
                yield f'<mark class="{one.look}"{name}>'
            else:
                yield _open_tag(one)


def _count_alike(one: Sequence[object], other: Sequence[object]) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] is other[count]:
        count += 1
    return count


def _open_tag(mark: Mark) -> str:
    if mark.kind in _TAGS:
        return f"<{_TAGS[mark.kind]}>"
    # An image is a link to it: opening the page must fetch nothing.
    to = address(mark.target)
    return f'<a href="{shown(to)}" rel="noopener noreferrer">' if to else "<span>"


def _close_tag(one: Mark | Marked) -> str:
    if isinstance(one, Marked):
        return "</mark>"
    if one.kind in _TAGS:
        return f"</{_TAGS[one.kind]}>"
    return "</a>" if address(one.target) else "</span>"
