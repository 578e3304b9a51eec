"""The sentences of an article, found block by block as they are asked for.

Spans are code points of `Article.text`; they are those of `sentence_spans`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from articles.model import Span
from articles.sentences import WITH_SENTENCES, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articles.model import Article, Block


class Sentences:
    """The sentences of an article; a long one is split no further than one looks."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._blocks = article.blocks
        self._found: dict[int, list[Span]] = {}

    def __iter__(self) -> Iterator[Span]:
        """Yield every sentence, in order."""
        index = self._beside(-1, 1)
        while index is not None:
            yield from self._of(index)
            index = self._beside(index, 1)

    def at(self, offset: int) -> Span | None:
        """Return the sentence at `offset`; in between, the one before, else the first."""
        index = self._block_at(offset)
        if index is None:
            return None
        spans = self._of(index)
        before = [span for span in spans if span.start <= offset]
        if before:
            return before[-1]
        # The block begins with white space, and its first sentence further on.
        earlier = self._beside(index, -1)
        return spans[0] if earlier is None else self._of(earlier)[-1]

    def step(self, offset: int, step: int) -> Span | None:
        """Return the sentence `step` (1 or -1) from the one at `offset`; None at the ends."""
        here = self.at(offset)
        if here is None:
            return None
        if step > 0 and offset < here.start:
            return here
        index = self._block_at(here.start)
        spans = self._of(index) if index is not None else []
        position = spans.index(here) + step
        while not 0 <= position < len(spans):
            index = None if index is None else self._beside(index, step)
            if index is None:
                return None
            spans = self._of(index)
            position = 0 if step > 0 else len(spans) - 1
        return spans[position]

    def block_of(self, offset: int) -> Block | None:
        """Return the paragraph or list item at `offset`, or the one before."""
        index = self._block_at(offset)
        return None if index is None else self._blocks[index]

    def _block_at(self, offset: int) -> int | None:
        """Return the last block with sentences that begins at `offset` or before, else the first."""
        behind = bisect_right(self._blocks, offset, key=lambda block: block.span.start)
        index = self._beside(behind, -1)
        return self._beside(behind - 1, 1) if index is None else index

    def _beside(self, index: int, step: int) -> int | None:
        """Return the next block with sentences, in one direction.

        All of them are never gone through at once: a search in a long article would wait for it.
        """
        index += step
        while 0 <= index < len(self._blocks):
            block = self._blocks[index]
            if block.kind in WITH_SENTENCES and block.span.cut(self._article.text).strip():
                return index
            index += step
        return None

    def _of(self, index: int) -> list[Span]:
        if index not in self._found:
            block = self._blocks[index].span
            spans = split(block.cut(self._article.text), self._article.metadata.language)
            self._found[index] = [Span(block.start + span.start, block.start + span.end) for span in spans]
        return self._found[index]
