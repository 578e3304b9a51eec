"""JSON from anywhere, read so that no file can break the program; what is wrong is named with its line."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from annotations.errors import InvalidRecord
from articles.patterns import pattern

MOST_BYTES = 100_000_000
"""The most that is read; a door should look at a file's size before it reads it."""

DEEPEST = 100
"""How deep objects and arrays may stand in each other; ours stand seven deep."""

LONGEST_NUMBER = 19
"""Of a whole number, in digits: as many as 64 bits hold."""

_TOKEN = pattern(
    r'"(?:[^"\\]|\\.)*"|[\[{\]}:]|-?(?:NaN|Infinity)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?', re.DOTALL
)
_MAYBE_HALF = pattern(r"\\u[dD][89a-fA-F]")
_LONE_SURROGATE = pattern("[\ud800-\udfff]")


class _Refused(ValueError):
    """Something that is JSON, or nearly, and yet not taken in; where it stands is not known here."""


def read_json(data: bytes) -> tuple[Any, tuple[str, ...]]:
    """Return what `data` says, and what the person should know of how it was read.

    Raises:
        InvalidRecord: it is not JSON in UTF-8, or nothing that a program should take in: too much or too
            deep, NaN, Infinity, a key that stands twice in an object, a number of a hundred digits.
    """
    if len(data) > MOST_BYTES:
        raise InvalidRecord(f"the file has more than {MOST_BYTES // 1_000_000} MB", "it was not read")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidRecord("this is not JSON", f"line {_line_of(data, error.start)} is not UTF-8") from error
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_refuse, parse_int=_integer, parse_float=_real
        )
        _measure(value)
    except json.JSONDecodeError as error:
        raise InvalidRecord("this is not JSON", f"line {error.lineno}: {error.msg}") from error
    except (_Refused, RecursionError) as error:
        raise InvalidRecord("this JSON is not taken in", _explain(text)) from error
    if _MAYBE_HALF.search(text) and _LONE_SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        return _mended(value), ("Half a character stood in the file; \ufffd took its place.",)
    return value, ()


def _line_of(text: bytes | str, offset: int) -> int:
    breaks = text[:offset].count(b"\n") if isinstance(text, bytes) else text.count("\n", 0, offset)
    return breaks + 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Refused
    return made


def _refuse(_constant: str) -> NoReturn:
    raise _Refused


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > LONGEST_NUMBER:
        raise _Refused
    return int(digits)


def _real(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _Refused
    return number


def _measure(value: object) -> None:
    """Refuse what is deeper than `DEEPEST`, though the parser of this Python may stand it."""
    level = [value]
    for _ in range(DEEPEST):
        level = [
            part
            for held in level
            if isinstance(held, dict | list)
            for part in (held.values() if isinstance(held, dict) else held)
            if isinstance(part, dict | list)
        ]
        if not level:
            return
    raise _Refused


def _explain(text: str) -> str:
    """Return the line and the reason of what was refused; slow, so only done for a file that was."""
    keys: list[set[str]] = []
    last = ""
    for token in _TOKEN.finditer(text):
        found = token[0]
        reason = ""
        if found in "[{":
            keys.append(set())
            if len(keys) > DEEPEST:
                reason = f"objects stand more than {DEEPEST} deep in each other"
        elif found in "]}":
            keys.pop()
        elif found == ":":
            if last in keys[-1]:
                reason = f"the key {last} stands there twice"
            keys[-1].add(last)
        elif found[0] != '"':
            reason = _number_fault(found)
        if reason:
            return f"line {_line_of(text, token.start())}: {reason}"
        last = found
    # Only keys that are spelt differently and mean the same get here.
    return "a key stands twice in an object"


def _number_fault(found: str) -> str:
    if found.lstrip("-")[0] in "NI":
        return f"{found} is no number in JSON"
    whole = found.lstrip("-").isdecimal()
    if whole and len(found.lstrip("-")) > LONGEST_NUMBER:
        return f"a number of {len(found.lstrip('-'))} digits"
    return "" if whole or not math.isinf(float(found)) else "a number too large for any computer"


def _mended(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(held) for key, held in value.items()}
    return value
