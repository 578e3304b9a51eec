"""Which addresses are fetched, which machines connected to, and what headers say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.errors import ArticleError
from articles.fetching.addresses import checked_address, next_address, quoted, why_refused
from articles.fetching.headers import Links, charset, kept_headers, links_in, media_type


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",  # noqa: S104 - judged, not bound to
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "192.0.0.192",
        "168.63.129.16",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2001:0:53aa:64c:0:fbff:80ff:fffe",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "elsewhere",
        "",
    ],
)
def test_what_is_not_of_the_public_internet_is_refused(number: str) -> None:
    assert why_refused(number)


@pytest.mark.parametrize(
    "number",
    ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_what_is_of_the_public_internet_is_not_refused(number: str) -> None:
    assert why_refused(number) == ""


@given(st.ip_addresses(v=4))
def test_a_wrapped_number_is_judged_as_what_it_is(number: object) -> None:
    digits = int(number)  # type: ignore[call-overload]
    refused = bool(why_refused(str(number)))
    assert bool(why_refused(f"::ffff:{number}")) == refused
    assert bool(why_refused(f"64:ff9b::{digits >> 16:x}:{digits & 0xFFFF:x}")) == refused


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://",
        "http:///path",
        "https://nu.example@evil.example/",
        "http://name:password@example.org/",
        "http://example.org:99999/",
        "http://[::1",
        "http://exa mple.org/",
        "//example.org/",
        "",
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(ArticleError):
        checked_address(url)


def test_a_redirect_is_read_as_a_browser_does() -> None:
    assert next_address("http://a.example/b/c?d", "e") == "http://a.example/b/e"
    assert next_address("http://a.example/b/c", "//B.example:80") == "http://b.example/"
    assert next_address("https://a.example/b", "?q=1#top") == "https://a.example/b?q=1"


@given(st.text())
def test_what_is_sent_is_ascii_without_spaces(path: str) -> None:
    try:
        sent = quoted(checked_address(f"http://example.org/{path}"))
    except (ArticleError, UnicodeEncodeError):
        return
    assert sent.isascii()
    assert sent.isprintable()
    assert " " not in sent


def test_headers_are_kept_by_what_they_say_and_without_escapes() -> None:
    sent = [(b"ETag", b'"1"'), (b"LINK", b"<a>"), (b"Link", b"<b>"), (b"Server", b"x"), (b"Date", b"\x1b[2J")]
    kept = dict(kept_headers(sent))
    assert kept.keys() == {"etag", "link", "date"}
    assert kept["link"] == "<a>, <b>"
    assert "\x1b" not in kept["date"]


@pytest.mark.parametrize(
    ("said", "kind", "letters"),
    [
        ("Text/HTML; charset=UTF-8", "text/html", "utf-8"),
        ('text/plain;x=y; Charset = "windows-1252"', "text/plain", "windows-1252"),
        ("application/pdf", "application/pdf", ""),
        ("nonsense", "", ""),
        ("", "", ""),
    ],
)
def test_a_content_type_is_read(said: str, kind: str, letters: str) -> None:
    assert (media_type(said), charset(said)) == (kind, letters)


HERE = "https://a.example/b"


@pytest.mark.parametrize(
    ("link", "memento", "links"),
    [
        ('</c>; rel="canonical"', "", Links("https://a.example/c", "")),
        ("<https://x.example/>; rel=canonical; title=a", "", Links("https://x.example/", "")),
        ('<d>; rel="first memento"; datetime="x"', "", Links("", "https://a.example/d")),
        ('<http://o.example/>; rel="original", <t>; rel="timegate"', "Mon", Links("http://o.example/", HERE)),
        ('<http://o.example/>; rel="original"', "", Links()),
        ('<javascript:x>; rel="canonical"', "", Links()),
        ("<a>; title=canonical", "", Links()),
        ("rubbish", "Mon", Links()),
    ],
)
def test_a_link_header_says_where_else_a_page_is(link: str, memento: str, links: Links) -> None:
    assert links_in(HERE, link, memento) == links


PIECES = [
    "<",
    ">",
    ";",
    ",",
    '"',
    " ",
    "rel=",
    "canonical",
    "memento",
    "original",
    "title=",
    "../c",
    "https://x.example/",
]
PIECES += ["javascript:x", "http://u:p@x.example", "ftp://x.example/", "//x.example/\x1b[2J", "\u202e"]
HEADERS = st.text() | st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


@given(HEADERS, st.booleans())
def test_whatever_a_link_header_says_only_addresses_that_may_be_fetched_come_of_it(
    link: str,
    memento: bool,  # noqa: FBT001
) -> None:
    found = links_in(HERE, link, "x" if memento else "")
    for address in (found.canonical, found.archived):
        assert not address or checked_address(address) == address
    if "<" not in link or "rel" not in link.lower():
        assert found == Links()
