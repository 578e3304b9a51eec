"""What the words of a block say, field by field: the other way round of `exporters.markdown.blocks`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotations.exporters.markdown.blocks import (
    ALERTS,
    ANSWERED,
    CLAIM_FIELDS,
    DERIVED,
    FACT_FIELDS,
    OPEN,
    PURPOSES,
    STANCES,
    TEXT,
    WORDING_FIELDS,
)
from annotations.exporters.markdown.quoting import unguarded, unplain
from annotations.model import Stance
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_LABELS = (*CLAIM_FIELDS, *FACT_FIELDS, *WORDING_FIELDS, *DERIVED, *STANCES.values(), TEXT)
_FIELD = pattern(rf"\*\*({'|'.join(_LABELS)}):\*\*(?: (.*))?")
_ALERT = pattern(r"\s*\[!([A-Za-z]+)\]\s*")
_CITED = pattern(r"(?P<words>(?:\\.|[^\\])*?)(?:\[\^[\w.-]+\])?", re.DOTALL)
_VERDICT = pattern(r"\*\*Verdict: *((?:\\.|[^\\*])*)\*\*.*")
_NOTE_HEAD = pattern(rf"\*\*(?:{'|'.join(PURPOSES.values())})\*\*(?P<parts>(?: · .*)?)")
_PARTED = " · "
_FROM_STATE = 3
"""Where in the head of a note its state may stand, after its purpose, its author and its date."""


class Damaged(ValueError):
    """A block does not say what it must; the message says what is missing."""


def read_claim(lines: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the words that a claim was made on, and the fields that its other words say."""
    head, fields = _split(lines)
    return unplain(head), {name: unplain(fields.get(label, ())) for label, name in CLAIM_FIELDS.items()}


def read_review(lines: Sequence[str]) -> dict[str, str]:
    """Return the verdict and the reason.  Raises Damaged where there is no verdict."""
    lines = _without_alert(lines)
    found = _VERDICT.fullmatch(lines[0]) if lines else None
    if found is None:
        raise Damaged('its first line does not say "**Verdict: ...**"')
    return {"verdict": unplain([found[1].strip(" \t")]), "reason": unguarded(_after_gap(lines[1:]))}


def read_link(lines: Sequence[str], before: Stance) -> tuple[Stance, dict[str, str]]:
    """Return the stance and the fields of the fact; `before` is the stance as it was exported.

    The word and the kind of alert both say the stance: what was changed counts.

    Raises:
        Damaged: there is no stance, or it was changed to two different ones.
    """
    shown = _ALERT.fullmatch(lines[0]) if lines else None
    _, fields = _split(_without_alert(lines))
    by_word = next((stance for stance, label in STANCES.items() if label in fields), None)
    if by_word is None:
        raise Damaged(f"none of its lines begins with a stance: {', '.join(STANCES.values())}")
    stance = by_word
    if by_word is before and shown and shown[1].upper() != ALERTS[before]:
        stance = next((one for one, alert in ALERTS.items() if alert == shown[1].upper()), before)
    if Stance.NOTHING_FOUND in {stance, before} and stance is not before:
        raise Damaged("whether anything was found cannot be changed here")
    said = _CITED.fullmatch("\n".join(fields[STANCES[by_word]]).rstrip(" \t"))
    statement = unplain([said["words"]]) if said else ""
    values = {name: unplain(fields.get(label, ())) for label, name in FACT_FIELDS.items()}
    return stance, {"statement": statement, **values}


def read_note(lines: Sequence[str]) -> tuple[dict[str, str], bool | None]:
    """Return the fields of a note, and whether it says that it was answered; None where it says neither.

    Words without a head are all text: so a person writes a note by hand.
    """
    lines = _without_alert(lines)
    found = _NOTE_HEAD.fullmatch(lines[0]) if lines else None
    if found is None:
        return {"text": "\n".join(lines).strip(), **dict.fromkeys(WORDING_FIELDS.values(), "")}, None
    rest = lines[1:]
    state = found["parts"].split(_PARTED)[_FROM_STATE:]
    answered = True if ANSWERED in state else False if OPEN in state else None
    if not _begins_with_label(rest):
        return {"text": unguarded(_after_gap(rest)), **dict.fromkeys(WORDING_FIELDS.values(), "")}, answered
    _, fields = _split(rest)
    values = {name: unplain(fields.get(label, ())) for label, name in WORDING_FIELDS.items()}
    return {"text": unguarded(_after_gap(fields.get(TEXT, ["", ""])[1:])), **values}, answered


def _begins_with_label(lines: Sequence[str]) -> bool:
    return bool(_FIELD.fullmatch(next((line for line in lines if line.strip()), "")))


def _split(lines: Sequence[str]) -> tuple[list[str], dict[str, list[str]]]:
    """Return the lines before the first label, and those of each label; all is text after its label."""
    head: list[str] = []
    fields: dict[str, list[str]] = {}
    here = head
    for line in lines:
        found = _FIELD.fullmatch(line) if here is not fields.get(TEXT) else None
        if found and found[1] not in fields:
            _close(here)
            here = fields[found[1]] = [found[2] or ""]
        else:
            here.append(line)
    return head, fields


def _close(lines: list[str]) -> None:
    """Take away the empty line that parts a field from the next."""
    if lines and not lines[-1].strip():
        lines.pop()


def _without_alert(lines: Sequence[str]) -> Sequence[str]:
    return lines[1:] if lines and _ALERT.fullmatch(lines[0]) else lines


def _after_gap(lines: Sequence[str]) -> Sequence[str]:
    """Return `lines` without the empty one that parts them from the head."""
    return lines[1:] if lines and not lines[0].strip() else lines
