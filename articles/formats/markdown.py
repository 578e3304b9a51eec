"""Markdown: CommonMark with tables, strikethrough, footnotes, task lists and front matter.

Nothing that was written is left out: HTML stands there as it was typed, a
picture by its description, a footnote or link definition nobody refers to at
the end.  Only the signs of the markup go, and the titles of links.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from articles import how_far
from articles.building import BETWEEN_BLOCKS, BETWEEN_CELLS, BETWEEN_LINES, NOWHERE, ArticleBuilder
from articles.canonical import canonical
from articles.formats import text as plain_text
from articles.formats._markdown_inline import InlineWriter, footnote_reference
from articles.formats._markdown_limits import (
    MOST_NESTED,
    InlineBudget,
    TooCostlyError,
    check_nesting,
    check_quotations,
)
from articles.formats._markdown_pieces import pieces
from articles.front_matter import read_front_matter
from articles.frozen import replace
from articles.model import Article, Block, BlockKind
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from articles.formats._markdown_pieces import Piece

NAME = "markdown"
VERSION = 1
TAB = 4
"""Columns between two tab stops in code."""
SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

_SIGNS = pattern(
    r"^(?:#{1,6} \S|```|~~~|> |[-*+] \[[ xX]\] |\[[^\]\n]+\]: ?\S|\|?[ :]*-{3,}[ :]*\|)"
    r"|\]\((?:https?:|/|#)|\*\*[^\s*][^*\n]*\*\*|\[\^[^\s\]]+\]",
    re.MULTILINE,
)
_TASK = pattern(r"\[([ xX])\][ \t\n]+")
_BREAKS_ONLY = pattern(r"(?:\s*<br\s*/?>)*\s*", re.IGNORECASE)
_DEFINES = "]:"
"""Stands in every definition of a link or footnote."""
_ALIGNED = {"text-align:left": "l", "text-align:center": "c", "text-align:right": "r"}


def looks_like(source: str) -> bool:
    """Tell whether `source`, of which nothing else is known, has signs of Markdown."""
    return bool(read_front_matter(source).length or _SIGNS.search(source))


def parse(source: str) -> Article:
    """Return the article that `source` is; as plain text, with a notice, where it has to be."""
    source = canonical(source)
    front = read_front_matter(source)
    try:
        builder = _build(source[front.length :])
    except (TooCostlyError, RecursionError) as error:
        why = str(error) if isinstance(error, TooCostlyError) else "It is nested too deep"
        article = plain_text.parse(source[front.length :])
        known = front.metadata
        return replace(
            article,
            metadata=replace(known, title=known.title or article.metadata.title),
            notices=(*front.notices, f"{why}: shown as plain text instead of Markdown.", *article.notices),
        )
    for sentence in front.notices:
        builder.notice(sentence)
    return builder.article(front.metadata)


def _build(source: str) -> ArticleBuilder:
    check_quotations(source)
    env: dict[str, object] = {}
    parser = _parser()
    walk = _Walk(InlineWriter(ArticleBuilder(), parser, env))
    budget = InlineBudget()
    found: Iterable[Piece] = pieces(parser, source, env)
    if _DEFINES in source:
        # What a link or footnote refers to may be defined further on.
        found = list(found)
    for piece in found:
        check_nesting(piece.tokens)
        budget.take(piece.tokens)
        walk.blocks(piece.tokens)
        walk.is_amid_list = piece.is_cut
        how_far.tell(piece.end, len(source))
    walk.footnotes()
    walk.unused_definitions(source)
    return walk.to


@cache
def _parser() -> MarkdownIt:
    """Return the parser of blocks; what is in them is parsed one by one, as it is written."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED, "store_labels": True})
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.enable(["table", "strikethrough"]).disable(["inline", "text_join"])
    parser.inline.ruler.at("footnote_ref", footnote_reference)
    # Addresses stay as they came: who shows or follows one checks it.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005
    return parser


class _List:
    """A list being written."""

    def __init__(self) -> None:
        self.tight = False
        self.items = 0


class _Walk:
    """Goes through the tokens of the parser and writes what they hold."""

    def __init__(self, inline: InlineWriter) -> None:
        self.inline = inline
        self.to = inline.to
        self.lists: list[_List] = []
        self.quoted = 0
        self.marker = ""
        self.item_is_due = False
        self.level = 0
        self.is_tight = False
        self.ended = _List()
        self.is_amid_list = False
        """Whether the list that comes next is the one that ended last, and goes on."""
        self.notes: list[tuple[str, list[Token]]] = []

    def blocks(self, tokens: list[Token]) -> None:
        """Write all blocks of `tokens`; keep the footnotes for later."""
        stream = iter(tokens)
        for token in stream:
            match token.type:
                case "footnote_reference_open":
                    self.notes.append((str(token.meta["label"]), list(_until_close(stream, token.level))))
                case "blockquote_open":
                    self._begin_item()
                    self.quoted += 1
                case "blockquote_close":
                    self.quoted -= 1
                case "bullet_list_open" | "ordered_list_open":
                    self._begin_item()
                    self._open_list()
                case "bullet_list_close" | "ordered_list_close":
                    self.ended = self.lists.pop()
                case "list_item_open":
                    self.marker = f"{token.info}{token.markup}" if token.info else "•"
                    self.item_is_due = True
                case "list_item_close":
                    self._begin_item()
                case "table_open":
                    self._begin_item()
                    self._table(stream)
                case _:
                    self._leaf(token)

    def _open_list(self) -> None:
        self.lists.append(self.ended if self.is_amid_list else _List())
        self.is_amid_list = False

    def footnotes(self) -> None:
        """Write the footnotes, in the order in which they were defined."""
        # Footnotes in footnotes join the end of the list while it is gone through.
        for label, tokens in self.notes:
            self.marker = f"[{label}]"
            if not tokens or tokens[0].type != "paragraph_open":
                self._end(BlockKind.PARAGRAPH)
            self.blocks(tokens)

    def unused_definitions(self, source: str) -> None:
        """Write the link definitions that no link refers to: they may hold the words of a sentence."""
        defined = self.inline.env.get("references", {})
        again = self.inline.env.get("duplicate_refs", [])
        assert isinstance(defined, dict)  # noqa: S101 - the parser's environment has no types
        assert isinstance(again, list)  # noqa: S101
        unused = [what["map"] for label, what in defined.items() if label not in self.inline.used]
        unused += [what["map"] for what in again]
        if not unused:
            return
        lines = source.split("\n")
        for first, end in sorted(unused):
            self.to.write(" ".join(line.strip(" \t>") for line in lines[first:end]))
            self.to.end(Block(BlockKind.PARAGRAPH, NOWHERE))
        self.to.notice("Link definitions that no link refers to stand at the end of the text.")

    def _leaf(self, token: Token) -> None:
        match token.type:
            case "paragraph_open":
                self.is_tight = token.hidden
            case "heading_open":
                self._begin_item()
                self.level = int(token.tag[1:])
            case "inline" if self.level:
                self.inline.write(token.content, lines=False)
                self._end(BlockKind.HEADING, level=self.level)
                self.level = 0
            case "inline":
                self._paragraph(token.content)
            case "hr":
                self._begin_item()
                self._end(BlockKind.RULE)
            case "fence" | "code_block":
                self._begin_item()
                # As rendered: a terminal has no tab stops of the author's.
                self.to.write(token.content.expandtabs(TAB))
                self._end(BlockKind.CODE, info=token.info.split()[0] if token.info.split() else "")
            case "html_block" if not _BREAKS_ONLY.fullmatch(token.content):
                self._begin_item()
                self.to.write(token.content)
                self._end(BlockKind.CODE, info="html")
            case _:
                pass

    def _paragraph(self, content: str) -> None:
        if not self.item_is_due:
            self.inline.write(content)
            self._end(
                BlockKind.PARAGRAPH, gap=BETWEEN_LINES if self.lists and self.is_tight else BETWEEN_BLOCKS
            )
            return
        if task := _TASK.match(content):
            content = content[task.end() :]
            box = "☐" if task[1] == " " else "☑"
            self.marker = box if self.marker == "•" else f"{self.marker} {box}"
        self.inline.write(content)
        self.lists[-1].tight = self.is_tight
        self._begin_item()

    def _begin_item(self) -> None:
        """Write the list item that is due, with the words it has so far."""
        if not self.item_is_due:
            return
        here = self.lists[-1]
        around = self.lists[-2].tight if len(self.lists) > 1 else False
        tight = here.tight if here.items else around
        self.item_is_due = False
        here.items += 1
        self._end(BlockKind.LIST_ITEM, gap=BETWEEN_LINES if tight else BETWEEN_BLOCKS)

    def _end(self, kind: BlockKind, *, gap: str = BETWEEN_BLOCKS, level: int = 0, info: str = "") -> None:
        marked = kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
        block = Block(
            kind,
            NOWHERE,
            level=level,
            depth=len(self.lists),
            quoted=self.quoted,
            marker=self.marker if marked else "",
            info=info,
        )
        if marked:
            self.marker = ""
        self.to.end(block, gap)

    def _table(self, stream: Iterator[Token]) -> None:
        header, gap, align = False, BETWEEN_BLOCKS, ""
        for token in stream:
            match token.type:
                case "thead_open":
                    header = True
                case "tbody_open":
                    header = False
                case "tr_open":
                    align = ""
                case "th_open" | "td_open":
                    align += _ALIGNED.get(str(token.attrs.get("style", "")), "l")
                    if len(align) > 1:
                        self.to.write(BETWEEN_CELLS)
                case "inline":
                    start = self.to.here
                    self.inline.write(token.content, lines=False)
                    self.to.end_cell(start)
                case "tr_close":
                    depth = len(self.lists)
                    self.to.end(
                        Block(
                            BlockKind.TABLE_ROW,
                            NOWHERE,
                            depth=depth,
                            quoted=self.quoted,
                            header=header,
                            align=align,
                        ),
                        gap,
                    )
                    gap = BETWEEN_LINES
                case "table_close":
                    return
                case _:
                    pass


def _until_close(stream: Iterator[Token], level: int) -> Iterator[Token]:
    """Yield what stands in the footnote just opened at `level`."""
    for token in stream:
        if token.type == "footnote_reference_close" and token.level == level:
            return
        yield token
