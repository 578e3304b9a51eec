"""A file cut into what was written by the program and what was put between by hand, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.frozen import frozen
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COMMENT = pattern(r"<!-- postil:([a-z]+) (.*) -->\s*")
_COMMENT_START = "<!-- postil:"
_QUOTE = ">"
_BARE = frozenset({"deleted", "check", "decision", "end"})
"""Kinds of comments that no words belong to."""


@frozen
class Piece:
    """One comment with the words that belong to it, or words or a line without one."""

    line: int
    """Where it begins, from 1."""
    kind: str = ""
    """Of the comment: `claim`; empty without one, `?` where it is damaged."""
    data: str = ""
    """The JSON in the comment."""
    quote: tuple[str, ...] = ()
    """The lines of the quotation, without their marks."""
    other: str = ""
    """A line that is neither: a heading, a footnote, something written by hand."""


def split_pieces(lines: Sequence[str], begins: int) -> Iterator[Piece]:
    """Yield the pieces of a file from the line at index `begins` on; empty lines are nobody's."""
    at = begins
    while at < len(lines):
        line = lines[at]
        if line.startswith(_COMMENT_START):
            piece, at = _commented(lines, at)
            yield piece
        elif line.startswith(_QUOTE):
            end = _end_of_quote(lines, at)
            yield Piece(at + 1, quote=_unquoted(lines[at:end]))
            at = end
        else:
            if line.strip():
                yield Piece(at + 1, other=line)
            at += 1


def _commented(lines: Sequence[str], at: int) -> tuple[Piece, int]:
    """Return a comment with what belongs to it, and where the next piece begins."""
    found = _COMMENT.fullmatch(lines[at])
    kind, data = (found[1], found[2]) if found else ("?", "")
    start = at + 1
    if kind in _BARE:
        return Piece(at + 1, kind, data), start
    body = start
    while body < len(lines) and not lines[body].strip():
        body += 1
    if body < len(lines) and kind == "source" and lines[body].startswith("[^"):
        return Piece(at + 1, kind, data, other=lines[body]), body + 1
    end = _end_of_quote(lines, body)
    if end == body:
        return Piece(at + 1, kind, data), start
    return Piece(at + 1, kind, data, _unquoted(lines[body:end])), end


def _end_of_quote(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and lines[at].startswith(_QUOTE):
        at += 1
    return at


def _unquoted(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line[1:].removeprefix(" ") for line in lines)
