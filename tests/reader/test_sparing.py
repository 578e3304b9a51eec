from __future__ import annotations

from typing import Any

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from reader.faces import PLAIN
from reader.screenful import Row, cells_of, is_sure, painted, unknown
from reader.sparing import can_scroll, difference

WIDTH, HEIGHT = 16, 9
GROUND = "#1b1c1f"
FACES = st.builds(
    Style,
    color=st.sampled_from(["#d5d1c8", "red", "bright_black", "color(200)", None]),
    bgcolor=st.sampled_from([GROUND, "blue", None]),
    bold=st.sampled_from([True, None]),
    underline=st.sampled_from([True, None]),
    reverse=st.sampled_from([True, None]),
    link=st.sampled_from([None, None, "https://example.org/a"]),
)
SURE = ["word", "   ", " a ", "more words", "│ rule", "„–…", "漢字", "naïve", "kwart over 9"]
UNSURE = ["e\u0301", "❤\ufe0f", "✅ ok", "👍🏽", "क्षि", "שלום", "👩\u200d🚀 x"]
WORDS = st.sampled_from(SURE)
RUNS = st.tuples(st.integers(1, HEIGHT), st.integers(1, WIDTH), WORDS, FACES)
Run = tuple[int, int, str, Style]
PAINTINGS = st.lists(RUNS, max_size=12)
SYSTEMS = st.sampled_from([ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD])
SCROLLS = st.integers(-HEIGHT, HEIGHT)
CURSORS = st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1))


class Emulated:
    """A terminal, and what stands in its cells."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.screen = pyte.Screen(width, height)
        self.screen.reset_mode(pyte.modes.DECAWM)
        self._stream = pyte.Stream(self.screen)

    def feed(self, codes: str) -> None:
        self._stream.feed(codes)

    def cells(self) -> list[list[Any]]:
        """Return what each cell looks like; of an empty one, what is seen of it."""
        rows = [
            [self.screen.buffer[y][x] for x in range(self.screen.columns)] for y in range(self.screen.lines)
        ]
        return [
            [
                (" ", cell.bg) if cell.data == " " and not (cell.reverse or cell.underscore) else cell
                for cell in row
            ]
            for row in rows
        ]


def frame_of(runs: list[tuple[int, int, str, Style]], colours: ColorSystem = ColorSystem.EIGHT_BIT) -> str:
    """Return a frame as Textual sends it; nothing in it goes over the edge."""
    parts = []
    for y, x, text, style in runs:
        while len(cells_of(text, PLAIN)) > WIDTH - x + 1:
            text = text[:-1]  # noqa: PLW2901 - cut until it fits
        parts.append(f"\x1b[{y};{x}H{style.render(text, color_system=colours) if text else ''}")
    return "".join(parts)


def whole(rows: list[Row], frame: str) -> list[Row]:
    found = painted(rows, frame)
    assert found is not None
    return found.rows


def filled(style: Style) -> str:
    return "".join(f"\x1b[{y};1H{style.render(' ' * WIDTH)}" for y in range(1, HEIGHT + 1))


def assert_alike(spared: Emulated, told: Emulated, wanted: list[Row]) -> None:
    """Compare two terminals cell for cell, where it is known what stands there."""
    for y, (ours, theirs) in enumerate(zip(spared.cells(), told.cells(), strict=True)):
        for x, cell in enumerate(wanted[y]):
            assert cell is None or ours[x] == theirs[x], (x, y, ours[x], theirs[x])


@given(frames=st.lists(st.tuples(PAINTINGS, CURSORS), max_size=5), colours=SYSTEMS, scrolls=st.booleans())
def test_only_what_differs_is_sent_and_leaves_the_same_cells(
    frames: list[tuple[list[Run], tuple[int, int]]], colours: ColorSystem, *, scrolls: bool
) -> None:
    spared, told = Emulated(), Emulated()
    known = unknown(WIDTH, HEIGHT)
    for runs, cursor in [([], (0, 0)), *frames]:
        frame = frame_of(runs, colours) if runs else filled(Style(bgcolor=GROUND))
        wanted = whole(known, frame)
        codes = difference(known, wanted, cursor, scrolls=scrolls)
        spared.feed(codes)
        told.feed(frame)
        assert_alike(spared, told, wanted)
        if codes:
            assert (spared.screen.cursor.x, spared.screen.cursor.y) == cursor
        assert spared.screen.margins is None
        known = wanted


@given(
    st.lists(st.tuples(WORDS, FACES), min_size=HEIGHT, max_size=HEIGHT),
    st.lists(st.tuples(SCROLLS, st.lists(RUNS, max_size=2)), max_size=5),
    st.sampled_from([0, 0, 3, 7]),
    SYSTEMS,
)
def test_rows_that_moved_are_moved_and_leave_the_same_cells(
    lines: list[tuple[str, Style]], steps: list[tuple[int, list[Run]]], panel: int, colours: ColorSystem
) -> None:
    """Pages are scrolled beside a panel that stays, above a foot that stays."""
    spared, told = Emulated(), Emulated()
    known, top = unknown(WIDTH, HEIGHT), 0
    for by, runs in [(0, []), *steps]:
        top += by
        frame = [(HEIGHT, 1, "foot", Style(reverse=True))]
        for y in range(1, HEIGHT):
            text, style = lines[(top + y) % HEIGHT]
            room = WIDTH - panel
            text = f"{top + y:3} {text}"
            while len(cells_of(text, PLAIN)) > room:
                text = text[:-1]
            frame.append((y, 1, text + " " * (room - len(cells_of(text, PLAIN))), style))
            frame.append((y, room + 1, f"p{y:<6}"[:panel], Style(bgcolor=GROUND)))
        sent = frame_of(frame, colours) + frame_of(runs, colours)
        wanted = whole(known, sent)
        spared.feed(difference(known, wanted, (0, 0), scrolls=True))
        told.feed(sent)
        assert_alike(spared, told, wanted)
        known = wanted


@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(1, HEIGHT), st.integers(1, WIDTH), st.sampled_from(SURE + UNSURE), FACES),
            max_size=9,
        ),
        max_size=4,
    )
)
def test_what_terminals_measure_otherwise_moves_nothing_that_stands_beside_it(
    frames: list[list[Run]],
) -> None:
    spared = Emulated()
    known = unknown(WIDTH, HEIGHT)
    for runs in [[], *frames]:
        frame = frame_of(runs) if runs else filled(Style())
        wanted = whole(known, frame)
        spared.feed(difference(known, wanted, (0, 0), scrolls=False))
        for y, row in enumerate(wanted):
            for x, cell in enumerate(row):
                # A terminal that gives such a letter more cells draws it over what stands behind it.
                before = row[x - 1] if x else cell
                is_beside = not (before and before[1] and is_sure(before[1]))
                if cell and cell[1] and is_sure(cell[1]) and not is_beside:
                    assert spared.screen.buffer[y][x].data == cell[1], (x, y)
        known = wanted


def test_a_line_down_costs_little_more_than_the_line() -> None:
    lines = [f"line {number} of many" for number in range(60)]
    page = Style(color="#d5d1c8", bgcolor=GROUND)

    def leaf(top: int) -> str:
        rows = "".join(f"\x1b[{y + 1};1H{page.render(f'{lines[top + y]:80}')}" for y in range(39))
        return f"{rows}\x1b[40;1H{page.render(f'{top} %'.ljust(80))}"

    one = whole(unknown(80, 40), leaf(0))
    two = whole(one, leaf(1))
    assert len(difference(one, two, (0, 0), scrolls=True)) < 250
    assert len(difference(two, one, (0, 0), scrolls=True)) < 250
    assert len(difference(one, whole(one, leaf(20)), (0, 0), scrolls=True)) < 1500
    assert difference(two, two, (5, 5), scrolls=True) == ""


def test_a_colour_is_told_once_and_taken_back() -> None:
    run = "\x1b[38;2;1;2;3;48;2;4;5;6m{}\x1b[0m"
    frame = "".join(f"\x1b[{y};1H{run.format('abc')}{run.format('def')}" for y in (1, 2, 3))
    rows = unknown(10, 3)
    assert difference(rows, whole(rows, frame), (0, 0), scrolls=False) == (
        "\x1b[1H\x1b[38;2;1;2;3;48;2;4;5;6mabcdef\x1b[2Habcdef\x1b[3Habcdef\x1b[0m\x1b[1H"
    )


def test_of_two_colours_only_the_one_that_changes_is_told_and_none_for_blanks() -> None:
    rows = unknown(3, 1)
    frame = "\x1b[1;1H\x1b[31;44ma\x1b[0m\x1b[32;44m \x1b[0m\x1b[33;44mb\x1b[0m"
    assert difference(rows, whole(rows, frame), (0, 0), scrolls=False) == (
        "\x1b[1H\x1b[31;44ma \x1b[33mb\x1b[0m\x1b[1H"
    )


def test_a_link_is_told_and_ended() -> None:
    rows = unknown(6, 1)
    frame = "\x1b[1;1H\x1b]8;id=1;https://example.org\x1b\\\x1b[34mhere\x1b[0m\x1b]8;;\x1b\\.."
    assert difference(rows, whole(rows, frame), (0, 0), scrolls=False) == (
        "\x1b[1H\x1b]8;id=1;https://example.org\x1b\\\x1b[34mhere\x1b]8;;\x1b\\\x1b[0m..\x1b[1H"
    )


def test_empty_ends_of_rows_on_the_terminals_own_ground_are_erased() -> None:
    rows = whole(unknown(20, 1), "\x1b[1;1H" + "x" * 20)
    assert difference(rows, whole(rows, "\x1b[1;1Hab" + " " * 18), (0, 0), scrolls=False) == (
        "\x1b[1Hab\x1b[K\x1b[1H"
    )


@pytest.mark.parametrize("term", ["xterm-256color", "tmux-256color", "screen", "linux", "xterm-kitty"])
def test_terminals_that_can_scroll(term: str) -> None:
    assert can_scroll(term)
    assert not can_scroll("vt100")
