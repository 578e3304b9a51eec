from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

import pytest

from articles.confining import About
from articles.errors import ArticleError
from articles.formats import html, pdf
from articles.model import BlockKind, MarkKind
from articles.untrusted import count_hidden

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from articles.model import Article

SENTENCE = "Dit is een zin van een artikel over een brug, en hij is lang genoeg om als tekst te gelden. "
PAGE = f"""<!DOCTYPE html><html lang="nl-NL"><head><title>De brug valt | De Krant</title>
<meta name="author" content="An de Vries"><meta property="og:site_name" content="De Krant">
<meta property="article:published_time" content="2021-01-11T10:00:00+01:00">
<link rel="canonical" href="https://krant.example/brug"></head><body>
<nav><ul><li><a href="/">Voorpagina</a><li><a href="/sport">Sport</a></ul></nav>
<article><h1>De brug valt</h1><p>{SENTENCE * 3}</p><h2>Wat er gebeurde</h2>
<p>{SENTENCE} Zie <a href="/eerder">eerder</a> <b>vet</b> en <em>schuin</em>.</p>
<blockquote><p>Wij wisten het niet, zei de wethouder tegen de krant.</p></blockquote>
<ul><li>Het eerste punt van de lijst.<li>Het tweede punt van de lijst.</ul>
<table><tr><th>Jaar</th><th>Kosten</th></tr><tr><td>2019</td><td>drie miljoen</td></tr></table>
<p>{SENTENCE * 2}</p></article>
<aside><h3>Lees ook</h3><a href="/a">Een ander verhaal</a></aside>
<footer>Copyright 2020 De Krant. Alle rechten voorbehouden.</footer></body></html>"""


def parse(page: str | bytes, url: str = "", charset: str = "") -> Article:
    html.prepare()
    data = page.encode() if isinstance(page, str) else page
    return html.parse_bytes(data, About(url=url, charset=charset))


def page_of(words: str) -> str:
    return f"<html><body><article><p>{SENTENCE * 4}</p>{words}<p>{SENTENCE * 4}</p></article></body></html>"


def test_the_article_of_a_page_is_read_and_not_what_is_around_it(whole: Callable[[Article], None]) -> None:
    article = parse(PAGE, url="https://krant.example/brug?utm_source=x")
    whole(article)
    for around in ("Voorpagina", "Lees ook", "Copyright"):
        assert around not in article.text
    known = article.metadata
    assert (known.title, known.author, known.publisher) == ("De brug valt", "An de Vries", "De Krant")
    assert (known.published[:10], known.language) == ("2021-01-11", "nl")
    assert known.url == "https://krant.example/brug"
    assert [(block.kind, block.level) for block in article.blocks if block.level] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
    ]
    quoted = next(block for block in article.blocks if block.quoted)
    assert quoted.span.cut(article.text).startswith("Wij wisten")
    items = [block for block in article.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [block.span.cut(article.text)[:10] for block in items] == ["Het eerste", "Het tweede"]
    rows = [block for block in article.blocks if block.kind is BlockKind.TABLE_ROW]
    assert [block.header for block in rows] == [True, False]
    assert {(mark.kind, mark.span.cut(article.text), mark.target) for mark in article.marks} == {
        (MarkKind.LINK, "eerder", "https://krant.example/eerder"),
        (MarkKind.STRONG, "vet", ""),
        (MarkKind.EMPHASIS, "schuin", ""),
    }


def test_the_title_stands_above_a_text_that_does_not_begin_with_it() -> None:
    page = page_of("").replace("<body>", "<head><title>Nieuws van de brug</title></head><body>")
    article = parse(page)
    assert article.text.startswith("Nieuws van de brug\n\nDit is een zin")
    assert article.blocks[0].level == 1


def test_no_date_is_made_up_of_a_year_on_the_page() -> None:
    assert parse(page_of("<p>Copyright 2020 De Krant</p>")).metadata.published == ""


def test_a_page_without_an_article_is_shown_whole_and_that_is_said() -> None:
    article = parse(
        "<html lang=nl><title>Kort</title><body><div>woord</div><script>x()</script></body></html>"
    )
    assert article.text.endswith("woord")
    assert article.metadata.title == "Kort"
    assert article.metadata.language == "nl"
    if article.notices:
        assert "all of the page is shown" in article.notices[0]
    empty = parse("")
    assert empty.text == ""
    assert "all of the page is shown" in empty.notices[0]


@pytest.mark.parametrize(
    "sign", ["&#27;", "&#x1b;", "\x1b", "&#x9b;", "\x9b", "&#xD800;", "\x00", "\ufeff", "&#xfffe;"]
)
def test_no_control_character_keeps_a_page_from_being_read(sign: str) -> None:
    article = parse(page_of(f"<p title='{sign}'>Voor {sign}[2J na.</p>{sign}"))
    assert "[2J na." in article.text
    assert "\x1b" not in article.text
    assert "\x00" not in article.text


def test_hidden_letters_in_a_quote_stay_where_they_are_and_can_be_counted() -> None:
    article = parse(page_of("<blockquote>Hij zei\u202e nee\u202c en\u200b ja.</blockquote>"))
    assert "Hij zei\u202e nee\u202c en\u200b ja." in article.text
    assert count_hidden(article.text) == 3


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "/etc/passwd", "--help", "ssh://-oProxyCommand=x", "http://nu.nl@evil.example/"],
)
def test_hostile_links_are_kept_as_they_came_or_not_at_all(target: str) -> None:
    article = parse(page_of(f"<p>Zie <a href='{target}'>http://nu.nl</a> voor meer nieuws van de dag.</p>"))
    assert "http://nu.nl" in article.text
    assert all(mark.target == target for mark in article.marks)


def test_what_is_active_is_never_text() -> None:
    article = parse(
        page_of(
            "<p>Voor <script>alert(1)</script><img src=x onerror=alert(2)>"
            "<iframe src='http://127.0.0.1:9/'>kader</iframe><style>p{}</style> na het beeld.</p>"
        )
    )
    assert "alert" not in article.text
    assert "kader" not in article.text
    assert "p{}" not in article.text


@pytest.mark.parametrize("depth", [25, 100])
def test_every_word_of_deep_lists_and_quotes_is_visible(depth: int) -> None:
    lists = "".join(f"<ul><li>woord{level}" for level in range(depth))
    quotes = "".join(f"<blockquote><p>citaat{level}</p>" for level in range(depth))
    article = parse(page_of(lists + "</ul>" * depth + quotes + "</blockquote>" * depth))
    missing = [
        word
        for level in range(depth)
        for word in (f"woord{level}", f"citaat{level}")
        if word not in article.text
    ]
    assert not missing


def test_long_tables_and_many_addresses_are_read() -> None:
    rows = "".join(f"<tr><td>{row}</td><td>waarde</td></tr>" for row in range(2000))
    article = parse(page_of(f"<table>{rows}</table><p>{'http://a ' * 2000}</p>"))
    assert article.text.count("waarde") == 2000
    assert article.text.count("http://a") == 2000


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        ("<p>één</p>".encode("latin-1"), "iso-8859-1"),
        ("<meta charset=windows-1252><p>één</p>".encode("cp1252"), ""),
        ("<p>één</p>".encode("cp1252"), "utf-8"),
        ("<p>één</p>".encode(), "no-such-charset"),
        ("<p>één</p>".encode(), "utf-16"),
        ("<p>één</p>".encode(), "rot13"),
        (b"\xef\xbb\xbf" + "<p>één</p>".encode(), "latin-1"),
        ("\ufeff<p>één</p>".encode("utf-16-le"), "latin-1"),
    ],
)
def test_letters_are_right_whatever_the_server_says(page: bytes, charset: str) -> None:
    assert "één" in parse(page, charset=charset).text


def test_a_server_that_lies_about_its_letters_is_told_of() -> None:
    notices = parse("<p>één</p>".encode("cp1252"), charset="utf-8").notices
    assert "It says that it is utf-8, which it is not." in notices


@pytest.mark.parametrize(
    ("module", "missing", "extra"), [(html, "trafilatura", "html"), (pdf, "pdfminer", "pdf")]
)
def test_a_missing_extra_is_named(
    module: ModuleType,
    missing: str,
    extra: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:  # noqa: ANN401
        if name.startswith(missing):
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ArticleError) as refused:
        module.prepare()
    assert refused.value.hint == f"pip install 'postil[{extra}]'"


def test_a_page_too_deep_is_refused() -> None:
    with pytest.raises(ArticleError, match="nested too deep"):
        parse("<html><body>" + "<div>" * 100_000)
