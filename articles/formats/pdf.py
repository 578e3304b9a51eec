"""PDF: its lines joined to paragraphs again, its pages kept as locators.

The package pdfminer.six says where on the page each letter stands; which letters
are a line, which lines a paragraph, and what repeats at the top and bottom of
the pages is worked out from that.
"""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING, Any

from articles import how_far
from articles.building import NOWHERE, ArticleBuilder
from articles.errors import ArticleError, TakesTooLongError
from articles.formats._pdf_lines import UNKNOWN, Line, lines_of
from articles.formats._pdf_paragraphs import PieceKind, pieces_of
from articles.formats._pdf_running import without_running_lines
from articles.language import language_code
from articles.model import Block, BlockKind, LocatorKind, Metadata

if TYPE_CHECKING:
    from articles.confining import About
    from articles.model import Article

NAME = "pdf"
VERSION = 1
SUFFIXES = (".pdf",)
AT_ONCE = False

_MOST_PAGES = 5000
_MOST_CUT_SHORT = 2
_FEW_LETTERS = 10_000
_PICTURES = (
    "It has no text, only pictures of it",
    "A program such as ocrmypdf makes text of them: give its result.",
)
_TOO_HARD = ("It takes too long or too much memory to read", "It is damaged, or made to be hard to read.")
_UNTITLED = ("untitled", "microsoft word", "naamloos", "unbenannt", "about:blank", "sans titre")
_FILE_ENDINGS = (".doc", ".docx", ".pdf", ".indd", ".odt", ".tex", ".dvi", ".html", ".htm", ".qxd", ".xlsx")


def prepare() -> None:
    """Import pdfminer.  Raises ArticleError: it is not installed."""
    try:
        import pdfminer.pdfinterp
        import pdfminer.pdfpage  # noqa: F401

        import articles.formats._pdf_letters  # noqa: F401
    except ImportError as error:
        raise ArticleError(
            "PDF documents need an extra that is not installed", "pip install 'postil[pdf]'"
        ) from error


def parse_bytes(data: bytes, about: About) -> Article:  # noqa: ARG001 - as all formats take it
    """Return the article that the document `data` is.

    Raises:
        ArticleError: it is damaged, locked by a password, or has pictures of text only.
    """
    document = _open(data)
    pages, cut_short = _pages(document)
    if not any(pages):
        raise ArticleError(*(_TOO_HARD if cut_short else _PICTURES))
    to = ArticleBuilder()
    labels = _labels(document, len(pages))
    _write(to, without_running_lines(pages), labels)
    for page in cut_short:
        to.notice(f"Page {labels[page]} may not be whole: it takes too long to read.")
    if unknown := sum(line.text.count(UNKNOWN) for page in pages for line in page):
        to.notice(f"The document does not say which letters {unknown} of its signs are, shown as {UNKNOWN}.")
    return to.article(_metadata(document))


def _open(data: bytes) -> Any:  # noqa: ANN401 - of a package without types
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    try:
        return PDFDocument(PDFParser(io.BytesIO(data)))
    except PDFPasswordIncorrect as error:
        raise ArticleError("It is locked by a password", "Save it without one and give that.") from error
    except (PDFException, PSException) as error:
        raise ArticleError("It is no PDF document, or damaged", f"{error}.") from error


def _pages(document: Any) -> tuple[list[list[Line]], list[int]]:  # noqa: ANN401
    """Return the lines of each page, and which pages were not read to their end, counted from 0."""
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    from articles.formats._pdf_letters import Letters

    resources = PDFResourceManager()
    letters = Letters(resources)
    interpreter = PDFPageInterpreter(resources, letters)
    found = list(islice(PDFPage.create_pages(document), _MOST_PAGES + 1))
    if len(found) > _MOST_PAGES:
        raise ArticleError(f"It has more than {_MOST_PAGES:,} pages", "Give the part that matters.")
    pages: list[list[Line]] = []
    cut_short: list[int] = []
    for done, page in enumerate(found):
        how_far.tell(done, len(found))
        try:
            interpreter.process_page(page)
            pages.append(lines_of(letters.take()))
        except (TakesTooLongError, MemoryError):
            how_far.tell(done + 1, len(found))
            # Drawings such as maps have few letters, and the other pages are still worth reading.
            drawn = letters.take()
            pages.append(lines_of(drawn) if len(drawn) <= _FEW_LETTERS else [])
            cut_short.append(done)
            if len(cut_short) > _MOST_CUT_SHORT:
                raise
    return pages, cut_short


def _labels(document: Any, count: int) -> list[str]:  # noqa: ANN401
    """Return what is printed on each page as its number, as far as the document says; else their order."""
    from pdfminer.pdfdocument import PDFNoPageLabels
    from pdfminer.pdfexceptions import PDFException

    labels = [str(number) for number in range(1, count + 1)]
    try:
        for at, label in zip(range(count), document.get_page_labels(), strict=False):
            labels[at] = label.strip()[:20] or labels[at]
    except (PDFNoPageLabels, PDFException, ValueError, TypeError, KeyError):
        pass
    return labels


def _write(to: ArticleBuilder, pages: list[list[Line]], labels: list[str]) -> None:
    """Write the paragraphs of all pages, one that runs over the edge of a page as one."""
    pieces = pieces_of(pages)
    at = -1
    for piece in pieces:
        for page, words in piece.words:
            if page != at:
                to.locate(LocatorKind.PAGE, labels[page])
                at = page
            to.write(words)
        match piece.kind:
            case PieceKind.HEADING:
                to.end(Block(BlockKind.HEADING, NOWHERE, level=piece.level))
            case PieceKind.ITEM:
                to.end(Block(BlockKind.LIST_ITEM, NOWHERE, depth=1, marker=piece.marker), piece.gap)
            case PieceKind.PARAGRAPH:
                to.end(Block(BlockKind.PARAGRAPH, NOWHERE))


def _metadata(document: Any) -> Metadata:  # noqa: ANN401
    said: dict[str, str] = {}
    for info in document.info:
        said.update({name: _text(value) for name, value in info.items() if isinstance(value, bytes)})
    title = said.get("Title", "")
    lower = title.lower()
    if lower.startswith(_UNTITLED) or lower.endswith(_FILE_ENDINGS):
        # The name that a program gave is no title.
        title = ""
    language = document.catalog.get("Lang")
    return Metadata(
        title=title,
        author=said.get("Author", ""),
        language=language_code(_text(language)) if isinstance(language, bytes) else "",
    )


def _text(value: bytes) -> str:
    from pdfminer.utils import decode_text

    return " ".join(decode_text(value).split())
