"""Where words stand, and what is shown around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.indexing.marking import AROUND, LONGEST, Excerpt, excerpt, places_of, stands_in
from annotations.indexing.queries import parse_query
from articles.model import Span


def cut(query: str, text: str) -> list[str]:
    return [span.cut(text) for span in places_of(parse_query(query).words, text)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("bridge", "The Bridge, a bridge. Bridges.", ["Bridge", "bridge"]),
        ("bridg*", "The Bridge. Bridges.", ["Bridge", "Bridges"]),
        ('"de brug"', "De\nbrug en de nieuwe brug", ["De\nbrug"]),
        ('"de bru"*', "de bruggen", ["de bruggen"]),
        ("cafe", "Café, cafe\u0301, CAFÉ", ["Café", "cafe\u0301", "CAFÉ"]),
        ("600.000", "600.000 of 600 000 of 6000", ["600.000", "600 000"]),
        ('"a b" b*', "a bc a b", ["bc", "a b"]),
        ("zzz", "The bridge", []),
        ("", "The bridge", []),
    ],
)
def test_words_are_found_whatever_their_case_accents_and_signs(
    query: str, text: str, found: list[str]
) -> None:
    assert cut(query, text) == found
    assert stands_in(parse_query(query).words, text) == (bool(found) or not query)


def test_an_excerpt_is_one_line_around_the_words_that_stand_closest() -> None:
    text = f"A bridge. {'x ' * 300}The\nbridge  costs a lot. {'y ' * 300}"
    shown = excerpt(text, places_of(parse_query("bridge cost*").words, text))
    assert "The *bridge* *costs* a lot." in shown.marked("*", "*")
    assert shown.text.startswith("…")
    assert shown.text.endswith("…")
    assert "\n" not in shown.text


def test_an_excerpt_without_places_is_the_beginning() -> None:
    assert excerpt("The bridge", ()) == Excerpt("The bridge")
    assert excerpt("x" * 500, ()).text == "x" * 2 * AROUND + "…"


def test_one_endless_word_is_not_shown_whole() -> None:
    text = "x" * 10_000
    assert len(excerpt(text, [Span(0, len(text))]).text) < LONGEST


@given(st.text(st.sampled_from("ab \n\t."), max_size=600), st.sampled_from(["a", "ab", "a*", '"a b"', "a b"]))
def test_what_is_marked_in_an_excerpt_is_what_was_found(text: str, query: str) -> None:
    places = places_of(parse_query(query).words, text)
    shown = excerpt(text, places)
    assert "\n" not in shown.text
    assert len(shown.text) <= LONGEST + 2 * AROUND + 2
    found = {" ".join(span.cut(text).split()) for span in places}
    for mark in shown.marks:
        assert mark.cut(shown.text) in found or len(mark.cut(shown.text)) <= AROUND
    assert bool(shown.marks) == bool(places)
    assert shown.marked("", "") == shown.text
