"""The whole dossier as JSON: the article and every record, so that it can come back without loss.

One record a line in order of id, so that two exports can be compared line by
line.  `dossier.schema.json`, beside this module, says what may stand in it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from importlib import resources
from typing import TYPE_CHECKING, Any

from annotations.codec import TABLES, table_of, to_json, write_time
from annotations.exporters.registry import Exported
from annotations.exporters.selecting import records_of
from articles.kept import pack
from articles.model import Origin, OriginKind
from articles.patterns import pattern

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.exporters.registry import ExportOptions
    from articles.model import Revision

FORMAT = "postil-dossier"
VERSION = 1
"""Raised when an older program could not read what a newer one writes."""

SUFFIX = ".json"

_LONE_SURROGATE = pattern("[\ud800-\udfff]")


def export(dossier: Dossier, options: ExportOptions) -> Exported:
    """Return `dossier` as JSON, without loss but for where on this machine the article lay."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "tool": options.tool,
        "exported": write_time(options.now),
        "withheld": options.withheld,
        "scale": dossier.policy.scale,
        "article": _article(dossier.revision),
    }
    lines = [f"{json_line(key)}: {json_line(value)}" for key, value in head.items()]
    text = "{\n" + ",\n".join(lines) + ',\n"records": {\n' + _tables(dossier) + "\n}\n}\n"
    return Exported(text, SUFFIX, conflict_notices(dossier))


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of what `export` writes."""
    return resources.files(__package__).joinpath("dossier.schema.json").read_text(encoding="utf-8")


def _article(revision: Revision) -> dict[str, Any]:
    origin = _origin(revision)
    return {
        "id": revision.article_id,
        "sha256": revision.sha256,
        "parser": revision.parser,
        "origin": {"kind": str(origin.kind), "value": origin.value},
        "added": write_time(revision.added),
        "added_by": revision.added_by,
        "parsed": pack(revision.article),
    }


def _origin(revision: Revision) -> Origin:
    """Return what the article is known by; of a path, which names folders here, nothing."""
    if revision.origin.kind is OriginKind.PATH:
        return Origin(OriginKind.HASH, revision.sha256)
    return revision.origin


def _tables(dossier: Dossier) -> str:
    tables: dict[str, list[str]] = defaultdict(list)
    for record in records_of(dossier):
        tables[table_of(record)].append(json_line(to_json(record)))
    return ",\n".join(f"{json_line(name)}: [{_rows(tables[name])}]" for name in TABLES)


def _rows(rows: list[str]) -> str:
    return "\n" + ",\n".join(rows) + "\n" if rows else ""


def json_line(value: object, *, in_order: bool = False) -> str:
    """Return `value` as JSON on one line; `in_order` keeps the keys as they come, else they are sorted."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=not in_order, allow_nan=False)
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def conflict_notices(dossier: Dossier) -> tuple[str, ...]:
    """Return what to say where of some records several versions stand."""
    if not dossier.conflicts:
        return ()
    count = len(dossier.conflicts)
    records = "1 record" if count == 1 else f"{count} records"
    return (f"Of {records} two versions stand; the one that is shown went out.",)
