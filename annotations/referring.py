"""Words of a sentence that point beyond it: pronouns, and dates that count from the day of publication.

Such a sentence may say something else once its neighbours, or that day, are
others, although none of its own words changed.  Dutch and English.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotations.dates import find_dates
from articles.model import Span
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_PRONOUNS = {
    # *Zijn* is left out, which is nearly always the verb, and *het*, which is nearly always the article.
    "nl": """
        hij zij ze hem haar hun hen die dat dit deze degene diens laatstgenoemde eerstgenoemde
        daarmee daarvan daarvoor daarop daarom daarna daarin daarbij daardoor daarover daartegen daaruit
        hiermee hiervan hiervoor hierop hierom hierna hierin hierbij hierdoor hierover hiertegen hieruit
        ermee ervan ervoor erop erna erin erbij erdoor erover ertegen eruit toen daar
    """,
    "en": """
        he she they him her them his hers their theirs it its this that these those
        thereby therefore therein thereafter hereby then there such
    """,
}
"""Rather a word too many: what it costs is a sentence read again, and the other mistake is printed."""

_FROM_TODAY = pattern(
    r"""\b(?:
        (?:maan|dins|woens|donder|vrij|zater|zon)dag(?:avond|ochtend|morgen|middag|nacht)
      | morgen(?:avond|ochtend|middag|nacht)? | onlangs | vorig\s+jaar | (?:dit|komend|volgend)\s+jaar
      | (?:\w+\s+)?(?:dag|week|maand|uur|jaar|dagen|weken|maanden|uren|jaren|minuten)\s+geleden
      | recently | earlier\s+(?:this|today)
      | (?:\w+\s+)?(?:days?|weeks?|months?|hours?|years?|minutes)\s+ago
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What names a day by its distance and is no date to `find_dates`, which must not call it a changed one."""

_SET = pattern(r"[\s,]*")
"""What may stand between a weekday and the date that settles which one is meant."""


def pronouns(sentence: str, language: str = "") -> tuple[str, ...]:
    """Return the words of a sentence that may stand for something in another one, each once, in order.

    `language` is an ISO 639-1 code; where it is neither Dutch nor English, the
    words of both count.
    """
    return _once(found.group() for found in _pattern(language).finditer(sentence))


def relative_dates(sentence: str) -> tuple[str, ...]:
    """Return the words that name a day by its distance from that of publication, each once, in order."""
    return _once(span.cut(sentence) for span in find_relative_dates(sentence))


def find_relative_dates(sentence: str) -> list[Span]:
    """Return where words name a day by its distance from that of publication, in order."""
    dates = find_dates(sentence)
    starts = {date.span.start for date in dates if date.names[0] == "day"}
    found = {
        date.span.start: date.span
        for date in dates
        if date.names[0] == "relative"
        or (date.names[0] == "weekday" and _behind(sentence, date.span.end) not in starts)
    }
    for more in _FROM_TODAY.finditer(sentence):
        found.setdefault(more.start(), Span(*more.span()))
    return [found[start] for start in sorted(found)]


def _behind(sentence: str, end: int) -> int:
    gap = _SET.match(sentence, end)
    return gap.end() if gap else end


def _once(words: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for word in words:
        kept.setdefault(word.lower(), word)
    return tuple(kept.values())


def _compiled(lists: Iterable[str]) -> re.Pattern[str]:
    words = sorted({word for listed in lists for word in listed.split()}, key=lambda word: (-len(word), word))
    return pattern(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_PATTERNS = {language: _compiled([words]) for language, words in _PRONOUNS.items()}
_ANY = _compiled(_PRONOUNS.values())


def _pattern(language: str) -> re.Pattern[str]:
    return _PATTERNS.get(language, _ANY)
