"""A file of records: its tables as bytes and back, one record a line, sorted by id.

A changed note is a one-line difference, so that git and people can read it.
Tables and fields of a later version of the program are kept as they came.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from typing import Any, Never

from annotations.codec import TABLES

Row = dict[str, Any]
Tables = dict[str, dict[str, Row]]

FORMAT = 1
"""Number of the form of a file of records; a higher one is of a later version of the program."""
LIBRARY = "library"
"""The table that holds the format's number."""
_ROW = "1"
_ORDER = (LIBRARY, *TABLES)


class Unreadable(ValueError):
    """A file is not what it was when it was written; its text says why."""


def _no_constant(name: str) -> Never:
    raise Unreadable(f"it has the number {name}")


_encode_plain = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(", ", ": ")).encode
_encode_ascii = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(", ", ": ")).encode
_decode = json.JSONDecoder(parse_constant=_no_constant).decode


def encode_line(value: object) -> bytes:
    """Return `value` as JSON on one line, without the line feed.

    Raises:
        ValueError: it has a number that JSON lacks.
    """
    try:
        return _encode_plain(value).encode("utf-8")
    except UnicodeEncodeError:
        # Half of a surrogate pair has no UTF-8 form; escaped it has one in JSON.
        return _encode_ascii(value).encode("ascii")


def encode_quick(value: object) -> bytes:
    """Return `value` as `encode_line` does but in ASCII, which is read back three times as fast."""
    return _encode_ascii(value).encode("ascii")


def decode(data: bytes) -> Any:  # noqa: ANN401 - anything JSON has
    """Return what `data` says.

    Raises:
        Unreadable: it is no JSON in UTF-8.
    """
    if not data.strip(b" \t\r\n\0"):
        raise Unreadable("it is empty" if not data.strip() else "it has nothing but zeros")
    try:
        # An editor may have put a byte order mark before it.
        return _decode(data.removeprefix(BOM_UTF8).decode("utf-8"))
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is no JSON ({_first_words(error)})") from error


def parse(data: bytes) -> Tables:
    """Return the tables of a file of records.

    Raises:
        Unreadable: it is empty, cut off, or anything but tables of objects.
    """
    tables = decode(data)
    if not isinstance(tables, dict):
        raise Unreadable(f"it holds {_name_of(tables)} where tables are due")
    for name, rows in tables.items():
        if not isinstance(rows, dict) or not all(isinstance(row, dict) for row in rows.values()):
            raise Unreadable(f"its table {name!r} does not hold objects")
    return tables


class Lines:
    """The rows of one file as they were last encoded: a save encodes only the rows that changed.

    A row is known again by being the same object, which nobody changes.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[Row, bytes]] = {}

    def encode(self, table: str, row_id: str, row: Row) -> bytes:
        """Return the line of a row, without its comma and line feed."""
        kept = self._kept.get((table, row_id))
        if kept is not None and kept[0] is row:
            return kept[1]
        line = encode_line(row_id) + b": " + encode_line(row)
        self._kept[table, row_id] = (row, line)
        return line


def serialise(tables: Tables, lines: Lines | None = None) -> bytes:
    """Return the bytes of a file with these tables; an empty table is left out."""
    encode = (lines or Lines()).encode
    names = [name for name in _ORDER if tables.get(name)]
    names += sorted(name for name in tables if name not in _ORDER)
    parts = []
    for name in names:
        rows = tables[name]
        inside = b",\n".join([encode(name, row_id, rows[row_id]) for row_id in sorted(rows)])
        parts.append(encode_line(name) + b": {\n" + inside + b"\n}")
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def format_of(tables: Tables) -> int:
    """Return the number of the form; 0 where the file does not say."""
    number = tables.get(LIBRARY, {}).get(_ROW, {}).get("format", 0)
    return number if type(number) is int else 0


def with_format(tables: Tables, number: int = FORMAT) -> Tables:
    """Return `tables` marked as being of form `number`."""
    library = tables.get(LIBRARY, {})
    return {**tables, LIBRARY: {**library, _ROW: {**library.get(_ROW, {}), "format": number}}}


def _name_of(value: object) -> str:
    names = {type(None): "null", list: "a list", str: "a text", bool: "a truth value"}
    return names.get(type(value), "a number")


def _first_words(error: Exception) -> str:
    return str(error).partition("\n")[0][:80]
