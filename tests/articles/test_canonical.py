from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from articles.canonical import canonical, compose

LETTERS = st.text(
    st.sampled_from("ae \n\u0301\u0327\u0316\u1100\u1161\u11a8é") | st.characters(codec="utf-8"), max_size=90
)


@given(LETTERS)
def test_the_canonical_form_is_nfc_with_line_feeds_and_stays_so(source: str) -> None:
    text = canonical(source)
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("\r\v\f\x85\u2028\u2029")
    assert canonical(text) == text


def test_each_way_to_end_a_line_becomes_one_line_feed() -> None:
    assert canonical("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\n\ri") == "a\nb\nc\nd\ne\nf\ng\nh\n\ni"


def test_endless_marks_are_parted_after_thirty() -> None:
    text = canonical("a" + "\u0316\u0301" * 100_000 + "b")
    assert text.replace("\u034f", "").startswith("á")
    assert len(max(text.split("\u034f"), key=len)) <= 32


@given(LETTERS, st.lists(st.integers(0, 90), max_size=8))
def test_offsets_go_with_the_letters_they_stand_at(text: str, offsets: list[int]) -> None:
    offsets = [min(offset, len(text)) for offset in offsets]
    composed, moved = compose(text, offsets)
    assert unicodedata.is_normalized("NFC", composed)
    assert set(moved) == set(offsets)
    in_order = [moved[offset] for offset in sorted(set(offsets))]
    assert in_order == sorted(in_order)
    assert all(0 <= at <= len(composed) for at in in_order)


def test_an_offset_inside_a_letter_goes_to_its_start() -> None:
    composed, moved = compose("xe\u0301y", [0, 1, 2, 3, 4])
    assert composed == "xéy"
    assert moved == {0: 0, 1: 1, 2: 1, 3: 2, 4: 3}
