"""What holds for every article, however it was read."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from articles.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.model import Article, Span


def assert_whole(article: Article) -> None:
    """Assert what the model promises of blocks, marks and text."""
    text = article.text
    at = 0
    for block in article.blocks:
        assert at <= block.span.start
        assert not text[at : block.span.start].strip()
        assert len(block.span) or block.kind in (BlockKind.RULE, BlockKind.LIST_ITEM) or block.marker
        assert all(block.span.covers(cell) for cell in block.cells)
        at = block.span.end
    assert not text[at:].strip()
    assert at <= len(text)
    for mark in article.marks:
        assert len(mark.span)
        assert any(block.span.covers(mark.span) for block in article.blocks)
    assert list(article.marks) == sorted(article.marks, key=lambda mark: mark.span.start)
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("\r\v\f\x85\u2028\u2029")


def assert_sentences_cover(article: Article, spans: tuple[Span, ...]) -> None:
    """Assert that sentences are in order, inside paragraphs and items, and leave out only white space."""
    blocks = [block for block in article.blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)]
    for before, after in pairwise(spans):
        assert before.end <= after.start
    covered = {at for span in spans for at in range(span.start, span.end)}
    inside = {at for block in blocks for at in range(block.span.start, block.span.end)}
    assert covered <= inside
    assert not "".join(article.text[at] for at in sorted(inside - covered)).strip()
    assert all(span.cut(article.text) == span.cut(article.text).strip() for span in spans)


@pytest.fixture
def whole() -> Callable[[Article], None]:
    return assert_whole


@pytest.fixture
def sentences_cover() -> Callable[[Article, tuple[Span, ...]], None]:
    return assert_sentences_cover
