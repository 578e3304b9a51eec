"""HTML as it is found in books and mail, read to the end whatever is wrong with it."""

from __future__ import annotations

import codecs
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from articles.decoding import decode
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.formats._flow import FlowWriter

_LOOKED_AT = 2048
_AT_ONCE = 1 << 16
_DECLARED = pattern(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""")
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""What calls itself so is Windows-1252 as a rule (WHATWG Encoding)."""


def read_markup(source: str, to: FlowWriter, go_on: Callable[[], None] | None = None) -> None:
    """Write what `source` shows to `to`; call `go_on` from time to time.

    Raises:
        ArticleError: it is nested too deep.
    """
    parser = _Parser(to)
    for at in range(0, len(source), _AT_ONCE):
        parser.feed(source[at : at + _AT_ONCE])
        if go_on:
            go_on()
    parser.close()


def decode_markup(data: bytes, charset: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the page that `data` is, and what to know of its encoding.

    A byte order mark counts for more than `charset`, which the server or the
    mail named, and that for more than what the page says itself.

    Raises:
        ArticleError: it is no text.
    """
    notices: tuple[str, ...] = ()
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    if b"\0" in data:
        # Browsers pass them by; other binary files have far more than these.
        data, notices = data.replace(b"\0", b""), ("Zero bytes in it were left out.",)
    found = _DECLARED.search(data[:_LOOKED_AT])
    for named in (charset, found[1].decode("ascii") if found else ""):
        encoding = _encoding(named)
        if not encoding:
            continue
        try:
            return data.decode(encoding), notices
        except UnicodeDecodeError:
            # It lies, as many do: what the bytes look like is the better guess.
            text, more = decode(data)
            return text, (*notices, *more, f"It says that it is {named}, which it is not.")
    text, more = decode(data)
    return text, (*notices, *more)


def _encoding(named: str) -> str:
    try:
        known = codecs.lookup(named).name if named else ""
        # Not all that Python knows by name makes text of bytes.
        b"a".decode(known or "utf-8")
    except (LookupError, ValueError):
        return ""
    # A page that names it in words of one byte a letter is not in it.
    if known.startswith(("utf-16", "utf-32")):
        return ""
    return _AS_BROWSERS_DO.get(known, known)


class _Parser(HTMLParser):
    """Hands on what it meets."""

    def __init__(self, to: FlowWriter) -> None:
        super().__init__(convert_charrefs=True)
        self._to = to

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._to.start(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In XHTML any element may end where it begins.
        self._to.start(tag, dict(attrs))
        self._to.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self._to.end(tag)

    def handle_data(self, data: str) -> None:
        self._to.data(data)
