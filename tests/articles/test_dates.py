from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import iso_date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2021", "2021"),
        ("2021-01", "2021-01"),
        ("2021-01-11", "2021-01-11"),
        ("2021-01-11 09:30", "2021-01-11T09:30"),
        ("2021-01-11T09:30:05+01:00", "2021-01-11T09:30:05+01:00"),
        ("maandag 11 januari 2021", "2021-01-11"),
        ("Monday, 11th of January 2021", "2021-01-11"),
        ("Jan. 11, 2021", "2021-01-11"),
        ("January 11 2021", "2021-01-11"),
        ("3. März 2020", "2020-03-03"),
        ("1er août 2019", "2019-08-01"),
        ("5 de mayo de 2018", "2018-05-05"),
        ("december 2017", "2017-12"),
        ("2021-13", ""),
        ("2021-02-30", ""),
        ("31 juni 2021", ""),
        ("11 foo 2021", ""),
        ("03/04/2021", ""),
        ("gisteren", ""),
        ("", ""),
    ],
)
def test_a_date_is_as_exact_as_it_was_said(words: str, date: str) -> None:
    assert iso_date(words) == date


@given(st.dates())
def test_an_iso_date_stays_as_it_is(day: object) -> None:
    assert iso_date(str(day)) == str(day)
