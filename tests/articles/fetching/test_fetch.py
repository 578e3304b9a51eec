"""Fetching pages from a server that may lie."""

from __future__ import annotations

import gzip
import hashlib
import socket
import zlib
from typing import TYPE_CHECKING

import pytest

from articles.errors import ArticleError
from articles.fetching.connecting import Deadline, look_up, look_up_by
from articles.fetching.fetch import Fetcher, Limits
from tests.serving import PUBLIC, whole

if TYPE_CHECKING:
    from tests.serving import Server

PAGE = b"De brug is 120 meter lang.\n"
QUICK = Limits(seconds=20.0, seconds_each=10.0, size=100_000, redirects=3)


def refusal(url: str, fetcher: Fetcher | None = None) -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        (fetcher or Fetcher(QUICK)).fetch(url)
    return caught.value


def test_a_page_comes_as_it_was_sent_with_how_it_came(public: Server) -> None:
    url = public.page(
        "/brug", PAGE, "Content-Type: text/plain", 'ETag: "1"', "X-Tracker: 7", "Set-Cookie: who=you"
    )
    fetched = Fetcher(QUICK).fetch(url)
    retrieval = fetched.retrieval
    assert fetched.body == PAGE
    assert (retrieval.asked, retrieval.address) == (url, url)
    assert retrieval.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert dict(retrieval.headers) == {"content-type": "text/plain", "etag": '"1"'}
    assert retrieval.at.utcoffset() is not None


def test_a_redirect_is_followed_and_told(public: Server) -> None:
    public.page("/new", PAGE)
    fetched = Fetcher(QUICK).fetch(public.redirect("/old", "/new#part"))
    assert fetched.body == PAGE
    assert (fetched.retrieval.asked, fetched.retrieval.address) == (public.url("/old"), public.url("/new"))


def test_letters_beyond_ascii_are_quoted_on_the_way(public: Server) -> None:
    public.page("/caf%C3%A9?naam=%C3%A9%C3%A9n%20woord", PAGE)
    assert Fetcher(QUICK).fetch(public.url("/café?naam=één woord")).body == PAGE
    assert Fetcher(QUICK).fetch(public.redirect("/to", "/café?naam=één%20woord")).body == PAGE


def test_redirects_without_end_are_given_up(public: Server) -> None:
    public.redirect("/a", "/b")
    public.redirect("/b", "/a")
    assert "never ends" in refusal(public.url("/a")).title
    assert public.connections == QUICK.redirects + 1


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://example.org/", "http://[broken/", "gopher://x", "//"]
)
def test_a_redirect_leads_to_web_addresses_only(public: Server, location: str) -> None:
    refusal(public.redirect("/a", location))


def test_a_redirect_to_a_machine_inside_is_refused_before_it_is_connected_to(
    public: Server, inside: Server
) -> None:
    inside.page("/secret", b"secret")
    error = refusal(public.redirect("/a", inside.url("/secret")))
    assert "nothing is fetched from there" in error.title
    assert "--allow-private" in error.hint
    assert inside.connections == 0


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.1", "0", "[::ffff:127.0.0.1]"],
)
def test_this_computer_is_refused_however_it_is_written(public: Server, inside: Server, host: str) -> None:
    assert "nothing is fetched from there" in refusal(f"http://{host}:{inside.port}/").title
    assert (public.connections, inside.connections) == (0, 0)


def test_a_name_that_is_another_machine_the_next_time_gains_nothing(public: Server, inside: Server) -> None:
    """DNS rebinding: what was judged is what is connected to, and every connection is judged."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    public.redirect("/a", f"http://rebinding.example:{inside.port}/secret")
    fetcher = Fetcher(QUICK, resolve=rebinding)
    error = refusal(f"http://rebinding.example:{public.port}/a", fetcher)
    assert "127.0.0.1" in error.title
    assert asked == ["rebinding.example"] * 2
    assert inside.connections == 0


def test_one_private_number_among_public_ones_is_refused(public: Server) -> None:
    fetcher = Fetcher(QUICK, resolve=lambda *_: [PUBLIC, "10.0.0.1"])
    assert "10.0.0.1" in refusal(f"http://both.example:{public.port}/", fetcher).title
    assert public.connections == 0


def test_the_next_number_is_tried_where_one_does_not_answer(public: Server) -> None:
    public.page("/", PAGE)
    fetcher = Fetcher(QUICK, allow_private=True, resolve=lambda *_: ["127.0.0.3", PUBLIC])
    assert fetcher.fetch(f"http://two.example:{public.port}/").body == PAGE


def test_a_machine_inside_is_fetched_from_where_it_is_allowed(inside: Server) -> None:
    assert Fetcher(QUICK, allow_private=True).fetch(inside.page("/", PAGE)).body == PAGE


def test_proxies_of_the_environment_are_not_used(
    public: Server, inside: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, inside.url())
    assert Fetcher(QUICK).fetch(public.page("/", PAGE)).body == PAGE
    assert inside.connections == 0


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("401 Unauthorized", "log in or pay"),
        ("403 Forbidden", "does not let programs"),
        ("404 Not Found", "no such page"),
        ("410 Gone", "no longer"),
        ("451 Unavailable", "legal reasons"),
        ("429 Too Many Requests", "not to be asked so often"),
        ("500 Internal Server Error", "in trouble (500)"),
        ("503 Service Unavailable", "in trouble (503)"),
        ("204 No Content", "sent no page (204)"),
        ("302 Found", "sent no page (302)"),
        ("304 Not Modified", "sent no page (304)"),
        ("418 Teapot", "sent no page (418)"),
    ],
)
def test_an_answer_that_is_no_page_is_worded(public: Server, status: str, words: str) -> None:
    error = refusal(public.page("/x", b"", status=status))
    assert words in error.title
    assert public.url("/x") in error.title
    assert error.hint


def test_a_page_that_is_as_it_was_is_not_sent_again(public: Server) -> None:
    url = public.page("/", PAGE, 'ETag: "7"', "Last-Modified: Mon, 11 Jan 2021 10:00:00 GMT")
    last = Fetcher(QUICK).fetch(url).retrieval
    public.page("/", b"", status="304 Not Modified")
    again = Fetcher(QUICK).fetch(url, last)
    assert again.unchanged
    assert 'If-None-Match: "7"' in public.requests[-1]
    assert "If-Modified-Since: Mon, 11 Jan 2021 10:00:00 GMT" in public.requests[-1]


def test_the_mark_of_one_page_is_not_sent_for_another(public: Server) -> None:
    last = Fetcher(QUICK).fetch(public.page("/", PAGE, 'ETag: "7"')).retrieval
    Fetcher(QUICK).fetch(public.page("/other", PAGE), last)
    assert "If-None-Match" not in public.requests[-1]


def test_no_cookie_is_sent(public: Server) -> None:
    public.page("/b", PAGE)
    Fetcher(QUICK).fetch(
        public.page("/a", b"", "Set-Cookie: who=you; Path=/", "Location: /b", status="302 Found")
    )
    assert "cookie" not in public.requests[-1].lower()


# What is sent


def test_a_packed_page_is_unpacked(public: Server) -> None:
    packed = {
        "gzip": gzip.compress(PAGE) + gzip.compress(PAGE),
        "x-gzip": gzip.compress(PAGE * 2) + b"\0\0",
        "deflate": zlib.compress(PAGE * 2),
        "Deflate": zlib.compress(PAGE * 2)[2:-4],
        "identity": PAGE * 2,
    }
    for encoding, body in packed.items():
        url = public.page(f"/{encoding}", body, f"Content-Encoding: {encoding}")
        assert Fetcher(QUICK).fetch(url).body == PAGE * 2


@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("gzip", gzip.compress(bytes(50_000_000)), "larger than"),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(10))), "not asked for"),
        ("br", b"x", "not asked for"),
        ("gzip", b"no gzip at all", "damaged"),
        ("gzip", gzip.compress(PAGE * 99)[:-12], "cut short"),
    ],
    ids=["bomb", "packed twice", "another way", "not packed", "cut short"],
)
def test_what_is_packed_to_do_harm_is_refused(public: Server, encoding: str, body: bytes, words: str) -> None:
    assert words in refusal(public.page("/", body, f"Content-Encoding: {encoding}")).title


def test_a_body_without_end_is_left_at_the_limit(public: Server) -> None:
    def endless(peer: socket.socket) -> None:
        peer.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not public.ended.is_set():
            peer.sendall(bytes(10_000))

    assert "larger than 0.1 MB" in refusal(public.answer("/", endless)).title


def test_a_length_beyond_the_limit_is_refused_before_anything_is_read(public: Server) -> None:
    told: list[int] = []
    url = public.page("/", b"", "Content-Length: 99999999999")
    assert "larger than" in refusal(url, Fetcher(QUICK, progress=lambda *seen: told.append(seen[0]))).title
    assert told == []


def test_a_body_shorter_than_its_length_was_cut_short(public: Server) -> None:
    assert "cut short" in refusal(public.page("/", PAGE, "Content-Length: 5000")).title


def test_of_a_body_longer_than_its_length_only_that_much_is_read(public: Server) -> None:
    assert Fetcher(QUICK).fetch(public.page("/", PAGE, "Content-Length: 7")).body == PAGE[:7]


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000,
        b"",
    ],
    ids=["another protocol", "no length", "endless headers", "nothing"],
)
def test_an_answer_that_is_not_of_the_web_is_refused(public: Server, answer: bytes) -> None:
    assert public.url() in refusal(public.answer("/", answer)).title


def test_escapes_in_what_a_server_says_do_not_reach_the_error(public: Server) -> None:
    error = refusal(public.redirect("/", "http://127.0.0.1/\x1b]0;owned\x07"))
    assert "\x1b" not in f"{error.title}{error.hint}"


# Time


def test_a_server_that_is_silent_is_left(public: Server) -> None:
    public.answer("/", lambda _: (public.ended.wait(30), None)[1])
    assert "took too long" in refusal(public.url(), Fetcher(Limits(seconds_each=0.2))).title


@pytest.mark.parametrize("part", [b"X", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_byte_now_and_then_keeps_nobody_beyond_the_time_for_all(public: Server, part: bytes) -> None:
    def dripping(peer: socket.socket) -> None:
        peer.sendall(part)
        while not public.ended.wait(0.02):
            peer.sendall(b"x")

    limits = Limits(seconds=0.5, seconds_each=10.0)
    assert "took too long" in refusal(public.answer("/", dripping), Fetcher(limits)).title


def test_a_name_that_nobody_knows_is_worded() -> None:
    def unknown(*_: object) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert (
        "No machine is called nowhere.example"
        in refusal("http://nowhere.example/", Fetcher(QUICK, resolve=unknown)).title
    )


def test_a_look_up_that_takes_for_ever_is_left(public: Server) -> None:
    def slow(*_: object) -> list[str]:
        public.ended.wait(30)
        return []

    fetcher = Fetcher(Limits(seconds=0.2), resolve=slow)
    assert "took too long" in refusal("http://slow.example/", fetcher).title


def test_nothing_is_begun_once_the_time_is_over(public: Server) -> None:
    moments = iter([0.0, 2.0])
    with pytest.raises(Exception, match="too long"):
        look_up_by(Deadline(1.0, clock=lambda: next(moments)), look_up, "127.0.0.1", 80)
    assert public.connections == 0


def test_a_machine_that_does_not_answer_is_worded(inside: Server) -> None:
    inside.close()
    error = refusal(inside.url(), Fetcher(QUICK, allow_private=True))
    assert "cannot be reached" in error.title


def test_a_server_that_does_not_prove_its_name_is_refused(inside: Server) -> None:
    inside.answer("/", whole(PAGE))
    address = inside.url().replace("http:", "https:")
    assert address in refusal(address, Fetcher(QUICK, allow_private=True)).title


def test_how_much_came_is_told(public: Server) -> None:
    told: list[tuple[int, int]] = []
    Fetcher(QUICK, progress=lambda *seen: told.append(seen)).fetch(public.page("/", PAGE))
    assert told[-1] == (len(PAGE), len(PAGE))
