"""Catalogs of translations as files: the `.po` of GNU gettext, as much of it as is used here."""  # noqa: INP001 - a script

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FIELD = re.compile(r'(?:(msgid|msgid_plural|msgstr)(?:\[(\d)\])? )?(".*")')


@dataclass(frozen=True, slots=True)
class Entry:
    """A message with its translations; `many` is its plural, `where` the file that says it."""

    key: str
    many: str = ""
    texts: tuple[str, ...] = ()
    where: str = ""


def read_po(text: str) -> Iterator[Entry]:
    """Yield the entries of a catalog, the head, whose key is empty, among them.

    Raises:
        ValueError: a line is none of a catalog.
    """
    for block in text.strip().split("\n\n"):
        fields: dict[str, str] = {}
        at, where = "", ""
        for line in block.split("\n"):
            if line.startswith("#"):
                where = line.removeprefix("#:").strip()
                continue
            found = _FIELD.fullmatch(line)
            if found is None:
                message = f"not a line of a catalog: {line}"
                raise ValueError(message)
            at = f"{found[1]}{found[2] or ''}" if found[1] else at
            fields[at] = fields.get(at, "") + json.loads(found[3])
        texts = tuple(fields[name] for name in sorted(fields) if name.startswith("msgstr"))
        yield Entry(fields["msgid"], fields.get("msgid_plural", ""), texts, where)


def write_po(entries: Iterable[Entry]) -> str:
    """Return a catalog; a text of several lines stands on as many."""
    return "\n\n".join("\n".join(_lines(entry)) for entry in entries) + "\n"


def _lines(entry: Entry) -> Iterator[str]:
    if entry.where:
        yield f"#: {entry.where}"
    yield from _quoted("msgid", entry.key)
    if not entry.many:
        yield from _quoted("msgstr", "".join(entry.texts[:1]))
        return
    yield from _quoted("msgid_plural", entry.many)
    for number in (0, 1):
        yield from _quoted(f"msgstr[{number}]", "".join(entry.texts[number : number + 1]))


def _quoted(name: str, text: str) -> Iterator[str]:
    lines = text.splitlines(keepends=True)
    if len(lines) > 1:
        yield f'{name} ""'
        yield from (json.dumps(line, ensure_ascii=False) for line in lines)
    else:
        yield f"{name} {json.dumps(text, ensure_ascii=False)}"
