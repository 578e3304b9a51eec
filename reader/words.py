"""The fixed words of the program pass through here, so that they can be translated in one place.

The door chooses the language once; until then, and in English, words stay as they
are and no file is opened.  `_` is the name that translators' tools look for.
Sentences with holes are translated whole and filled afterwards:
`_("{n} of {all}").format(…)`.  Layers below know no language: they word what went
wrong in English, and `sentence` finds the translation of what they said.

Catalogs are those of GNU gettext, `locale/<language>/LC_MESSAGES/postil.mo`, made
by `python -m tools.make_words`; a further language is one further catalog.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from gettext import GNUTranslations
    from pathlib import Path

    from annotations.errors import PostilError
    from articles.errors import ArticleError

DOMAIN = "postil"
ENGLISH = "en"
LONGEST_SENTENCE = 2000
"""Code points; what is longer quotes so much that it is not looked for."""

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = frozenset({"", "C", "POSIX"})
_HOLE = r"\{(\w+)\}"
_NESTED = frozenset(
    {"title", "reason", "error", "problem", "what", "hint", "details", "sources", "why", "TOO_LARGE"}
    | {"state", "wanted"}
)
"""Holes that hold a sentence, which has a translation of its own; others hold names and quotations."""
NOUNS = (
    *("claim", "fact", "link", "note", "review", "source", "decision", "article", "record"),
    *("stance", "verdict", "medium", "kind of claim", "kind of source"),
)
"""What errors fill in to say what is meant: `{word} is not a {what}`."""


class _Spoken:
    """The language in use; English until the door chose another."""

    language: str = ENGLISH
    catalog: GNUTranslations | None = None
    file: Path | None = None


_SPOKEN = _Spoken()


def choose_language(environment: Mapping[str, str]) -> str:
    """Choose the first language that the environment asks for and there is a catalog of; return its code.

    LANGUAGE lists languages and goes first, as with every program that uses
    gettext; but where the locale is C or none, all is English.
    """
    chosen, file = ENGLISH, None
    for language in _asked_for(environment):
        file = None if language == ENGLISH else _catalog_of(language)
        if file or language == ENGLISH:
            chosen = language
            break
    _speak(chosen, file)
    return chosen


def spoken() -> str:
    """Return the code of the language in use."""
    return _SPOKEN.language


def _asked_for(environment: Mapping[str, str]) -> Iterator[str]:
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    locale = re.split("[.@]", locale)[0]
    if locale in _NO_LANGUAGE:
        return
    for one in (*environment.get("LANGUAGE", "").split(":"), locale):
        language = re.split("[_.@-]", one)[0].lower()
        # It becomes part of a path.
        if re.fullmatch("[a-z]{2,8}", language):
            yield language


def _catalog_of(language: str) -> Path | None:
    from pathlib import Path

    file = Path(__file__).with_name("locale") / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    return file if file.is_file() else None


def _speak(language: str, file: Path | None) -> None:
    _SPOKEN.language, _SPOKEN.file, _SPOKEN.catalog = language, file, None
    if file is None:
        return
    import gettext

    with file.open("rb") as opened:
        _SPOKEN.catalog = gettext.GNUTranslations(opened)
    # What argparse says of wrong usage comes out of the same catalog.
    gettext.bindtextdomain(DOMAIN, str(file.parents[2]))
    gettext.textdomain(DOMAIN)


def _(text: str) -> str:
    """Return `text` in the reader's language."""
    catalog = _SPOKEN.catalog
    # What an empty text stands for in a catalog is its head.
    return catalog.gettext(text) if catalog and text else text


def later(text: str) -> str:
    """Return `text` as it is: marks what stands in a table and is translated where it is shown."""
    return text


def forms(one: str, many: str) -> tuple[str, str]:
    """Return both forms of a phrase for `plural`, as they are: the mark of `later` for what is counted."""
    return one, many


def plural(one: str, many: str, count: int) -> str:
    """Return the form of a phrase that goes with `count`; `{n}` in it is filled with the count."""
    catalog = _SPOKEN.catalog
    phrase = catalog.ngettext(one, many, count) if catalog else one if count == 1 else many
    return phrase.format(n=number(count))


def called(value: str) -> str:
    """Return how a state, stance, kind, medium or verdict is called, by its id."""
    return _(value.replace("-", " "))


def number(count: int) -> str:
    """Return a whole number with what parts its thousands."""
    # Translators write the same figure as their readers do; what parts its thousands is taken from it.
    return f"{count:,}".replace(",", _("10,000")[2:-3])


def percent(share: int) -> str:
    """Return a share of a hundred."""
    return _("{n} %").format(n=share)


def sentence(text: str) -> str:
    """Return a finished English sentence of a layer below in the reader's language.

    It is found by the template that it was made of; what was filled in stays as
    it is.  Without a translation the English words stay.
    """
    catalog = _SPOKEN.catalog
    if catalog is None or not text or len(text) > LONGEST_SENTENCE:
        return text
    translated = catalog.gettext(text)
    if translated != text:
        return translated
    if listed := _nouns(text):
        return listed
    for template in _templates(_SPOKEN.file):
        # Looking for its words first is what makes it quick: hardly a pattern is ever compiled.
        if all(words in text for words in re.split(_HOLE, template)[::2]) and (
            found := re.fullmatch(_pattern(template), text, re.DOTALL)
        ):
            return re.sub(_HOLE, lambda hole: _filled(hole[1], found), _(template))
    # `where: what` and `what is wrong: what to do` are put together of two.
    head, parted, rest = text.partition(": ")
    return f"{sentence(head)}: {sentence(rest)}" if parted else text


def error_words(error: PostilError | ArticleError) -> str:
    """Return what an error says, and what to do about it, in a line of the reader's language."""
    # What an error quotes may hold line feeds.
    parts = (" ".join(part.split()) for part in (error.title, error.hint))
    return ": ".join(sentence(part) for part in parts if part)


def _filled(name: str, found: re.Match[str]) -> str:
    value = found.groupdict().get(name, "")
    return sentence(value) if name in _NESTED else _nouns(value) or value


def _nouns(text: str) -> str:
    """Return nouns, `claim or fact`, or one and the end of an id, `claim 4F2K`; empty where it is no such."""
    noun = "|".join(sorted(NOUNS, key=len, reverse=True))
    found = re.fullmatch(rf"((?:{noun})(?:(?:, | or )(?:{noun}))*)( [0-9A-Z]+)?", text)
    return re.sub(rf"\b({noun}|or)\b", lambda one: _(one[0]), found[1]) + (found[2] or "") if found else ""


@cache
def _templates(file: Path | None) -> tuple[str, ...]:
    """Return the messages with holes of a catalog; those with most words of their own go first."""
    found = (text for text in _originals(file) if re.search(_HOLE, text) and _is_telling(text))
    return tuple(sorted(found, key=lambda text: len(re.sub(_HOLE, "", text)), reverse=True))


def _pattern(template: str) -> str:
    parts = re.split(_HOLE, template)
    made, seen = re.escape(parts[0]), set[str]()
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        made += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
        made += re.escape(words)
        seen.add(name)
    return made


def _is_telling(template: str) -> bool:
    """Tell whether a template has enough words of its own to be told from any other sentence."""
    return len(re.findall(r"[^\W\d_]{2,}", re.sub(_HOLE, " ", template))) > 1


def _originals(file: Path | None) -> Iterator[str]:
    """Yield the English texts of a catalog that `tools.make_words` made: little-endian, UTF-8."""
    import struct

    data = file.read_bytes() if file else bytes(16)
    count, table = struct.unpack_from("<II", data, 8)
    for row in range(count):
        length, start = struct.unpack_from("<II", data, table + 8 * row)
        yield data[start : start + length].decode().split("\0")[0]
