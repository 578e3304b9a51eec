"""Where in the original a passage stands, in the words in which a source is cited."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from articles.model import LocatorKind, Span

if TYPE_CHECKING:
    from articles.model import Article, Locator


def locator_at(article: Article, offset: int) -> str:
    """Return the page or time at which the code point at `offset` stands: `p. 12`, `0:03:07`.

    Empty where the original has neither, and before the first.
    """
    return locator_of(article, Span(offset, offset))


def locator_of(article: Article, span: Span) -> str:
    """Return the pages or times over which `span` runs: `p. 12`, `p. 12–13`, `0:03:07–0:03:15`.

    `p.` is short for *page* in all languages of the program.
    """
    first = _last_before(article, span.start)
    last = _last_before(article, max(span.start, span.end - 1))
    if first is None or last is None:
        return ""
    words = f"p. {first.value}" if first.kind is LocatorKind.PAGE else first.value
    return words if last.value == first.value else f"{words}–{last.value}"


def _last_before(article: Article, offset: int) -> Locator | None:
    at = bisect_right(article.locators, offset, key=lambda locator: locator.start)
    return article.locators[at - 1] if at else None
