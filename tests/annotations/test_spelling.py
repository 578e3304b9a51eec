from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.spelling import same_words, tokens_of


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("600.000 mensen", "600 000 mensen"),
        ("600.000 mensen", "zeshonderdduizend mensen"),
        ("driehonderd man", "300 man"),
        ("€ 5 miljoen", "5 miljoen euro"),
        ("op 10.000.000 na", "op 10 miljoen na"),
        ("5% meer", "vijf procent meer"),
        ("“Ja” – zei", '"Ja"  -\nzei'),
        ("half\u00ad vol", "half vol"),
    ],
)
def test_other_ways_to_set_or_write_are_the_same_words(was: str, now: str) -> None:
    assert same_words(was, now, "nl")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("600.000 mensen", "600.001 mensen"),
        ("artikel 7b", "artikel 7c"),
        ("-5 graden", "5 graden"),
        ("versie 3.11.2", "versie 3.11.3"),
        ("een F16", "een F35"),
        ("Ja", "ja"),
        ("vijf procent", "vijf"),
        ("honderden", "100"),
        ("Hij kwam.", "Hij kwam?"),
    ],
)
def test_other_figures_words_or_signs_are_not(was: str, now: str) -> None:
    assert not same_words(was, now, "nl")


@given(st.text(st.sampled_from("ab1 .,%€-’é\u00adK"), max_size=40), st.sampled_from(["", "nl", "en"]))
def test_tokens_stand_in_order_and_never_overlap(text: str, language: str) -> None:
    found = tokens_of(text, language)

    assert all(one.start < one.end for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert same_words(text, text, language)
