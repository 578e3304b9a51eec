"""Which of many texts fit what was typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.filtering import folded, matching

TEXTS = ("Rapport van de gemeente", "Persbericht gemeente Utrecht", "ÉCOLE")


def found(query: str) -> tuple[int, ...]:
    return matching(query, TEXTS, folded(TEXTS))


def test_every_word_must_occur_in_any_order() -> None:
    assert found("gemeente rapport") == (0,)
    assert found("gemeente") == (0, 1)
    assert found("gemeente nergens") == ()


def test_capitals_count_only_where_one_was_typed() -> None:
    assert found("RAPPORT") == ()
    assert found("Rapport") == (0,)
    assert found("école") == (2,)


@given(st.lists(st.text(max_size=10)), st.text(max_size=4), st.text(max_size=4))
def test_typing_on_only_ever_narrows(texts: list[str], first: str, more: str) -> None:
    both = matching(f"{first.lower()} {more.lower()}", texts, folded(texts))
    assert set(both) <= set(matching(first.lower(), texts, folded(texts)))
    assert matching("  ", texts, folded(texts)) == tuple(range(len(texts)))
