"""Words put in behind a quote that turn it round, as in `… betaalt de brug`, then `… betaalt de brug niet`.

Dutch puts its negation at the end, where a quote has ended already.  Only a
quote that ended its sentence is looked at: what the sentence then gained are
words about the quote, not a sentence of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.alarms import has_negation
from articles.model import Span
from articles.patterns import pattern

if TYPE_CHECKING:
    from annotations.anchors import Anchor

MOST_ADDED = 4
"""Words: `niet`, `helemaal niet meer`; a longer addition is a clause, shown by the change of the sentence."""

_ENDS = ".!?…"
_REST = pattern(r"[^.!?…;:\n]{1,60}")
_WORD = pattern(r"\w+")


def negated_end(anchor: Anchor, span: Span, text: str) -> Span | None:
    """Return `span` with the words its sentence gained behind it, where they negate; else None."""
    if not _ended_sentence(anchor) or span.cut(text).rstrip().endswith(tuple(_ENDS)):
        return None
    rest = _REST.match(text, span.end)
    if rest is None or not has_negation(rest.group()):
        return None
    if len(_WORD.findall(rest.group())) > MOST_ADDED:
        return None
    stop = span.end + len(rest.group().rstrip())
    has_stop = anchor.exact.rstrip()[-1:] in _ENDS and text[stop : stop + 1] in _ENDS
    return Span(span.start, min(len(text), stop + has_stop))


def _ended_sentence(anchor: Anchor) -> bool:
    """Tell whether the quote reached the end of its sentence, its stop taken along or not."""
    if anchor.exact.rstrip().endswith(tuple(_ENDS)):
        return True
    after = anchor.suffix.lstrip(" \t")
    return not after or after[0] in _ENDS or after[0] == "\n"
