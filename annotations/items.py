"""What there is to check in a sentence: names, figures, dates, quotations, attributions; pure.

Found without models: Dutch and English by words as well, other languages by
digits, capitals and quotation marks.  Rather an item too many: it costs a key,
and one that is missed is printed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from annotations.attributions import find_attributions
from annotations.dates import find_dates
from annotations.figures import find_figures
from annotations.names import NOTHING_KNOWN, Vocabulary, find_names
from annotations.quotations import find_quotations
from annotations.referring import find_relative_dates
from annotations.ticks import Aspect, Item, ItemKind
from articles.model import Span
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DIGITS = pattern(r"\w*\d(?:[\w.,:/-]*\w)?")
_MORE_DATES = pattern(
    r"""\b(?:
        (?:de\s+)?jaren\s+(?:\w+tig|'?\d0) | (?:the\s+)?(?:early\s+|late\s+)?(?:1[5-9]|20)\d0s
      | \d{1,2}(?:e|de|ste|th|st)[\s-]+(?:eeuw|century)
      | (?:deze|dit|vorige?|afgelopen|komende?|volgende?|this|last|next|past|coming)\s+
        (?:zomer|winter|herfst|lente|voorjaar|najaar|kwartaal|eeuw|summer|autumn|spring|fall|quarter|century)
      | (?:zomer|winter|herfst|lente|voorjaar|najaar|summer|autumn|spring|fall)
        (?:\s+(?:van|of))?\s+(?:1[5-9]|20)\d\d
      | (?:eind|begin|medio|half|sinds|early|late|mid|since)[\s-](?:1[5-9]|20)\d\d
      | (?:1[5-9]|20)\d\d
      | (?:een|a|\w+)\s+(?:dag|week|maand|uur|jaar|(?:dag|wek|maand|jar)en)\s+(?:later|eerder|daarna)
      | (?:\w+)\s+(?:days?|weeks?|months?|hours?|years?|decades?)\s+(?:later|earlier|before)
      | (?:eerste|tweede|derde|vierde|laatste)\s+kwartaal | (?:first|second|third|fourth|last)\s+quarter
      | (?:eind|begin|medio)\s+(?:deze|dit|vorige?|volgende?)\s+(?:maand|jaar|week)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Dates that name no day that could be compared, but can be checked."""

_MORE_FIGURES = pattern(
    r"""\b(?:
        (?:one|two|three|four|an?|een|één|twee|drie|vier)[\s-]+
        (?:third|fourth|quarter|fifth|sixth|tenth|derde|vierde|kwart|vijfde|zesde|tiende|dozijn|dozen)s?
      | driekwart | tweederde
      | (?:an?|een|one)\s+(?:hectare|acre|mile|kilomet(?:er|re)|met(?:er|re)|lit(?:er|re)|kilo|ton|tonne|eeuw)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Shares, and units of which there is one."""

_BETWEEN_PARTS = pattern(r"(?:,|\s|\s+(?:de|the)\s+)*")
"""What may stand between the parts of one date: *zondag 3 mei*, *Sunday, May 3*."""

_PRONOUN_LIKE = frozenset({"one", "ones", "een", "a", "an"})
"""Words that are a figure now and then, and something else nearly always."""

_LEAST_SAID = 2
"""Words; a figure inside quotation marks around fewer is a name or a title."""

_WORDS = pattern(r"\w+")


def find_items(
    sentence: str,
    language: str = "",
    known: Vocabulary = NOTHING_KNOWN,
    quoted: Sequence[Span] | None = None,
) -> tuple[Item, ...]:
    """Return the items of a sentence in the order they are met; one at least, the sentence itself.

    `language` is an ISO 639-1 code, `known` what the article shows of its words.
    `quoted` is what of the sentence stands between quotation marks that may have
    been opened before it; where it is None, the marks of the sentence decide.
    """
    quotations = find_quotations(sentence) if quoted is None else list(quoted)
    attributions = find_attributions(sentence, _list_for(language))
    dates = _dates(sentence)
    names = [one for one in find_names(sentence, language, known) if not _inside(one, dates)]
    figures = _figures(sentence, language, [*dates, *names])
    found = [Item(ItemKind.QUOTATION, span, Aspect.SAID) for span in quotations]
    found += [Item(ItemKind.ATTRIBUTION, span, Aspect.SAID) for span in attributions]
    found += [Item(ItemKind.DATE, span) for span in dates]
    found += [Item(ItemKind.NAME, span) for span in names]
    for span in figures:
        if attributions or _is_said(span, sentence, quotations):
            found.append(Item(ItemKind.FIGURE, span, Aspect.SAID))
        found.append(Item(ItemKind.FIGURE, span))
    if not found:
        return (Item(ItemKind.SENTENCE, Span(0, len(sentence))),)
    return tuple(sorted(found, key=_order))


def _order(item: Item) -> tuple[int, int, bool]:
    return item.span.start, -item.span.end, item.aspect is Aspect.SO


@cache
def _list_for(language: str) -> str:
    return language if language in {"nl", "en"} else "other" if language else ""


def _dates(sentence: str) -> list[Span]:
    """Return the dates of a sentence; a weekday and the day behind it are one."""
    spans = [date.span for date in find_dates(sentence)]
    spans += find_relative_dates(sentence)
    spans += [Span(*found.span()) for found in _MORE_DATES.finditer(sentence)]
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (
            span.start <= joined[-1].end or _BETWEEN_PARTS.fullmatch(sentence, joined[-1].end, span.start)
        ):
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


def _figures(sentence: str, language: str, taken: Sequence[Span]) -> list[Span]:
    """Return the figures of a sentence that are no part of a date or name."""
    spans = [
        figure.span
        for figure in find_figures(sentence, language)
        if not _inside(figure.span, taken) and figure.span.cut(sentence).lower() not in _PRONOUN_LIKE
    ]
    # What is written in digits and has no value, as a version or a time, can be wrong as well.
    for written in (_MORE_FIGURES, _DIGITS):
        more = (Span(*found.span()) for found in written.finditer(sentence))
        spans += [span for span in more if not _inside(span, [*taken, *spans])]
    return sorted(spans)


def _inside(span: Span, others: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def _is_said(figure: Span, sentence: str, quotations: Iterable[Span]) -> bool:
    """Tell whether a figure stands in somebody's words."""
    return any(
        one.covers(figure) and len(_WORDS.findall(one.cut(sentence))) > _LEAST_SAID for one in quotations
    )
