from __future__ import annotations

import pytest

from annotations.anchors import UNKNOWN, Anchor, AnchorState
from articles.model import Span


def test_an_anchor_knows_its_span() -> None:
    assert Anchor("", "woord", start=3, end=8).span == Span(3, 8)


def test_an_imported_anchor_may_know_no_position() -> None:
    anchor = Anchor("", "woord")
    assert (anchor.start, anchor.end, anchor.span) == (UNKNOWN, UNKNOWN, None)


@pytest.mark.parametrize(("start", "end"), [(5, 3), (-1, 3), (3, -1), (-2, -2)])
def test_an_anchor_refuses_what_is_no_position(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a position"):
        Anchor("", "woord", start=start, end=end)


def test_the_words_of_three_states_are_trusted() -> None:
    assert [state.value for state in AnchorState if state.trusted] == ["exact", "moved", "typography"]
