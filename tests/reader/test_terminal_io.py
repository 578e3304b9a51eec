"""Copies that go to the terminal, and which links are fit to go there."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.terminal_io import MOST_COPIED, clean_link, copy_for, osc52


@given(st.text(max_size=50))
def test_a_copy_carries_the_text_and_no_control_character_of_it(text: str) -> None:
    sequence = osc52(text)
    inside = sequence.removeprefix("\x1b]52;c;").removesuffix("\x1b\\")
    assert base64.b64decode(inside).decode() == text.encode("utf-8", "replace").decode()
    assert inside.isprintable()


def test_a_copy_that_terminals_would_drop_is_not_sent_and_says_so() -> None:
    copy = copy_for("x" * MOST_COPIED, {})
    assert copy.sequence == ""
    assert "too long to copy: 75,000 characters" in copy.said


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "sent to your terminal"),
        ({"TMUX": "yes"}, "set-clipboard on"),
        ({"TERM": "screen"}, "GNU screen may keep it back"),
    ],
)
def test_a_copy_never_claims_to_have_arrived(environment: dict[str, str], said: str) -> None:
    copy = copy_for("words", environment)
    assert copy.sequence == osc52("words")
    assert said in copy.said
    assert "copied" not in copy.said


def test_through_gnu_screen_a_copy_goes_in_pieces_that_it_hands_on() -> None:
    text = "words " * 100
    copy = copy_for(text, {"TERM": "screen", "STY": "1.pts"})
    pieces = copy.sequence.removeprefix("\x1bP").removesuffix("\x1b\\").split("\x1b\\\x1bP")
    assert max(map(len, pieces)) <= 250
    assert "".join(pieces) == osc52(text).removesuffix("\x1b\\") + "\x07"
    assert "through GNU screen" in copy.said


def test_a_console_is_sent_no_copy_but_shown_the_text() -> None:
    copy = copy_for("words", {"TERM": "linux"})
    assert copy.sequence == ""
    assert "takes no copies" in copy.said


@pytest.mark.parametrize(
    ("given_", "clean"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (" HTTP://Example.org:8080 ", "http://example.org:8080"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://аpple.example", "https://xn--pple-43d.example"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("https://example.org/50%25", "https://example.org/50%25"),
    ],
)
def test_an_address_comes_back_as_it_may_be_shown(given_: str, clean: str) -> None:
    assert clean_link(given_) == clean


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "/etc/passwd",
        "--help",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ssh://-oProxyCommand=x",
        "http://nu.nl@evil.example",
        "http://a:b@evil.example",
        "http://good.example\\@evil.example",
        "http://",
        "http:///path",
        "http://example.org:port/",
        "http://[bad/",
        "http://exa mple.org",
        "http://example.org/\x1b]8;;",
        "http://example.org/\u202e",
        "http://example.org/\nx",
        "http://-o.example/`id`",
        "http://" + "a" * 70 + ".example",
        "http://example.org/" + "a" * 9000,
    ],
)
def test_what_is_no_plain_address_is_no_link(url: str) -> None:
    assert clean_link(url) is None


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_a_clean_link_is_printable_ascii_and_stays_as_it_is(rest: str) -> None:
    clean = clean_link(f"https://example.org/{rest}")
    if clean is not None:
        assert clean.isascii()
        assert clean.isprintable()
        assert clean_link(clean) == clean
