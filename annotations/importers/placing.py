"""Anchors from elsewhere, put into the library's own text.

A position in another program's text of the page says little about ours, so it
is believed only where the words at it are those quoted; else the quote with
what stood around it is kept, and its place is found as any other's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.anchoring import describe
from annotations.anchors import Anchor
from annotations.importers.parsed import Counting
from articles.frozen import replace
from articles.model import Span

if TYPE_CHECKING:
    from annotations.importers.parsed import Incoming, Parsed
    from articles.model import Revision


def placed(parsed: Parsed, revision: Revision) -> Parsed:
    """Return what a file says with its anchors in the text of `revision`."""
    unsure = 0
    incoming: list[Incoming] = []
    for one in parsed.incoming:
        anchor = getattr(one.record, "anchor", None)
        if one.counting is None or anchor is None:
            incoming.append(one)
            continue
        unsure += not anchor.exact
        changes: dict[str, Any] = {"anchor": _place(anchor, one.counting, revision)}
        incoming.append(replace(one, record=replace(one.record, **changes)))
    notices = parsed.notices
    if unsure:
        what = "1 note names" if unsure == 1 else f"{unsure} notes name"
        notices += (f"{what} a position and no words: see whether it stands where it should.",)
    return replace(parsed, incoming=tuple(incoming), notices=notices)


def _place(anchor: Anchor, counting: Counting, revision: Revision) -> Anchor | None:
    """Return the anchor in the text of `revision`; None where it names neither words nor a place in it."""
    text = revision.article.text
    span = anchor.span
    if span and counting is Counting.UTF_16:
        span = _from_utf_16(text, span)
    if span and (span.end > len(text) or span.start == span.end):
        span = None
    if not anchor.exact:
        return describe(text, span, revision.sha256) if span else None
    if span and span.cut(text) == anchor.exact:
        return describe(text, span, revision.sha256)
    return Anchor("", anchor.exact, anchor.prefix, anchor.suffix)


def _from_utf_16(text: str, span: Span) -> Span | None:
    """Return the code points of `text` at the UTF-16 code units of `span`; None where those are beyond it."""
    data = text.encode("utf-16-le", "surrogatepass")
    if 2 * span.end > len(data):
        return None
    start, end = (len(data[: 2 * at].decode("utf-16-le", "ignore")) for at in (span.start, span.end))
    return Span(start, end)
