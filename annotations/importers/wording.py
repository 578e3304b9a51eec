"""Changes in a line each, for the preview of an import."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from annotations.ids import short
from annotations.model import Check, Claim, Decision, Fact, Link, Note, Review, Source

if TYPE_CHECKING:
    from annotations.model import Record

LONGEST = 60
"""Of the words of a record in a line, in code points."""

_OF_A_VERSION = ("author", "creator", "created", "modified", "rev", "ancestors")


def new_line(record: Record) -> str:
    """Return what a new record is, in a line."""
    by = f" by {record.creator}" if record.creator else ""
    return f"new {_kind(record)}{by}: {words_of(record)}"


def changed_line(old: Record, new: Record) -> str:
    """Return which fields of a record change, from what to what."""
    if new.deleted and not old.deleted:
        return f"{named(old)} deleted"
    names = [
        one.name
        for one in fields(new)
        if one.name not in _OF_A_VERSION and getattr(old, one.name) != getattr(new, one.name)
    ]
    told = (f"{name} “{_value(old, name)}” becomes “{_value(new, name)}”" for name in names)
    return f"{named(old)}: {'; '.join(told)}"


def named(record: Record) -> str:
    """Return what a person knows a record by: its kind, the end of its id and its first words."""
    kind = f"{_kind(record)} {short(record.id)}".rstrip()
    return f"{kind} ({words_of(record)})"


def words_of(record: Record) -> str:
    """Return the first words of what a record says."""
    match record:
        case Claim():
            said = record.statement
        case Source():
            said = record.title or record.words or record.url
        case Fact():
            said = record.statement or record.quote
        case Link():
            said = record.stance
        case Note():
            said = record.text or record.new
        case Check():
            said = ", ".join(f"{one.words} {one.mark}" for one in record.ticks)
        case Review():
            said = record.verdict
        case Decision():
            said = record.kind
        case _:
            said = ""
    return cut(said)


def cut(words: str) -> str:
    """Return `words` on one line, the end left out where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _value(record: Record, name: str) -> str:
    return cut(str(getattr(record, name)))


def _kind(record: Record) -> str:
    return type(record).__name__.lower()
