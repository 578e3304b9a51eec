"""Notes that were made in other programs, as notes of ours under the names of those who wrote them.

What such a note cites becomes a source of the library as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.cleaning import cleaned
from annotations.importers.parsed import Incoming
from annotations.model import Medium, Note, Purpose, Source, Target, TargetKind
from annotations.naming import derived
from articles.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from annotations.anchors import Anchor
    from annotations.importers.parsed import Counting

NOBODY = "unknown"
"""Who wrote what names nobody."""


@frozen
class Cited:
    """What a note cites: at an address, or known by words only."""

    url: str = ""
    words: str = ""


@frozen(kw_only=True)
class Remark:
    """A note as another program has it."""

    name: str
    """What it is called there; the same file again makes the same notes."""
    person: str
    created: datetime
    modified: datetime
    text: str = ""
    tags: tuple[str, ...] = ()
    purpose: Purpose = Purpose.COMMENT
    answered: bool = False
    answers: Sequence[str] = ()
    """The names of what it replies to, the nearest first."""
    anchor: Anchor | None = None
    counting: Counting | None = None
    cites: Cited | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    """Where it came from, to be kept."""


def notes_of(remarks: Iterable[Remark], article: str) -> tuple[Incoming, ...]:
    """Return notes on `article`, each after the source that it cites, which it names in `extra`.

    A reply to what is not among `remarks` becomes a note on the article.
    """
    ids: dict[str, str] = {}
    made: list[Incoming] = []
    known: set[str] = set()
    kept = [one for one in remarks if not (one.name in ids or ids.update({one.name: _id_of(one)}))]
    for one in kept:
        parent = next((ids[name] for name in one.answers if name in ids and name != one.name), "")
        target = Target(TargetKind.NOTE, parent) if parent else Target(TargetKind.ARTICLE, article)
        text = cleaned(one.text)
        source = _source_of(one)
        if source and source.id not in known:
            known.add(source.id)
            made.append(Incoming(source))
        note = Note(
            id=ids[one.name],
            author=cleaned(one.person) or NOBODY,
            created=one.created,
            modified=one.modified,
            article=article,
            target=target,
            text=text,
            purpose=Purpose.HIGHLIGHT if not text and one.purpose is Purpose.COMMENT else one.purpose,
            anchor=None if parent else one.anchor,
            tags=tuple(dict.fromkeys(filter(None, map(cleaned, one.tags)))),
            answered=one.answered,
            extra={**one.extra, "source": source.id} if source else one.extra,
        )
        made.append(Incoming(note, counting=one.counting))
    return tuple(made)


def _source_of(one: Remark) -> Source | None:
    """Return what a note cites; two notes of one moment that cite the same have one source."""
    if one.cites is None:
        return None
    url, words = cleaned(one.cites.url), cleaned(one.cites.words)
    return Source(
        id=derived(one.created, f"source {url or words}"),
        author=cleaned(one.person) or NOBODY,
        created=one.created,
        modified=one.modified,
        url=url,
        words=words,
        medium=Medium.WEB if url else Medium.DOCUMENT,
        extra=one.extra,
    )


def _id_of(one: Remark) -> str:
    return derived(one.created, one.name)
