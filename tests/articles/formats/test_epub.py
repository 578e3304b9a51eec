from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from articles.confining import About
from articles.errors import ArticleError
from articles.formats import epub
from articles.locating import locator_at
from articles.model import BlockKind, MarkKind
from tests.faults.hostile import CONTAINER, PACKAGE, book, chapter, packed

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.model import Article
    from tests.articles.formats.conftest import Kitchen

OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
    "<dc:title>Het boek</dc:title><dc:creator>An</dc:creator><dc:creator>Bo</dc:creator>"
    "<dc:publisher>De pers</dc:publisher><dc:date>2021-01-11</dc:date><dc:language>nl-NL</dc:language>"
    "<dc:identifier>urn:isbn:1</dc:identifier><dc:source>https://example.org/boek</dc:source></metadata>"
    '<manifest><item id="a" href="een%20en.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="twee.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="c" href="weg.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="p" href="plaat.svg" media-type="image/svg+xml"/>'
    '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
    '<spine toc="n"><itemref idref="b"/><itemref idref="a"/><itemref idref="c"/><itemref idref="p"/>'
    '<itemref idref="nergens"/></spine></package>'
)
NCX = (
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>'
    '<navPoint><navLabel><text>Eerste deel</text></navLabel><content src="een%20en.xhtml"/></navPoint>'
    '<navPoint><navLabel><text>Later daarin</text></navLabel><content src="een%20en.xhtml#x"/></navPoint>'
    "<navPoint><navLabel><text>Zonder doel</text></navLabel></navPoint></navMap></ncx>"
)


def parse(data: bytes) -> Article:
    epub.prepare()
    return epub.parse_bytes(data, About())


def shapes(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.cut(article.text)) for block in article.blocks]


def whole_book(**more: str) -> bytes:
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER.decode(),
        "book.opf": OPF,
        "toc.ncx": NCX,
        "een en.xhtml": "<html><body><p>Over A.</p></body></html>",
        "twee.xhtml": "<html><body><h2>Twee</h2><p>Over B.</p></body></html>",
        **more,
    }
    return packed(*((name, words.encode()) for name, words in parts.items()))


def test_a_book_that_pandoc_made_is_read_whole(
    kitchen: Kitchen, draft: str, whole: Callable[[Article], None]
) -> None:
    article = parse(kitchen.pandoc("draft.epub", draft).read_bytes())
    whole(article)
    assert article.metadata.title == "De brug van Zutphen"
    assert article.metadata.author == "Jan de Vries, Piet Smit"
    assert article.metadata.language == "nl"
    seen = shapes(article)
    assert ("heading", "Wat er is gebeurd") in seen
    assert ("paragraph", "De brug kostte drie miljoen euro, veel meer dan was begroot.[1]") in seen
    assert ("list item", "daarna door de leiding.") in seen
    assert ("table row", "2019\t1") in seen
    assert ("paragraph", "Een regel\nen nog een.") in seen
    quote = next(block for block in article.blocks if block.quoted)
    assert quote.span.cut(article.text).startswith("Wij wisten")
    note = next(block for block in article.blocks if block.marker == "[1]")
    assert note.span.cut(article.text) == "Uit de begroting van 2018."
    found = {(mark.kind, mark.span.cut(article.text), mark.target) for mark in article.marks}
    assert (MarkKind.LINK, "was begroot", "https://example.org/begroting") in found
    assert (MarkKind.FOOTNOTE, "[1]", "1") in found
    assert (MarkKind.EMPHASIS, "drie miljoen", "") in found


def test_a_book_that_libreoffice_made_is_read_whole(kitchen: Kitchen, draft: str) -> None:
    document = kitchen.pandoc("draft.docx", draft)
    article = parse(kitchen.office("office.epub", document, "epub").read_bytes())
    assert "De brug kostte drie miljoen euro, veel meer dan was begroot.[1]" in article.text
    assert article.text.count("Wat er is gebeurd") == 1


def test_chapters_come_in_the_order_of_the_spine_with_headings_from_the_contents() -> None:
    article = parse(whole_book())
    assert shapes(article) == [
        ("heading", "Twee"),
        ("paragraph", "Over B."),
        ("heading", "Eerste deel"),
        ("paragraph", "Over A."),
    ]
    assert article.notices == ("A part that the book names is not in it.",)


def test_what_a_book_says_of_itself_is_its_metadata() -> None:
    known = parse(whole_book()).metadata
    assert (known.title, known.author, known.publisher) == ("Het boek", "An, Bo", "De pers")
    assert (known.published, known.language, known.url) == ("2021-01-11", "nl", "https://example.org/boek")


def test_damaged_contents_do_not_keep_a_book_from_being_read() -> None:
    article = parse(whole_book(**{"toc.ncx": "<ncx"}))
    assert "Over A." in article.text


def test_pages_of_the_printed_book_are_locators() -> None:
    words = (
        b"<html><body><p>Een <span epub:type='pagebreak' title='12'/>twee.</p>"
        b"<div role='doc-pagebreak' aria-label='13'></div><p>Drie.</p></body></html>"
    )
    article = parse(book(("a.xhtml", words)))
    assert article.text == "Een twee.\n\nDrie."
    assert [locator_at(article, at) for at in (0, 4, 11)] == ["", "p. 12", "p. 13"]


def test_a_book_that_is_locked_is_refused_and_one_with_locked_fonts_is_not() -> None:
    locked = "<encryption><CipherReference URI='{}'/></encryption>"
    with pytest.raises(ArticleError, match="locked by who sold it"):
        parse(whole_book(**{"META-INF/encryption.xml": locked.format("een%20en.xhtml")}))
    assert parse(whole_book(**{"META-INF/encryption.xml": locked.format("letter.ttf")})).text


@pytest.mark.parametrize(
    "data",
    [
        packed(("a", b"b")),
        packed(("META-INF/container.xml", b"<container/>")),
        packed(("META-INF/container.xml", CONTAINER)),
    ],
    # The bytes of a ZIP file hold the time.
    ids=["empty", "without a package", "with a package that is missing"],
)
def test_what_is_no_book_is_refused(data: bytes) -> None:
    with pytest.raises(ArticleError, match="no EPUB"):
        parse(data)


def test_only_words_are_taken_from_what_is_active_or_hidden() -> None:
    article = parse(
        chapter(
            "a<script>alert(1)</script><img src=x onerror='x()' alt='een plaat'/>"
            "<iframe src='http://localhost/'>i</iframe><span hidden>h</span><i style='display: none'>s</i>b"
        )
    )
    assert article.text == "aeen plaatb"
    assert [mark.kind for mark in article.marks] == [MarkKind.IMAGE]


def test_links_inside_the_book_are_only_words() -> None:
    article = parse(chapter("<a href='b.xhtml#c'>daar</a> <a href='https://example.org/'>hier</a>"))
    assert [mark.target for mark in article.marks] == ["https://example.org/"]


def test_a_chapter_at_a_place_outside_the_file_is_not_there() -> None:
    article = parse(book(("../../a.xhtml", b"<p>buiten</p>"), href="../../../../etc/passwd"))
    assert article.text == ""
    assert article.notices


def test_a_package_in_a_folder_is_the_start_of_its_paths() -> None:
    data = packed(
        ("META-INF/container.xml", CONTAINER.replace(b"book.opf", b"in/book.opf")),
        ("in/book.opf", PACKAGE.format(href="../uit/a.xhtml").encode()),
        ("uit/a.xhtml", b"<p>gevonden</p>"),
    )
    assert parse(data).text == "gevonden"
    assert [block.kind for block in parse(data).blocks] == [BlockKind.PARAGRAPH]
