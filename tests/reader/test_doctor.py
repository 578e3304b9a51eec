"""`postil doctor` at a terminal: what it asks the terminal, and the keys it tries with whoever sits there."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.diagnosis import Probed, examine_terminal
from reader.ground import QUESTION
from reader.key_trial import TRIED, judge, judge_copy, readable
from reader.keymap import keymap
from tests.reader.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

KEYS = keymap("default", {})
BY_NAME = {tried.name: tried for tried in TRIED}
LIGHT = b"\x1b]11;rgb:ffff/ffff/ffff\x07"


def remark(name: str, came: str, **environment: str) -> str:
    told = judge(BY_NAME[name], came, environment, KEYS, "postil.toml")
    return f"{'ok' if told.fine else 'look'} {told.what} | {told.change}"


@pytest.mark.parametrize("tried", TRIED, ids=[tried.name for tried in TRIED])
def test_whatever_terminals_send_for_a_key_it_arrives(tried: object) -> None:
    one = next(each for each in TRIED if each is tried)
    for came in one.sends:
        assert judge(one, came, {}, KEYS, "postil.toml").fine


@pytest.mark.parametrize(
    ("name", "came", "environment", "told"),
    [
        ("up", "", {"TMUX": "x"}, "look the key ↑ does not arrive | unbind -n Up in ~/.tmux.conf"),
        ("escape", "", {"STY": "x"}, 'look the key Esc does not arrive | bindkey "^[" in ~/.screenrc'),
        ("tab", "", {"TERM_PROGRAM": "vscode"}, "sendKeybindingsToShell"),
        ("down", "", {}, "look the key ↓ does not arrive | j does the same, as postil keys lists"),
        ("enter", "\n", {}, "look the key Enter arrives as ^J | follow = "),
        ("left", "\x1b[1;5D", {}, "look the key ← arrives as ^[[1;5D | "),
        ("backspace", "\x1b[3~", {}, "look the key Backspace arrives as ^[[3~ | ctrl+o does the same"),
    ],
)
def test_a_key_that_somebody_takes_is_named_with_the_line_to_change(
    name: str, came: str, environment: dict[str, str], told: str
) -> None:
    assert told in remark(name, came, **environment)


@given(st.text(max_size=30))
def test_what_a_key_sent_is_written_down_without_obeying_it(came: str) -> None:
    assert not re.search(r"[\x00-\x1f\x7f]", readable(came))


def test_a_copy_is_what_was_pasted_or_somebody_kept_it() -> None:
    assert judge_copy("postil-12\r", "postil-12", {}).fine
    assert "tmux.conf" in judge_copy("\r", "postil-12", {"TMUX": "x"}).change
    assert judge_copy("something else\r", "postil-12", {}).what == "the copy was not what was pasted"


@pytest.mark.parametrize(
    ("probed", "told"),
    [
        (Probed((), "light", ground_counts=True), "signs: the terminal gives each one cell"),
        (Probed((), "light", ground_counts=True), "ground: light"),
        (Probed(("⚑", "◐")), 'signs: not one cell wide are ⚑ ◐ | glyphs = "ascii"'),
        (
            Probed(ground_counts=True),
            "does not say whether it is light or dark; dark is taken | if it is light",
        ),
    ],
)
def test_what_the_terminal_answered_is_told(probed: Probed, told: str) -> None:
    found = examine_terminal(
        {"TERM": "xterm"}, is_terminal=True, size=(80, 24), charset="utf-8", probed=probed
    )
    assert told in "\n".join(f"{one.what} | {one.change}" for one in found)


def test_it_asks_the_terminal_for_widths_and_ground_and_leaves_no_trace(tmp_path: Path) -> None:
    with Terminal("doctor", home=tmp_path, size=(100, 60), answers={QUESTION.encode(): LIGHT}) as terminal:
        assert terminal.end() == 0
        assert terminal.modes() == terminal.found
    assert "ground: light" in terminal.text
    assert "the terminal gives each one cell" in terminal.text
    # What the signs were drawn on is a row of the report again.
    assert terminal.text.startswith("Library:")


def test_a_terminal_that_answers_nothing_is_not_waited_for(tmp_path: Path) -> None:
    with Terminal("doctor", home=tmp_path, size=(100, 60)) as terminal:
        terminal.sees("Terminal:", "does not say whether it is light or dark")
        assert terminal.end() == 0
    assert "each one cell" not in terminal.text.replace("each one cell wide", "")


def test_keys_are_tried_one_by_one_and_a_copy_comes_back(tmp_path: Path) -> None:
    with Terminal("doctor", "--keys", home=tmp_path, size=(100, 60), answers={}) as terminal:
        for name, came in (
            ("↑", "\x1b[A"),
            ("↓", "\x1bOB"),
            ("→", "x"),
            ("←", "\x1b[D"),
            ("Enter", "\r"),
            ("Tab", "\t"),
            ("Backspace", "\x7f"),
            ("Esc", "\x1b"),
        ):
            terminal.sees(f"press {name} ")
            terminal.type(came)
        terminal.sees("shall a word be copied")
        terminal.type("y")
        terminal.sees("paste it here")
        [copied] = re.findall(rb"\x1b\]52;c;([^\x1b\x07]+)", terminal.written)
        terminal.type(base64.b64decode(copied) + b"\r")
        terminal.sees("copies arrive")
        assert terminal.end() == 0
        assert terminal.modes() == terminal.found
    assert "LOOK  the key → arrives as x" in terminal.text
    assert terminal.text.count("the key") == len(TRIED)
    assert terminal.text.count("ok    the key") == len(TRIED) - 1


def test_esc_ends_the_trial(tmp_path: Path) -> None:
    with Terminal("doctor", "--keys", home=tmp_path, size=(100, 60), answers={}) as terminal:
        terminal.sees("press ↑ ")
        terminal.type("\x1b")
        assert terminal.end() == 0
        assert terminal.modes() == terminal.found
    assert "the key" not in terminal.text
    with Terminal("doctor", "--keys", "--json", home=tmp_path, answers={}) as terminal:
        assert terminal.end() == 2
    assert "keys can be tried at a terminal only" in terminal.text
