"""The items of an article, found sentence by sentence as one looks at them.

A long article is never searched whole.  Spans are code points of `Article.text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.model import Span
from articles.stepping import Sentences

if TYPE_CHECKING:
    from annotations.names import Vocabulary
    from annotations.ticks import Item
    from articles.model import Article


class ArticleItems:
    """The sentences of an article with what there is to check in each."""

    def __init__(self, article: Article, sentences: Sentences | None = None) -> None:
        self.article = article
        self.sentences = sentences or Sentences(article)
        self._known: Vocabulary | None = None
        self._quotations: dict[int, list[Span]] = {}
        self._found: dict[Span, tuple[Item, ...]] = {}

    def of(self, sentence: Span) -> tuple[Item, ...]:
        """Return the items of a sentence, in the order in which they are met; there is one at least."""
        if sentence not in self._found:
            # Imported here: finding takes many words, and who only reads needs none of them.
            from annotations.items import find_items
            from annotations.names import vocabulary_of

            text = self.article.text
            if self._known is None:
                self._known = vocabulary_of(text)
            found = find_items(
                sentence.cut(text), self.article.metadata.language, self._known, self._quoted(sentence)
            )
            self._found[sentence] = tuple(item.moved(sentence.start) for item in found)
        return self._found[sentence]

    def _quoted(self, sentence: Span) -> list[Span]:
        """Return what of a sentence is quoted; the marks may stand in sentences before and behind it."""
        block = self.sentences.block_of(sentence.start)
        if block is None:
            return []
        from annotations.quotations import find_quotations

        base = block.span.start
        if base not in self._quotations:
            self._quotations[base] = find_quotations(block.span.cut(self.article.text))
        quoted = []
        for one in self._quotations[base]:
            start = max(one.start + base, sentence.start)
            end = min(one.end + base, sentence.end)
            if start < end:
                quoted.append(Span(start - sentence.start, end - sentence.start))
        return quoted
