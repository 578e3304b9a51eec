"""Words in the language that the environment asks for; what was worded below is found by its template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import NotYours, UsageError
from annotations.model import Stance
from annotations.scales import SCALES
from annotations.workflow import ClaimState
from articles.errors import ArticleError
from reader import words
from reader.ages import day
from reader.words import _, called, choose_language, error_words, number, percent, plural, sentence, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

DUTCH = {"LANG": "nl_NL.UTF-8"}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_BE"}, "nl"),
        ({"LANG": "nl"}, "nl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "nl_NL.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "nl_NL.UTF-8", "LANG": "en_GB.UTF-8"}, "nl"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "nl_NL.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "de:nl:en"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LANGUAGE": "en:nl"}, "en"),
        ({"LANG": "C", "LANGUAGE": "nl"}, "en"),
        ({"LANG": "../../../tmp/x"}, "en"),
        ({"LANG": "nl_NL@euro", "LANGUAGE": ""}, "nl"),
    ],
)
def test_the_environment_chooses_the_language(environment: Mapping[str, str], language: str) -> None:
    assert choose_language(environment) == language
    assert spoken() == language


def test_english_opens_no_catalog(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_catalog_of", pytest.fail)
    assert choose_language({"LANG": "en_GB.UTF-8"}) == "en"
    assert _("just now") == "just now"
    assert sentence("there is no file x.md") == "there is no file x.md"


def test_words_and_their_plurals_are_translated() -> None:
    choose_language(DUTCH)
    assert _("yesterday") == "gisteren"
    assert plural("{n} claim", "{n} claims", 1) == "1 bewering"
    assert plural("{n} claim", "{n} claims", 2300) == "2.300 beweringen"
    assert _("") == ""


def test_numbers_shares_and_days_are_written_as_their_readers_do() -> None:
    assert (number(999), number(10_000), number(1_234_567)) == ("999", "10,000", "1,234,567")
    assert (percent(42), day("2021-03-01"), day("2021-05")) == ("42 %", "1 Mar 2021", "May 2021")
    choose_language(DUTCH)
    assert (number(999), number(10_000), number(1_234_567)) == ("999", "10.000", "1.234.567")
    assert (percent(42), day("2021-03-01"), day("2021-05")) == ("42%", "1 mrt 2021", "mei 2021")


@pytest.mark.parametrize("date", ["2021", "", "soon", "2021-13-01", "11 januari 2021", "٢٠٢١-٠١"])
def test_what_is_no_day_stays_as_it_is(date: str) -> None:
    assert day(date) == date


def test_ids_have_names_in_every_language() -> None:
    assert called(Stance.NOTHING_FOUND) == "nothing found"
    choose_language(DUTCH)
    assert called(Stance.NOTHING_FOUND) == "niets gevonden"
    assert [called(one.id) for one in SCALES["evidence"].verdicts] == [
        "bevestigd",
        "weerlegd",
        "onvoldoende bewijs",
        "tegenstrijdig",
        "mening",
        "niet te controleren",
    ]
    assert called(ClaimState.DIFFER) == "wij verschillen"
    assert called("no-such-verdict") == "no such verdict"


@pytest.mark.parametrize(
    ("said", "translated"),
    [
        ("the quote is not in the article", "het citaat staat niet in het artikel"),
        ("there is no file a: b {c}.md", "er is geen bestand a: b {c}.md"),
        ("this claim belongs to Bram", "dit (bewering) is van Bram"),
        ("'x' is not a stance", "'x' is niet van de soort strekking"),
        (
            "claim 4F2KX deleted; postil undo brings it back",
            "bewering 4F2KX verwijderd; postil undo haalt het terug",
        ),
        ("claim or fact", "bewering of feit"),
        ("claim 4F2K", "bewering 4F2K"),
        ("claim deleted", "bewering verwijderd"),
        ("draft.md: It is larger than 50 MB", "draft.md: Het is groter dan 50 MB"),
        (
            "a.md cannot be read. It is larger than 50 MB",
            "a.md kan niet worden gelezen. Het is groter dan 50 MB",
        ),
        ("nobody ever translated this", "nobody ever translated this"),
        ("", ""),
    ],
)
def test_a_sentence_of_a_layer_below_is_found_by_its_template(said: str, translated: str) -> None:
    choose_language(DUTCH)
    assert sentence(said) == translated
    choose_language({})
    assert sentence(said) == said


def test_an_error_is_worded_in_a_line_with_what_to_do_about_it() -> None:
    wrong = UsageError("'x' is not a stance", "choose from supports, refutes")
    assert error_words(wrong) == "'x' is not a stance: choose from supports, refutes"
    choose_language(DUTCH)
    assert error_words(wrong) == "'x' is niet van de soort strekking: kies uit supports, refutes"
    assert error_words(NotYours("this note\nbelongs to Bram")) == "dit (notitie) is van Bram"
    assert error_words(ArticleError("It is larger than 50 MB")) == "Het is groter dan 50 MB"


@given(st.text())
def test_whatever_is_said_something_is_said(text: str) -> None:
    choose_language(DUTCH)
    assert bool(sentence(text)) == bool(text)
    assert sentence(f"there is no file {text}.md").endswith(".md")
