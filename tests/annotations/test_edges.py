"""Negations put in behind a quote, where its sentence had ended."""

from __future__ import annotations

import pytest

from annotations.anchoring import describe, resolve
from annotations.anchors import AlarmKind, AnchorState
from articles.model import Span

BEFORE = "Het college vergaderde lang. "
AFTER = " Daarna sprak de oppositie over de veerpont en de kade."


def anchored(old: str, quote: str, new: str, *, with_old: bool) -> tuple[AnchorState, list[AlarmKind], str]:
    """Return what becomes of `quote` when the sentence `old` becomes `new`."""
    text, now = BEFORE + old + AFTER, BEFORE + new + AFTER
    start = text.index(quote)
    anchor = describe(text, Span(start, start + len(quote)), "old")
    found = resolve(anchor, now, revision="new", old_text=text if with_old else None)
    assert found.span is not None
    return found.state, [alarm.kind for alarm in found.alarms], found.span.cut(now)


@pytest.mark.parametrize("with_old", [True, False])
@pytest.mark.parametrize("quote", ["De minister betaalt de brug.", "De minister betaalt de brug"])
def test_a_negation_put_in_at_the_end_of_the_sentence_is_an_alarm(quote: str, *, with_old: bool) -> None:
    new = "De minister betaalt de brug niet."
    state, alarms, words = anchored("De minister betaalt de brug.", quote, new, with_old=with_old)
    assert (state, alarms) == (AnchorState.CHANGED, [AlarmKind.NEGATION])
    assert words.startswith("De minister betaalt de brug niet")


@pytest.mark.parametrize("with_old", [True, False])
def test_other_words_behind_a_quote_are_no_alarm(*, with_old: bool) -> None:
    old, new = "De minister betaalt de brug.", "De minister betaalt de brug volgend jaar."
    state, alarms, words = anchored(old, old[:-1], new, with_old=with_old)
    assert (state, alarms, words) == (AnchorState.EXACT, [], old[:-1])


@pytest.mark.parametrize("with_old", [True, False])
def test_a_negation_in_a_long_clause_behind_a_quote_is_left_to_the_sentence(*, with_old: bool) -> None:
    old = "De minister betaalt de brug."
    new = "De minister betaalt de brug zolang de raad daar nog niet anders over denkt."
    state, alarms, _ = anchored(old, old[:-1], new, with_old=with_old)
    assert (state, alarms) == (AnchorState.EXACT, [])


def test_a_negation_in_the_rest_of_a_sentence_that_was_there_before_is_no_alarm() -> None:
    old = "De minister betaalt de brug niet."
    state, alarms, _ = anchored(old, "De minister betaalt", f"Morgen. {old}", with_old=False)
    assert (state, alarms) == (AnchorState.MOVED, [])
