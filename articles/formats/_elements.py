"""What the elements of HTML mean to a reader of text (WHATWG HTML, section 4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articles.model import MarkKind
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_NESTED = 1000
"""Elements in elements; no page that somebody wrote comes near it."""

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
UNSEEN = frozenset(
    "script style head title template noscript svg math iframe object audio video canvas "
    "select textarea button datalist".split()
)
PARTING = frozenset(
    "p div section article main header footer aside nav address figure figcaption details summary "
    "h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption thead tbody tfoot tr center form "
    "fieldset body html".split()
)
CLOSED_BY_THEMSELVES = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
}
"""An element by those that end where it begins, their end tags being left out as a rule."""
CELLS = ("td", "th")
HOLDERS = frozenset("ul ol dl table".split())
SET_OFF = {
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "del": MarkKind.STRIKE,
    "s": MarkKind.STRIKE,
    "strike": MarkKind.STRIKE,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
}
HEADING = pattern(r"h[1-6]")
SPACE = pattern(r"[ \t\n\r\f]+")
_HIDDEN = pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
WITHIN = pattern(r"(?![a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element with these `attributes` is not shown."""
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
