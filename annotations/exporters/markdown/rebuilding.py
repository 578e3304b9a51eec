"""An article's text as Markdown again, from its blocks and marks, with footnotes put in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotations.exporters.markdown.footnotes import is_plain_address
from annotations.exporters.markdown.quoting import plain
from annotations.exporters.marking import marks_in
from articles.model import BlockKind, MarkKind, Span
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from articles.model import Article, Block, Mark

_AROUND = {MarkKind.EMPHASIS: "*", MarkKind.STRONG: "**", MarkKind.STRIKE: "~~"}
_TICKS = pattern("`+")
_NUMBERED = pattern(r"\d{1,9}[.)]")
_TASKS = {"☐": "- [ ]", "☑": "- [x]"}
_INDENT = "    "
_ALIGN = {"l": ":---", "c": ":---:", "r": "---:"}
_RULE = "* * *"
_TOGETHER = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


def rebuild(article: Article, footnotes: Mapping[int, int]) -> str:
    """Return `article` as Markdown; `footnotes` says for each number at which offset it stands."""
    pages: list[str] = []
    due = sorted((offset, number) for number, offset in footnotes.items())
    last = len(article.blocks) - 1
    for at, block in enumerate(article.blocks):
        # A claim may end in the white space behind a block.
        end = article.blocks[at + 1].span.start if at < last else len(article.text) + 1
        here = [(offset, number) for offset, number in due if block.span.start < offset <= end]
        due = due[len(here) :]
        pages.append(_page(article, block, here))
    return _joined(_spaced(article.blocks, pages))


def _joined(pages: Iterable[tuple[bool, str]]) -> str:
    """Return the pages one after another; each says whether it follows the one before without a gap."""
    text = ""
    for follows, page in pages:
        text += ("\n" if follows else "\n\n") + page if text else page
    return text


def _spaced(blocks: Sequence[Block], pages: Sequence[str]) -> Iterable[tuple[bool, str]]:
    """Yield the pages of the blocks, with the line below the head of each table that Markdown asks for."""
    before: Block | None = None
    for block, page in zip(blocks, pages, strict=True):
        follows = before is not None and before.kind is block.kind and block.kind in _TOGETHER
        if block.kind is BlockKind.TABLE_ROW and (block.header or not follows):
            yield False, page
            columns = block.align or " " * len(block.cells)
            yield True, _prefix(block) + "| " + " | ".join(_ALIGN.get(one, "---") for one in columns) + " |"
        else:
            yield follows, page
        before = block


def _page(article: Article, block: Block, notes: Sequence[tuple[int, int]]) -> str:
    refs = "".join(f"[^{number}]" for _, number in notes)
    prefix = _prefix(block)
    if block.kind is BlockKind.RULE:
        return prefix + _RULE
    if block.kind is BlockKind.CODE:
        return _code(block.span.cut(article.text), block.info, prefix) + (
            f"\n\n{prefix}{refs}" if refs else ""
        )
    if block.kind is BlockKind.TABLE_ROW:
        cells = (
            _words(article, cell, [one for one in notes if cell.start < one[0] <= cell.end])
            for cell in block.cells
        )
        return f"{prefix}| {' | '.join(' '.join(cell) for cell in cells)} |"
    inside = [(min(offset, block.span.end), number) for offset, number in notes]
    first, *rest = _words(article, block.span, inside)
    if block.kind is BlockKind.HEADING:
        return f"{prefix}{'#' * block.level} {' '.join([first, *rest])}"
    lead = _lead(block)
    lines = [prefix + lead + first, *(prefix + (_INDENT if lead else "") + line for line in rest)]
    return "\\\n".join(lines)


def _prefix(block: Block) -> str:
    inner = block.depth - 1 if block.kind is BlockKind.LIST_ITEM else block.depth
    return "> " * block.quoted + _INDENT * max(0, inner)


def _lead(block: Block) -> str:
    """Return what stands before the words of a list item."""
    if not block.marker:
        return "- " if block.kind is BlockKind.LIST_ITEM else ""
    if block.marker in _TASKS:
        return _TASKS[block.marker] + " "
    if _NUMBERED.fullmatch(block.marker):
        return f"{block.marker} "
    # The mark of a footnote of the article's own is part of what one reads.
    return "- " if block.kind is BlockKind.LIST_ITEM else "".join(plain(block.marker)) + " "


def _code(words: str, info: str, prefix: str) -> str:
    longest = max((len(run) for run in _TICKS.findall(words)), default=0)
    fence = "`" * max(3, longest + 1)
    language = re.sub(r"[^\w+#.-]", "", info)
    return "\n".join(prefix + line for line in [fence + language, *words.split("\n"), fence])


def _words(article: Article, span: Span, notes: Sequence[tuple[int, int]]) -> list[str]:
    """Return the words of `span`, a line each, with their marks and footnotes."""
    marks = [trimmed for mark in marks_in(article, span) if (trimmed := _trim(article, mark))]
    pieces: list[str] = []
    here = span.start
    for offset, closes, opens in _edges(marks, notes):
        pieces += [_escaped(article, Span(here, offset), marks, starts=here == span.start), closes, opens]
        here = offset
    pieces.append(_escaped(article, Span(here, span.end), marks, starts=here == span.start))
    return "".join(pieces).split("\n")


def _trim(article: Article, mark: Mark) -> tuple[MarkKind, Span, str] | None:
    """Return a mark without white space at its ends, which Markdown does not allow; None where it is bare."""
    words = mark.span.cut(article.text)
    start = mark.span.start + len(words) - len(words.lstrip())
    end = mark.span.start + len(words.rstrip())
    if mark.kind is MarkKind.FOOTNOTE or end <= start:
        return None
    return mark.kind, Span(start, end), mark.target


def _edges(
    marks: Sequence[tuple[MarkKind, Span, str]], notes: Sequence[tuple[int, int]]
) -> list[tuple[int, str, str]]:
    """Return where something opens or closes, in order: what closes, inner before outer, then what opens."""
    offsets = {offset for _, span, _ in marks for offset in (span.start, span.end)}
    kept = [(_after_code(offset, marks), number) for offset, number in notes]
    made = []
    for offset in sorted(offsets | {offset for offset, _ in kept}):
        ending = [one for one in marks if one[1].end == offset]
        closes = "".join(_close(*one) for one in sorted(ending, key=lambda one: -one[1].start))
        opening = [one for one in marks if one[1].start == offset]
        opens = "".join(_open(*one) for one in sorted(opening, key=lambda one: -one[1].end))
        refs = "".join(f"[^{number}]" for at, number in kept if at == offset)
        made.append((offset, closes + refs, opens))
    return made


def _after_code(offset: int, marks: Sequence[tuple[MarkKind, Span, str]]) -> int:
    """Return where a footnote can stand: not within code or a link."""
    around = (span.end for kind, span, _ in marks if kind in _WHOLE and span.start < offset < span.end)
    return max(around, default=offset)


_WHOLE = frozenset({MarkKind.CODE, MarkKind.LINK, MarkKind.IMAGE})


def _open(kind: MarkKind, _span: Span, target: str) -> str:
    if kind in {MarkKind.LINK, MarkKind.IMAGE}:
        # Not an image: opening the draft must fetch nothing.
        return "[" if is_plain_address(target) else ""
    return _AROUND.get(kind, "")


def _close(kind: MarkKind, _span: Span, target: str) -> str:
    if kind in {MarkKind.LINK, MarkKind.IMAGE}:
        return f"](<{target}>)" if is_plain_address(target) else ""
    return _AROUND.get(kind, "")


def _escaped(
    article: Article, span: Span, marks: Sequence[tuple[MarkKind, Span, str]], *, starts: bool
) -> str:
    words = span.cut(article.text)
    if words and any(kind is MarkKind.CODE and around.covers(span) for kind, around, _ in marks):
        return _inline_code(words)
    return "\n".join(plain(words, at_start=starts, inside=True)) if words else ""


def _inline_code(words: str) -> str:
    longest = max((len(run) for run in _TICKS.findall(words)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{ticks}{space}{' '.join(words.split())}{space}{ticks}"
