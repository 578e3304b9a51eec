from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.folding import fold
from articles.model import Span

odd_text = st.text(st.sampled_from("aB  -–'’\u00ad\u200b…ﬁ\n.é"), max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("„Ja”, zei hij", '"ja", zei hij'),
        ("’s avonds", "'s avonds"),
        ("tien – twaalf", "tien - twaalf"),
        ("tien--twaalf", "tien-twaalf"),
        ("een\n\n  twee\u00a0drie", "een twee drie"),
        ("af\u00adbreken", "afbreken"),
        ("Wacht…", "wacht..."),
        ("oﬃcieel", "officieel"),
        ("''Ja''", '"ja"'),
        ("İzmir", "izmir"),
        ("", ""),
    ],
)
def test_typography_folds_away(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_capitals_stay_where_they_count() -> None:
    assert fold("De „Paus”", cased=True).text == 'De "Paus"'


def test_a_folded_part_leads_back_to_where_it_came_from() -> None:
    text = "Hij zei:  „af\u00adbreken…” en ging"
    folded = fold(text)
    start = folded.text.index('"af')
    assert folded.origin(start, folded.text.index(" en")).cut(text) == "„af\u00adbreken…”"


def test_a_dropped_sign_at_the_end_is_not_taken_along() -> None:
    text = "woord\u00ad anders"
    assert fold(text).origin(0, 5) == Span(0, 5)


@given(odd_text | st.text())
def test_any_part_leads_back_into_the_text_and_folds_to_itself(text: str) -> None:
    folded = fold(text)
    for start in range(len(folded.text)):
        origin = folded.origin(start, start + 1)
        assert origin.end <= len(text)
    whole = folded.origin(0, len(folded.text))
    assert fold(whole.cut(text)).text == folded.text


@given(odd_text | st.text())
def test_parts_lead_back_in_order(text: str) -> None:
    folded = fold(text)
    starts = [folded.origin(at, at + 1).start for at in range(len(folded.text))]
    assert starts == sorted(starts)
