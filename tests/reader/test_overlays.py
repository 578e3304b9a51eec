from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.columns import Marks
from articles.model import Mark, MarkKind, Span
from reader.cells import shown
from reader.lines import Look
from reader.overlays import Layer, Overlay, cut_pieces, mark_layers, overlay_of, span_layers

LOOKS = (Look.CLAIM, Look.NOTED, Look.EMPHASIS, Look.MATCH, Look.CURRENT)
anything = st.text(st.characters(exclude_categories=()), max_size=30)


@st.composite
def layers(draw: st.DrawFn) -> list[Layer]:
    made = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, 30))
        url = draw(st.sampled_from(["", "", "https://example.org"]))
        made.append(Layer(start, start + draw(st.integers(0, 12)), draw(st.sampled_from(LOOKS)), url))
    return made


@given(layers(), st.integers(0, 40), st.integers(0, 12))
def test_the_layers_that_touch_a_row_are_those_that_share_a_sign_with_it(
    made: list[Layer], start: int, length: int
) -> None:
    row = set(range(start, start + length))
    expected = [layer for layer in made if row & set(range(layer.start, layer.end))]
    found = Overlay(made).touching(start, start + length)
    assert sorted(found, key=repr) == sorted(expected, key=repr)


@given(anything, layers(), st.data())
def test_pieces_are_the_visible_text_each_with_the_looks_that_cover_it(
    text: str, made: list[Layer], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pieces = cut_pieces(text, start, end, Look.QUOTED, made)
    whole = "".join(piece.text for piece in pieces)
    assert whole == shown(text[start:end]).replace("\n", " ")
    at = start
    for piece in pieces:
        assert piece.text
        for offset in range(at, at + len(piece.text)):
            covering = [layer for layer in made if layer.start <= offset < layer.end]
            look = Look.QUOTED
            for layer in covering:
                look |= layer.look
            if shown(text[offset]) != text[offset] and text[offset] != "\t":
                look |= Look.HIDDEN
            assert piece.look == look
            assert bool(piece.url) == any(layer.url for layer in covering)
        at += len(piece.text)


def test_a_long_layer_from_before_is_found_past_short_ones() -> None:
    long, short = Layer(0, 20, Look.NOTED), Layer(2, 4, Look.CLAIM)
    assert Overlay([long, short]).touching(10, 12) == [long]


def test_what_must_not_reach_a_terminal_is_set_off_as_a_sign() -> None:
    pieces = cut_pieces("a\x1b\x00b\tc\n", 0, 7, Look.PLAIN, [])
    assert [(piece.text, piece.look) for piece in pieces] == [
        ("a", Look.PLAIN),
        ("␛␀", Look.HIDDEN),
        ("b c ", Look.PLAIN),
    ]


def test_the_marks_of_the_author_have_a_look_each_and_safe_links_only() -> None:
    span = Span(0, 3)
    made = mark_layers([Mark(kind, span, "https://example.org/") for kind in MarkKind])
    assert [layer.look for layer in made] == [
        Look.EMPHASIS,
        Look.STRONG,
        Look.STRIKE,
        Look.CODE,
        Look.LINK,
        Look.LINK,
        Look.MUTED,
    ]
    assert [layer.url for layer in made] == ["", "", "", "", "https://example.org/", "", ""]
    for target in (
        "javascript:alert(1)",
        "https://good.example@bad.example/",
        "https://x.example/\x1b]0;",
        "",
    ):
        bad = mark_layers([Mark(MarkKind.LINK, span, target)])
        assert [(piece.text, piece.url) for piece in cut_pieces("abc", 0, 3, Look.PLAIN, bad)] == [
            ("abc", "")
        ]
    good = mark_layers([Mark(MarkKind.LINK, span, "HTTPS://Example.org/a b".replace(" ", "%20"))])
    [piece] = cut_pieces("abc", 0, 3, Look.PLAIN, good)
    assert piece.url == "https://example.org/a%20b"


def test_a_span_without_words_is_no_layer() -> None:
    assert span_layers([Span(3, 3), Span(4, 6)], Look.MATCH) == [Layer(4, 6, Look.MATCH)]
    assert Overlay([Layer(3, 3, Look.MATCH)]).touching(0, 9) == []


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 40)), max_size=200),
    st.integers(0, 340),
    st.integers(0, 40),
)
def test_marks_in_columns_touch_a_row_as_those_in_a_tuple_do(
    made: list[tuple[int, int]], start: int, length: int
) -> None:
    made.sort()
    ends = [start + length for start, length in made]
    indexes = [0] * len(made)
    marks = Marks(
        [start for start, _ in made], ends, (indexes, [MarkKind.LINK]), (indexes, ["https://example.org/"])
    )
    found = overlay_of(marks).touching(start, start + length)
    expected = overlay_of(tuple(marks)).touching(start, start + length)
    assert sorted(found, key=repr) == sorted(expected, key=repr)
