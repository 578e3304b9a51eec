"""The part of an article that is in sight, without a screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.model import Span
from reader.glyphs import UNICODE
from reader.leaf import Leaf
from reader.pointing import NOWHERE, Pointing
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


STORY = b"""# A ferry

The ferry sails again. It was *out* for eleven months, and cost **3 million**; nobody knew [why](https://a.b).

| port | trips |
|------|------:|
| east | 12 |
| west | 14 |

- One item of a list. With a second sentence.

    some code

The end came late. It came all the same.
"""
MARKED = Room(STORY)
FIRST, SECOND, THIRD = (MARKED.claim(words) for words in ("out for eleven months", "3 million; nobody", "14"))
_SPANS = st.tuples(st.integers(0, len(MARKED.dossier.text) - 1), st.integers(1, 40)).map(
    lambda at: Span(at[0], min(sum(at), len(MARKED.dossier.text)))
)
_MAYBE = st.none() | _SPANS
_POINTINGS = st.builds(
    lambda sentence, claim, selection, match: Pointing(
        sentence=sentence or NOWHERE, claim=claim, selection=selection or NOWHERE, match=match or NOWHERE
    ),
    _MAYBE,
    st.sampled_from(["", "gone", FIRST.id, SECOND.id, THIRD.id]),
    _MAYBE,
    _MAYBE,
)


@given(st.lists(st.tuples(_POINTINGS, st.integers(-4, 4)), min_size=1, max_size=5))
def test_pointing_elsewhere_shows_what_a_leaf_shows_that_points_there_at_once(
    steps: list[tuple[Pointing, int]],
) -> None:
    leaf = sized()
    for number, (pointing, rows) in enumerate(steps, 1):
        leaf.move(rows)
        leaf.lines()
        leaf.point_at(pointing)
        anew = sized()
        for _, moved in steps[:number]:
            anew.move(moved)
        anew.point_at(pointing)
        assert leaf.lines() == anew.lines()


def sized() -> Leaf:
    """Return a leaf of the marked story that shows a few of its rows."""
    leaf = Leaf(UNICODE, 40)
    leaf.show(MARKED.dossier)
    leaf.resize(50, 9)
    return leaf
