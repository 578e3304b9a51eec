from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Thread

from hypothesis import given
from hypothesis import strategies as st

from annotations.ids import ULID_LENGTH, UlidMaker, is_ulid, short

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=30))
def test_ids_rise_even_where_the_clock_runs_back(milliseconds: list[int]) -> None:
    ticks = iter(milliseconds)
    make = UlidMaker(lambda: NOON + timedelta(milliseconds=next(ticks)))
    made = [make() for _ in milliseconds]
    assert all(one < other for one, other in pairwise(made))
    assert all(map(is_ulid, made))


def test_a_clock_before_1970_gives_ids_all_the_same() -> None:
    assert is_ulid(UlidMaker(lambda: datetime(1955, 1, 1, tzinfo=UTC))())


def test_an_id_begins_with_its_time() -> None:
    early, late = UlidMaker(lambda: NOON)(), UlidMaker(lambda: NOON + timedelta(milliseconds=1))()
    assert early[:10] < late[:10]


def test_threads_never_get_the_same_id() -> None:
    make = UlidMaker(lambda: NOON)
    made: list[str] = []
    threads = [Thread(target=lambda: made.extend(make() for _ in range(200))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 800


def test_what_is_no_ulid_is_told_from_one() -> None:
    made = UlidMaker(lambda: NOON)()
    assert not is_ulid(made.lower())
    assert not is_ulid(made[1:])
    assert not is_ulid("U" * ULID_LENGTH)
    assert not is_ulid("8" + "Z" * (ULID_LENGTH - 1)), "130 bits do not fit in 128"
    assert is_ulid("7" + "Z" * (ULID_LENGTH - 1))


def test_a_screen_shows_the_end_of_an_id() -> None:
    assert short("01ARZ3NDEKTSV4RRFFQ69G5FAV") == "9g5fav"
