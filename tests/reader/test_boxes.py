"""The small bar of boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.boxes import bar
from reader.glyphs import UNICODE


@pytest.mark.parametrize(
    ("done", "begun", "count", "expected"),
    [
        (0, 0, 0, ""),
        (0, 0, 9, "▱▱▱▱▱▱▱▱"),
        (4, 2, 8, "▰▰▰▰▨▨▱▱"),
        (7, 1, 8, "▰▰▰▰▰▰▰▨"),
        (99, 1, 100, "▰▰▰▰▰▰▰▨"),
        (99, 0, 100, "▰▰▰▰▰▰▰▱"),
        (3, 0, 3, "▰▰▰▰▰▰▰▰"),
    ],
)
def test_boxes_say_what_is_done_and_what_is_under_way(
    done: int, begun: int, count: int, expected: str
) -> None:
    assert bar(done, begun, count, 8, UNICODE) == expected


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(1, 30))
def test_a_bar_is_full_only_where_all_is_done(done: int, begun: int, left: int, width: int) -> None:
    count = done + begun + left
    made = bar(done, begun, count, width, UNICODE)
    assert len(made) == (width if count else 0)
    assert (made == UNICODE.full * width) is (count > 0 and done == count)
