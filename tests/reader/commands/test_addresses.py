"""Pages of the web: added, updated, read; and never fetched unasked."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from reader import pages
from reader.capabilities import RESTRICTED
from reader.opening import Opening
from tests.serving import Server, serving

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from tests.reader.commands.running import Postil

PAGE = b"# The new bridge\n\nThe bridge cost 14 million euros, says the mayor.\n"
LATER = PAGE.replace(b"14", b"16")
MARKDOWN = "Content-Type: text/markdown; charset=utf-8"


@pytest.fixture(autouse=True)
def _in_no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell of no page that it takes a while, however busy the machine is."""
    monkeypatch.setattr(pages, "PATIENCE", 3600.0)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving("127.0.0.1") as one:
        yield one


def add(postil: Postil, url: str) -> str:
    return postil.done("add", "--allow-private", url).id


def test_a_page_is_added_by_its_address_with_how_it_was_fetched(postil: Postil, server: Server) -> None:
    url = server.page("/bridge", PAGE, MARKDOWN, 'ETag: "1"', 'Link: </own>; rel="canonical"')
    article = add(postil, url)
    told = postil.done("show", article, "--json").json["article"]
    assert told["origin"] == {"kind": "url", "value": url}
    assert told["url"] == told["retrieval"]["canonical"] == server.url("/own")
    assert told["retrieval"]["asked"] == told["retrieval"]["address"] == url
    assert told["retrieval"]["headers"]["etag"] == '"1"'
    assert f"fetched {told['retrieval']['at'][:10]} from {url}" in postil.done("show", article).out
    [original] = postil.home.rglob("*.orig")
    assert original.read_bytes() == PAGE


def test_the_same_address_again_is_the_same_article(postil: Postil, server: Server) -> None:
    server.page("/bridge", PAGE, MARKDOWN)
    article = add(postil, server.redirect("/short", "/bridge"))
    assert add(postil, server.url("/short")) == article
    assert add(postil, server.url("/bridge") + "?utm_source=mail#top") == article
    server.page("/bridge", LATER, MARKDOWN)
    assert add(postil, server.url("/bridge")) == article
    assert postil.done("list", "--json").json[0]["revisions"] == 2


def test_a_page_that_names_another_address_as_its_own_does_not_become_that_article(
    postil: Postil, server: Server
) -> None:
    server.page("/honest", PAGE, MARKDOWN)
    liar = add(
        postil, server.page("/liar", LATER, MARKDOWN, f"Link: <{server.url('/honest')}>; rel=canonical")
    )
    assert add(postil, server.url("/honest")) != liar


def test_an_update_fetches_again_and_tells_what_became_of_the_claims(postil: Postil, server: Server) -> None:
    article = add(postil, server.page("/bridge", PAGE, MARKDOWN, 'ETag: "1"'))
    postil.done("claim", article, "--quote", "14 million euros")
    server.page("/bridge", b"", status="304 Not Modified")
    assert "nothing changed" in postil("update", article, "--allow-private").out
    assert 'If-None-Match: "1"' in server.requests[-1]
    server.page("/bridge", LATER, MARKDOWN)
    told = postil.done("update", article, "--allow-private", "--json").json
    assert told["new_revision"]
    assert told["claims"][0]["anchor"]["state"] == "changed"
    assert postil("update", server.url("/bridge"), "--allow-private").code == 0


def test_a_page_that_cannot_be_fetched_again_leaves_the_article_as_it_is(
    postil: Postil, server: Server
) -> None:
    article = add(postil, server.page("/bridge", PAGE, MARKDOWN))
    server.page("/bridge", b"gone", status="410 Gone")
    refused = postil("update", article, "--allow-private")
    assert refused.code == 1
    assert "no longer (410)" in refused.complaint
    assert "14 million" in postil.done("show", article).out


def test_this_computer_is_not_fetched_from_unless_it_is_allowed(postil: Postil, server: Server) -> None:
    server.page("/", PAGE, MARKDOWN)
    refused = postil("add", server.url())
    assert refused.code == 1
    assert "this computer itself" in refused.complaint
    assert "--allow-private" in refused.complaint
    assert server.connections == 0
    assert postil.done("list", "--json").json == []


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("file:///etc/passwd", "Only http:// and https:// addresses are"),
        ("FILE:/etc/passwd", "Only http:// and https:// addresses are"),
        ("ftp://example.org/x", "Only http:// and https:// addresses are"),
        ("javascript:alert(1)", "Only http:// and https:// addresses are"),
        ("http://", "Not an address"),
        ("https://nu.example@127.0.0.1/", "holds a name or password"),
        ("/dev/zero", "is a device"),
        ("/", "is a folder"),
    ],
)
def test_what_is_no_web_address_or_file_is_refused_in_a_line(postil: Postil, word: str, said: str) -> None:
    refused = postil("add", "--allow-private", word)
    assert refused.code == 1
    assert said in refused.complaint


def test_a_pipe_with_a_name_is_refused_and_not_waited_for(postil: Postil) -> None:
    os.mkfifo(postil.home / "pipe")
    assert "is a pipe" in postil("add", postil.home / "pipe").complaint


def test_reading_fetches_nothing(postil: Postil, server: Server) -> None:
    url = server.page("/bridge", PAGE, MARKDOWN)
    for command in ("show", "export", "claim"):
        words = ["--quote", "x"] if command == "claim" else []
        refused = postil(command, url, *words)
        assert refused.code == 1
        assert f"postil add {url}" in refused.complaint
    assert server.connections == 0
    article = add(postil, url)
    fetched = server.connections
    assert article in postil.done("show", url).out
    assert server.connections == fetched


def test_a_restricted_session_fetches_no_address(
    postil: Postil, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = add(postil, server.page("/bridge", PAGE, MARKDOWN))
    fetched = server.connections
    monkeypatch.setattr(Opening, "capabilities", RESTRICTED, raising=False)
    for words in (["add", server.url("/bridge")], ["update", article]):
        refused = postil(*words, "--allow-private")
        assert refused.code == 1
        assert "no address is fetched" in refused.complaint
    assert server.connections == fetched


def test_without_the_extra_a_line_names_it(postil: Postil, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpcore", None)
    for name in [name for name in sys.modules if name.startswith("articles.fetching")]:
        monkeypatch.delitem(sys.modules, name)
    assert "postil[web]" in postil("add", "https://example.org/").complaint


def test_what_is_waited_for_is_told_once_it_takes_a_while(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PATIENCE", 0.5)
    moments = iter([0.0, 1.0, 4.0, 4.0, 5.0, 8.0, 8.0])
    waiting = pages.Waiting("https://example.org/", clock=lambda: next(moments))
    waiting.came(1_000_000, 0)
    waiting.came(2_000_000, 4_000_000)
    waiting.came(3_000_000, 4_000_000)
    waiting.came(3_500_000, 0)
    assert capsys.readouterr().err.splitlines() == ["postil: 2.0 of 4.0 MB came", "postil: 3.5 MB came"]


def test_a_slow_page_is_named_while_it_is_waited_for(
    postil: Postil, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def tell(text: str) -> None:
        told.append(text)
        begun.set()

    told: list[str] = []
    monkeypatch.setattr(pages, "PATIENCE", 0.0)
    monkeypatch.setattr(pages, "tell", tell)

    def answer(peer: socket.socket) -> None:
        begun.wait(20)
        peer.sendall(b"HTTP/1.1 200 OK\r\n\r\nWords.")

    postil.done("add", "--allow-private", server.answer("/", answer))
    assert told == [f"fetching {server.url()}"]


def test_a_library_open_with_the_page_knows_its_way(postil: Postil, server: Server) -> None:
    """The retrieval is in the files: a second process sees it."""
    add(postil, server.page("/bridge", PAGE, MARKDOWN, "Last-Modified: Mon, 11 Jan 2021 10:00:00 GMT"))
    server.page("/bridge", b"", status="304 Not Modified")
    ended = postil.process("update", server.url("/bridge"), "--allow-private")
    assert "nothing changed" in ended.out
    assert "If-Modified-Since: Mon, 11 Jan 2021" in server.requests[-1]


HTML = """<!DOCTYPE html><html lang="nl"><head><title>De brug is open</title>
<link rel="canonical" href="https://krant.example/brug"></head><body><nav><a href="/">Home</a></nav>
<article><h1>De brug is open</h1>{}</article><footer>Auteursrecht</footer></body></html>""".format(
    "<p>De brug kostte veertien miljoen euro, zegt de wethouder in café Zicht, en het duurde twee jaar.</p>"
    * 4
)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_web_page_is_read_in_the_charset_its_server_names(
    postil: Postil, server: Server, encoding: str
) -> None:
    body = HTML.encode(encoding)
    url = server.page("/brug?id=7", body, f"Content-Type: text/html; charset={encoding}")
    article = add(postil, url)
    told = postil.done("show", article, "--json").json["article"]
    assert "wethouder in café Zicht" in told["text"]
    assert "Auteursrecht" not in told["text"]
    assert told["url"] == told["retrieval"]["canonical"] == "https://krant.example/brug"
    assert told["parser"].startswith("html/")
    assert postil.done("show", "https://krant.example/brug").code == 0


def test_what_is_no_article_is_refused_by_its_address(postil: Postil, server: Server) -> None:
    url = server.page("/cat.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "Content-Type: image/png")
    refused = postil("add", "--allow-private", url)
    assert refused.code == 1
    assert url in refused.complaint
    assert postil.done("list", "--json").json == []
