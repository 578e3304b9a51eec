"""The places of words that were sought: few or some hundred thousand, they cost what is looked at."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from articles.model import Span
from reader import finding_words
from reader.finding_words import Matches, find_all, find_first, nearest

PLACES = some.lists(some.tuples(some.integers(0, 5), some.integers(1, 5))).map(
    lambda steps: [
        (start := sum(gap + size for gap, size in steps[:at]) + gap, start + size)
        for at, (gap, size) in enumerate(steps)
    ]
)


@given(PLACES, some.integers(0, 60), some.integers(0, 60))
def test_what_touches_a_row_is_what_shares_a_code_point_with_it(
    places: list[tuple[int, int]], one: int, other: int
) -> None:
    start, end = sorted((one, other))
    spans = [Span(*place) for place in places]
    matches = Matches(places)
    if start < end:
        assert matches.touching(start, end) == [span for span in spans if span.overlaps(Span(start, end))]
    assert (matches == spans, list(matches), len(matches)) == (True, spans, len(spans))
    behind = [at for at, span in enumerate(spans) if span.start >= start]
    assert nearest(matches, start) == (behind[0] if behind else 0)


@given(PLACES.filter(bool))
def test_each_place_is_found_again_and_nothing_else_is(places: list[tuple[int, int]]) -> None:
    matches = Matches(places)
    assert [matches.index(span) for span in matches] == list(range(len(matches)))
    assert all(span in matches for span in matches)
    stranger = Span(places[0][0], places[0][1] + 1)
    assert stranger not in matches
    assert "words" not in matches  # type: ignore[comparison-overlap]
    for wrong in (stranger, "words"):
        with pytest.raises(ValueError, match=r"."):
            matches.index(wrong)
    with pytest.raises(ValueError, match=r"."):
        matches.index(matches[0], 1)
    with pytest.raises(ValueError, match=r"."):
        matches.index(matches[-1], 0, len(matches) - 1)


def test_no_places_are_none_at_all() -> None:
    assert find_all("some words", "others") == Matches() == []
    assert Matches() != [Span(0, 1)]
    assert Matches() != 0
    assert find_all("aXa", "a")[:] == [Span(0, 1), Span(2, 3)]


@given(
    some.text(alphabet="ab \n", max_size=40),
    some.sampled_from(["a", "ab", "b a", "  "]),
    some.integers(0, 45),
)
def test_the_first_place_is_the_one_among_all_that_is_shown_first(text: str, words: str, offset: int) -> None:
    every = find_all(text, words)
    first = find_first(text, words, offset)
    if first is None:
        assert len(every) == 0
    elif first in every:
        assert first == every[nearest(every, offset)]
    else:
        # Places that overlap, of which `find_all` has every other one.
        assert any(one.overlaps(first) for one in every)


@given(
    some.text(alphabet="aAkiIsS \n\u212a\u0130\u0131\u017f\u03a3\u00c5", max_size=40),
    some.sampled_from(["a", "k", "is", "s a", "ki s", "å", "A", "\u03c3"]),
    some.integers(0, 45),
)
def test_letters_that_fold_in_their_own_way_are_found_all_the_same(
    text: str, words: str, offset: int
) -> None:
    pattern = r"\s+".join(map(re.escape, words.split()))
    flags = 0 if words.isupper() else re.IGNORECASE
    expected = re.compile(pattern, flags).search(text, offset) or re.search(pattern, text, flags)
    assert find_first(text, words, offset) == (Span(*expected.span()) if expected else None)


@pytest.mark.parametrize("before", [-12, -6, -1, 0, 1])
def test_words_are_found_over_the_seam_of_two_pieces_of_a_long_text(before: int) -> None:
    at = finding_words._PIECE + before
    text = "x" * at + "The Harbour" + "x" * 20
    assert find_first(text, "the  harbour", 0) == Span(at, at + 11)
    assert find_first(text, "the harbour", at + 1) == Span(at, at + 11)
    assert find_first(text, "the harbours", 0) is None
