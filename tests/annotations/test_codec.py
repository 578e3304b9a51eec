from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.codec import TABLES, from_json, read_time, table_of, to_json, write_time
from annotations.errors import InvalidRecord
from annotations.model import Claim, Fact, Record, Source, article_of
from tests.annotations.making import THEN, plain_json, records

if TYPE_CHECKING:
    from collections.abc import Mapping

CLAIM: Mapping[str, Any] = {
    "id": "C",
    "author": "anna",
    "created": "2026-03-01T12:00:00.000Z",
    "modified": "2026-03-01T12:00:00.000Z",
    "article": "a",
    "anchor": {"revision": "", "exact": "1,200"},
}
FIELDS = sorted({name for kind in TABLES.values() for name in kind.__dataclass_fields__})


@given(records)
def test_a_record_comes_back_from_json_as_it_was(record: Record) -> None:
    table = table_of(record)
    text = json.dumps(to_json(record))
    assert from_json(table, json.loads(text)) == record
    assert TABLES[table] is type(record)
    assert table_of(type(record)) == table


@given(records, st.dictionaries(st.text(max_size=6).map("later {}".format), plain_json, max_size=3))
def test_fields_of_a_later_version_survive_also_inside_an_anchor(
    record: Record, unknown: dict[str, Any]
) -> None:
    written: dict[str, Any] = {**to_json(record), **unknown}
    for name, value in to_json(record).items():
        if name in {"anchor", "target", "rests_on"}:
            written[name] = {**value, **unknown}
    read = from_json(table_of(record), written)
    assert to_json(read) == written
    assert to_json(replace(read, deleted=not read.deleted)).keys() ^ written.keys() == {"deleted"}


def test_a_field_of_a_later_version_goes_with_the_anchor_it_belonged_to() -> None:
    anchor = {**CLAIM["anchor"], "xpath": "/p[1]"}
    read = from_json("claims", {**CLAIM, "anchor": anchor})
    assert isinstance(read, Claim)
    assert to_json(replace(read, text="new"))["anchor"] == anchor
    moved = replace(read, anchor=replace(read.anchor, exact="1,300"))
    assert to_json(moved)["anchor"] == {"revision": "", "exact": "1,300"}


def test_what_has_its_default_is_left_out() -> None:
    read = from_json("claims", CLAIM)
    assert to_json(read) == CLAIM
    assert not to_json(read).keys() & {"text", "claimant", "kind", "deleted", "extra", "rev"}


def test_a_field_called_extra_is_a_field_like_any_other() -> None:
    read = from_json("claims", {**CLAIM, "extra": {"a": 1}})
    assert to_json(read) == {**CLAIM, "extra": {"a": 1}}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 7),
        ("id", None),
        ("created", "yesterday"),
        ("created", 12),
        ("created", "2026-03-01T12:00:00"),
        ("created", "0001-01-01T00:00:00+14:00"),
        ("deleted", 1),
        ("deleted", "yes"),
        ("ancestors", "1-a"),
        ("ancestors", [1]),
        ("kind", "rumour"),
        ("kind", ["figure"]),
        ("kind", {}),
        ("anchor", None),
        ("anchor", []),
        ("anchor", {"revision": ""}),
        ("anchor", {"revision": "", "exact": "", "start": True, "end": 3}),
        ("anchor", {"revision": "", "exact": "", "start": 3, "end": 1}),
        ("anchor", {"revision": "", "exact": "", "start": 1.0, "end": 2.0}),
    ],
)
def test_a_field_of_another_type_is_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(InvalidRecord, match=field):
        from_json("claims", {**CLAIM, field: value})


@pytest.mark.parametrize("field", sorted(CLAIM))
def test_a_missing_field_is_named(field: str) -> None:
    with pytest.raises(InvalidRecord, match=f"{field} is missing"):
        from_json("claims", {name: value for name, value in CLAIM.items() if name != field})


@pytest.mark.parametrize("data", [None, [], "claim", 3, True])
def test_what_is_no_object_is_no_record(data: object) -> None:
    with pytest.raises(InvalidRecord, match="not an object"):
        from_json("claims", data)


def test_an_unknown_table_is_named() -> None:
    with pytest.raises(InvalidRecord, match="'rumours'"):
        from_json("rumours", CLAIM)


@given(st.sampled_from(sorted(TABLES)), st.dictionaries(st.sampled_from(FIELDS), plain_json))
def test_whatever_stands_in_a_file_is_read_or_refused(table: str, data: dict[str, Any]) -> None:
    whole = {**{name: value for name, value in CLAIM.items() if name not in data}, **data}
    try:
        read = from_json(table, whole)
    except InvalidRecord:
        return
    assert from_json(table, to_json(read)) == read


def test_times_are_utc_to_the_millisecond() -> None:
    amsterdam = timezone(timedelta(hours=1))
    assert write_time(datetime(2026, 3, 1, 13, 0, 0, 1999, tzinfo=amsterdam)) == "2026-03-01T12:00:00.001Z"
    assert read_time("2026-03-01T13:00:00+01:00") == THEN
    assert read_time("2026-03-01T12:00:00.123456Z") == THEN.replace(microsecond=123000)


def test_times_without_an_offset_and_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        read_time("2026-03-01")
    with pytest.raises(ValueError, match="calendar"):
        read_time("9999-12-31T23:59:59-12:00")
    with pytest.raises(TypeError):
        read_time(None)


def test_evidence_belongs_to_no_article() -> None:
    fields: dict[str, Any] = {"id": "x", "author": "anna", "created": THEN, "modified": THEN}
    assert article_of(Source(**fields, article="a-source-in-the-library")) == ""
    assert article_of(Fact(**fields, source="S")) == ""
    assert article_of(from_json("claims", CLAIM)) == "a"
    assert article_of(Record(**fields)) == ""


def test_a_record_is_the_work_of_its_creator_where_it_was_imported() -> None:
    read = from_json("claims", {**CLAIM, "creator": "carla"})
    assert (read.author, read.person) == ("anna", "carla")
    assert from_json("claims", CLAIM).person == "anna"


def test_the_tables_hold_every_kind_of_record() -> None:
    assert {kind.__name__ for kind in TABLES.values()} == {kind.__name__ for kind in Record.__subclasses__()}
