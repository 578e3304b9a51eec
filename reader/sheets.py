"""A record as a few lines of text to edit, and back; pure.

What has one text is that text.  What has several fields is a line `name: value`
for each, in a fixed order; a value may run on over indented lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import InvalidRecord
from annotations.model import Claim, ClaimKind, Fact, Note, Review
from articles.patterns import pattern

if TYPE_CHECKING:
    from annotations.model import Record

_SINGLE: dict[type[Record], str] = {Note: "text", Review: "reason"}
_SEVERAL: dict[type[Record], tuple[str, ...]] = {
    Claim: ("text", "claimant", "kind"),
    Fact: ("statement", "quote", "translation", "locator"),
}
_INDENT = pattern(r"^(?:\t| {1,2})")
"""What a line that runs on is indented by; any more of it is the text's own."""
_FIELD = pattern(r"^([a-z]+):[ \t]?(.*)$")


def editable(record: Record) -> bool:
    """Tell whether a record has anything to edit as text."""
    return type(record) in _SINGLE or type(record) in _SEVERAL


def as_text(record: Record) -> str:
    """Return the text to edit."""
    if field := _SINGLE.get(type(record)):
        return str(getattr(record, field))
    lines = []
    for name in _SEVERAL[type(record)]:
        value = str(getattr(record, name)).replace("\n", "\n  ")
        lines.append(f"{name}: {value}".rstrip())
    return "\n".join(lines)


def changes_from(record: Record, text: str) -> dict[str, object]:
    """Return the fields that `text` gives other values, ready for `Session.edit`.

    Raises:
        InvalidRecord: a line names a field that the record has not, or a kind that is none.
    """
    if field := _SINGLE.get(type(record)):
        return {field: text}
    known = _SEVERAL[type(record)]
    values: dict[str, str] = {}
    last = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _FIELD.match(line)
        if found and found[1] in known:
            last = found[1]
            values[last] = found[2]
        elif last and (not line.strip() or line.startswith((" ", "\t"))):
            values[last] += "\n" + _INDENT.sub("", line, count=1)
        elif line.strip():
            raise InvalidRecord(
                f"line {number} begins with none of {', '.join(known)}", f"it says {line[:40]!r}"
            )
    changes: dict[str, object] = {name: value.strip() for name, value in values.items()}
    if "kind" in changes:
        try:
            changes["kind"] = ClaimKind(values["kind"].strip())
        except ValueError:
            kinds = ", ".join(ClaimKind)
            raise InvalidRecord(
                f"{values['kind'].strip()!r} is not a kind of claim", f"choose from {kinds}"
            ) from None
    return changes
