"""A query as the index is asked for it, in the languages of FTS5 and SQL; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotations.indexing.queries import Query, Words


def match_of(query: Query) -> str:
    """Return a query's words as FTS5 is asked for them; empty where there are none."""
    names = [_matching(words, "{author}") for words in query.by]
    return " AND ".join([*map(_matching, query.words), *names])


def _matching(words: Words, columns: str = "{title text}") -> str:
    # Tokens are letters and digits only, so that nothing in them can be an operator.
    return f'({columns} : "{" ".join(words.tokens)}"{" *" if words.prefix else ""})'


def narrowing_of(query: Query) -> tuple[str, list[str]]:
    """Return conditions that leave out most rows that are not asked for, and the values in them.

    They are coarse: `accepts` has the last word.  In Python alone, looking at
    every row of a large library would take most of the time.
    """
    conditions, values = [], []
    if query.kinds:
        conditions.append(f" AND kind IN ({', '.join('?' * len(query.kinds))})")
        values += sorted(query.kinds)
    for name in ("verdicts", "claim_kinds", "stances", "media", "tags"):
        wanted = sorted(getattr(query, name))
        if wanted:
            conditions.append(f" AND ({' OR '.join(['instr(facets, ?)'] * len(wanted))})")
            values += [f"{name}={one}" for one in wanted]
    return "".join(conditions), values
