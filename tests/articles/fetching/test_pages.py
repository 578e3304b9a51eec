"""What was fetched, as an article."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.errors import ArticleError
from articles.fetching.fetch import Fetched
from articles.fetching.pages import read_page
from articles.model import OriginKind, Retrieval

ADDRESS = "https://example.org/news/de-brug"
WORDS = "De brug is „120 meter” lang, en café Zicht ligt ernaast."


def fetched(body: bytes, content_type: str, address: str = ADDRESS, **links: str) -> Fetched:
    headers = (("content-type", content_type),) if content_type else ()
    at = datetime(2021, 1, 11, tzinfo=UTC)
    return Fetched(body, Retrieval(ADDRESS, address, at, "", headers, **links))


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "text/plain; charset=utf-8"),
        ("utf-8", "text/plain"),
        ("utf-8", "text/plain; charset=iso-8859-1"),
        ("cp1252", "text/plain; charset=ISO-8859-1"),
        ("cp1252", "text/plain; charset=windows-1252"),
        ("cp1252", "text/plain; charset=utf-8"),
        ("utf-16-le", "text/plain; charset=utf-16le"),
        ("utf-16", "text/plain; charset=utf-8"),
        ("mac-roman", "text/plain; charset=macintosh"),
        ("utf-8", "text/plain; charset=base64"),
        ("utf-8", "text/plain; charset=unicode_escape"),
        ("utf-8", "text/plain; charset=no-such-thing"),
        ("utf-8", ""),
    ],
)
def test_a_text_is_read_in_its_charset_also_where_its_server_names_a_wrong_one(
    encoding: str, said: str
) -> None:
    assert read_page(fetched(WORDS.encode(encoding), said)).article.text == WORDS


def test_an_article_is_known_by_the_address_that_answered() -> None:
    reading = read_page(fetched(b"# A bridge\n\nWords.", "text/markdown", "https://example.org/b"))
    assert reading.origin.kind is OriginKind.URL
    assert reading.origin.value == reading.article.metadata.url == "https://example.org/b"
    assert reading.article.metadata.title == "A bridge"
    assert reading.parser.startswith("markdown/")
    assert reading.original == b"# A bridge\n\nWords."


def test_the_address_that_a_page_gives_itself_is_told_with_it() -> None:
    own = b"---\nurl: https://example.org/own\n---\n\nWords."
    of_page = read_page(fetched(own, "text/markdown"))
    assert of_page.retrieval
    assert of_page.retrieval.canonical == of_page.article.metadata.url == "https://example.org/own"
    assert of_page.origin.value == ADDRESS
    by_server = read_page(fetched(b"Words.", "text/plain", canonical="https://example.org/c"))
    assert by_server.article.metadata.url == "https://example.org/c"


def test_a_title_is_taken_from_the_address_where_there_is_none() -> None:
    assert read_page(fetched(WORDS.encode(), "text/plain")).article.metadata.title == "de brug"


def test_what_is_no_text_is_refused_by_its_address() -> None:
    with pytest.raises(ArticleError, match=f"{ADDRESS} cannot be read"):
        read_page(fetched(b"\x89PNG\r\n\x1a\n", "image/png"))
