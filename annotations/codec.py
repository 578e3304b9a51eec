"""Records as JSON objects and back, losing nothing.

A field that has its default is left out, so a file stays small and a new field
changes no old line.  A field this version does not know is kept in `extra` and
written back as it came; one inside an anchor or target is kept there with the
whole of that, and written back as long as it says the same.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from annotations.anchors import Anchor
from annotations.errors import InvalidRecord
from annotations.model import (
    Basis,
    Check,
    Claim,
    Decision,
    Fact,
    Link,
    Note,
    Pin,
    Record,
    Review,
    Source,
    Target,
)
from annotations.ticks import Tick
from articles.frozen import Missing, fields_of, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TABLES: dict[str, type[Record]] = {
    "claims": Claim,
    "links": Link,
    "notes": Note,
    "checks": Check,
    "reviews": Review,
    "decisions": Decision,
    "sources": Source,
    "facts": Fact,
}
"""Where each kind of record is kept; also its name in every JSON the program writes."""

_TABLE_OF = {kind: table for table, kind in TABLES.items()}
_NESTED = frozenset({Anchor, Target, Basis, Pin, Tick})
_PLAIN = {"str": str, "bool": bool, "int": int}
_EXTRA = "extra"
_REPEATED = 4096
"""Moments remembered: most records were never changed, so that each has one twice."""


def table_of(record: Record | type[Record]) -> str:
    """Return the name of the table that `record`, or its kind, is kept in."""
    return _TABLE_OF[record if isinstance(record, type) else type(record)]


def to_json(record: Record) -> dict[str, Any]:
    """Return `record` as a JSON object; what has its default is left out."""
    known = _write(record)
    readers = _form(type(record)).readers
    for name in record.extra.keys() & known.keys() & readers.keys():
        if readers[name](record.extra[name]) == getattr(record, name):
            known[name] = record.extra[name]
    return {**record.extra, **known}


def from_json(table: str, data: object) -> Record:
    """Return the record that `data`, found in `table`, stands for.

    Raises:
        InvalidRecord: `table` is unknown, or a field is missing or of another type.
    """
    kind = TABLES.get(table)
    if kind is None:
        raise InvalidRecord(f"there is no kind of record called {table!r}")
    if not isinstance(data, dict):
        raise InvalidRecord(f"a record in {table} is not an object")
    values, unknown = _read_fields(_form(kind), data, table)
    return kind(extra=unknown, **values)


def _has_unknown(data: Any, read: Any) -> bool:  # noqa: ANN401 - anything JSON has
    """Tell whether `data`, which was read as `read`, has fields inside that this version does not know."""
    if isinstance(read, tuple):
        return any(map(_has_unknown, data, read))
    if type(read) not in _NESTED:
        return False
    form = _form(type(read))
    if not form.readers.keys() >= data.keys():
        return True
    # Most have nothing nested in them, which is told quicker than a generator is made.
    inside = form.nested and form.nested & data.keys()
    return any(_has_unknown(data[name], getattr(read, name)) for name in inside) if inside else False


def _write(value: Any) -> dict[str, Any]:  # noqa: ANN401 - one of our values
    written: dict[str, Any] = {}
    for name, default in _form(type(value)).defaults.items():
        held = getattr(value, name)
        if default is not Missing and held == default:
            continue
        written[name] = _plain(held)
    return written


def _plain(value: Any) -> Any:  # noqa: ANN401 - anything JSON has
    if isinstance(value, datetime):
        return write_time(value)
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if type(value) in _NESTED:
        return _write(value)
    return value


def _read_fields(form: _Form, data: Mapping[str, Any], where: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields of `data` as they are held, and as they came those with something unknown in them."""
    # A large library comes through here: only the fields that are there are looked at, most of them texts.
    reader_of, nested = form.readers.get, form.nested
    values: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    name = ""
    try:
        for name, held in data.items():
            read = reader_of(name)
            if read is _text and type(held) is str:
                values[name] = held
            elif read is not None:
                values[name] = read(held)
                if name in nested and _has_unknown(held, values[name]):
                    unknown[name] = held
            else:
                unknown[name] = held
    except (TypeError, ValueError) as error:
        raise InvalidRecord(f"{where}: {name} is not what it must be", str(error)) from error
    if not form.required <= values.keys():
        raise InvalidRecord(f"{where}: {min(form.required - values.keys())} is missing")
    return values, unknown


@frozen
class _Form:
    """What a kind of record looks like, by its fields."""

    defaults: dict[str, Any]
    readers: dict[str, Callable[[Any], Any]]
    """How each is read."""
    nested: frozenset[str]
    """Those that have fields of their own."""
    required: frozenset[str]
    """Those that have no default."""


_FORMS: dict[type[Any], _Form] = {}


def _form(kind: type[Any]) -> _Form:
    form = _FORMS.get(kind)
    if form is None:
        own = {name: one for name, one in fields_of(kind).items() if name != _EXTRA}
        # Where a class is defined, its annotations mean something.
        meanings = {**_PLAIN, **vars(sys.modules[kind.__module__])}
        form = _FORMS[kind] = _Form(
            {name: one.make_default() for name, one in own.items()},
            {name: _reader(one.annotation, meanings) for name, one in own.items()},
            frozenset(name for name, one in own.items() if _inner(one.annotation, meanings) in _NESTED),
            frozenset(name for name, one in own.items() if one.is_required),
        )
    return form


def _inner(annotation: str, meanings: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a type
    """Return the one class that an annotation is about: `X`, `X | None` or `tuple[X, ...]`."""
    return meanings[annotation.removesuffix(" | None").removeprefix("tuple[").removesuffix(", ...]")]


def _reader(annotation: str, meanings: Mapping[str, Any]) -> Callable[[Any], Any]:
    if annotation.endswith(" | None"):
        read = _reader(annotation.removesuffix(" | None"), meanings)
        return lambda value: None if value is None else read(value)
    kind = _inner(annotation, meanings)
    if annotation.startswith("tuple["):
        read = _reader(kind.__name__, meanings)
        return lambda value: tuple([read(item) for item in _exactly(list, value)])
    if kind in {str, datetime}:
        return _text if kind is str else read_time
    if issubclass(kind, StrEnum):
        return _member_reader(kind)
    if kind in _NESTED:
        form, where = _form(kind), kind.__name__.lower()
        return lambda value: kind(**_read_fields(form, _exactly(dict, value), where)[0])
    return lambda value: _exactly(kind, value)


def _member_reader(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    members = {str(member): member for member in kind}
    # The kind itself is asked only to say what is wrong: it takes five times as long.
    return lambda value: (members.get(value) if type(value) is str else None) or kind(value)


def _text(value: Any) -> Any:  # noqa: ANN401 - as _exactly
    return _exactly(str, value)


def _exactly(kind: type, value: Any) -> Any:  # noqa: ANN401 - checked here
    # bool is an int to Python, but a position that says `true` is a broken file.
    if type(value) is not kind:
        message = f"{type(value).__name__} where {kind.__name__} is due"
        raise TypeError(message)
    return value


def write_time(moment: datetime) -> str:
    """Return an aware `moment` as ISO 8601 in UTC with milliseconds and `Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def read_time(text: object) -> datetime:
    """Return the moment that `text` names, to the millisecond.

    Raises:
        ValueError: it is not ISO 8601, says no offset from UTC, or lies outside the calendar.
        TypeError: it is not a string.
    """
    return _read_time(text if type(text) is str else _exactly(str, text))


@lru_cache(_REPEATED)
def _read_time(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        message = f"{text!r} does not say its offset from UTC"
        raise ValueError(message)
    if moment.tzinfo is not UTC:
        try:
            moment = moment.astimezone(UTC)
        except OverflowError as error:
            message = f"{text!r} lies outside the calendar"
            raise ValueError(message) from error
    # No more exact than it is written, so that a record read back is the same record.
    beyond = moment.microsecond % 1000
    return moment.replace(microsecond=moment.microsecond - beyond) if beyond else moment
