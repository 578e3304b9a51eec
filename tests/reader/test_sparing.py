from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from reader.sparing import PLAIN, Face, read_face, spared

ROWS, COLUMNS = 4, 12
INKS = ["#d5d1c8", "#9f9b92", "red", "bright_black", "color(200)", "default", None]
FACES = st.builds(
    Style,
    color=st.sampled_from(INKS),
    bgcolor=st.sampled_from(INKS),
    bold=st.sampled_from([True, None]),
    underline=st.sampled_from([True, None]),
    reverse=st.sampled_from([True, None]),
)
RUNS = st.tuples(
    st.integers(1, ROWS), st.integers(1, COLUMNS), st.sampled_from(["word", "   ", " a ", ""]), FACES
)
SYSTEMS = st.sampled_from([ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD])


def shown(frames: list[str]) -> list[list[tuple[object, ...]]]:
    """Return what each cell of a terminal looks like after `frames`; of a blank one, what is seen of it."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    for frame in frames:
        stream.feed(frame)
    cells = [[screen.buffer[y][x] for x in range(COLUMNS)] for y in range(ROWS)]
    return [
        [
            (cell.data, cell.bg) if cell.data == " " and not (cell.reverse or cell.underscore) else cell
            for cell in row
        ]
        for row in cells
    ]


@given(st.lists(RUNS, max_size=12), SYSTEMS)
def test_a_spared_frame_leaves_the_same_cells(
    runs: list[tuple[int, int, str, Style]], colours: ColorSystem
) -> None:
    frame = "".join(f"\x1b[{y};{x}H{style.render(text, color_system=colours)}" for y, x, text, style in runs)
    assert shown([spared(frame)]) == shown([frame])
    assert len(spared(frame)) <= len(frame)


@given(st.lists(RUNS, max_size=6), st.lists(RUNS, max_size=6))
def test_nothing_is_left_behind_for_the_next_frame(
    one: list[tuple[int, int, str, Style]], other: list[tuple[int, int, str, Style]]
) -> None:
    frames = [
        "".join(f"\x1b[{y};{x}H{style.render(text)}" for y, x, text, style in runs) for runs in (one, other)
    ]
    assert shown([spared(frame) for frame in frames]) == shown(frames)


def test_a_colour_is_told_once() -> None:
    run = "\x1b[38;2;1;2;3;48;2;4;5;6m{}\x1b[0m"
    frame = "".join(f"\x1b[{y};1H{run.format('abc')}{run.format('def')}" for y in (1, 2, 3))
    assert spared(frame).count("38;2;1;2;3") == 1
    assert spared(frame).endswith("\x1b[0m")


def test_of_two_colours_only_the_one_that_changes_is_told() -> None:
    frame = "\x1b[38;2;1;2;3;48;2;4;5;6ma\x1b[0m\x1b[38;2;7;8;9;48;2;4;5;6mb\x1b[0m"
    assert spared(frame) == "\x1b[38;2;1;2;3;48;2;4;5;6ma\x1b[38;2;7;8;9mb\x1b[0m"


def test_the_ink_of_blank_cells_is_not_told() -> None:
    frame = "\x1b[31;44ma\x1b[0m\x1b[32;44m \x1b[0m\x1b[31;44mb\x1b[0m"
    assert spared(frame) == "\x1b[31;44ma b\x1b[0m"


def test_moves_that_lead_nowhere_are_left_out() -> None:
    assert spared("\x1b[1;1Hab\x1b[1;77H\n\x1b[2;1Hcd\n\x1b[3;1H") == "\x1b[1;1Hab\x1b[2;1Hcd\x1b[3;1H"


def test_links_and_questions_to_the_terminal_pass_as_they_are() -> None:
    link = "\x1b]8;id=1;https://example.org\x1b\\\x1b[34mhere\x1b[0m\x1b]8;;\x1b\\"
    assert spared(link) == "\x1b]8;id=1;https://example.org\x1b\\\x1b[34mhere\x1b]8;;\x1b\\\x1b[0m"
    assert spared("\x1b[?2026$p\x1b[?25l\x1b[>25u") == "\x1b[?2026$p\x1b[?25l\x1b[>25u"


@pytest.mark.parametrize(
    ("codes", "face"),
    [
        ("", PLAIN),
        ("0", PLAIN),
        ("1;4;38;2;1;2;3;48;5;7", Face(frozenset({"1", "4"}), "38;2;1;2;3", "48;5;7")),
        ("31;42;0;97;107", Face(frozenset(), "97", "107")),
        ("31;42;39;49", PLAIN),
        ("21;53", Face(frozenset({"21", "53"}))),
    ],
)
def test_the_numbers_of_a_colour_code_are_read(codes: str, face: Face) -> None:
    assert read_face(codes) == face
