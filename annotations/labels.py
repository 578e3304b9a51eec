"""What a person puts on a whole article: tags, and that it is put away; pure.

Both are ordinary records of one's own, so that undo, history and backups cover
them.  Tags are a note on the article without a word; putting away is a decision
about it, of which the last one holds, and only for who made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Decision, DecisionKind, Note, Purpose, TargetKind
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.model import Record

PUT_AWAY, BROUGHT_BACK = "removed", "kept"
"""The states that a decision about an article may give it."""
TAGGED, AWAY, BACK = "tags changed", "article removed", "article brought back"
"""What was done, in the words of an undo message."""
LABELS = frozenset({TAGGED, AWAY, BACK})
MOST_TAGS = 40
LONGEST_TAG = 60
"""In code points."""

_BETWEEN = pattern(r"[\s,;]+")


def parse_tags(words: str) -> tuple[str, ...]:
    """Return the tags in `words`, parted by spaces or commas, with or without `#`, each once."""
    found: dict[str, str] = {}
    for word in _BETWEEN.split(words):
        tag = word.lstrip("#")[:LONGEST_TAG]
        if tag:
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())[:MOST_TAGS]


def is_tagging(record: Record, article: str) -> bool:
    """Tell whether a record does nothing but give an article tags."""
    return (
        isinstance(record, Note)
        and not (record.deleted or record.text or record.anchor)
        and record.purpose is Purpose.COMMENT
        and (record.target.kind, record.target.id) == (TargetKind.ARTICLE, article)
    )


def tags_on(records: Iterable[Record], article: str) -> tuple[str, ...]:
    """Return the tags that anybody gave an article, sorted, each once."""
    found: dict[str, str] = {}
    for record in records:
        if isinstance(record, Note) and is_tagging(record, article):
            for tag in record.tags:
                found.setdefault(tag.casefold(), tag)
    return tuple(found[folded] for folded in sorted(found))


def own_tagging(records: Iterable[Record], article: str, reviewer: str) -> Note | None:
    """Return the note by which a reviewer tagged an article, if there is one."""
    own = (
        one for one in records if isinstance(one, Note) and _is_by(one, reviewer) and is_tagging(one, article)
    )
    return max(own, key=lambda one: one.id, default=None)


def is_put_away(records: Iterable[Record], article: str, reviewer: str) -> bool:
    """Tell whether a reviewer removed an article from what the library shows them."""
    decided = (
        one
        for one in records
        if isinstance(one, Decision)
        and not one.deleted
        and one.kind is DecisionKind.STATE
        and one.target.kind is TargetKind.ARTICLE
        and one.target.id == article
        and _is_by(one, reviewer)
    )
    last = max(decided, key=lambda one: one.id, default=None)
    return last is not None and last.value == PUT_AWAY


def _is_by(record: Record, reviewer: str) -> bool:
    """Tell whether a record is one's own; what somebody else made and one imported is not."""
    return record.author == reviewer and not record.creator
