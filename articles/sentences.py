"""Where the sentences of a text are.

A regular expression finds every place that could end a sentence, and rules
about the words before and after it decide: measured on Dutch and English
treebanks this is as good as the libraries.  Knows the abbreviations of Dutch,
English, German, French and Spanish; holds for any text in Latin, Greek or
Cyrillic letters, and for the full stops of Chinese and Japanese.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles._abbreviations import (
    AT_THE_END,
    BEFORE_FIGURES,
    BEFORE_NAMES,
    BEFORE_ORDINALS,
    CALENDAR,
    INSIDE,
    MONTHS_OF_ORDINALS,
    NAMED_BY_A_LETTER,
    SAID,
)
from articles.language import STOP_WORDS
from articles.model import Block, BlockKind, Span
from articles.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

WITH_SENTENCES = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
"""The kinds of blocks that sentences stand in."""

_CLOSERS = "\"'”’»›“‘«)\\]}*"
_END = pattern(
    # Stops with the quotes and brackets they stand in; ; is the question mark of Greek.
    # Nothing here is tried twice, so that the time is linear in the length of the text.
    r"(?<![.!?…])(?P<stop>[.!?…]++|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)"
    rf"(?P<after>[{_CLOSERS}.!?…]{{0,12}}+"
    # A French quote is closed with a space before it; a footnote may follow.
    r"(?:[ \u00a0\u202f]»(?=[\s.,;]|\Z))?(?:\[[^\]\s]{1,12}\])*)(?=\s|\Z)"
    r"|(?P<wide>[。！？｡]+[」』）”’》〉]*)"
)
_OPENERS = pattern(r"\s*(?:(?:[\"'“”„‟‘’‚‹›«»(\[{¿¡*–—-]|,,)[ \u00a0\u202f]?){0,4}")
_NEXT = pattern(r"[^\W_]+")
# Dutch sentences that start with a clipped word: 't Is laat.  's Avonds regent het.
_CLIPPED = pattern(r"['’‘](?:[tsnkm]|er|ns)\s+[^\W\d_]")
_WORD_BEFORE = pattern(r"[^\s\"'“”„‟‘’‚‹›«»()\[\]{}¿¡*]+\Z")
_TWO_BEFORE = pattern(r"([^\W\d_]+)\s+\S+\Z")
_DOTTED = pattern(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}")
_FIGURE = pattern(r"\d{1,3}")
_ROMAN = pattern(r"[IVXLC]{2,}")
# The second half of an abbreviation written with a space: z. B.
_HALF = pattern(r"[A-ZÄ]\.")
_CAMEL = pattern(r"[a-z]{1,2}[A-Z]")
_LOOKED_BACK = 40

_STARTS = frozenset(word for words in STOP_WORDS.values() for word in words)
_ALONE = frozenset({"!", "?"})


def sentence_spans(text: str, blocks: Iterable[Block], language: str = "") -> tuple[Span, ...]:
    """Return where the sentences of an article are, in order.

    Paragraphs and list items have sentences; headings, code and tables have none.
    Together the spans cover all of those blocks but white space.
    """
    spans: list[Span] = []
    for block in blocks:
        if block.kind in WITH_SENTENCES:
            base = block.span.start
            spans += (Span(base + at.start, base + at.end) for at in split(block.span.cut(text), language))
    return tuple(spans)


def split(text: str, language: str = "") -> list[Span]:
    """Return where the sentences of one paragraph are, without the white space around them.

    `language` is an ISO 639-1 code; German has ordinals such as `3. Februar`.
    """
    spans: list[Span] = []
    start = _skip_space(text, 0)
    for end in _END.finditer(text):
        if end.end() <= start or not _ends_sentence(text, start, end, language):
            continue
        spans.append(Span(start, end.end()))
        start = _skip_space(text, end.end())
    if start < len(text):
        spans.append(Span(start, start + len(text[start:].rstrip())))
    return spans


def _ends_sentence(text: str, start: int, end: re.Match[str], language: str) -> bool:
    """Tell whether the stops at `end` are the end of the sentence that began at `start`."""
    if end["wide"]:
        return True
    opener = _OPENERS.match(text, end.end())
    at = opener.end() if opener else end.end()
    if at >= len(text):
        return True
    if not _could_begin(text, end.end(), at):
        return False
    stop = end["stop"]
    found = _NEXT.match(text, at)
    following = found[0] if found else ""
    if stop == "." and not end["after"]:
        if _HALF.match(text, at) and _is_letter(text, start, end.start() - 1):
            return False
        before = text[max(start, end.start() - _LOOKED_BACK) : end.start()]
        return _full_stop_ends(before, following, language, is_first=end.start() - start <= _LOOKED_BACK)
    return not _goes_on(text, start, end, found)


def _is_letter(text: str, start: int, at: int) -> bool:
    """Tell whether a single lower-case letter stands at `at`."""
    return at >= start and text[at].islower() and (at == start or text[at - 1].isspace())


def _could_begin(text: str, end: int, at: int) -> bool:
    """Tell whether what stands at `at`, behind opening quotes, could begin a sentence."""
    if not text[at].islower():
        return True
    here = _skip_space(text, end)
    clipped = _CLIPPED.match(text, here)
    if clipped:
        return text[clipped.end() - 1].isupper()
    return bool(_CAMEL.match(text, at))


def _goes_on(text: str, start: int, end: re.Match[str], following: re.Match[str] | None) -> bool:
    """Tell whether the sentence goes on after a question, an exclamation or an ellipsis inside it."""
    after = end["after"]
    if not after:
        return False
    if end["stop"][-1] in _ALONE and after[-1] in ")]":
        # An aside such as (really?) in the middle of a sentence.
        opened = text.rfind("(" if after[-1] == ")" else "[", max(start, end.start() - 200), end.start())
        return opened > start
    if following and end["stop"][-1] != ".":
        then = _NEXT.search(text, following.end(), following.end() + _LOOKED_BACK)
        return bool(then and then[0] in SAID and text[following.end() : then.start()].isspace())
    return False


def _full_stop_ends(before: str, following: str, language: str, *, is_first: bool) -> bool:
    """Tell whether a full stop behind `before` ends the sentence, given the word that follows."""
    found = _WORD_BEFORE.search(before)
    if not found:
        return True
    word = found[0].lstrip("-–—/")
    if _FIGURE.fullmatch(word):
        is_alone = is_first and found.start() == 0
        return not (is_alone or _is_ordinal(before, following, language))
    if _is_cut_short(word, following):
        return False
    if len(word) == 1 and word.isupper():
        # An initial, but for vitamine C.
        previous = _TWO_BEFORE.search(before)
        return bool(previous and previous[1].lower() in NAMED_BY_A_LETTER)
    return True


def _is_cut_short(word: str, following: str) -> bool:
    """Tell whether `word` is an abbreviation that `following` goes on with."""
    lower = word.lower()
    if lower in BEFORE_NAMES or word in BEFORE_NAMES or lower in INSIDE:
        return True
    if lower in BEFORE_FIGURES and (following[:1].isdigit() or _ROMAN.fullmatch(following)):
        return True
    is_dotted = bool(_DOTTED.fullmatch(word))
    if lower in AT_THE_END and (word == lower or not is_dotted):
        return following.lower() in CALENDAR
    # B.V., U.S., J.P.: the sentence ends where a small word begins with a capital.
    starts = word[:1].isupper() and len(following) > 1 and following.lower() in _STARTS
    return is_dotted and not starts


def _is_ordinal(before: str, following: str, language: str) -> bool:
    """Tell whether a figure with a full stop is an ordinal: `am 3. Februar`."""
    if following.lower() in MONTHS_OF_ORDINALS:
        return True
    previous = _TWO_BEFORE.search(before)
    return language in ("de", "") and bool(previous and previous[1].lower() in BEFORE_ORDINALS)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
