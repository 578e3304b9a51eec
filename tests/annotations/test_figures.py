from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.figures import Figure, find_figures
from annotations.numerals import word_value


def only(text: str, language: str = "") -> Figure:
    (figure,) = find_figures(text, language)
    return figure


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("600.000", "600000"),
        ("600,000", "600000"),
        ("600 000", "600000"),
        ("600\u00a0000", "600000"),
        ("600'000", "600000"),
        ("600000", "600000"),
        ("zeshonderdduizend", "600000"),
        ("six hundred thousand", "600000"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("0.125", "0.125"),
        ("3,5", "3.5"),
        ("2½", "2.5"),
        ("¾", "0.75"),
        ("driehonderd", "300"),
        ("driehonderdvijfentwintig", "325"),
        ("honderd en tien", "110"),
        ("honderdentien", "110"),
        ("vijftienhonderd", "1500"),
        ("tweeëntwintig", "22"),
        ("één", "1"),
        ("anderhalf miljoen", "1500000"),
        ("tweeënhalf miljoen", "2500000"),
        ("twee en een half miljoen", "2500000"),
        ("two and a half million", "2500000"),
        ("10 miljoen", "10000000"),
        ("10 million", "10000000"),
        ("10 mln", "10000000"),
        ("een miljard", "1000000000"),
        ("a billion", "1000000000"),
        ("twee miljoen tweehonderdduizend", "2200000"),
        ("three hundred and fifty thousand", "350000"),
        ("sixty-five", "65"),
        ("twenty-one hundred", "2100"),
        ("a dozen", "12"),
        ("10k", "10000"),
        ("21st", "21"),
        ("−5", "-5"),
    ],
)
def test_a_figure_is_worth_the_same_however_it_is_written(words: str, value: str) -> None:
    figure = only(f"Er zijn {words} stuks.")
    assert figure.value == Decimal(value)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("5%", "5", "%"),
        ("5 procent", "5", "%"),
        ("vijf procent", "5", "%"),
        ("€ 12,50", "12.5", "€"),
        ("12,50 euro", "12.5", "€"),
        ("$10m", "10000000", "$"),
        ("£3 billion", "3000000000", "£"),
        ("ten dollars", "10", "$"),
    ],
)
def test_a_figure_has_a_unit_where_that_changes_what_it_means(words: str, value: str, unit: str) -> None:
    figure = only(words)
    assert (figure.value, figure.unit) == (Decimal(value), unit)


def test_the_language_tells_a_decimal_sign_before_a_scale_word() -> None:
    assert only("1,234 miljoen", "nl").value == Decimal(1_234_000)
    assert only("1,234 million", "en").value == Decimal(1_234_000_000)


@pytest.mark.parametrize(
    "text", ["een man", "one of them", "a house", "F16", "3.11.2", "1.23.4,5", "", "€", "m"]
)
def test_what_is_no_figure_is_left_alone(text: str) -> None:
    assert find_figures(text) == []


def test_figures_side_by_side_are_not_added_up() -> None:
    assert [figure.value for figure in find_figures("in 2020 300 mensen, ten twelve en 10 miljoen 10")] == [
        2020,
        300,
        10,
        12,
        10_000_000,
        10,
    ]
    assert [figure.value for figure in find_figures("drie en vijf, duizend miljoen, 10-12")] == [
        3,
        5,
        1000,
        1_000_000,
        10,
        12,
    ]


def test_an_order_of_magnitude_is_a_vague_figure() -> None:
    figures = find_figures("honderden mensen, dozens of them")
    assert [figure.value for figure in figures] == [100, 12]
    assert all(figure.vague for figure in figures)


@pytest.mark.parametrize(
    "word", ["vijfduizendduizend", "honderdzomer", "driedertig", "twintigen", "x" * 99, "tienentwintig"]
)
def test_a_word_that_only_looks_like_a_numeral_has_no_value(word: str) -> None:
    assert word_value(word) is None


@given(st.integers(min_value=0, max_value=10**12))
def test_every_way_to_group_digits_is_read_back(number: int) -> None:
    for sign in (".", ",", " ", "\u202f"):
        assert only(f"{number:,}".replace(",", sign)).value == number


@given(st.text(), st.sampled_from(["", "nl", "en"]))
def test_any_text_can_be_searched_for_figures(text: str, language: str) -> None:
    for figure in find_figures(text, language):
        assert figure.span.end <= len(text)
        assert len(figure.span) > 0
