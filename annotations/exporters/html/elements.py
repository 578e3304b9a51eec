"""Words from anybody as HTML that shows them and does nothing else."""

from __future__ import annotations

import html
from contextlib import suppress
from urllib.parse import urlsplit

from articles.errors import ArticleError
from articles.identity import normalise_url
from articles.untrusted import visible


def shown(words: str) -> str:
    """Return `words` escaped, also for an attribute; what cannot be seen is made visible."""
    return html.escape(visible(words))


def lines(words: str) -> str:
    """Return `words` escaped with their line breaks."""
    return shown(words).replace("\n", "<br>\n")


def paragraph(words: str, kind: str) -> str:
    """Return `words` as they were laid out, set in the direction of their own letters."""
    return f'<p class="{kind}" dir="auto">{shown(words)}</p>' if words else ""


def address(url: str) -> str:
    """Return `url` where it can be a link: http or https, nobody's name before the host; else nothing."""
    wanted = url.strip()
    if visible(wanted) != wanted or any(map(str.isspace, wanted)):
        return ""
    with suppress(ArticleError, ValueError):
        normalise_url(wanted)
        # A name before the host is how a link pretends to lead elsewhere.
        return "" if "@" in urlsplit(wanted).netloc else wanted
    return ""


def link(url: str, words: str = "") -> str:
    """Return a link that says `words`, or its own address; words alone where there is no safe address."""
    to = address(url)
    said = shown(words or url)
    return f'<a href="{shown(to)}" rel="noopener noreferrer">{said}</a>' if to else said
