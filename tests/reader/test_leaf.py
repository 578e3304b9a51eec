"""The part of an article that is in sight, without a screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.glyphs import UNICODE
from reader.leaf import Leaf
from tests.reader.screens.reading_app import Room

ROOM = Room("\n\n".join(f"Paragraph {number} is dull." for number in range(80)).encode())
TEXT = ROOM.dossier.text


@given(st.integers(0, 79), st.integers(4, 60))
def test_words_to_bring_in_sight_before_there_is_a_size_are_in_sight_once_there_is(
    number: int, height: int
) -> None:
    words = ROOM.span(f"Paragraph {number} is")
    leaf = Leaf(UNICODE, 70)
    leaf.show(ROOM.dossier)
    leaf.reveal(words)
    assert leaf.visible_span == words
    leaf.resize(80, height)
    assert words.overlaps(leaf.visible_span)
    leaf.go_to(0)
    leaf.resize(81, height)
    assert leaf.visible_span.start == 0


def test_of_two_places_asked_for_before_there_is_a_size_the_later_holds() -> None:
    leaf = Leaf(UNICODE, 70)
    leaf.show(ROOM.dossier)
    leaf.reveal(ROOM.span("Paragraph 70"))
    leaf.go_to(TEXT.index("Paragraph 30"))
    leaf.resize(80, 10)
    assert leaf.visible_span.start == TEXT.index("Paragraph 30")
