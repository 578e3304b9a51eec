from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.ids import is_ulid
from annotations.naming import derived, from_urn, to_urn

THEN = datetime(2026, 3, 1, tzinfo=UTC)


@given(st.integers(0, 2**128 - 1))
def test_an_id_is_named_on_the_web_and_back(number: int) -> None:
    digits = f"{number:032x}"
    urn = f"urn:uuid:{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    assert is_ulid(from_urn(urn))
    assert to_urn(from_urn(urn)) == urn


@pytest.mark.parametrize("urn", ["", "urn:uuid:1", "https://a.example/", "urn:uuid:" + "g" * 32])
def test_what_names_no_record_is_refused(urn: str) -> None:
    with pytest.raises(ValueError, match="not the name of a record"):
        from_urn(urn)


def test_the_same_thing_from_elsewhere_has_the_same_id() -> None:
    made = derived(THEN, "a")

    assert is_ulid(made)
    assert made == derived(THEN, "a") != derived(THEN, "b")
    assert derived(datetime(1, 1, 1, tzinfo=UTC), "a")[:10] == "0" * 10
