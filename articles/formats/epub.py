"""Books as EPUB (2 and 3): chapters in the order in which they are read.

Where a chapter has no heading of its own, it gets the one that the table of
contents has for it.  Page numbers of the printed book, where the file has them,
are kept as locators.
"""

from __future__ import annotations

import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from articles import how_far
from articles.archives import Archive
from articles.building import NOWHERE, ArticleBuilder
from articles.dates import iso_date
from articles.errors import ArticleError
from articles.formats._flow import FlowWriter
from articles.formats._markup import decode_markup, read_markup
from articles.frozen import frozen
from articles.language import language_code
from articles.model import Block, BlockKind, Metadata
from articles.xml_reading import read_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from articles.confining import About
    from articles.model import Article

NAME = "epub"
VERSION = 1
SUFFIXES = (".epub",)
AT_ONCE = False

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MARKUP = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_TAG = re.compile(r"<[^<>]*>")
_LOOKED_AT = 5000
_CONTENTS = "application/x-dtbncx+xml"


@frozen
class _Chapter:
    """A part of the book that is read, as its package names it."""

    path: str
    """In the file."""
    title: str
    """As the table of contents has it."""


def prepare() -> None:
    """Import nothing: the standard library reads books."""


def parse_bytes(data: bytes, about: About) -> Article:  # noqa: ARG001 - as every format takes it
    """Return the book that `data` is.

    Raises:
        ArticleError: it is no EPUB, damaged, or locked by who sold it.
    """
    archive = Archive(data)
    path = _package_path(archive)
    package = _part(archive, path)
    if package is None:
        raise ArticleError("It is no EPUB: it does not say what is in it")
    chapters = list(_chapters(archive, package, posixpath.dirname(path)))
    _refuse_locked(archive, chapters)
    to = ArticleBuilder()
    missing = 0
    for done, chapter in enumerate(chapters):
        missing += not _write(to, archive, chapter, partial(how_far.tell, done, len(chapters)))
    if missing == 1:
        to.notice("A part that the book names is not in it.")
    elif missing:
        to.notice(f"{missing} parts that the book names are not in it.")
    return to.article(_metadata(package))


def _package_path(archive: Archive) -> str:
    container = _part(archive, _CONTAINER)
    roots = [] if container is None else [one for one in container.iter() if _local(one) == "rootfile"]
    if not roots:
        raise ArticleError("It is no EPUB: it does not say what is in it")
    return roots[0].get("full-path", "")


def _part(archive: Archive, name: str) -> Element | None:
    data = archive.read(name)
    return None if data is None else read_xml(name, data)


def _chapters(archive: Archive, package: Element, folder: str) -> Iterator[_Chapter]:
    """Yield what the book's spine holds, in its order."""
    items = {one.get("id", ""): one for one in package.iter() if _local(one) == "item"}
    titles = _titles(archive, items, folder)
    for reference in package.iter():
        item = items.get(reference.get("idref", "")) if _local(reference) == "itemref" else None
        if item is None or item.get("media-type") not in _MARKUP:
            continue
        if "nav" not in item.get("properties", "").split():
            path = _within(folder, item.get("href", ""))
            yield _Chapter(path, titles.get(path, ""))


def _titles(archive: Archive, items: dict[str, Element], folder: str) -> dict[str, str]:
    """Return what the table of contents calls each part, by its path."""
    titles: dict[str, str] = {}
    for item in items.values():
        is_list = "nav" in item.get("properties", "").split()
        if not is_list and item.get("media-type") != _CONTENTS:
            continue
        path = _within(folder, item.get("href", ""))
        try:
            tree = _part(archive, path)
        except ArticleError:
            # The book can be read without it.
            continue
        for target, title in _links(tree) if tree is not None else ():
            # Only the first of several points to the whole part.
            titles.setdefault(_within(posixpath.dirname(path), target), title)
    return titles


def _links(tree: Element) -> Iterator[tuple[str, str]]:
    for element in tree.iter():
        if _local(element) == "a":
            yield element.get("href", ""), _words(element)
        elif _local(element) == "navPoint":
            content = next((one for one in element if _local(one) == "content"), None)
            label = next((one for one in element if _local(one) == "navLabel"), None)
            if content is not None and label is not None:
                yield content.get("src", ""), _words(label)


def _refuse_locked(archive: Archive, chapters: list[_Chapter]) -> None:
    tree = _part(archive, _ENCRYPTION)
    if tree is None:
        return
    locked = {unquote(one.get("URI", "")) for one in tree.iter() if _local(one) == "CipherReference"}
    # Fonts may be locked in a book that is free to read.
    if any(chapter.path in locked for chapter in chapters):
        raise ArticleError("The book is locked by who sold it", "Only their own program can open it.")


def _write(to: ArticleBuilder, archive: Archive, chapter: _Chapter, go_on: Callable[[], None]) -> bool:
    """Write a part of the book; tell whether the file has it."""
    data = archive.read(chapter.path)
    if data is None:
        return False
    source, notices = decode_markup(data)
    for sentence in notices:
        to.notice(sentence)
    if chapter.title and not _is_headed(source, chapter.title):
        to.write(chapter.title)
        to.end(Block(BlockKind.HEADING, NOWHERE, level=2))
    flow = FlowWriter(to)
    go_on()
    read_markup(source, flow, go_on)
    flow.finish()
    return True


def _is_headed(source: str, title: str) -> bool:
    """Tell whether a part has headings, or begins with its title all the same."""
    lower = source.lower()
    if any(f"<h{level}" in lower for level in range(1, 7)):
        return True
    words = _TAG.sub("", source[max(0, lower.find("<body")) :][:_LOOKED_AT])
    return " ".join(words.split()).startswith(title)


def _metadata(package: Element) -> Metadata:
    def said(name: str) -> list[str]:
        return [words for one in package.iter(f"{_DC}{name}") if (words := _words(one))]

    addresses = [one for name in ("identifier", "source") for one in said(name) if one.startswith("http")]
    return Metadata(
        title=next(iter(said("title")), ""),
        author=", ".join(said("creator")),
        publisher=next(iter(said("publisher")), ""),
        published=next((date for one in said("date") if (date := iso_date(one))), ""),
        url=next(iter(addresses), ""),
        language=next((code for one in said("language") if (code := language_code(one))), ""),
    )


def _within(folder: str, target: str) -> str:
    """Return the path in the file that `target`, seen from `folder`, leads to."""
    return posixpath.normpath(posixpath.join(folder, unquote(target.partition("#")[0])))


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
