"""What a person typed or pasted, made fit to be kept.

Control characters stay as they are: they are replaced where text is shown, and
a fact-checker may want to know that they were there.
"""

from __future__ import annotations

from typing import Any

from articles.patterns import pattern

_LINE_BREAK = pattern("\r\n?|\u2028|\u2029|\u0085")
_LONE_SURROGATE = pattern("[\ud800-\udfff]")


def cleaned(text: str) -> str:
    """Return `text` with LF as its only line break, no outer white space, and no lone surrogate.

    A lone surrogate cannot be written as UTF-8; U+FFFD takes its place.
    """
    return _LONE_SURROGATE.sub("\ufffd", _LINE_BREAK.sub("\n", text)).strip()


def cleaned_fields(fields: dict[str, Any]) -> dict[str, Any]:
    """Return `fields` with every string in it cleaned, also those in tuples."""
    return {name: _cleaned_value(value) for name, value in fields.items()}


def _cleaned_value(value: Any) -> Any:  # noqa: ANN401 - any field of a record
    if type(value) is str:
        return cleaned(value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned_value, value))
    return value
