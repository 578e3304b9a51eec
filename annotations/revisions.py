"""Versions of a record: what a rev is, and which of several versions stand.

A version replaces another only where it names that one among its ancestors.
Clocks are never asked: two machines of one person may disagree about the time,
and a later clock must not drop what was written elsewhere.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from annotations.codec import to_json
from articles.frozen import replace
from articles.hashing import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.model import AnyRecord, Record

_Version = tuple[str, str]
"""Author and rev."""
KEPT_ANCESTORS = 100
"""How many revs back a version knows where it came from.

More would only matter to two sessions that parted over a hundred changes ago.
"""

_LONGEST_GENERATION = 12
"""In digits; a record is not changed a million million times."""


def generation(rev: str) -> int:
    """Return how many versions led to `rev`; 0 for none, and for a rev that is not of our making."""
    head, _, _ = rev.partition("-")
    return int(head) if head.isdecimal() and len(head) <= _LONGEST_GENERATION else 0


def following(record: AnyRecord, base: Record | None, *others: Record) -> AnyRecord:
    """Return `record` as the version that follows `base`, with its rev and ancestors.

    `others` are versions that stand beside `base` and are settled by this one.
    The same content on the same base gets the same rev, so a retry is no new version.
    """
    parents = [one for one in (base, *others) if one is not None]
    # The revs of the parents first: these must never fall off the end.
    known = [one.rev for one in parents] + [rev for one in parents for rev in one.ancestors]
    ancestors = tuple(dict.fromkeys(known))[:KEPT_ANCESTORS]
    number = max((generation(one.rev) for one in parents), default=0) + 1
    bare = replace(record, rev="", ancestors=ancestors)
    return replace(bare, rev=f"{number}-{_digest(bare)[:12]}")


def _digest(record: Record) -> str:
    content = json.dumps(to_json(record), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256_of(content.encode("ascii"))


def standing(versions: Iterable[AnyRecord]) -> dict[str, tuple[AnyRecord, ...]]:
    """Return for each id the versions that no other version replaces.

    One is the usual case; several are a conflict for their author to settle.
    They are in a fixed order that every reader of the library agrees on.  Only
    its author's versions replace a record, whatever ancestors others name.
    """
    by_id: dict[str, dict[_Version, AnyRecord]] = defaultdict(dict)
    for version in versions:
        key = version.author, version.rev
        same = by_id[version.id].setdefault(key, version)
        # A rev that was made up may stand for two contents; which one is read must not hang on the order.
        if same is not version and same != version:
            by_id[version.id][key] = min(same, version, key=_digest)
    return {record_id: _heads(known) for record_id, known in by_id.items()}


def _heads(known: dict[_Version, AnyRecord]) -> tuple[AnyRecord, ...]:
    if len(known) == 1:
        return tuple(known.values())
    replaced = {
        (version.author, rev) for version in known.values() for rev in version.ancestors if rev != version.rev
    }
    # Versions that name each other, by damage or design, are kept all: none of them may vanish.
    heads = [version for key, version in known.items() if key not in replaced] or known.values()
    return tuple(sorted(heads, key=lambda version: (-generation(version.rev), version.rev, version.author)))
