"""Where a sentence says who says it: *volgens de politie*, *zegt Van Dam*, *according to the mayor*.

Dutch and English words, as a speaker of the languages would name them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.model import Span
from articles.patterns import pattern

if TYPE_CHECKING:
    import re

_BEFORE_A_SOURCE = {
    "nl": "volgens|aldus|naar eigen zeggen|blijkens|uit (?:onderzoek|cijfers|gegevens) (?:van|blijkt)",
    "en": "according to|as per|in the words of|citing",
}
"""Words in front of whoever says it."""

_VERBS = {
    "nl": """
        zegt zeggen zei zeiden gezegd stelt stelde stelden meldt melden meldde meldden gemeld
        verklaart verklaren verklaarde verklaarden vertelt vertellen vertelde vertelden beweert beweren
        beweerde beweerden claimt claimen claimde claimden schrijft schrijven schreef schreven bericht
        berichtte berichtten bevestigt bevestigen bevestigde bevestigden ontkent ontkennen ontkende
        ontkenden erkent erkende erkenden waarschuwt waarschuwen waarschuwde waarschuwden belooft beloofde
        beloofden betoogt betoogde concludeert concluderen concludeerde concludeerden antwoordt antwoordde
        reageert reageerde benadrukt benadrukte benadrukten noemt noemde noemden meent menen meende meenden
        oordeelt oordeelde voorspelt voorspelde schat schatte twittert twitterde citeert citeerde
        rapporteert rapporteerde eist eiste eisten getuigt getuigde
    """,
    "en": """
        said says told tells announced announces claims claimed argues argued wrote writes confirmed
        confirms denied denies admitted admits warned warns insisted insists explained explains testified
        estimates estimated promised pledged accused alleged alleges reported tweeted replied recalled
        predicted predicts concluded concludes stated acknowledged acknowledges complained
    """,
}
"""Verbs of saying; a sentence in which one stands passes something on."""

_PHRASES = {
    "nl": r"(?:laat|laten|liet|lieten)(?:\s+\w+){0,4}?\s+weten|(?:spreekt|spreken|sprak|spraken)\s+van"
    r"|stellen\s+dat"
    r"|vind(?:t|en)(?!\s+(?:\w+\s+){0,3}plaats)(?=\s+(?:hij|zij|ze|de|het|[A-Z]))",
    "en": r"(?:states?|note[sd]?|adds?|added|reports?|shows?|showed|finds?|found|suggests?)\s+that",
}

_NOT_PARTED = r"(?<!\bop\ste\s)"
"""Not the end of a verb in parts: who has a contract *op te zeggen* says nothing."""

_CAPITAL = r"[A-Z\u00c0-\u00de](?:\.|[\w'’&-]*)"
_JOINED = r"(?:(?:van|de|der|den|of|the|von|'t|het)\s+){0,2}"
_NAMED = (
    rf"(?:\s+(?:de\s+|the\s+)?(?:[a-z][\w-]+\s+){{0,2}}?{_JOINED}{_CAPITAL}(?:\s+{_JOINED}{_CAPITAL}){{0,4}})"
)
"""A name behind a verb, with up to two words for what its bearer is: *zegt woordvoerder Jan de Wit*."""

_ONE_SOURCE = (
    rf"\s+(?:(?i:de|het|een|zijn|haar|hun|deze|die|the|an?|his|her|their|its)\s+)?"
    rf"(?:(?:[a-z\u00e0-\u00ff][\w-]*\s+)?{_JOINED}{_CAPITAL}(?:\s+{_JOINED}{_CAPITAL}){{0,4}}|[a-z\u00e0-\u00ff][\w-]*)"
)
"""Whoever stands behind *volgens*: a name, or a word with its article."""


def _compiled(languages: tuple[str, ...]) -> re.Pattern[str]:
    before = "|".join(_BEFORE_A_SOURCE[one] for one in languages)
    words = "|".join(word for one in languages for word in _VERBS[one].split())
    phrases = "|".join(_PHRASES[one] for one in languages)
    return pattern(
        rf"\b(?i:(?:{before}))\b(?:{_ONE_SOURCE})?|{_NOT_PARTED}\b(?i:(?:{words}))\b(?:{_NAMED})?|\b(?i:(?:{phrases}))\b"
    )


_PATTERNS = {language: _compiled((language,)) for language in ("nl", "en")}
_ANY = _compiled(("nl", "en"))


def find_attributions(sentence: str, language: str = "") -> list[Span]:
    """Return where a sentence says who says it, in order.

    `language` is an ISO 639-1 code; without one, the words of both languages
    count, and in a third there are none to count.
    """
    if language not in {"", *_PATTERNS}:
        return []
    return [Span(*found.span()) for found in _PATTERNS.get(language, _ANY).finditer(sentence)]
