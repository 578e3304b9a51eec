"""Files and bytes as articles."""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import TYPE_CHECKING

from articles.decoding import decode
from articles.errors import ArticleError
from articles.formats.registry import (
    DocumentFormat,
    Format,
    format_for_bytes,
    format_for_media_type,
    format_for_suffix,
    format_named,
)
from articles.frozen import frozen, replace
from articles.identity import origin_of_path
from articles.language import guess_language
from articles.model import Article, Origin, OriginKind, Retrieval
from articles.patterns import pattern
from articles.untrusted import count_hidden, one_line

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 50_000_000
"""The most that is read, in bytes."""

_LOOKED_AT = 20_000
_CHARSET = pattern(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_TITLE_LENGTH = 120
_KINDS = (
    (stat.S_ISDIR, "a folder", "Give one of the files in it."),
    (stat.S_ISFIFO, "a pipe", "Give - and send the text to standard input."),
    (stat.S_ISSOCK, "a socket", "Give a file."),
    (stat.S_ISCHR, "a device", "Give a file."),
    (stat.S_ISBLK, "a device", "Give a file."),
)


@frozen
class Reading:
    """An article with what it was made from and how."""

    article: Article
    original: bytes
    parser: str
    """Name and version of the format: `markdown/1`."""
    origin: Origin
    retrieval: Retrieval | None = None
    """Of a text from the web."""


def read_file(
    path: str | os.PathLike[str],
    format: str | None = None,  # noqa: A002 - as users say it
) -> Reading:
    """Read the article in the file at `path`, in the format its name or its words tell.

    Raises:
        ArticleError: there is no such file, or it is no text.

    """
    data = file_bytes(os.fspath(path))
    try:
        return read_bytes(data, name=os.fspath(path), format=format, origin=origin_of_path(path))
    except ArticleError as error:
        raise ArticleError(f"{_shown(path)} cannot be read. {error.title}", error.hint) from error


def read_bytes(
    data: bytes,
    name: str = "",
    format: str | None = None,  # noqa: A002 - as users say it
    origin: Origin | None = None,
    *,
    media_type: str = "",
    url: str = "",
) -> Reading:
    """Read the article that `data` is; `name` is that of its file, if it has one.

    `url` is where it was fetched and `media_type` what the server called it, its
    character set included.  Without `origin` it is known by the hash of its
    canonical text.

    Raises:
        ArticleError: it is no text, it is too large, there is no such format, or an extra is missing.

    """
    if len(data) > LIMIT:
        raise ArticleError(*_TOO_LARGE)
    chosen, source, notices = _choose(data, name, format, media_type)
    if isinstance(chosen, DocumentFormat):
        from articles.confining import About, parse_confined

        about = About(url=url, charset=_charset(media_type), name=_path(name).name)
        article = _completed(parse_confined(chosen.NAME, data, about), name, ())
    else:
        article = _completed(chosen.parse(source), name, notices)
    return Reading(
        article=article,
        original=data,
        parser=f"{chosen.NAME}/{chosen.VERSION}",
        origin=origin or Origin(OriginKind.HASH, article.sha256),
    )


_TOO_LARGE = ("It is larger than 50 MB", "Give the article alone, or part of it.")


def _choose(
    data: bytes, name: str, named: str | None, media_type: str
) -> tuple[Format | DocumentFormat, str, tuple[str, ...]]:
    """Return the format, and of a text its words and what to know of their encoding."""
    found = _format(data, name, named, media_type)
    if isinstance(found, DocumentFormat):
        return found, "", ()
    source, notices = decode(data, _charset(media_type))
    if found is None:
        from articles.formats import markdown, text

        found = markdown if markdown.looks_like(source[:_LOOKED_AT]) else text
    return found, source, notices


def _format(data: bytes, name: str, named: str | None, media_type: str) -> Format | DocumentFormat | None:
    """Return the format that somebody named, the server or the file's name tells, or the bytes show."""
    if named:
        return format_named(named)
    told = format_for_media_type(media_type) or format_for_suffix(_path(name).suffix)
    if isinstance(told, DocumentFormat):
        return told
    shown = format_for_bytes(data)
    # A page whose source is shown as a text is one; a PDF that is named like a text is none.
    return told if told is not None and (shown is None or shown.NAME == "html") else shown


def _charset(media_type: str) -> str:
    found = _CHARSET.search(media_type)
    return found[1] if found else ""


def _completed(article: Article, name: str, notices: tuple[str, ...]) -> Article:
    """Return `article` with title and language, and with all there is to know of how it was read."""
    known = article.metadata
    if not article.text:
        notices = (*notices, "The article is empty.")
    if hidden := count_hidden(article.text):
        # For whoever checks facts, that somebody hid something is a fact.
        many = f"{hidden} hidden characters in the article are shown as signs."
        notices = (*notices, many if hidden > 1 else "A hidden character in the article is shown as a sign.")
    return replace(
        article,
        metadata=replace(
            known,
            title=known.title or _title_of(name),
            language=known.language or guess_language(article.text),
        ),
        notices=(*notices, *article.notices),
    )


def _title_of(name: str) -> str:
    """Return a file's name as a title: `het_net-valt.txt` is `het net valt`."""
    return one_line(_path(name).stem.replace("_", " ").replace("-", " "), _TITLE_LENGTH)


def _path(name: str) -> Path:
    # Takes a while to import, and a file that is as it was is not read again.
    from pathlib import Path

    return Path(name)


def file_bytes(path: str) -> bytes:
    """Return what is in the file at `path`, which is opened once: what was looked at is what is read.

    Raises:
        ArticleError: there is no such file, or it cannot be an article.

    """
    # Not to wait for a writer of a pipe, nor to make a terminal ours.
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise _unopened(path, error) from error
    try:
        mode = os.fstat(descriptor).st_mode
        for is_kind, called, hint in _KINDS:
            if is_kind(mode):
                raise ArticleError(f"{_shown(path)} is {called}, not an article", hint)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise _unopened(path, error) from error
    finally:
        os.close(descriptor)
    if len(data) > LIMIT:
        raise ArticleError(f"{_shown(path)} cannot be read. {_TOO_LARGE[0]}", _TOO_LARGE[1])
    return data


def _unopened(path: str, error: Exception) -> ArticleError:
    match getattr(error, "errno", None):
        case errno.ENOENT | errno.ENOTDIR:
            return ArticleError(f"There is no file {_shown(path)}", "Check its name and folder.")
        case errno.EACCES | errno.EPERM:
            return ArticleError(f"{_shown(path)} may not be read", "Ask its owner for permission.")
        case errno.EISDIR:
            return ArticleError(f"{_shown(path)} is a folder, not an article", "Give one of the files in it.")
        case errno.ENXIO:
            return ArticleError(f"{_shown(path)} is a socket, not an article", "Give a file.")
        case _:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            return ArticleError(f"{_shown(path)} cannot be read", f"{reason}.")


def _shown(path: str | os.PathLike[str]) -> str:
    return one_line(os.fspath(path), 200)
