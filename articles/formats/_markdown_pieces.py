"""Markdown in pieces, parsed one after another: all tokens of a long text at once would fill the memory.

A piece ends at an empty line before a line that, standing at the left edge and
beginning with a letter or a heading's sign, belongs to nothing before it: it
ends paragraphs, lists, quotations, tables, footnotes and indented code.  Only
a fence or HTML that is still open would go on; then the piece is made longer.
A list without an empty line may also be cut between two of its items.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SIZE = 65_536
"""Code points of a piece, about."""

_CUT_AT = "-"
"""The sign of the lists that are cut: nearly all are made with it."""
# What has another sign, or nothing but signs, may be a rule.
_ITEM = pattern(r"\n- (?=\w)")
_EMPTY = pattern(r"\n[ \t]*\n")
_FENCE_LINES = 2
"""Of a fence that is closed, at least: its first and its last."""
_SEAM = pattern(r"\n\n(?=[#A-Za-z\u00c0-\u024f])")


class Piece(NamedTuple):
    """Blocks of a text, and where in it they end."""

    tokens: list[Token]
    end: int
    is_cut: bool = False
    """Whether the list at its end goes on in the next piece."""


def pieces(parser: MarkdownIt, source: str, env: dict[str, Any], size: int = SIZE) -> Iterator[Piece]:
    """Yield the tokens of `source`; at the end all that `parser` notes of it stands in `env`."""
    start = line = 0
    while start < len(source):
        piece, noted = _parse(parser, source, start, size)
        _note(noted, env, line)
        yield piece
        line += source.count("\n", start, piece.end)
        start = piece.end


def _parse(parser: MarkdownIt, source: str, start: int, size: int) -> tuple[Piece, dict[str, Any]]:
    """Return the piece that begins at `start`, and what the parser noted of it."""
    if cut := _cut(source, start + size, start + 2 * size):
        noted: dict[str, Any] = {}
        words = source[start:cut]
        tokens = parser.parse(words, noted)
        if _ends_in_list(tokens, words):
            return Piece(tokens, cut, is_cut=True), noted
    while True:
        seam = _SEAM.search(source, start + size) if start + size < len(source) else None
        end = seam.end() if seam else len(source)
        noted = {}
        words = source[start:end]
        tokens = parser.parse(words, noted)
        if seam is None or not _is_open(tokens, words):
            return Piece(tokens, end), noted
        size *= 2


def _cut(source: str, at: int, enough: int) -> int:
    """Return where an item begins behind `at`, in a list without an empty line until far behind `enough`.

    0 where there is none.  An empty line would part all items further, those before it included.
    """
    item = _ITEM.search(source, at) if at < len(source) else None
    if item is None:
        return 0
    empty = _EMPTY.search(source, at)
    if empty is None:
        return item.start() + 1
    is_within = item.start() < empty.start() and empty.start() > enough
    return item.start() + 1 if is_within and _SEAM.match(source, empty.start()) else 0


def _ends_in_list(tokens: list[Token], words: str) -> bool:
    """Tell whether `words` end in a list, without empty lines, with which an item with `_CUT_AT` goes on."""
    if not tokens or tokens[-1].type != "bullet_list_close" or tokens[-1].markup != _CUT_AT:
        return False
    opened = next(one for one in reversed(tokens) if one.type == "bullet_list_open" and one.level == 0)
    first = opened.map[0] if opened.map else 0
    return not _EMPTY.search("\n".join(words.split("\n")[first:]))


def _is_open(tokens: list[Token], words: str) -> bool:
    """Tell whether the last block would go on behind `words`."""
    if not tokens:
        return False
    last = tokens[-1]
    if last.type != "fence":
        return last.type == "html_block"
    if last.map is None or last.map[1] - last.map[0] < _FENCE_LINES:
        return True
    # Of a fence that is open the last line is the empty one at the end of the piece.
    closing = words.split("\n")[last.map[1] - 1].strip()
    return len(closing) < len(last.markup) or bool(closing.strip(last.markup[0]))


def _note(noted: dict[str, Any], env: dict[str, Any], line: int) -> None:
    """Add what was noted of a piece that begins at `line` to what was noted of all before it."""
    known = env.setdefault("references", {})
    again = env.setdefault("duplicate_refs", [])
    for label, what in noted.get("references", {}).items():
        moved = {**what, "map": [at + line for at in what["map"]]}
        if label in known:
            again.append({**moved, "label": label})
        else:
            known[label] = moved
    again += [{**what, "map": [at + line for at in what["map"]]} for what in noted.get("duplicate_refs", [])]
    footnotes = noted.get("footnotes", {}).get("refs")
    if footnotes:
        env.setdefault("footnotes", {}).setdefault("refs", {}).update(footnotes)
