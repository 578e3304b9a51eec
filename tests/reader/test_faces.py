"""How cells are set off, and the way from one face to another."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from reader.faces import PLAIN, Face, change, on_blanks, read_face, spared
from reader.screenful import painted, unknown

FACES = st.builds(
    Face,
    st.frozensets(st.sampled_from(["1", "3", "4", "5", "7", "9"])),
    st.sampled_from(["", "31", "97", "38;5;200", "38;2;1;2;3"]),
    st.sampled_from(["", "42", "103", "48;5;17", "48;2;4;5;6"]),
    st.just(""),
)


@pytest.mark.parametrize(
    ("codes", "face"),
    [
        ("", PLAIN),
        ("0", PLAIN),
        ("1;4;38;2;1;2;3;48;5;7", Face(frozenset({"1", "4"}), "38;2;1;2;3", "48;5;7")),
        ("31;42;0;97;107", Face(frozenset(), "97", "107")),
        ("31;42;39;49", PLAIN),
        ("1;2;4;22;31", Face(frozenset({"4"}), "31")),
        ("21;53", Face(frozenset({"21", "53"}))),
    ],
)
def test_the_numbers_of_a_colour_code_are_read(codes: str, face: Face) -> None:
    assert read_face(codes) == face


@given(st.lists(FACES, min_size=1, max_size=6))
def test_changes_lead_where_the_whole_codes_lead(faces: list[Face]) -> None:
    """Step by step a terminal comes to look as one that is told everything anew each time."""
    changed, told = pyte.Screen(9, 1), pyte.Screen(9, 1)
    by_steps, anew = pyte.Stream(changed), pyte.Stream(told)
    was = PLAIN
    for now in faces:
        by_steps.feed(f"{change(was, now)}x")
        anew.feed(f"\x1b[{';'.join(filter(None, ['0', *sorted(now.marks), now.ink, now.ground]))}mx")
        was = now
    assert [changed.buffer[0][x] for x in range(9)] == [told.buffer[0][x] for x in range(9)]
    by_steps.feed(change(was, PLAIN))
    assert changed.cursor.attrs == pyte.Screen(1, 1).cursor.attrs


def test_nothing_is_told_twice_and_the_shorter_way_is_taken() -> None:
    bold = Face(frozenset({"1"}), "31", "42")
    assert change(bold, bold) == ""
    assert change(bold, PLAIN) == "\x1b[0m"
    assert change(bold, bold._replace(marks=frozenset())) == "\x1b[22m"
    assert change(Face(frozenset({"1", "2"})), Face(frozenset({"2"}), "31")) == "\x1b[0;2;31m"
    assert change(Face(frozenset({"53"})), Face(ink="31")) == "\x1b[0;31m"


def test_a_link_is_told_beside_the_colours() -> None:
    here = Face(link="id=1;https://example.org")
    assert change(PLAIN, here) == "\x1b]8;id=1;https://example.org\x1b\\"
    assert change(here, Face(ink="31")) == "\x1b]8;;\x1b\\\x1b[31m"
    assert change(here, PLAIN) == "\x1b]8;;\x1b\\"


def test_of_an_empty_cell_ink_is_seen_only_where_lines_or_reversal_show_it() -> None:
    assert on_blanks(Face(frozenset({"1"}), "31", "42")) == Face(ground="42")
    for mark in ("4", "7", "9"):
        assert on_blanks(Face(frozenset({mark}), "31")) == Face(frozenset({mark}), "31")


STYLES = st.builds(
    Style,
    color=st.sampled_from(["#d5d1c8", "red", None]),
    bgcolor=st.sampled_from(["#1b1c1f", None]),
    bold=st.sampled_from([True, None]),
    underline=st.sampled_from([True, None]),
)
ROWS = st.lists(
    st.lists(st.tuples(st.sampled_from(["word", "  ", " a", "„é”"]), STYLES), max_size=5), max_size=4
)


@example(
    [[("word", Style(color="#d5d1c8", bgcolor="#1b1c1f")), ("word", Style(bold=True, underline=True))]],
    ColorSystem.TRUECOLOR,
)
@given(ROWS, st.sampled_from([ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD]))
def test_a_painted_screen_is_the_same_in_fewer_bytes(
    rows: list[list[tuple[str, Style]]], colours: ColorSystem
) -> None:
    told = "".join(
        f"\x1b[{y};1H{''.join(style.render(text, color_system=colours) for text, style in row)}"
        for y, row in enumerate(rows, 1)
    )
    fewer = spared(told)
    assert len(fewer) <= len(told)
    if rows:
        one, other = painted(unknown(24, 4), told), painted(unknown(24, 4), fewer)
        assert one is not None
        assert one == other


def test_what_is_more_than_moves_and_colours_stays_as_it_is() -> None:
    for other in ("words first\x1b[1;1H", "\x1b[2Jwords", "\x1b[1;1Ha\x1b[31", ""):
        assert spared(other) == other
