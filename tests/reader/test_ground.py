"""The terminal's ground: when it is asked, what its answer does, and that none is ever taken for keys."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ground import (
    QUESTION,
    Ground,
    Sieve,
    answered_ground,
    is_worth_asking,
    keep_ground,
    recall_ground,
)
from reader.splicing import Splicer
from reader.theming import choose_theme
from tests.reader.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

RICH = {"TERM": "xterm-256color"}
LIGHT, DARK = "\x1b]11;rgb:fafa/f7f7/f0f0\x1b\\", "\x1b]11;rgb:1b/1c/1f\x07"
DARK_CELL = "1c1c1c"
DRAFT = "# The new bridge\n\nThe bridge over the Kade cost 14 million euros. It took two years.\n"


@pytest.mark.parametrize(
    ("wanted", "environment", "worth"),
    [
        ("auto", RICH, True),
        ("auto", {**RICH, "SSH_CONNECTION": "1 2 3 4"}, True),
        ("auto", {"TERM": "screen-256color", "TMUX": "x"}, True),
        ("auto", {"TERM": "xterm", "COLORTERM": "truecolor"}, True),
        ("dark", RICH, False),
        ("auto", {**RICH, "NO_COLOR": "1"}, False),
        ("auto", {**RICH, "COLORFGBG": "0;15"}, False),
        ("auto", {**RICH, "COLORFGBG": "15;0"}, False),
        ("auto", {**RICH, "COLORFGBG": "default;default"}, True),
        ("auto", {**RICH, "STY": "x"}, False),
        ("auto", {"TERM": "screen-256color"}, False),
        ("auto", {"TERM": "xterm"}, False),
        ("auto", {"TERM": "linux", "COLORTERM": "truecolor"}, False),
    ],
)
def test_a_terminal_is_asked_only_where_its_answer_counts(
    wanted: str,
    environment: dict[str, str],
    worth: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert is_worth_asking(wanted, environment) is worth


@pytest.mark.parametrize(
    ("answer", "ground"),
    [
        (LIGHT, "light"),
        (DARK, "dark"),
        ("\x1b]11;rgba:ffff/ffff/ffff/0000\x07", "light"),
        ("\x1b]11;#002b36\x07", "dark"),
        ("\x1b]11;#fffffdfdf6f6\x07", "light"),
        # Blue is darker to the eye than green.
        ("\x1b]11;rgb:00/00/ff\x07", "dark"),
        ("\x1b]11;rgb:00/ff/00\x07", "light"),
        (f"j{DARK}k{LIGHT}", "light"),
        ("\x1b]11;rgb:ff/ff\x07", None),
        ("\x1b]11;rgb:ffff/ffff/ffff", None),
        ("\x1b]10;rgb:ffff/ffff/ffff\x07", None),
        ("", None),
    ],
)
def test_an_answer_is_light_or_dark(answer: str, ground: Ground | None) -> None:
    assert answered_ground(answer) == ground


def test_what_the_terminal_tells_goes_before_what_it_answered() -> None:
    assert choose_theme("auto", RICH, "light") == "light"
    assert choose_theme("auto", {**RICH, "COLORFGBG": "15;0"}, "light") == "dark"
    assert choose_theme("contrast", RICH, "light") == "contrast"
    assert choose_theme("auto", {"TERM": "xterm"}, "light") == "ansi"


@given(
    keys=st.lists(st.sampled_from(["j", "]", "1", "\x1b[B", "\x1bOP", "rgb:", "é", "\r"]), max_size=6),
    at=st.integers(0, 6),
    answer=st.sampled_from([LIGHT, DARK]),
    cuts=st.sets(st.integers(1, 60)),
)
def test_however_it_comes_no_answer_is_taken_for_keys_and_no_key_for_an_answer(
    keys: list[str], at: int, answer: str, cuts: set[int]
) -> None:
    told: list[Ground] = []
    sieve, splicer = Sieve(told.append), Splicer(0.1)
    sent = "".join([*keys[:at], answer, *keys[at:]])
    edges = [0, *sorted(cut for cut in cuts if cut < len(sent)), len(sent)]
    pieces = [sent[start:end] for start, end in pairwise(edges)]
    # As the driver does it, all within the time that an Esc waits.
    typed = "".join(sieve.without(splicer.take(sieve.take(piece), 0.0)) for piece in pieces)
    assert typed == "".join(keys)
    assert told == [answered_ground(answer)]


def test_an_answer_whose_beginning_came_long_before_is_no_keys() -> None:
    told: list[Ground] = []
    sieve, splicer = Sieve(told.append), Splicer(0.1)
    typed = ""
    for now, piece in ((0.0, LIGHT[:9]), (60.0, LIGHT[9:15]), (120.0, LIGHT[15:])):
        typed += sieve.without(splicer.take(sieve.take(piece), now)) + splicer.give_up(now + 50)
    assert (typed, told) == ("", ["light"])
    # Where the very first sign came alone, it has been taken for the key that it also is.
    typed = splicer.take(sieve.take("\x1b"), 0.0) + splicer.give_up(0.2)
    typed += sieve.without(splicer.take(sieve.take(LIGHT[1:]), 0.5))
    assert typed == "\x1b"


class Drawer:
    """A desk of one drawer."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.times = 0

    def recall(self, key: str) -> dict[str, Any] | None:
        return self.kept.get(key)

    def keep(self, key: str, value: Mapping[str, Any]) -> None:
        self.kept[key] = dict(value)
        self.times += 1

    def forget(self, key: str) -> None:
        self.kept.pop(key, None)

    def keys(self, prefix: str = "") -> list[str]:
        return [key for key in self.kept if key.startswith(prefix)]


def test_what_was_answered_is_kept_for_each_kind_of_terminal() -> None:
    desk = Drawer()
    assert recall_ground(desk, RICH) is None
    keep_ground(desk, RICH, "light")
    keep_ground(desk, RICH, "light")
    assert desk.times == 1
    keep_ground(desk, {**RICH, "TMUX": "x"}, "dark")
    assert recall_ground(desk, RICH) == "light"
    assert recall_ground(desk, {**RICH, "TMUX": "y"}) == "dark"
    assert recall_ground(desk, {**RICH, "TERM_PROGRAM": "other"}) is None
    desk.keep("grounds", {"xterm-256color ": ["light"]})
    assert recall_ground(desk, RICH) is None


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "bridge.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def test_a_terminal_that_answers_gets_its_theme_and_the_next_time_at_once(home: Path) -> None:
    for again in (False, True):
        with Terminal("bridge.md", home=home, answers={QUESTION.encode(): LIGHT.encode()}) as terminal:
            terminal.until(lambda: "14 million" in terminal.text and terminal.ground != DARK_CELL, "light")
            terminal.type(")c")
            terminal.sees("CLAIM 1 of 1")
            terminal.type("q" if again else "uq")
            assert terminal.end() == 0
            light = terminal.ground
        # What was painted before the answer could come, by its ground.
        assert (b"48;5;234" in terminal.written) == (not again)
    assert int(light, 16) > 0xE00000


def test_a_late_answer_turns_everything_once_and_is_no_keys(home: Path) -> None:
    with Terminal("bridge.md", home=home) as terminal:
        terminal.sees("14 million")
        terminal.type(")c")
        # What is lowest on the screen is painted last.
        terminal.sees("CLAIM 1 of 1", "a to write one", "l links a fact")
        assert terminal.ground == DARK_CELL
        before = terminal.rows
        terminal.type(LIGHT)
        terminal.until(lambda: terminal.ground != DARK_CELL, "light")
        # A key after it finds the same claim, in the same place.
        terminal.until(lambda: terminal.rows[:-1] == before[:-1], "the same")
        # What is being written is not lost for it.
        terminal.type("aA thought")
        terminal.sees("A thought")
        terminal.type(f"{DARK} more\x1b")
        terminal.sees("A thought more", "saved")
        assert terminal.ground != DARK_CELL
        terminal.type("q")
        assert terminal.end() == 0
    assert b"rgb" not in terminal.written


def test_who_quits_over_a_network_before_the_answer_is_left_none_on_the_command_line(home: Path) -> None:
    with Terminal("bridge.md", home=home, SSH_CONNECTION="192.0.2.1 5 192.0.2.2 22") as terminal:
        terminal.until(lambda: QUESTION.encode() in terminal.written, "the question")
        # Before the program can have loaded; the answer comes once it has been told to quit.
        terminal.type("q")
        terminal.until(lambda: b"\x1b[?2004h" in terminal.written, "the program itself")
        terminal.type(LIGHT)
        assert terminal.end() == 0
        assert terminal.modes() == terminal.found
    # What is not read is echoed once the lines are read as before.
    assert b"rgb" not in terminal.written


def test_a_terminal_that_never_answers_is_dark_and_waited_for_by_nobody(home: Path) -> None:
    with Terminal("bridge.md", home=home) as terminal:
        terminal.sees("14 million")
        terminal.type(")c")
        terminal.sees("CLAIM 1 of 1")
        assert terminal.ground == DARK_CELL
        terminal.type("q")
        assert terminal.end() == 0
    assert terminal.written.count(QUESTION.encode()) == 1
