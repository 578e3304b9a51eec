"""A quotation with where it is from, as `y` copies it; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.model import Revision, Span


def cite(revision: Revision, span: Span, speaker: str = "") -> str:
    """Return the words at `span` in quotation marks, then speaker, author, title, date and address."""
    metadata = revision.article.metadata
    words = " ".join(span.cut(revision.article.text).split())
    parts = [speaker, metadata.author, metadata.title or revision.article_id]
    parts += [metadata.publisher, metadata.published, metadata.url]
    return f"“{words}” ({', '.join(part for part in parts if part)})"
