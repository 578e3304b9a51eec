"""The sentences of an article, found block by block as they are asked for.

Spans are code points of `Article.text`; they are those of `sentence_spans`.
"""

from __future__ import annotations

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
        self._blocks = [
            block
            for block in article.blocks
            if block.kind in WITH_SENTENCES and block.span.cut(article.text).strip()
        ]
        self._found: dict[int, list[Span]] = {}

    def __iter__(self) -> Iterator[Span]:
        """Yield every sentence, in order."""
        for index in range(len(self._blocks)):
            yield from self._of(index)

    def at(self, offset: int) -> Span | None:
        """Return the sentence at `offset`; in between, the one before, else the first."""
        if not self._blocks:
            return None
        index = self._block_at(offset)
        spans = self._of(index)
        before = [span for span in spans if span.start <= offset]
        if not before and index:
            # The block begins with white space, and its first sentence further on.
            return self._of(index - 1)[-1]
        return before[-1] if before else spans[0]

    def step(self, offset: int, step: int) -> Span | None:
        """Return the sentence `step` (1 or -1) from the one at `offset`; None at the ends."""
        here = self.at(offset)
        if here is None:
            return None
        if step > 0 and offset < here.start:
            return here
        index = self._block_at(here.start)
        spans = self._of(index)
        position = spans.index(here) + step
        while not 0 <= position < len(spans):
            index += step
            if not 0 <= index < len(self._blocks):
                return None
            spans = self._of(index)
            position = 0 if step > 0 else len(spans) - 1
        return spans[position]

    def block_of(self, offset: int) -> Block | None:
        """Return the paragraph or list item at `offset`, or the one before."""
        return self._blocks[self._block_at(offset)] if self._blocks else None

    def _block_at(self, offset: int) -> int:
        low, high = 0, len(self._blocks)
        while low < high:
            middle = (low + high) // 2
            if self._blocks[middle].span.start <= offset:
                low = middle + 1
            else:
                high = middle
        return max(0, low - 1)

    def _of(self, index: int) -> list[Span]:
        if index not in self._found:
            block = self._blocks[index].span
            spans = split(block.cut(self._article.text), self._article.metadata.language)
            self._found[index] = [Span(block.start + span.start, block.start + span.end) for span in spans]
        return self._found[index]
