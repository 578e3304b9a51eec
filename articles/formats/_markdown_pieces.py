"""Markdown in pieces, parsed one after another: all tokens of a long text at once would fill the memory.

A piece ends at an empty line before a line that, standing at the left edge and
beginning with a letter or a heading's sign, belongs to nothing before it: it
ends paragraphs, lists, quotations, tables, footnotes and indented code.  Only
a fence or HTML that is still open would go on; then the piece is made longer.
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

_FENCE_LINES = 2
"""Of a fence that is closed, at least: its first and its last."""
_SEAM = pattern(r"\n\n(?=[#A-Za-z\u00c0-\u024f])")


class Piece(NamedTuple):
    """Blocks of a text, and where in it they end."""

    tokens: list[Token]
    end: int


def pieces(parser: MarkdownIt, source: str, env: dict[str, Any], size: int = SIZE) -> Iterator[Piece]:
    """Yield the tokens of `source`; at the end all that `parser` notes of it stands in `env`."""
    start = line = 0
    while start < len(source):
        tokens, end, noted = _parse(parser, source, start, size)
        _note(noted, env, line)
        yield Piece(tokens, end)
        line += source.count("\n", start, end)
        start = end


def _parse(parser: MarkdownIt, source: str, start: int, size: int) -> tuple[list[Token], int, dict[str, Any]]:
    """Return the tokens of the piece that begins at `start`, where it ends, and what the parser noted."""
    while True:
        seam = _SEAM.search(source, start + size) if start + size < len(source) else None
        end = seam.end() if seam else len(source)
        noted: dict[str, Any] = {}
        words = source[start:end]
        tokens = parser.parse(words, noted)
        if seam is None or not _is_open(tokens, words):
            return tokens, end, noted
        size *= 2


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
