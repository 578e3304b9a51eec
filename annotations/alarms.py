"""What changed inside a quote that may turn what it says: figure, negation, name, date, quotation marks.

Dutch and English; in other languages figures in digits and words with a capital.
A change of form is no change: 600.000 and 600,000, *don't* and *do not*, ‘ and „.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

from annotations.anchors import Alarm, AlarmKind
from annotations.dates import NamedDate, find_dates
from annotations.figures import Figure, find_figures
from annotations.folding import fold, plain_signs
from annotations.matching import find_changes
from articles.frozen import frozen
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from articles.model import Span


_NEGATIONS = (
    (
        "no longer",
        r"niet\s+(?:langer|meer)|geen\s+[\w-]+\s+meer|no\s+longer|not?\s+(?:\w+\s+){0,2}any\s*more",
    ),
    ("nobody", r"niemand|nobody|no[ -]one"),
    ("nothing", r"niets|niks|nothing"),
    ("nowhere", r"nergens|nowhere"),
    ("never", r"nooit|nimmer|never"),
    ("without", r"zonder|without"),
    ("nor", r"noch|neither|nor"),
    ("hardly", r"nauwelijks|amper|hardly|scarcely|barely"),
    ("not", r"niet|geen|geenszins|evenmin|not|no|none|cannot|\w+n['’]t"),
)
"""Words that turn a statement round; those in one row say the same."""

_NEGATION = pattern(
    r"\b(?:" + "|".join(f"(?P<n{row}>{words})" for row, (_, words) in enumerate(_NEGATIONS)) + r")\b",
    re.IGNORECASE,
)

_NAME = pattern(r"(?<!\w)[^\W\d_](?:[\w'’&-]*\w)?")
_SHORTENED = pattern(r"'(?:s|ve|re|ll|d|m|t)$", re.IGNORECASE)
_LETTERS = pattern(r"[^\W\d_]+")
_DIGITS = pattern(r"\w*\d(?:[\w.,]*\w)?")
_ORDINALS = frozenset("e de ste st nd rd th ers er".split())
_SENTENCE_END = ".!?:…\n"
_OPENING = " \t\"'“”„‘’«»(-–—•*"
_FAR = 20
"""Code points before a word in which the end of a sentence is sought: room for a bullet and a mark."""

_MARK = '"'
_SINGLE_MARK = pattern(r"(?<!\w)'(?=\w)(?!(?:s|t|n|m|k|r|em)\b)|(?<=[\w.,!?])'(?!\w)")
"""A single quotation mark, folded: before a word, but for *'s avonds* and *'t*; or behind one."""

_MARKED = pattern(r'\w+|"')
_PLAIN_STARTS = frozenset(
    """
    de het een die dat deze dit er hij zij ze wij we ik jij je u hun haar zijn ons in op aan bij met
    na om over per te tot uit van voor ook maar en of want dus toch nu dan toen daar hier wie wat
    waar wanneer waarom hoe als omdat hoewel volgens daarnaast daarom bovendien echter inmiddels
    intussen eerder later vooral zo niet geen alle veel sommige andere elke ieder iedere the a an
    this that these those there he she it they we i you his her its their our my in on at by with
    after before about over per to from of for and or but so yet now then here who what where when
    why how if because although while according also however moreover meanwhile earlier later still
    not no all many some other each every as since until during under most both one
    """.split()
)
"""Words that begin a sentence without being a name."""


@frozen
class _Side:
    """One of two wordings, with the dates and figures in it."""

    text: str
    dates: list[NamedDate]
    figures: list[Figure]

    def covered(self) -> set[int]:
        """Return the offsets that belong to a date or figure."""
        spans = [*(date.span for date in self.dates), *(figure.span for figure in self.figures)]
        return {offset for span in spans for offset in range(span.start, span.end)}


def compare(was: str, now: str, language: str = "") -> tuple[Alarm, ...]:
    """Return what changed from `was` to `now` that a checker must see, dates and figures first."""
    old, new = (_Side(text, find_dates(text), find_figures(text, language)) for text in (was, now))
    alarms = _pairs(AlarmKind.DATE, _dates(old), _dates(new))
    alarms += _pairs(AlarmKind.FIGURE, _figures(old), _figures(new))
    alarms += _pairs(AlarmKind.NEGATION, _negations(was), _negations(now))
    alarms += _name_alarms(old, new)
    alarms += _quotation_alarms(was, now)
    return tuple(alarms)


def _pairs(
    kind: AlarmKind, was: Sequence[tuple[Hashable, str]], now: Sequence[tuple[Hashable, str]]
) -> list[Alarm]:
    """Return an alarm for each thing that one side only has; gone and new are paired in order."""
    gone = _only(was, now)
    new = _only(now, was)
    return [Alarm(kind, old, fresh) for old, fresh in zip_longest(gone, new, fillvalue="")]


def _only(these: Sequence[tuple[Hashable, str]], those: Sequence[tuple[Hashable, str]]) -> list[str]:
    """Return the words of `these` that `those` have not, each as often as it is missing."""
    left = Counter(key for key, _ in those)
    words = []
    for key, word in these:
        if left[key]:
            left[key] -= 1
        else:
            words.append(word)
    return words


def _dates(side: _Side) -> list[tuple[Hashable, str]]:
    return [(date.names, date.span.cut(side.text)) for date in side.dates]


def _figures(side: _Side) -> list[tuple[Hashable, str]]:
    """Return the figures outside dates, with what is written in digits but has no value: 3.11.2, F16."""
    text, covered = side.text, side.covered()
    found: list[tuple[int, Hashable, str]] = []
    for figure in side.figures:
        if any(figure.span.overlaps(date.span) for date in side.dates):
            continue
        letters = _LETTERS.match(text, figure.span.end) if text[figure.span.end - 1].isdigit() else None
        # Article 7b is not article 7c; a 7th is a 7.
        tail = letters.group() if letters and letters.group().lower() not in _ORDINALS else ""
        key = (figure.value, figure.unit, figure.vague, tail.lower())
        found.append((figure.span.start, key, figure.span.cut(text) + tail))
    found += [
        (word.start(), word.group().lower(), word.group())
        for word in _DIGITS.finditer(text)
        if covered.isdisjoint(range(*word.span()))
    ]
    found.sort(key=lambda entry: entry[0])
    return [(key, words) for _, key, words in found]


def has_negation(words: str) -> bool:
    """Tell whether words of a statement turn it round."""
    return _NEGATION.search(words) is not None


def _negations(text: str) -> list[tuple[Hashable, str]]:
    return [
        (_NEGATIONS[int((found.lastgroup or "n0")[1:])][0], found.group())
        for found in _NEGATION.finditer(text)
    ]


def _name_alarms(was: _Side, now: _Side) -> list[Alarm]:
    """Return the names that only one side has.

    A capital that a sentence's start explains is a name only where another such
    word, or a sure name, took its place.
    """
    gone, come = _lacking(_names(was), now.text), _lacking(_names(now), was.text)
    both = bool(gone) and bool(come)
    gone_words = [word for word, sure in gone if sure or both]
    come_words = [word for word, sure in come if sure or both]
    return [Alarm(AlarmKind.NAME, a, b) for a, b in zip_longest(gone_words, come_words, fillvalue="")]


def _lacking(names: dict[str, bool], text: str) -> list[tuple[str, bool]]:
    """Return the names that do not stand in `text`, whatever their case there."""
    there = {_bare(found.group()).lower() for found in _NAME.finditer(text)}
    return [(word, sure) for word, sure in names.items() if word.lower() not in there]


def _names(side: _Side) -> dict[str, bool]:
    """Return the words with a capital and whether each is surely a name, not only a sentence's first word."""
    text, covered = side.text, side.covered()
    names: dict[str, bool] = {}
    for found in _NAME.finditer(text):
        word = _bare(found.group())
        if not word[0].isupper() or found.start() in covered:
            continue
        before = text[max(0, found.start() - _FAR) : found.start()].rstrip(_OPENING)
        starts = not before or before[-1] in _SENTENCE_END
        if not starts or word.lower() not in _PLAIN_STARTS:
            names[word] = names.get(word, False) or not starts or not word[1:].islower()
    return names


def _bare(word: str) -> str:
    """Return a word without the form of its apostrophe, a possessive *s* or a shortened verb: *we've*."""
    return _SHORTENED.sub("", plain_signs(word))


def _quotation_alarms(was: str, now: str) -> list[Alarm]:
    """Return where quotation marks were opened, closed or moved, each with the words around it."""
    old, new = (_marked(text) for text in (was, now))
    alarms = []
    for old_part, new_part in find_changes([word for word, _ in old], [word for word, _ in new]):
        marks = [sum(word == _MARK for word, _ in tokens) for tokens in (old[old_part], new[new_part])]
        if marks[0] != marks[1]:
            around = (_around(was, old, old_part), _around(now, new, new_part))
            alarms.append(Alarm(AlarmKind.QUOTATION, *around))
    return alarms


def _marked(text: str) -> list[tuple[str, Span]]:
    """Return words and quotation marks with where they stand; each mark is `"`, apostrophes are none."""
    folded = fold(text)
    plain = _SINGLE_MARK.sub(_MARK, folded.text)
    return [(found.group(), folded.origin(*found.span())) for found in _MARKED.finditer(plain)]


def _around(text: str, tokens: Sequence[tuple[str, Span]], part: slice) -> str:
    """Return the text from one word before to one behind, so that the place can be seen."""
    seen = tokens[max(0, part.start - 1) : part.stop + 1]
    return text[seen[0][1].start : seen[-1][1].end] if seen else ""
