"""What grows with the library is done again only after many times as long as it took."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.screens import browsing
from reader.screens.browsing import RARELY, Seldom


@given(st.lists(st.tuples(st.floats(0.001, 5), st.floats(0, 200)), min_size=1, max_size=30))
def test_it_takes_a_small_part_of_the_time_however_long_it_takes(steps: list[tuple[float, float]]) -> None:
    now = 0.0
    spent = 0.0
    last = 0.0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browsing, "monotonic", lambda: now)
        seldom = Seldom()
        assert seldom.is_due
        for took, waited in steps:
            if seldom.is_due:
                with seldom.done():
                    now += took
                spent, last = spent + took, took
            now += waited
    # The last time may only just have been.
    assert (spent - last) * RARELY <= now
