"""Finding the cues of a sentence: figures, names and signs in any language, words in Dutch and English."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from annotations import cues_dutch, cues_english
from annotations.cues import Cue
from annotations.dates import find_dates
from annotations.folding import plain_signs
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LOOKED_AT = 4_000
"""Code points; what is longer has no full stops and is no sentence."""

_LONGEST_WORD = 60
"""Letters; the form of a longer word is not looked at."""

_ADDRESS = re.compile(r"https?://\S+|@\w+")
"""Links and names of accounts: the figures and capitals in them say nothing."""

_TOKEN = re.compile(
    # F16, B12 and Covid-19 are names, not figures.
    r"(?P<digits>(?<![^\W_])(?<![^\W\d_]-)\d+(?:[.,:]\d+)*)|[^\W\d_]+(?:'[^\W\d_]+)*"
)
_SIGNS = {
    Cue.PERCENT: re.compile(r"(?<=\d)[ \u00a0\u202f]?[%‰]"),
    Cue.MONEY: re.compile("[€$£]"),
    Cue.QUESTION: re.compile("[?？؟]"),
    Cue.EXCLAMATION: re.compile("[!\U0001f300-\U0001faff]"),
}
_FIRST_PERSON = re.compile(r"I(?:'[a-z]+)?")
"""Always written with a capital in English, and no name."""


@frozen
class Found:
    """The cues of a sentence, each with its words as they stand there, and how many words it has."""

    cues: Mapping[Cue, list[str]]
    words: int


@frozen
class _Lexicon:
    """What one language has for cues."""

    words: Mapping[str, tuple[Cue, ...]]
    forms: re.Pattern[str]
    """Groups are named after their cues."""
    phrases: re.Pattern[str]

    def cues_of(self, word: str) -> tuple[Cue, ...]:
        """Return the cues of a lower-case word: as it is listed, else by its form."""
        listed = self.words.get(word)
        if listed is not None:
            return listed
        formed = self.forms.fullmatch(word) if len(word) <= _LONGEST_WORD else None
        return (Cue[formed.lastgroup],) if formed and formed.lastgroup else ()


def find_cues(sentence: str, language: str) -> Found:
    """Return the cues of a sentence; without word lists for `language` (ISO 639-1), those of any language."""
    seen = sentence[:_LOOKED_AT]
    # Blanks for addresses keep the offsets.
    text = _ADDRESS.sub(lambda found: " " * len(found[0]), plain_signs(seen))
    lexicon = _lexicon(language)
    cues: dict[Cue, list[str]] = defaultdict(list)
    tokens = list(_TOKEN.finditer(text))
    dates = [date.span for date in find_dates(text)]
    if dates:
        cues[Cue.DATE] = [span.cut(seen) for span in dates]
    for cue, token in (*_word_cues(tokens, lexicon), *_names(tokens)):
        # The figures and names of a date are one date.
        if not any(token.start() in span for span in dates):
            cues[cue].append(seen[token.start() : token.end()])
    if lexicon:
        for found in lexicon.phrases.finditer(text.lower()):
            cues[Cue[found.lastgroup or ""]].append(seen[found.start() : found.end()])
    for cue, sign in _SIGNS.items():
        for found in sign.finditer(text):
            cues[cue].append(found[0].strip())
    return Found(cues, len(tokens))


def _word_cues(tokens: list[re.Match[str]], lexicon: _Lexicon | None) -> Iterator[tuple[Cue, re.Match[str]]]:
    """Return what each word and figure is by itself; a unit is one only behind a figure or number word."""
    counted = False
    for token in tokens:
        if token["digits"]:
            yield Cue.FIGURE, token
            counted = True
            continue
        cues = lexicon.cues_of(token[0].lower()) if lexicon else ()
        for cue in cues:
            if cue is not Cue.UNIT or counted:
                yield cue, token
        counted = Cue.NUMBER in cues


def _names(tokens: list[re.Match[str]]) -> Iterator[tuple[Cue, re.Match[str]]]:
    """Return the first word of each run of words with capitals, but for the one that begins the sentence."""
    within = False
    for at, token in enumerate(tokens):
        word = token[0]
        is_acronym = len(word) > 1 and word.isupper()
        is_name = (at > 0 and word[0].isupper() and not _FIRST_PERSON.fullmatch(word)) or is_acronym
        if is_name and not within:
            yield Cue.NAME, token
        within = is_name


@cache
def _lexicon(language: str) -> _Lexicon | None:
    if language == "en":
        return _compiled(cues_english.WORDS, cues_english.ENDINGS, cues_english.PHRASES)
    if language == "nl":
        return _compiled(cues_dutch.WORDS, cues_dutch.ENDINGS, cues_dutch.PHRASES)
    return None


def _compiled(listed: Mapping[Cue, str], endings: Mapping[Cue, str], phrases: Mapping[Cue, str]) -> _Lexicon:
    words: dict[str, tuple[Cue, ...]] = defaultdict(tuple)
    stems: dict[Cue, list[str]] = defaultdict(list)
    for cue, text in listed.items():
        for word in text.split():
            if word.endswith("*"):
                stems[cue].append(word[:-1])
            else:
                words[word] += (cue,)
    begun = {cue: rf"(?:{'|'.join(these)})\w*" for cue, these in stems.items()}
    forms = {cue: "|".join(filter(None, (begun.get(cue), endings.get(cue)))) for cue in {**begun, **endings}}
    return _Lexicon(dict(words), _alternatives(forms), re.compile(rf"\b{_alternatives(phrases).pattern}\b"))


def _alternatives(patterns: Mapping[Cue, str]) -> re.Pattern[str]:
    """Return a pattern for any of these, each a group named after its cue."""
    return re.compile(f"(?:{'|'.join(f'(?P<{cue.name}>{pattern})' for cue, pattern in patterns.items())})")
