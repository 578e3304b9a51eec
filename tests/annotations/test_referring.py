from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.referring import pronouns, relative_dates


@pytest.mark.parametrize(
    ("sentence", "language", "words"),
    [
        ("Zij wilde daarmee niets zeggen.", "nl", ("Zij", "daarmee")),
        ("Dat vond hij, en dat bleef hij vinden.", "nl", ("Dat", "hij")),
        ("De brug is van hout.", "nl", ()),
        ("She said that it was theirs.", "en", ("She", "that", "it", "theirs")),
        ("The bridge is made of wood.", "en", ()),
        ("Der Fluss ist breit.", "de", ()),
        ("Zij kwam, he left.", "", ("Zij", "he")),
        ("Theatre and shed", "en", ()),
    ],
)
def test_words_that_may_stand_for_something_else_are_found(
    sentence: str, language: str, words: tuple[str, ...]
) -> None:
    assert pronouns(sentence, language) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Dat gebeurde gisteren, en zondag weer.", ("gisteren", "zondag")),
        ("De raad koos vorige week en dit jaar nog eens.", ("vorige week", "dit jaar")),
        ("Zondagavond viel de stroom uit.", ("Zondagavond",)),
        ("De brug viel drie jaar geleden om.", ("drie jaar geleden",)),
        ("It rained yesterday and last week.", ("yesterday", "last week")),
        ("It fell two years ago.", ("two years ago",)),
        ("On Tuesday they met.", ("Tuesday",)),
        ("On Tuesday, March 4, 2025 they met.", ()),
        ("Dinsdag 4 maart 2025 kwamen zij bijeen.", ()),
        ("In 2019 was er niets.", ()),
    ],
)
def test_days_that_count_from_publication_are_found(sentence: str, words: tuple[str, ...]) -> None:
    assert relative_dates(sentence) == words


@given(st.text(), st.sampled_from(["nl", "en", "fr", ""]))
def test_what_is_found_stands_in_the_sentence(sentence: str, language: str) -> None:
    for word in (*pronouns(sentence, language), *relative_dates(sentence)):
        assert word in sentence
