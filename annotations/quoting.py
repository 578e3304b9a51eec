"""Where in an article the words stand that a person quotes from it.

Typography is folded: quotation marks, dashes, case, spaces and line breaks need
not be those of the article.  Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import Anchor
from annotations.errors import PostilError, UsageError
from annotations.folding import fold

if TYPE_CHECKING:
    from articles.model import Article, Span

MOST_SHOWN = 160
"""Code points of the nearest passage that an error shows."""


def find_quote(text: str, quote: str, *, prefix: str = "", suffix: str = "") -> list[Span]:
    """Return where `quote` stands in `text`, in order, after `prefix` and before `suffix` where given.

    Places where it is made of whole words win over those inside a word.
    """
    folded = fold(text)
    words = fold(quote).text.strip()
    if not words:
        return []
    anywhere = _places(folded.text, words)
    places = [at for at in anywhere if _is_whole(folded.text, at, len(words))] or anywhere
    before, after = fold(prefix).text.strip(), fold(suffix).text.strip()
    return [
        folded.origin(at, at + len(words))
        for at in places
        if folded.text[:at].rstrip().endswith(before)
        and folded.text[at + len(words) :].lstrip().startswith(after)
    ]


def _places(text: str, words: str) -> list[int]:
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _is_whole(text: str, at: int, length: int) -> bool:
    """Tell whether neither end of the words at `at` cuts a word of the text in two."""
    edges = (text[max(0, at - 1) : at + 1], text[at + length - 1 : at + length + 1])
    return not any(len(edge) == 2 and edge.isalnum() for edge in edges)  # noqa: PLR2004 - a letter on either side


def locate_quote(article: Article, quote: str, *, prefix: str = "", suffix: str = "") -> Span:
    """Return the one place where `quote` stands.

    Raises:
        UsageError: the quote has no words.
        PostilError: it stands nowhere, and then the nearest passage is shown, or at several places.
    """
    if not quote.strip():
        raise UsageError("the quote is empty", "give some words of the article with --quote")
    places = find_quote(article.text, quote, prefix=prefix, suffix=suffix)
    if len(places) == 1:
        return places[0]
    if not places:
        raise _not_found(article, quote, prefix, suffix)
    shown = "; ".join(_in_context(article.text, span) for span in places[:3])
    raise PostilError(
        f"the quote stands at {len(places)} places",
        f"say what comes before the one you mean with --prefix, or after it with --suffix: {shown}",
    )


def _not_found(article: Article, quote: str, prefix: str, suffix: str) -> PostilError:
    elsewhere = find_quote(article.text, quote) if prefix or suffix else []
    if elsewhere:
        shown = "; ".join(_in_context(article.text, span) for span in elsewhere[:3])
        return PostilError("the quote stands in the article, but not with that prefix and suffix", shown)
    near = nearest_passage(article, quote)
    return PostilError(
        "the quote is not in the article",
        f"nearest is “{near}”" if near else "nothing in it comes near; postil show prints the text",
    )


def nearest_passage(article: Article, quote: str) -> str:
    """Return the sentence that shares most with `quote`, on one line, cut to size; empty where none does."""
    from annotations.anchoring import resolve
    from articles.sentences import sentence_spans

    sentences = sentence_spans(article.text, article.blocks, article.metadata.language)
    candidates = resolve(Anchor("", quote), article.text).candidates
    for candidate in candidates[:1]:
        near = [span for span in sentences if span.overlaps(candidate.span)] or [candidate.span]
        return _one_line(article.text[near[0].start : near[-1].end])
    wanted = set(fold(quote).text.split())
    texts = [span.cut(article.text) for span in (*sentences, *(block.span for block in article.blocks))]
    shared = [(len(wanted & set(fold(words).text.split())), words) for words in texts]
    most, words = max(shared, key=lambda pair: pair[0], default=(0, ""))
    return _one_line(words) if most else ""


def _in_context(text: str, span: Span, around: int = 24) -> str:
    before = text[max(0, span.start - around) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + around].partition("\n")[0]
    return f"“…{_one_line(before + span.cut(text) + after)}…”"


def _one_line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= MOST_SHOWN else line[: MOST_SHOWN - 1].rstrip() + "…"
