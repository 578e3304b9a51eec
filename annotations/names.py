"""Names in a sentence, by their capitals; pure, without lists of names.

A capital inside a sentence makes a name.  The first word of a sentence has one
anyway: there the rest of the article decides, and what follows the word.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from annotations.plain_words import common_words
from articles.frozen import field, frozen
from articles.model import Span
from articles.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_TOKEN = pattern(
    # Initials with their full stops; else a word with what may stand inside it.
    r"(?:[^\W\d_]\.-?){1,4}(?=\s*[^\W\d_])|[^\W_](?:[\w'’&-]*\w)?"
)
_JOINING = frozenset(
    "van de der den het ten ter te t du la le les di da del della dos al bin von zu zum zur y &".split()
)
"""Small words that stand inside names, as in *Jan van der Berg*."""

_JOINING_ENGLISH = _JOINING | {"of", "for", "the"}
"""In Dutch, *of* is *or*."""

_MOST_JOINING = 3
_SINGULAR_VERBS = frozenset(
    """
    is was heeft had wordt werd kan kon wil wilde moet moest gaat ging komt kwam zegt zei vindt blijft bleef
    krijgt kreeg maakt maakte doet deed staat stond ligt lag laat liet meldt meldde noemt noemde telt telde
    has does did says said wants makes made goes went gets got will would can could must should may might
    """.split()
)
"""Behind a first word that nothing else is known of: a common noun in the singular would have its article."""

_SINGULAR_FORM = pattern(
    r"(?!(?:met|uit|niet|dat|tot|het|wat|want|zonder|die|alle|de|te)\Z)[a-z]{2,}(?:t|de|te)\Z"
)
"""How Dutch verbs end behind one person, and never behind several."""

_COMMON_ENDINGS = pattern(
    r"(?:end|ende|lijk|lijke|ig|ige|isch|ische|loos|baar|ing|ingen|heid|heden|teit|tie|ties|schap|ens"
    r"|ly|ed|less|ful|ous|ment|ments|ness|tion|tions|ity|ers|oren)\Z"
)
"""How words end that are hardly ever names."""

_PLURAL = pattern(r"(?:en|s)\Z")
_STARTERS = "\"'“”„‟‘’‚‹›«»([{¿¡*–—- \u00a0\u202f\t"
_ENDERS = ".!?…:"
_FIRST_PERSON = pattern(r"I(?:['’][a-z]+)?")
_CAPITAL_INSIDE = pattern(r"(?<=[^\W\d_A-Z] )[^\W\d_a-z][^\W_]+|(?<=[,;] )[^\W\d_a-z][^\W_]+")
_SMALL = pattern(r"(?<![\w'’-])[^\W\d_]{2,}")
_POSSESSIVE = pattern(r"['’]s?\Z")

LOOKED_AT = 200_000
"""Code points of an article in which its words are looked up: who is named further on was named before."""


@frozen
class Vocabulary:
    """What an article shows of its words."""

    plain: frozenset[str] = field(default=frozenset())
    """Those that stand somewhere without a capital."""
    names: frozenset[str] = field(default=frozenset())
    """Those that have one inside a sentence, as they are written."""


NOTHING_KNOWN = Vocabulary()


def vocabulary_of(text: str) -> Vocabulary:
    """Return what an article shows of its words."""
    seen = text[:LOOKED_AT]
    plain = {word for word in _SMALL.findall(seen) if word[0].islower()}
    inside = {word for word in _CAPITAL_INSIDE.findall(seen) if word[0].isupper()}
    return Vocabulary(frozenset(plain), frozenset(inside))


def find_names(sentence: str, language: str = "", known: Vocabulary = NOTHING_KNOWN) -> list[Span]:
    """Return the names of a sentence, in order; `language` is an ISO 639-1 code."""
    tokens = list(_TOKEN.finditer(sentence))
    found: list[Span] = []
    at = 0
    while at < len(tokens):
        if not _begins_name(sentence, tokens, at, language, known):
            at += 1
            continue
        last = _end_of_run(sentence, tokens, at, language)
        end = tokens[last].end()
        found.append(Span(tokens[at].start(), end - _ending(tokens[last].group())))
        at = last + 1
    return found


def _ending(word: str) -> int:
    """Return how much of a word is no part of the name: *'s*."""
    ending = _POSSESSIVE.search(word)
    return len(ending.group()) if ending else 0


def _begins_name(
    sentence: str, tokens: list[re.Match[str]], at: int, language: str, known: Vocabulary
) -> bool:
    word = tokens[at].group()
    if len(word) == 1 or not _has_capital(word) or _FIRST_PERSON.fullmatch(word):
        return False
    if not word[0].isupper() or word[1:].lower() != word[1:]:
        return True
    if not _starts(sentence, tokens[at].start()):
        return True
    small = _POSSESSIVE.sub("", word).lower()
    if small in common_words(language):
        return False
    if word in known.names or small in known.plain:
        return word in known.names
    following = tokens[at + 1].group() if at + 1 < len(tokens) else ""
    return _looks_like_name(small, following, language)


def _looks_like_name(small: str, following: str, language: str) -> bool:
    """Tell whether a sentence's first word, in small letters, is likely a name by its form and the next."""
    if _COMMON_ENDINGS.search(small):
        return False
    if following and _has_capital(following):
        return True
    if not _PLURAL.search(small) or following in _SINGULAR_VERBS:
        return True
    return language == "nl" and _SINGULAR_FORM.match(following) is not None


@cache
def _has_capital(word: str) -> bool:
    """Tell whether a word is written as names are: *Parler*, *iPhone*, *F16*, but not *3e*."""
    return word[0].isupper() or any(char.isupper() for char in word)


def _starts(sentence: str, start: int) -> bool:
    """Tell whether a sentence, a quoted one or what follows a colon begins there."""
    before = sentence[:start].rstrip(_STARTERS)
    if not before or before[-1] in _ENDERS:
        return True
    between = sentence[len(before) : start].strip()
    # What is quoted inside a sentence may be one of its own.
    return bool(between) and between[-1] in "\"“„‘'«"


def _end_of_run(sentence: str, tokens: list[re.Match[str]], first: int, language: str) -> int:
    """Return the last token of the name that begins at `first`."""
    last = first
    for at in _run(sentence, tokens, first, _JOINING_ENGLISH if language == "en" else _JOINING):
        if _has_capital(tokens[at].group()):
            last = at
    return last


def _run(sentence: str, tokens: list[re.Match[str]], first: int, small: frozenset[str]) -> Iterator[int]:
    """Yield the tokens behind `first` that may belong to one name with it."""
    joining = 0
    for at in range(first + 1, len(tokens)):
        if not _touch(sentence, tokens[at - 1], tokens[at]):
            return
        word = tokens[at].group()
        joining = 0 if _has_capital(word) else joining + 1
        if _FIRST_PERSON.fullmatch(word) or (joining and (word not in small or joining > _MOST_JOINING)):
            return
        yield at
        if _POSSESSIVE.search(word):
            return


def _touch(sentence: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Tell whether only a space stands between two tokens."""
    between = sentence[one.end() : other.start()]
    return between in {"", " ", "\u00a0", "\u202f", "\n", " & ", " '", " ’"}
