"""Blocks and marks out of columns: the same as a tuple of them, and each made only when it is asked for."""

from __future__ import annotations

import copy
import pickle
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.columns import (
    Blocks,
    Cells,
    Marks,
    all_at_most,
    around,
    ascending,
    column,
    ends_of,
    narrow_column,
    never_above,
    numbers,
    of_kind,
    starts_of,
    walk,
    width_of,
)
from articles.model import Block, BlockKind, Mark, MarkKind, Span

NUMBERS = st.lists(
    st.integers(0, 2**32 - 1) | st.integers(2**31 - 2, 2**31 + 1) | st.integers(0, 3), max_size=9
)
OFFSETS = st.integers(0, 2**31 - 1)

HEADED = (BlockKind.HEADING, 2, 0, 0, "", "", False, "")
PLAIN = (BlockKind.PARAGRAPH, 0, 0, 1, "", "", False, "")
ROW = (BlockKind.TABLE_ROW, 0, 0, 0, "", "", True, "lr")


def made() -> tuple[Blocks, tuple[Block, ...]]:
    """Return four blocks as columns, and the same as a tuple."""
    cells = Cells(rows=[3], firsts=[0, 2], starts=[30, 35], ends=[33, 39])
    columns = Blocks([0, 10, 20, 30], [8, 18, 28, 39], [0, 1, 0, 2], [HEADED, PLAIN, ROW], cells)
    return columns, (
        Block(BlockKind.HEADING, Span(0, 8), 2),
        Block(BlockKind.PARAGRAPH, Span(10, 18), quoted=1),
        Block(BlockKind.HEADING, Span(20, 28), 2),
        Block(BlockKind.TABLE_ROW, Span(30, 39), header=True, cells=(Span(30, 33), Span(35, 39)), align="lr"),
    )


@given(NUMBERS)
def test_numbers_come_back_out_of_a_column(values: list[int]) -> None:
    assert list(numbers(column(values))) == values


def test_numbers_come_back_where_the_highest_byte_comes_first() -> None:
    assert list(numbers(column([1, 2**24]), order="big")) == [2**24, 1]


@given(
    st.lists(
        st.integers(0, 2**31 - 1) | st.sampled_from([0, 127, 128, 2**15 - 1, 2**15]), min_size=1, max_size=5
    )
)
def test_a_narrow_column_is_as_wide_as_it_must_be(values: list[int]) -> None:
    made = narrow_column(values)
    width = width_of(made, len(values))
    assert width == (1 if max(values) < 2**7 else 2 if max(values) < 2**15 else 4)
    assert list(numbers(made, width)) == values
    for most in (max(values), max(values) - 1):
        assert all_at_most(made, most, width) == (most == max(values))


def test_a_column_of_another_length_is_refused() -> None:
    assert width_of(b"", 0) == 1
    for bad in (b"", b"abc"):
        with pytest.raises(ValueError, match="no column of 2 numbers"):
            width_of(bad, 2)


@pytest.mark.parametrize("value", [-1, 2**32])
def test_a_number_of_another_size_has_no_place_in_a_column(value: int) -> None:
    with pytest.raises(OverflowError):
        column([value])


@given(NUMBERS, NUMBERS)
def test_columns_are_compared_number_by_number(lower: list[int], upper: list[int]) -> None:
    fits = len(lower) == len(upper) and max([*lower, *upper], default=0) < 2**31
    expected = fits and all(low <= high for low, high in zip(lower, upper, strict=False))
    assert never_above(column(lower), column(upper)) == expected


@given(st.lists(OFFSETS, max_size=9), OFFSETS)
def test_a_column_is_held_against_one_number(values: list[int], most: int) -> None:
    assert all_at_most(column(values), most) == all(value <= most for value in values)
    assert all_at_most(column(values), -1) == (not values)


@given(
    st.lists(OFFSETS, max_size=5)
    | st.lists(st.integers(0, 999), max_size=9).map(lambda some: list(accumulate(some)))
)
def test_a_column_is_known_to_ascend(values: list[int]) -> None:
    assert ascending(column(values)) == (values == sorted(values))


def test_half_a_number_is_no_column() -> None:
    assert not never_above(b"abc", b"abc")


@given(st.integers(-6, 6), st.integers(-6, 6), st.sampled_from([-2, -1, 1, 2]))
def test_columns_are_taken_from_as_a_tuple_is(start: int, stop: int, step: int) -> None:
    columns, same = made()
    assert columns[start:stop:step] == same[start:stop:step]
    assert [columns[at] for at in range(-4, 4)] == [same[at] for at in range(-4, 4)]
    for outside in (4, -5):
        with pytest.raises(IndexError):
            columns[outside]
    tuple(columns)
    assert columns[start:stop:step] == same[start:stop:step]


def test_columns_are_equal_to_a_tuple_of_the_same() -> None:
    columns, same = made()
    assert columns == same
    assert same == columns
    assert columns == made()[0]
    assert hash(columns) == hash(same)
    assert repr(columns) == repr(same)
    assert columns != same[:3]
    assert columns != (*same[:3], same[0])
    assert columns != list(same)
    assert list(reversed(columns)) == list(reversed(same))
    assert same[1] in columns
    assert columns.index(same[2]) == 2


def test_a_copy_of_columns_is_a_tuple() -> None:
    columns, same = made()
    assert pickle.loads(pickle.dumps(columns)) == same  # noqa: S301 - our own bytes
    assert copy.deepcopy(columns) == same


def test_where_parts_stand_is_known_without_making_any() -> None:
    columns, same = made()
    assert list(starts_of(columns)) == list(starts_of(same)) == [0, 10, 20, 30]
    assert list(ends_of(columns)) == list(ends_of(same)) == [8, 18, 28, 39]


def test_blocks_of_one_kind_are_found_in_columns_as_in_a_tuple() -> None:
    columns, same = made()
    for kind in BlockKind:
        found = of_kind(columns, kind)
        assert found == of_kind(same, kind)
        assert list(starts_of(found)) == [block.span.start for block in found]
        assert found[-1:] == tuple(found)[-1:]


@given(st.integers(0, 45), st.integers(0, 45))
def test_the_blocks_around_some_words_are_those_that_share_some(start: int, end: int) -> None:
    columns, same = made()
    span = Span(min(start, end), max(start, end))
    expected = tuple(block for block in same if block.span.overlaps(span))
    assert around(columns, span) == around(same, span) == expected


@given(st.integers(-1, 4))
def test_columns_are_walked_along_from_anywhere(at: int) -> None:
    columns, same = made()
    assert tuple(walk(columns, at)) == (same[at:] if at >= 0 else ())
    assert tuple(walk(columns, at, -1)) == (same[at::-1] if 0 <= at < 4 else ())


def test_marks_come_out_of_columns() -> None:
    marks = Marks(
        [0, 4], [3, 9], ([1, 0], [MarkKind.LINK, MarkKind.STRONG]), ([0, 1], ["", "https://example.org/"])
    )
    assert marks == (
        Mark(MarkKind.STRONG, Span(0, 3)),
        Mark(MarkKind.LINK, Span(4, 9), "https://example.org/"),
    )
