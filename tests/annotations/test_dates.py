from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.dates import find_dates


@pytest.mark.parametrize(
    "words",
    [
        "11 januari 2021",
        "11 jan. 2021",
        "January 11, 2021",
        "11th of January 2021",
        "11-01-2021",
        "11/1/21",
        "2021-01-11",
    ],
)
def test_one_day_has_one_name_however_it_is_written(words: str) -> None:
    (date,) = find_dates(f"Op {words} kwam het bericht.")
    assert date.names == ("day", "2021", "1", "11")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("januari 2021", ("day", "2021", "1", "0")),
        ("maart", ("day", "", "3", "0")),
        ("in May", ("day", "", "5", "0")),
        ("May 3", ("day", "", "5", "3")),
        ("in 2019", ("day", "2019", "0", "0")),
        ("zondag", ("weekday", "7")),
        ("on Sunday", ("weekday", "7")),
        ("gisteren", ("relative", "gisteren")),
        ("last  week", ("relative", "last week")),
        ("vorig jaar", ("relative", "vorig jaar")),
        ("12/31/2020", ("day", "2020", "12", "31")),
    ],
)
def test_part_of_a_date_is_a_date(words: str, names: tuple[str, ...]) -> None:
    (date,) = find_dates(words)
    assert date.names == names


@pytest.mark.parametrize(
    "words", ["you may go", "Jan ging", "33/33/2020", "2019 %", "2020.5", "marching", "€2000,50"]
)
def test_what_is_no_date_is_left_alone(words: str) -> None:
    assert find_dates(words) == []


@given(st.text())
def test_any_text_can_be_searched_for_dates(text: str) -> None:
    for date in find_dates(text):
        assert date.span.end <= len(text)
        assert date.names
