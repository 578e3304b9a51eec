"""The style `obsidian`: as `notes`, with a block id to link to behind each block, and tags as wikilinks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from annotations.exporters.markdown.blocks import hashtag
from annotations.exporters.markdown.notes import STYLE_KEY, joined, note_parts
from annotations.exporters.markdown.quoting import json_line
from annotations.ids import short
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotations.dossier import Dossier
    from annotations.exporters.registry import ExportOptions

OBSIDIAN = "obsidian"

_LINKABLE = pattern(r"[^\W_]+(?:[ /-][^\W_]+)*")
"""What can be the name of a note in any vault, and reads the same with brackets around it."""

_BLOCK = pattern(r"<!-- postil:(claim|review|link|note) (.*) -->")


def write_obsidian(dossier: Dossier, options: ExportOptions) -> str:
    """Return the claims of `dossier` with all that is said of them, for a vault of Obsidian."""
    front, *parts = note_parts(dossier, options, wikilink)
    *fields, fence = front
    named = (part for one in parts for part in _with_id(one))
    return joined([[*fields, f"{STYLE_KEY}: {json_line(OBSIDIAN)}", fence], *named])


def wikilink(tag: str) -> str:
    """Return a tag as a link to the note of its name; as a tag where it cannot be one."""
    return f"[[{tag}]]" if _LINKABLE.fullmatch(tag) else hashtag(tag)


def _with_id(part: list[str]) -> Iterator[list[str]]:
    yield part
    found = _BLOCK.fullmatch(part[0])
    if found:
        # Behind a quotation, on a line of its own with an empty one before it.
        yield [f"^{found[1]}-{short(json.loads(found[2])['id'])}"]
