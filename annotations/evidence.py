"""Sources and facts that the library has already, so that one is not kept twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.cleaning import cleaned
from annotations.finding import find_record, standing_records
from annotations.folding import fold
from annotations.ids import is_ulid
from annotations.model import Fact, Source
from articles.errors import ArticleError
from articles.identity import normalise_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.store import Store


_TOLD = (
    "medium",
    "title",
    "publisher",
    "person_named",
    "published",
    "accessed",
    "archived",
    "kind",
    "confidential",
)


def is_address(text: str) -> bool:
    """Tell whether `text` is an http or https address and not free words."""
    return bool(_normalised(text))


def find_source(store: Store, named: str, fields: Mapping[str, object]) -> Source | None:
    """Return the source of the library that `named` means: its whole id, its address, or its words.

    Words alone say too little to tell two sources apart, so `fields`, what else
    is known of it, must not contradict.  Without a name, a source is the same
    whose `fields` are the same: who said it, how and when.

    Raises:
        UnknownRecord: it has the form of an id, and no source has it.
    """
    wanted = cleaned(named)
    if is_ulid(wanted.upper()):
        found = find_record(store, wanted, kinds=(Source,))
        return found if isinstance(found, Source) else None
    if is_address(wanted):
        return next(iter(sources_at(store, wanted)), None)
    for source in standing_records(store, "").values():
        if not isinstance(source, Source):
            continue
        if _same_words(source.words, wanted) and _agrees(source, fields):
            return source
        if not wanted and not (source.words or source.url) and _is_all(source, fields):
            return source
    return None


def sources_at(store: Store, address: str) -> list[Source]:
    """Return the sources of the library that have an address, however it is written."""
    wanted = _normalised(address)
    standing = standing_records(store, "").values()
    return [one for one in standing if isinstance(one, Source) and wanted and _normalised(one.url) == wanted]


def find_fact(store: Store, source: Source, words: Mapping[str, str]) -> Fact | None:
    """Return the fact of `source` that says the same: statement, quote, translation and locator."""
    for fact in standing_records(store, "").values():
        if isinstance(fact, Fact) and fact.source == source.id:
            held = {name: getattr(fact, name) for name in words}
            if held == {name: cleaned(text) for name, text in words.items()}:
                return fact
    return None


def _normalised(text: str) -> str:
    if not text.strip().lower().startswith(("http://", "https://")) or any(map(str.isspace, text.strip())):
        return ""
    try:
        return normalise_url(text)
    except ArticleError:
        return ""


def _same_words(held: str, wanted: str) -> bool:
    return bool(held) and fold(held).text == fold(wanted).text


def _is_all(source: Source, fields: Mapping[str, object]) -> bool:
    """Tell whether `fields` are just what is known of a source."""
    known = {name: getattr(source, name) for name in _TOLD}
    return known == {**dict.fromkeys(_TOLD, ""), "kind": None, "confidential": False, **fields}


def _agrees(source: Source, fields: Mapping[str, object]) -> bool:
    return all(getattr(source, name) in {value, "", None} for name, value in fields.items())
