"""Ids of what can be selected in the panel and is no record: a candidate for a place, a sentence to read."""

from __future__ import annotations

_CANDIDATE, _SENTENCE = "candidate:", "sentence:"


def candidate_item(number: int) -> str:
    """Return the id of a candidate by its number from 1."""
    return f"{_CANDIDATE}{number}"


def candidate_of(item: str) -> int | None:
    """Return the number of the candidate that an id names; None where it names none."""
    return _number(item, _CANDIDATE)


def sentence_item(start: int) -> str:
    """Return the id of a sentence by where it begins."""
    return f"{_SENTENCE}{start}"


def sentence_of(item: str) -> int | None:
    """Return where the sentence begins that an id names; None where it names none."""
    return _number(item, _SENTENCE)


def _number(item: str, kind: str) -> int | None:
    # Ids of records come from files, and one may begin like ours.
    rest = item.removeprefix(kind)
    return (
        int(rest)
        if rest != item and rest.isascii() and rest.isdecimal() and len(rest) < len(kind) + 8
        else None
    )
