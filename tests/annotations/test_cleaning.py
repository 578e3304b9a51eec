from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.cleaning import cleaned, cleaned_fields
from annotations.model import ClaimKind

anything = st.text(st.characters(exclude_categories=()))


@given(anything)
def test_what_is_kept_has_one_kind_of_line_break_and_can_be_written(text: str) -> None:
    kept = cleaned(text)
    assert not set(kept) & set("\r\u2028\u2029\u0085")
    assert kept == kept.strip()
    kept.encode("utf-8")
    assert cleaned(kept) == kept


def test_line_breaks_of_all_kinds_become_one() -> None:
    assert cleaned(" a\r\nb\rc\u2028d\u2029e\u0085f\n") == "a\nb\nc\nd\ne\nf"


def test_control_characters_are_kept_for_whoever_wants_to_know() -> None:
    assert cleaned("a\x1b[2J\x00b") == "a\x1b[2J\x00b"


def test_a_lone_surrogate_becomes_a_sign_for_it() -> None:
    assert cleaned("a\ud800b") == "a\ufffdb"


def test_every_string_among_fields_is_cleaned_and_nothing_else() -> None:
    fields = {"text": " a ", "tags": (" b ", "c"), "kind": ClaimKind.FIGURE, "answered": True, "anchor": None}
    made = cleaned_fields(fields)
    assert made == {
        "text": "a",
        "tags": ("b", "c"),
        "kind": ClaimKind.FIGURE,
        "answered": True,
        "anchor": None,
    }
    assert made["kind"] is ClaimKind.FIGURE
