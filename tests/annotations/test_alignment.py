from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from annotations import matching
from annotations.alignment import Alignment, carry
from articles.model import Span

if TYPE_CHECKING:
    import pytest

OLD = (
    "De brug ging op maandag dicht.\n\nVolgens de gemeente duurt het werk drie weken. "
    "Omwonenden klagen over het lawaai.\n\nDe wethouder wilde niet reageren."
)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def carried(new: str, words: str, old: str = OLD) -> tuple[str | None, float]:
    (result,) = carry(old, new, [span_of(old, words)])
    return (None if result.span is None else result.span.cut(new)), result.similarity


def test_an_untouched_passage_is_carried_whole() -> None:
    assert carried("Een kop.\n\n" + OLD, "de gemeente duurt") == ("de gemeente duurt", 1.0)


def test_a_changed_word_is_carried_with_its_passage() -> None:
    found, similarity = carried(OLD.replace("drie weken", "vier weken"), "het werk drie weken")
    assert found == "het werk vier weken"
    assert similarity == 0.75


def test_where_the_end_of_a_passage_changed_its_neighbours_tell_the_end() -> None:
    assert carried(OLD.replace("Omwonenden", "Buren"), "Omwonenden klagen")[0] == "Buren klagen"
    assert (
        carried(OLD.replace("lawaai", "stof en gruis"), "klagen over het lawaai")[0]
        == "klagen over het stof en gruis"
    )


def test_the_edges_of_the_text_are_neighbours_too() -> None:
    assert carried(OLD.replace("De brug", "Die oude brug"), "De brug ging")[0] == "Die oude brug ging"
    assert (
        carried(OLD.replace("niet reageren.", "niets zeggen."), "wilde niet reageren")[0]
        == "wilde niets zeggen"
    )


def test_words_put_in_beside_a_passage_do_not_belong_to_it() -> None:
    assert carried(OLD.replace("dicht.", "dicht. Dat was lang bekend."), "maandag dicht.") == (
        "maandag dicht.",
        1.0,
    )


def test_a_struck_passage_is_gone_even_if_its_twin_remains() -> None:
    old = OLD + "\n\nOmwonenden klagen over het lawaai."
    new = old.replace("Omwonenden klagen over het lawaai.", "Het is er stil.", 1)
    assert carried(new, "Omwonenden klagen", old) == (None, 0.0)


def test_a_place_is_taken_if_it_came_from_elsewhere() -> None:
    old = OLD + "\n\nOmwonenden klagen over het lawaai."
    new = old.replace("Omwonenden klagen over het lawaai.", "", 1)
    both = Alignment(old, new)
    home = span_of(old, "Omwonenden klagen")
    twin = span_of(new, "Omwonenden klagen")
    assert both.taken(twin, home) > 0.8
    assert both.taken(twin, Span(old.rindex("Omwonenden"), len(old))) == 0


def test_texts_without_a_word_in_common_share_nothing() -> None:
    assert carry("een twee", "drie vier", [Span(0, 3)])[0].span is None
    assert carry("", "", [Span(0, 0)])[0].span is None


def test_signs_without_words_are_carried_too() -> None:
    assert carried("*** - ***\nBij.\n... !!!", "!!!", "*** - ***\n... !!!") == ("!!!", 1.0)


def test_long_texts_are_aligned_by_what_stands_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST_PAIRS", 4)
    chance = random.Random(3)  # noqa: S311 - made-up text
    words = [f"w{number}" for number in range(300)]
    old = " ".join(chance.choice(["de", "het", word]) for word in words)
    new = old.replace("w40", "x40").replace("w41 ", "") + " w7"
    kept = next(word for word in words[100:] if word in old.split())
    (result,) = carry(old, new, [span_of(old, kept + " ")])
    assert result.span is not None
    assert result.span.cut(new).startswith(kept)


words = st.lists(
    st.sampled_from("de het een brug weg dicht open. Zes\n\n 7 - nooit".split(" ")), max_size=30
).map(" ".join)


@given(words, words)
def test_runs_are_in_order_and_hold_the_same_words(old: str, new: str) -> None:
    both = Alignment(old, new)
    for run in both.runs:
        assert run.old.cut(old).casefold() == run.new.cut(new).casefold()
    for one, two in pairwise(both.runs):
        assert one.old.end <= two.old.start
        assert one.new.end <= two.new.start


@given(words, words, st.integers(0, 60), st.integers(0, 60))
def test_any_span_can_be_carried(old: str, new: str, start: int, length: int) -> None:
    start = min(start, len(old))
    span = Span(start, min(len(old), start + length))
    result = Alignment(old, new).carry(span)
    assert 0 <= result.similarity <= 1
    assert result.span is None or result.span.end <= len(new)


@given(words, st.integers(0, 60), st.integers(1, 60))
def test_the_same_text_carries_every_word_to_itself(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(len(text), start + length))
    result = Alignment(text, text).carry(span)
    if span.cut(text).strip() == span.cut(text) != "":
        assert result.span == span
