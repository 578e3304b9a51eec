"""What is typed to search for, as a value; pure.

`bridge "two years" cost* by:anna in:claims`: words that must all be there,
phrases between quotation marks, beginnings of words with `*`, and fields.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotations.errors import UsageError
from annotations.folding import plain_signs
from annotations.model import ClaimKind, Medium, Stance
from articles.frozen import frozen
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

KINDS = ("article", "claim", "fact", "source", "link", "note", "review")
"""What can be found, by the names that hits have."""

_PART = pattern(r"""(?:([a-z]+):)?(?:"([^"]*)(?:"|\Z)|([^\s"]+))(\*?)""", re.IGNORECASE)
_TOKEN = pattern(r"[^\W_]+")
_IN = {
    **{kind: kind for kind in KINDS},
    **{f"{kind}s": kind for kind in KINDS},
    "verdict": "review",
    "verdicts": "review",
    "search": "link",
    "searches": "link",
}
_VERDICTS = {"true": "supported", "false": "refuted"}
"""What people call verdicts whose ids are other words."""


@frozen
class Words:
    """Words that stand next to one another, folded; often one."""

    tokens: tuple[str, ...]
    prefix: bool = False
    """Whether the last is only the beginning of one."""


@frozen
class Query:
    """What to find: all of it must hold."""

    words: tuple[Words, ...] = ()
    by: tuple[Words, ...] = ()
    """Names, or parts of them, of who wrote it."""
    kinds: frozenset[str] = frozenset()
    """Of `KINDS`; all where it is empty."""
    verdicts: frozenset[str] = frozenset()
    claim_kinds: frozenset[str] = frozenset()
    stances: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return self == Query()


def parse_query(text: str) -> Query:
    """Return what `text` asks.  A word with a colon that names no field is searched for as it is.

    Raises:
        UsageError: a field has a value that it cannot have; the hint lists those it can.
    """
    words: list[Words] = []
    by: list[Words] = []
    fields: dict[str, set[str]] = {
        name: set() for name in ("in", "verdict", "kind", "stance", "medium", "tag")
    }
    for found in _PART.finditer(plain_signs(text)):
        name, value = (found[1] or "").lower(), found[3] if found[2] is None else found[2]
        if name in fields:
            fields[name].add(_checked(name, value))
        elif name == "by":
            by += _words(value, found[4])
        else:
            words += _words(value if not name else f"{name} {value}", found[4])
    return Query(
        tuple(words),
        tuple(by),
        kinds=frozenset(fields["in"]),
        verdicts=frozenset(fields["verdict"]),
        claim_kinds=frozenset(fields["kind"]),
        stances=frozenset(fields["stance"]),
        media=frozenset(fields["medium"]),
        tags=frozenset(fields["tag"]),
    )


def tokens_of(text: str) -> list[str]:
    """Return the words of `text` as they are compared: in lower case and without accents."""
    return [folded(token) for token in _TOKEN.findall(text)]


def folded(token: str) -> str:
    """Return a word in lower case and without accents."""
    if token.isascii():
        return token.lower()
    from unicodedata import combining, normalize

    return "".join(sign for sign in normalize("NFD", token.lower()) if not combining(sign))


def _words(value: str, star: str) -> Iterable[Words]:
    prefix = bool(star) or value.endswith("*")
    tokens = tokens_of(value)
    return [Words(tuple(tokens), prefix)] if tokens else []


def _checked(name: str, value: str) -> str:
    value = value.strip().rstrip("*").casefold()
    if name == "in":
        return _one_of(name, value, _IN)
    if name == "verdict":
        return _VERDICTS.get(value, value)
    if name == "tag":
        return value.removeprefix("#")
    known: dict[str, type[StrEnum]] = {"kind": ClaimKind, "stance": Stance, "medium": Medium}
    return _one_of(name, value, {str(one): str(one) for one in known[name]})


def _one_of(name: str, value: str, known: dict[str, str]) -> str:
    if value not in known:
        raise UsageError(f"{name}:{value} finds nothing", f"{name}: can be {', '.join(known)}")
    return known[value]
