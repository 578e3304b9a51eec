"""In which order articles are listed, and by what they are found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import StoreError
from annotations.progress import Progress
from annotations.stores.memory import MemoryDesk
from reader.filtering import folded
from reader.library_rows import LibraryRow, Sort, finds, in_order, search_text
from reader.visits import KEY, keep_visit, last_visits
from tests.reader.staging import THEN

DAY = timedelta(days=1)
ROWS = [
    LibraryRow("a", "Zebras", "en", "2021", THEN, None, Progress(4, 4, tags=("animals",))),
    LibraryRow("b", "Élan", "fr", "12 January 2022", THEN - DAY, THEN + DAY, Progress(4, 1)),
    LibraryRow("c", "boats", "nl", "", THEN + DAY / 2, None, Progress()),
    LibraryRow("d", "Boats", "nl", "soon", THEN - DAY, None, None),
    LibraryRow(
        "e-1f2a", "Ants", "en", "2021-05", THEN - DAY * 2, THEN - DAY, Progress(2, 1, reviewers=("Bo",))
    ),
]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.OPENED, ["b", "c", "a", "d", "e-1f2a"]),
        (Sort.TITLE, ["e-1f2a", "c", "d", "a", "b"]),
        (Sort.DATE, ["b", "e-1f2a", "a", "c", "d"]),
        (Sort.PROGRESS, ["b", "e-1f2a", "a", "c", "d"]),
    ],
)
def test_articles_are_in_order(sort: Sort, order: list[str]) -> None:
    assert [row.id for row in in_order(ROWS, sort)] == order


@given(st.permutations(ROWS), st.sampled_from(Sort))
def test_the_order_does_not_hang_on_how_they_came(rows: list[LibraryRow], sort: Sort) -> None:
    assert in_order(rows, sort) == in_order(ROWS, sort)


def test_the_orders_go_round() -> None:
    assert [sort.next for sort in Sort] == [*list(Sort)[1:], Sort.OPENED]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["a", "b", "c", "d", "e-1f2a"]),
        ("boats", ["c", "d"]),
        ("Boats", ["d"]),
        ("#animals", ["a"]),
        ("#anim zeb", ["a"]),
        ("bo ants", ["e-1f2a"]),
        ("nl", ["c", "d"]),
        ("2021-05", ["e-1f2a"]),
        ("e-1", ["e-1f2a"]),
        ("1f2a", []),
        ("#boats", []),
    ],
)
def test_articles_are_found_by_their_words_and_by_the_start_of_their_id(query: str, found: list[str]) -> None:
    texts = [search_text(row) for row in ROWS]
    assert [ROWS[index].id for index in finds(query, ROWS, texts, folded(texts))] == found


def test_visits_are_kept_by_article() -> None:
    desk = MemoryDesk()
    assert last_visits(desk) == {}
    keep_visit(desk, "a", THEN)
    keep_visit(desk, "b", THEN)
    keep_visit(desk, "a", THEN + DAY)
    assert last_visits(desk) == {"a": THEN + DAY, "b": THEN}


@pytest.mark.parametrize("kept", [{"a": 1}, {"a": "yesterday"}, {"a": None}, {"a": ["2021"]}])
def test_a_visit_at_no_time_is_none(kept: dict[str, Any]) -> None:
    desk = MemoryDesk()
    desk.keep(KEY, {**kept, "b": "2025-03-14T15:00:00.000Z"})
    assert last_visits(desk) == {"b": THEN}


def test_a_visit_that_cannot_be_kept_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = MemoryDesk()

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(desk, "keep", full)
    keep_visit(desk, "a", THEN)
    assert last_visits(desk) == {}
