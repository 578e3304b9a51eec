"""The marks of a part of an article, found without looking at all others: a long one has thousands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.model import Article, Mark, Span


def marks_in(article: Article, span: Span) -> list[Mark]:
    """Return the marks that lie wholly in `span`, in their order."""
    start = bisect_left(article.marks, span.start, key=_start)
    stop = bisect_right(article.marks, span.end, lo=start, key=_start)
    return [mark for mark in article.marks[start:stop] if span.covers(mark.span)]


def _start(mark: Mark) -> int:
    return mark.span.start
