"""The words of a Markdown paragraph, and how they are set off."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from articles.model import MarkKind
from articles.patterns import pattern

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from articles.building import ArticleBuilder

# Without one of these no rule of the parser does anything: most paragraphs need no parsing.
_SPECIAL = pattern(r"[\\\[*_`<&~\n]")
_LINE_BREAK = pattern(r"<br\s*/?>", re.IGNORECASE)
_IN_LINE = pattern(r"[\n\t\r\v\f\x85\u2028\u2029]")
# A label of any length is refused: looking for the end of many of them takes quadratic time.
_FOOTNOTE = pattern(r"\[\^([^\s\[\]]{1,100})\]")
_PAIRS = {
    "em": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "s": MarkKind.STRIKE,
    "link": MarkKind.LINK,
}


def footnote_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Recognise `[^label]` where the text has a footnote of that label (a rule of the parser)."""
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not found or f":{found[1]}" not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True


@dataclass(slots=True)
class InlineWriter:
    """Writes the content of paragraphs, headings and cells to `to`."""

    to: ArticleBuilder
    parser: MarkdownIt
    env: dict[str, object]
    used: set[str] = field(default_factory=set)
    """The labels of the link definitions that were used."""

    def write(self, content: str, *, lines: bool = True) -> None:
        """Write `content`; its line breaks become spaces where there can be no `lines`."""
        if not _SPECIAL.search(content):
            self._words(content, lines=lines)
            return
        opened: list[tuple[int, str]] = []
        for token in self.parser.inline.parse(content, self.parser, self.env, []):
            if token.nesting > 0:
                self._note_use(token)
                opened.append((self.to.here, str(token.attrs.get("href", ""))))
            elif token.nesting < 0:
                self._close(token, *opened.pop(), lines=lines)
            else:
                self._write_token(token, lines=lines)

    def _close(self, token: Token, start: int, target: str, *, lines: bool) -> None:
        kind = _PAIRS[token.type.removesuffix("_close")]
        if self.to.here == start:
            # A link without words has only its address to show.
            self._words(target, lines=lines)
        self.to.mark(kind, start, target)

    def _write_token(self, token: Token, *, lines: bool) -> None:
        start = self.to.here
        match token.type:
            case "softbreak":
                if not self.to.ends_with_break():
                    self.to.write(" ")
            case "hardbreak":
                self.to.write("\n" if lines else " ")
            case "html_inline" if _LINE_BREAK.fullmatch(token.content):
                self.to.write("\n" if lines else " ")
            case "code_inline":
                self._words(token.content, lines=lines)
                self.to.mark(MarkKind.CODE, start)
            case "image":
                self._note_use(token)
                source = str(token.attrs.get("src", ""))
                self._words(_plain(token.children or []).strip() or _file_name(source), lines=lines)
                self.to.mark(MarkKind.IMAGE, start, source)
            case "footnote_ref":
                label = str(token.meta["label"])
                self._words(f"[{label}]", lines=lines)
                self.to.mark(MarkKind.FOOTNOTE, start, label)
            case _:
                self._words(token.content, lines=lines)

    def _words(self, words: str, *, lines: bool) -> None:
        if not lines:
            words = _IN_LINE.sub(" ", words)
        if words:
            self.to.write(words.lstrip(" ") if words[0] == " " and self.to.ends_with_break() else words)

    def _note_use(self, token: Token) -> None:
        if label := token.meta.get("label"):
            self.used.add(str(label))


def _plain(tokens: list[Token]) -> str:
    """Return the words of `tokens` without what sets them off."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "image":
            parts.append(_plain(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)


def _file_name(address: str) -> str:
    name = unquote(PurePosixPath(address.partition("?")[0].partition("#")[0]).name)
    return name.strip() if not address.startswith("data:") and name.strip() else "image"
