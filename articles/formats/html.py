"""Web pages: the main text, without menus, advertisements and what others wrote below.

The package trafilatura finds it.  Where it finds nothing, all of the page is
shown, and the reader is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from articles.building import NOWHERE, ArticleBuilder
from articles.dates import iso_date
from articles.errors import ArticleError
from articles.formats._flow import FlowWriter
from articles.formats._markup import decode_markup, read_markup
from articles.language import language_code
from articles.model import Block, BlockKind, Metadata
from articles.patterns import pattern
from articles.untrusted import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articles.confining import About
    from articles.model import Article

NAME = "html"
VERSION = 1
SUFFIXES = (".html", ".htm", ".xhtml")
AT_ONCE = True

# Where lxml meets one of these in a text it refuses to copy it.
_CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MAY_HOLD_CONTROL = pattern(
    r"&#(?:x0*(?:[01]?[0-9a-f]|d[89a-f]..|fff[ef])|0*(?:[0-3]?\d|5[5-7]...|6553[45]))\b", re.IGNORECASE
)
_SHORT = 100
_MORE = 2
_TAGS = {
    "p": "p",
    "quote": "blockquote",
    "item": "li",
    "row": "tr",
    "table": "table",
    "lb": "br",
    "del": "del",
    "ref": "a",
    "graphic": "img",
}
"""HTML by what trafilatura calls it, after TEI."""
_RENDERED = {"#b": "b", "#i": "i", "#t": "code"}
_SPACE_OR_SIGN = pattern(r"[\W_]+")


def prepare() -> None:
    """Import trafilatura, which takes a while.  Raises ArticleError: it is not installed."""
    try:
        import trafilatura.core
        import trafilatura.utils  # noqa: F401
    except ImportError as error:
        raise ArticleError(
            "Web pages need an extra that is not installed", "pip install 'postil[html]'"
        ) from error


def parse_bytes(data: bytes, about: About) -> Article:
    """Return the article that the page `data` is.

    Raises:
        ArticleError: it is no page, or has no text.
    """
    source, notices = decode_markup(data, about.charset)
    tree = _tree(source)
    found = _extracted(tree, about.url) if tree is not None else None
    metadata = _metadata(found, tree, about.url)
    body = None if found is None else found.body
    words = "" if body is None else _line("".join(body.itertext()))
    if _bare(words) == _bare(metadata.title):
        words = ""
    if len(words) < _SHORT:
        page = _whole(source, metadata, notices)
        if len(page.text) > _MORE * len(words) or not words:
            return page
    assert body is not None  # noqa: S101 - it has words
    to = _begun(notices)
    _head(to, body, metadata.title)
    flow = FlowWriter(to, anchors=bool(about.url))
    flow.data(body.text or "")
    for event, element in _walk(body):
        _write(flow, event, element)
    flow.finish()
    return to.article(metadata)


def _begun(notices: tuple[str, ...]) -> ArticleBuilder:
    to = ArticleBuilder()
    for sentence in notices:
        to.notice(sentence)
    return to


def _whole(source: str, metadata: Metadata, notices: tuple[str, ...]) -> Article:
    """Return all that the page shows."""
    to = _begun(notices)
    flow = FlowWriter(to)
    read_markup(source, flow)
    flow.finish()
    to.notice("Its main text could not be told from what is around it: all of the page is shown.")
    return to.article(metadata)


def _tree(source: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the page as elements; None where it is none.  Raises ArticleError: it is nested too deep."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    if any("depth" in entry.message for entry in parser.error_log):
        raise ArticleError("Its elements are nested too deep to be read", "Save its text and give that.")
    if tree is not None and (_CONTROL.search(source) or _MAY_HOLD_CONTROL.search(source)):
        _show_control(tree)
    return tree


def _show_control(tree: Any) -> None:  # noqa: ANN401
    """Put a visible sign for each control character, which the page hid in it."""
    for element in tree.iter():
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub(_sign, element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub(_sign, element.tail)
        for name, value in element.attrib.items():
            if _CONTROL.search(value):
                element.set(name, _CONTROL.sub(_sign, value))


def _sign(found: re.Match[str]) -> str:
    return visible(found[0])


def _extracted(tree: Any, url: str) -> Any:  # noqa: ANN401
    """Return what trafilatura makes of the page; None where it finds nothing."""
    from trafilatura.core import bare_extraction

    return bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_tables=True,
        with_metadata=True,
        # Any year on the page would do for it else, and a wrong date is worse than none.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _head(to: ArticleBuilder, body: Any, title: str) -> None:  # noqa: ANN401
    """Write the title above the text, unless that begins with it: people check it like the rest."""
    first = next((element for element in body.iter("head", "p") if "".join(element.itertext()).strip()), None)
    if title and (first is None or _bare("".join(first.itertext())) != _bare(title)):
        to.write(title)
        to.end(Block(BlockKind.HEADING, NOWHERE, level=1))


def _bare(words: str) -> str:
    return _SPACE_OR_SIGN.sub("", words).casefold()


def _walk(body: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Yield the beginning and the end of each element in `body`, in order."""
    from lxml import etree

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element is not body and isinstance(element.tag, str):
            yield event, element


def _write(flow: FlowWriter, event: str, element: Any) -> None:  # noqa: ANN401
    tag = _tag(element)
    if event == "start":
        flow.start(tag, _attributes(element))
        if element.text:
            flow.data(element.text)
        return
    if tag not in ("br", "img"):
        flow.end(tag)
    if element.tail:
        flow.data(element.tail)


def _tag(element: Any) -> str:  # noqa: ANN401
    """Return what the element is called in HTML."""
    rendered = element.get("rend") or ""
    match element.tag:
        case "head":
            return rendered if rendered in ("h1", "h2", "h3", "h4", "h5", "h6") else "h3"
        case "list":
            return rendered if rendered in ("ul", "ol") else "ul"
        case "hi":
            return _RENDERED.get(rendered, "span")
        case "cell":
            return "th" if element.get("role") == "head" else "td"
        case "code":
            return "pre" if "\n" in "".join(element.itertext()) else "code"
        case other:
            return _TAGS.get(other, "div" if other in ("div", "ab", "fw") else "span")


def _attributes(element: Any) -> dict[str, str | None]:  # noqa: ANN401
    return {
        "href": element.get("target"),
        "src": element.get("src"),
        "alt": element.get("alt"),
    }


def _metadata(found: Any, tree: Any, url: str) -> Metadata:  # noqa: ANN401
    """Return what the page says of itself."""
    language = (tree.get("lang") or tree.get("xml:lang") or "") if tree is not None else ""
    if found is None:
        title = (tree.findtext(".//title") or "") if tree is not None else ""
        return Metadata(title=_line(title), url=url, language=language_code(language))
    address = found.url or ""
    return Metadata(
        title=_line(found.title),
        author=_line(found.author).replace("; ", ", "),
        publisher=_line(found.sitename),
        published=iso_date(found.date or ""),
        url=address if address.startswith(("http://", "https://")) else url,
        language=language_code(found.language or language),
    )


def _line(words: str | None) -> str:
    return " ".join((words or "").split())
