"""Which formats there are, and how one is found.

A format is a module with NAME, VERSION, SUFFIXES and `parse`, or, where it reads
more than plain text, `parse_bytes`, which runs in a process of its own.  Those of
the house stand in the table below, those of others are entry points of the group
`postil.formats`, named like the format; both are imported when first used.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from articles.errors import ArticleError
from articles.frozen import frozen
from articles.patterns import pattern

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

    from articles.confining import About
    from articles.model import Article

ENTRY_POINTS = "postil.formats"


@runtime_checkable
class Format(Protocol):
    """What a module has to have to be a format."""

    NAME: str
    """In lower case: `markdown`."""
    VERSION: int
    """Raised whenever the same source becomes another text."""
    SUFFIXES: tuple[str, ...]
    """Of file names, in lower case and with their dot: `.md`."""

    def parse(self, source: str) -> Article:
        """Return the article that `source` is; raise only ArticleError."""


@runtime_checkable
class DocumentFormat(Protocol):
    """What a module has to have to be a format that is no plain text."""

    NAME: str
    VERSION: int
    SUFFIXES: tuple[str, ...]
    AT_ONCE: bool
    """Whether a document is read in one go, so that a large one takes long without a sign of progress."""

    def prepare(self) -> None:
        """Import all that reading takes: what comes after counts as the document's doing.

        Raises:
            ArticleError: an extra is not installed; the hint names it.
        """

    def parse_bytes(self, data: bytes, about: About) -> Article:
        """Return the article that `data` is; tell `articles.how_far` of each part that is done.

        Between two parts it may take as long as `articles.confined.STEP`.
        """


@frozen
class _BuiltIn:
    """A format of the house: told apart without being imported."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    version: int
    """As its module says."""
    media_types: tuple[str, ...] = ()
    """As servers name it, where that says more than the suffix."""
    signs: tuple[bytes, ...] = ()
    """With what its files begin."""


BUILT_INS = (
    _BuiltIn(
        "markdown", "articles.formats.markdown", (".md", ".markdown", ".mdown", ".mkd"), 1, ("text/markdown",)
    ),
    _BuiltIn("text", "articles.formats.text", (".txt", ".text"), 1),
    _BuiltIn(
        "html",
        "articles.formats.html",
        (".html", ".htm", ".xhtml"),
        1,
        ("text/html", "application/xhtml+xml"),
    ),
    _BuiltIn("epub", "articles.formats.epub", (".epub",), 1, ("application/epub+zip",)),
    _BuiltIn(
        "pdf", "articles.formats.pdf", (".pdf",), 1, ("application/pdf", "application/x-pdf"), (b"%PDF-",)
    ),
    _BuiltIn(
        "docx",
        "articles.formats.docx",
        (".docx",),
        1,
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    ),
    _BuiltIn("mail", "articles.formats.mail", (".eml",), 1, ("message/rfc822",)),
    _BuiltIn(
        "subtitles",
        "articles.formats.subtitles",
        (".srt", ".vtt"),
        1,
        ("text/vtt", "application/x-subrip"),
        (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
    ),
)
_ZIP = b"PK\x03\x04"
_LOOKED_AT = 2000
_HTML = pattern(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)


def format_named(name: str) -> Format | DocumentFormat:
    """Return the format of that name.

    Raises:
        ArticleError: there is none, or it cannot be imported.

    """
    for built_in in BUILT_INS:
        if built_in.name == name:
            return _load(name, built_in.module)
    for entry in _of_others():
        if entry.name == name:
            return _load(name, entry.value)
    raise ArticleError(f"There is no format named {name}", f"There are {', '.join(format_names())}.")


def format_for_suffix(suffix: str) -> Format | DocumentFormat | None:
    """Return the format of files whose name ends in `suffix`, a dot included; None where there is none.

    Raises:
        ArticleError: that of another distribution cannot be imported.

    """
    suffix = suffix.lower()
    if not suffix:
        return None
    for built_in in BUILT_INS:
        if suffix in built_in.suffixes:
            return _load(built_in.name, built_in.module)
    # Looking through all that is installed takes a while: only where the house has nothing.
    for entry in _of_others():
        candidate = _load(entry.name, entry.value)
        if suffix in candidate.SUFFIXES:
            return candidate
    return None


def format_for_media_type(media_type: str) -> Format | DocumentFormat | None:
    """Return the format of what a server calls `text/html; charset=utf-8`; None where that tells nothing."""
    bare = media_type.partition(";")[0].strip().lower()
    for built_in in BUILT_INS:
        if bare in built_in.media_types:
            return _load(built_in.name, built_in.module)
    return None


def format_for_bytes(data: bytes) -> Format | DocumentFormat | None:
    """Return the format that `data` shows by itself to be in; None where it may be any text."""
    for built_in in BUILT_INS:
        if built_in.signs and data.startswith(built_in.signs):
            return _load(built_in.name, built_in.module)
    if data.startswith(_ZIP):
        if b"application/epub+zip" in data[:_LOOKED_AT]:
            return format_named("epub")
        return format_named("docx") if b"word/document.xml" in data else None
    return format_named("html") if _HTML.match(data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")) else None


def format_names() -> tuple[str, ...]:
    """Return the names of all formats, those of the house first."""
    others = (entry.name for entry in _of_others())
    return tuple(dict.fromkeys((*(built_in.name for built_in in BUILT_INS), *others)))


def is_current(parser: str) -> bool:
    """Tell whether `parser`, a format's name and version such as `markdown/1`, reads such files by now."""
    name, _, version = parser.partition("/")
    for built_in in BUILT_INS:
        if built_in.name == name:
            return str(built_in.version) == version
    try:
        return str(format_named(name).VERSION) == version
    except ArticleError:
        return False


def _of_others() -> EntryPoints:
    # Importing this takes longer than reading an article.
    from importlib.metadata import entry_points

    return entry_points(group=ENTRY_POINTS)


def _load(name: str, module: str) -> Format | DocumentFormat:
    try:
        return cast("Format | DocumentFormat", import_module(module))
    except ImportError as error:
        raise ArticleError(
            f"The format {name} cannot be used", f"{error}. Repair or remove what brought it."
        ) from error
