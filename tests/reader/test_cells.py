from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cells import cell_len, fit, longest_prefix, shown, starts_letter
from tests.reader.pages import LETTERS

anything = st.text(st.characters(exclude_categories=()), max_size=40)


@given(st.text(LETTERS, max_size=40).map(shown), st.integers(-1, 90))
def test_a_prefix_fits_and_nothing_more_would(text: str, width: int) -> None:
    length = longest_prefix(text, width)
    assert 0 <= length <= len(text)
    assert cell_len(text[:length]) <= max(0, width)
    if length < len(text):
        longer = length + 1
        while longer < len(text) and not starts_letter(text, longer):
            longer += 1
        assert cell_len(text[:longer]) > width


@pytest.mark.parametrize("text", ["e\u0301e\u0301", "👩\u200d👧x", "❤\ufe0f❤\ufe0f"])
def test_a_letter_is_not_parted_from_what_belongs_to_it(text: str) -> None:
    for width in range(5):
        length = longest_prefix(text, width)
        assert length in {0, len(text)} or starts_letter(text, length)


def test_a_long_row_of_marks_is_looked_through() -> None:
    assert longest_prefix("e" + "\u0301" * 500 + "xy", 2) == 502
    assert longest_prefix("e" + "\u0301" * 500, 2) == 501


@given(anything, st.integers(-2, 30))
def test_what_is_cut_to_fit_says_so(text: str, width: int) -> None:
    made = fit(text, width)
    assert cell_len(made) <= max(0, width)
    if cell_len(text) > width > 0:
        assert made.endswith("…")
    elif width > 0:
        assert made == text


@given(anything)
def test_what_is_shown_has_an_offset_for_each_of_the_text(text: str) -> None:
    made = shown(text)
    assert len(made) == len(text)
    assert shown(made) == made
    assert not set(made) & set("\t\x1b\x00\u202e")
    assert [at for at, char in enumerate(made) if char == "\n"] == [
        at for at, char in enumerate(text) if char == "\n"
    ]
