from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchors import Anchor, AnchorState, Resolution
from annotations.dossier import ClaimView
from annotations.model import Claim
from annotations.workflow import ClaimState
from articles.model import Span
from reader.arrangement import NARROW, NARROWEST_ARTICLE, VERY_WIDE, WIDE, arrange, too_small
from reader.cells import cell_len
from reader.glyphs import ASCII, UNICODE, Glyphs
from reader.gutter import Gutter, gutter_width
from reader.lines import Look
from tests.reader.staging import THEN


def view(number: int, start: int, state: ClaimState = ClaimState.OPEN) -> ClaimView:
    place = Resolution(AnchorState.EXACT, Span(start, start + 2), 1.0)
    if state is ClaimState.ORPHAN:
        place = Resolution(AnchorState.ORPHAN, None, 0.0)
    anchor = Anchor("r", "xx", start=start, end=start + 2)
    claim = Claim(id=f"C{number}", author="anna", created=THEN, modified=THEN, article="a", anchor=anchor)
    return ClaimView(claim, number, place, state)


def shown(gutter: Gutter, start: int, end: int, current: str = "", *, sentence: bool = False) -> str:
    return "".join(piece.text for piece in gutter.pieces(start, end, current, sentence=sentence))


@given(
    st.lists(st.integers(0, 40), max_size=120).map(sorted),
    st.integers(0, 45),
    st.integers(0, 12),
    st.sampled_from(["", "C1", "C5"]),
    st.booleans(),
    st.sampled_from([UNICODE, ASCII]),
)
def test_the_gutter_is_always_as_wide(
    starts: list[int],
    start: int,
    length: int,
    current: str,
    sentence: bool,  # noqa: FBT001 - drawn by hypothesis
    glyphs: Glyphs,
) -> None:
    gutter = Gutter([view(number, at) for number, at in enumerate(starts, 1)], glyphs)
    row = shown(gutter, start, start + length, current, sentence=sentence)
    assert cell_len(row) == gutter.width == gutter_width(len(starts))
    here = [number for number, at in enumerate(starts, 1) if start <= at < start + length]
    assert bool(row.strip(glyphs.sentence + " ")) == bool(here)
    if here:
        number = int(current[1:]) if current and int(current[1:]) in here else here[0]
        assert str(number) in row


def test_a_row_shows_the_claim_that_starts_in_it() -> None:
    gutter = Gutter([view(1, 0), view(2, 10, ClaimState.REVIEWED), view(3, 12, ClaimState.ORPHAN)], UNICODE)
    assert shown(gutter, 0, 5) == "  1○ "
    assert shown(gutter, 10, 20) == "  2● "
    assert shown(gutter, 10, 20, "C2") == "▌ 2● "
    assert shown(gutter, 5, 9) == "     "
    assert shown(gutter, 5, 9, sentence=True) == "    ▏"
    assert shown(gutter, 0, 5, sentence=True) == "  1○▏"
    assert gutter.pieces(10, 20, "C2", sentence=False)[1].look == Look.ACCENT | Look.STRONG


def test_several_claims_in_a_row_are_counted() -> None:
    few = Gutter([view(1, 0), view(2, 1), view(3, 2)], UNICODE)
    assert shown(few, 0, 5) == "  1○³"
    assert shown(few, 0, 5, "C3") == "▌ 3○³"
    many = Gutter([view(number, number) for number in range(1, 12)], UNICODE)
    assert shown(many, 0, 50) == "  1○+"


# What stands where


@given(st.integers(1, 400), st.integers(1, 200), st.booleans(), st.integers(0, 500))
def test_the_columns_fill_the_window_and_leave_room_for_the_article(
    width: int,
    height: int,
    alone: bool,  # noqa: FBT001 - drawn by hypothesis
    panel: int,
) -> None:
    made = arrange(width, height, alone=alone, panel=panel)
    assert made.contents + made.article + made.panel == width
    assert min(made.contents, made.panel, made.sheet) >= 0
    assert made.sheet <= height
    if alone or width < NARROW:
        assert (made.panel, made.contents) == (0, 0)
    else:
        assert made.article >= NARROWEST_ARTICLE
        assert made.panel >= 20
        assert made.sheet == 0


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((60, 20), (0, 60, 0, 8, True)),
        ((80, 24), (0, 50, 30, 0, True)),
        ((120, 40), (0, 76, 44, 0, False)),
        ((200, 50), (32, 108, 60, 0, False)),
        ((NARROW, 24), (0, 42, 30, 0, True)),
        ((WIDE, 24), (0, 56, 44, 0, False)),
        ((VERY_WIDE, 24), (32, 88, 60, 0, False)),
        ((60, 8), (0, 60, 0, 3, True)),
    ],
)
def test_windows_of_the_usual_sizes_are_arranged_as_drawn(
    size: tuple[int, int], expected: tuple[int, int, int, int, bool]
) -> None:
    made = arrange(*size)
    assert (made.contents, made.article, made.panel, made.sheet, made.compact) == expected


def test_alone_the_article_has_it_all() -> None:
    made = arrange(200, 50, alone=True)
    assert (made.article, made.panel, made.sheet) == (200, 0, 0)


def test_a_window_may_be_too_small() -> None:
    assert too_small(39, 50)
    assert too_small(100, 9)
    assert not too_small(40, 10)
