"""How long ago something was, as it is read beside a note."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from reader.ages import age

NOW = datetime(2025, 3, 14, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=40), "just now"),
        (timedelta(minutes=-2), "just now"),
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=2, minutes=50), "2 h ago"),
        (timedelta(hours=14), "14 h ago"),
        (timedelta(hours=16), "yesterday"),
        (timedelta(hours=38), "yesterday"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=7), "7 Mar 2025"),
        (timedelta(days=400), "8 Feb 2024"),
        (timedelta(hours=-3), "14 Mar 2025 18:00"),
    ],
)
def test_an_age_is_said_in_a_few_words(passed: timedelta, said: str) -> None:
    assert age(NOW - passed, NOW) == said


def test_an_evening_before_a_short_night_is_told_in_hours() -> None:
    assert age(NOW.replace(hour=0) - timedelta(hours=1), NOW.replace(hour=2)) == "3 h ago"


def test_days_are_those_of_the_reader() -> None:
    tokyo = timezone(timedelta(hours=9))
    late = datetime(2025, 3, 13, 14, 0, tzinfo=UTC)
    assert age(late, datetime(2025, 3, 14, 15, 0, tzinfo=UTC)) == "yesterday"
    assert age(late, datetime(2025, 3, 15, 0, 30, tzinfo=tokyo)) == "2 days ago"
