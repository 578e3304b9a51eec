"""Which Markdown would take too long to parse, or lose text on the way.

markdown-it-py takes quadratic time on some input and leaves out, in silence,
what is nested deeper than its limit.  The work is estimated by counting, never
by the clock, so that a text is read the same way on every machine; the limits
are about half a second each.  No article that was looked at came near them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

MOST_NESTED = 100
"""How deep quotations, lists and links may stand in one another."""

_CONTAINERS = frozenset({"blockquote_open", "list_item_open", "footnote_reference_open"})

# Each line of a quotation is looked at once for each quotation it stands in, about 7 µs.
_QUOTED_LINES = 100_000
_QUOTED_LINES_A_LINE = 4
_PREFIX = pattern(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|>[ \t]*)*")
_DEEP_QUOTE = pattern(r"^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|>[ \t]*){5}", re.MULTILINE)

# Each bracket is looked at once for each bracket open around it, about 1 µs.
_BRACKETS_IN_BRACKETS = 400_000
_NESTED_A_BRACKET = 5
_BRACKET = pattern(r"[\[\]]")

# For the end of each of these the rest of the paragraph is searched, about 10 ns a code point.
_SEARCHED = 40_000_000
_OPENS_MARKUP = pattern(r"<[!?]")


class TooCostlyError(Exception):
    """The text cannot be parsed as Markdown within the limits; the message is a sentence."""


def check_quotations(source: str) -> None:
    """Refuse a text with very many lines of very deep quotations.

    Raises:
        TooCostlyError: it would take more than about a second.

    """
    if not _DEEP_QUOTE.search(source):
        return
    work = lines = depth = 0
    for line in source.split("\n"):
        lines += 1
        if line and not line.isspace():
            prefix = _PREFIX.match(line)
            # A line without the signs goes on in the quotations of the line before it.
            depth = max(depth, prefix[0].count(">") if prefix else 0)
            work += depth
        else:
            depth = 0
    if work > _QUOTED_LINES + _QUOTED_LINES_A_LINE * lines:
        raise TooCostlyError("It has too many lines in deep quotations")


def check_nesting(tokens: Iterable[Token]) -> None:
    """Refuse a text of which the parser left out what was nested too deep.

    Raises:
        TooCostlyError: it did.

    """
    for token in tokens:
        if token.level >= MOST_NESTED - 1 and token.type in _CONTAINERS:
            raise TooCostlyError("Its lists and quotations stand too deep in one another")


class InlineBudget:
    """What may be spent on the inside of all paragraphs of a text."""

    def __init__(self) -> None:
        self._nested = self._brackets = self._searched = 0

    def take(self, tokens: Iterable[Token]) -> None:
        """Count what `tokens` cost; refuse a text with very many open brackets or unfinished HTML.

        Raises:
            TooCostlyError: all so far would take more than about a second.

        """
        for token in tokens:
            if token.type == "inline":
                self._count(token.content)
        if self._nested > _BRACKETS_IN_BRACKETS + _NESTED_A_BRACKET * self._brackets:
            raise TooCostlyError("It has too many brackets that are opened and not closed")
        if self._searched > _SEARCHED:
            raise TooCostlyError("It has too much HTML that is opened and not closed")

    def _count(self, content: str) -> None:
        if "[" in content:
            depth = 0
            for bracket in _BRACKET.findall(content):
                depth = depth + 1 if bracket == "[" else max(depth - 1, 0)
                self._nested += min(depth, MOST_NESTED)
                self._brackets += 1
        if "<" in content:
            self._searched += len(_OPENS_MARKUP.findall(content)) * len(content)
