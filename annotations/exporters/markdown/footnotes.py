"""Sources as named footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotations.exporters.markdown.quoting import inline
from annotations.ids import short
from articles.patterns import pattern
from articles.untrusted import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.model import Source

_ADDRESS = pattern(r"https?://[!#-;=?-\[\]_a-z~]+", re.IGNORECASE)


def name_sources(sources: Iterable[Source]) -> dict[str, str]:
    """Return a footnote name for the id of each source.

    It comes from what the source is called, so that it stays the same from one
    export to the next; of several of one name the older ones keep it.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for source in sorted(sources, key=lambda one: one.id):
        name = slug(source.title or source.words or source.publisher or _host(source.url) or "source")
        while name in taken:
            name = f"{name}-{short(source.id)}"
        taken.add(name)
        names[source.id] = name
    return names


def cite(source: Source) -> str:
    """Return a source as it stands in a footnote, on one line."""
    what = source.title or source.words or source.publisher or "A source without a name"
    by = [source.publisher if source.publisher != what else "", source.person_named, source.published]
    parts = [_sentence(what, at_start=True), _sentence(", ".join(filter(None, by)))]
    parts.append(_sentence(source.words if source.words != what else ""))
    parts.append(_address(source.url))
    if source.archived:
        parts.append(f"Archived: {_address(source.archived)}")
    if source.accessed:
        parts.append(f"Accessed {inline(source.accessed)}.")
    if source.kind:
        parts.append(f"({source.kind})")
    if source.confidential:
        parts.append("**Confidential.**")
    return " ".join(filter(None, parts))


def _sentence(words: str, *, at_start: bool = False) -> str:
    if not words:
        return ""
    return inline(words, at_start=at_start) + ("" if words.endswith((".", "!", "?", "…")) else ".")


def _address(url: str) -> str:
    return f"<{url}>" if is_plain_address(url) else inline(url)


def is_plain_address(url: str) -> bool:
    """Tell whether `url` can stand between angle brackets as it is: a web address of ASCII without them."""
    return bool(_ADDRESS.fullmatch(url))


def _host(url: str) -> str:
    # Takes a while to import, and not every article has a source from the web.
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
