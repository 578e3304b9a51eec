"""Ids of what can be selected in the panel and is no record: a candidate for a place, a sentence, a gap."""

from __future__ import annotations

from annotations.coverage import Gap

_CANDIDATE, _SENTENCE, _GAP = "candidate:", "sentence:", "gap:"
_OF = "@"
GAPS = _GAP
"""The id of all that is missing, summed up."""


def candidate_item(number: int, note: str = "") -> str:
    """Return the id of a candidate by its number from 1, and by its `note` where it is for no claim."""
    return f"{_CANDIDATE}{number}{_OF}{note}" if note else f"{_CANDIDATE}{number}"


def candidate_of(item: str) -> int | None:
    """Return the number of the candidate that an id names; None where it names none."""
    return _number(item.partition(_OF)[0], _CANDIDATE)


def note_of(item: str) -> str:
    """Return the id of the note that a candidate is for; empty where it is for none."""
    return item.partition(_OF)[2] if candidate_of(item) is not None else ""


def sentence_item(start: int) -> str:
    """Return the id of a sentence by where it begins."""
    return f"{_SENTENCE}{start}"


def sentence_of(item: str) -> int | None:
    """Return where the sentence begins that an id names; None where it names none."""
    return _number(item, _SENTENCE)


def gap_item(gap: Gap) -> str:
    """Return the id of a kind of what is missing."""
    return f"{_GAP}{gap}"


def gap_of(item: str) -> Gap | None:
    """Return what is missing that an id names; None where it names nothing such."""
    return next((gap for gap in Gap if gap_item(gap) == item), None)


def _number(item: str, kind: str) -> int | None:
    # Ids of records come from files, and one may begin like ours.
    rest = item.removeprefix(kind)
    return (
        int(rest)
        if rest != item and rest.isascii() and rest.isdecimal() and len(rest) < len(kind) + 8
        else None
    )
