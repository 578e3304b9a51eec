"""The program in every kind of terminal: as many colours and signs as it has, and left as it was found."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.reader.terminal import ROOT, Terminal

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = """\
# The new bridge

The bridge over the Kade cost 14 million euros, says the [mayor](https://example.org/m). It took two years.

Some 2.300 people cross it every day.
"""
POSTIL = (sys.executable, "-m", "reader.cli")
SHOWN = """\
The new bridge The bridge over the Kade cost 14 million euros, says the mayor. It took two years.
Some 2.300 people cross it every day.
"""
PANEL_FROM = 50
"""The column where the panel begins, at 80 columns."""
ALTERED = re.compile(r"\x1b\[\?([\d;]+)([hl])")
COLOURS = re.compile(r"\x1b\[([\d;]*)m")
SIXTEEN = re.compile(r"(?:3|4|9|10)[0-7]")
SHOWS_CURSOR, WRAPS = "25", "7"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "bridge.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def kinds_of_colour(written: str) -> set[str]:
    """Return how colours were named: `16`, `256`, `all`."""
    kinds = set()
    for codes in COLOURS.findall(written):
        kinds |= {"all" if how == "2" else "256" for how in re.findall(r"[34]8;([25]);", codes)}
        rest = re.sub(r"[34]8;(?:5;\d+|2;\d+;\d+;\d+)", "", codes)
        kinds |= {"16" for code in rest.split(";") if SIXTEEN.fullmatch(code)}
    return kinds


def modes_left(written: str) -> set[str]:
    """Return which modes are not as a terminal has them by itself."""
    last = {}
    for modes, state in ALTERED.findall(written):
        last.update(dict.fromkeys(modes.split(";"), state))
    return {mode for mode, state in last.items() if (state == "h") != (mode in {SHOWS_CURSOR, WRAPS})}


KINDS: list[tuple[dict[str, str], set[str]]] = [
    ({"TERM": "xterm"}, {"16"}),
    ({"TERM": "xterm-256color"}, {"256"}),
    ({"TERM": "screen"}, {"16"}),
    ({"TERM": "screen-256color"}, {"256"}),
    ({"TERM": "tmux"}, {"16"}),
    ({"TERM": "tmux-256color"}, {"256"}),
    ({"TERM": "linux"}, {"16"}),
    ({"TERM": "vt100"}, set()),
    ({"TERM": "xterm-direct"}, {"all"}),
    ({"TERM": "alacritty"}, {"all"}),
    ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"all"}),
    ({"TERM": "xterm-256color", "NO_COLOR": "1"}, set()),
    ({"TERM": "xterm-256color", "POSTIL_THEME": "ansi"}, {"16"}),
]


@pytest.mark.parametrize(
    ("environment", "colours"), KINDS, ids=["-".join(environment.values()) for environment, _ in KINDS]
)
def test_it_shows_what_a_terminal_can_show_and_leaves_it_as_it_was(
    home: Path, environment: dict[str, str], colours: set[str]
) -> None:
    with Terminal("bridge.md", home=home, environment=environment) as terminal:
        terminal.sees("The new bridge", "14 million")
        terminal.type(")c")
        terminal.sees("CLAIM 1 of 1", "open")
        claim = "The bridge over the Kade"
        # Where a screen reader or a line of braille looks.
        terminal.until(lambda: terminal.rows[terminal.cursor[1]][terminal.cursor[0] :].startswith(claim))
        column = terminal.cursor[0]
        words = " ".join(row[column:PANEL_FROM] for row in terminal.rows[:-1]).split()
        assert words == SHOWN.split()
        terminal.type("rs")
        terminal.sees("supported:")
        shown = terminal.text
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.modes() == terminal.found
    written = terminal.written.decode()
    assert kinds_of_colour(written) == colours
    assert modes_left(written) == set()
    assert COLOURS.findall(written)[-1] in {"", "0"}
    if environment["TERM"] in {"linux", "vt100"}:
        # Quotation marks and dashes are of the text; signs are those of every font.
        assert {sign for sign in shown if not sign.isascii()} <= set("“”–")
        assert "\x1b]" not in written
        assert "$p" not in written
        assert not re.search(r"\x1b\[[<>=]", written)
        # There is no screen of its own to come back from.
        assert not terminal.text.strip()
    else:
        assert written.count("\x1b[>") == written.count("\x1b[<u")
        assert "https://example.org/m" in "".join(re.findall(r"\x1b\]8;[^;]*;([^\x1b]*)", written))


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "vt100"}], ids=["NO_COLOR", "vt100"])
def test_without_colours_no_part_of_the_screen_sends_any_and_what_is_chosen_stands_out(
    home: Path, environment: dict[str, str]
) -> None:
    with Terminal("bridge.md", home=home, environment=environment) as terminal:
        terminal.sees("14 million")
        for keys, seen in (
            (")c", "CLAIM 1 of 1"),
            ("?", "page down"),
            ("\x1b", "CLAIM 1 of 1"),
            (":", "Commands"),
            ("\x1b", "CLAIM 1 of 1"),
            ("l", "Source"),
            ("\x1b", "CLAIM 1 of 1"),
            ("aA thought", "A thought"),
            ("\x1b", "just now"),
            ("/million\r", "14 million"),
        ):
            terminal.type(keys)
            terminal.sees(seen)
        # The sign of what was out of view went with the editor.
        terminal.until(lambda: terminal.rows[0].endswith("open "), "the end of the sign at the edge")
        # What was found is reversed.
        terminal.until(lambda: terminal.is_reversed("million"), "what was found")
        terminal.type("Q")
        assert terminal.end() == 0
    assert kinds_of_colour(terminal.written.decode()) == set()
    with Terminal(home=home, environment=environment) as terminal:
        terminal.sees("The new bridge")
        terminal.type("q")
        assert terminal.end() == 0
    assert kinds_of_colour(terminal.written.decode()) == set()


def test_a_console_that_is_ended_from_outside_is_cleared_and_sent_nothing_it_prints(home: Path) -> None:
    with Terminal("bridge.md", home=home, TERM="linux") as terminal:
        terminal.sees("14 million")
        terminal.type(")c")
        terminal.sees("CLAIM 1 of 1")
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.end()
        assert terminal.modes() == terminal.found
        assert not terminal.text.strip()
    assert modes_left(terminal.written.decode()) == set()
    assert not re.search(rb"\x1b\[[<>=]", terminal.written)


def test_over_ssh_a_link_is_shown_and_copied_but_no_browser_is_started(home: Path) -> None:
    browser = home / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {home}/opened\n', encoding="utf-8")
    browser.chmod(0o700)
    address = "https://kade.example/books"
    plain = {
        "HOME": str(home),
        "POSTIL_REVIEWER": "anna",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
    }
    for words in (
        ("claim", "bridge.md", "--quote", "14 million euros"),
        ("fact", "@", "--stance", "supports", "--source", address),
    ):
        subprocess.run([*POSTIL, *words], cwd=home, env=plain, check=True, capture_output=True)
    desk = {"BROWSER": f"{browser} %s", "DISPLAY": ":0"}
    for surroundings, said in (
        ({"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}, "Y copies it"),
        ({}, "opened"),
    ):
        with Terminal("bridge.md", home=home, size=(160, 30), environment=desk | surroundings) as terminal:
            terminal.sees("14 million")
            terminal.type("]o")
            terminal.sees(said)
            terminal.type("Y")
            terminal.sees("sent to your terminal", address)
            terminal.type("q")
            assert terminal.end() == 0
        assert (home / "opened").exists() == (not surroundings)
    assert (home / "opened").read_text(encoding="utf-8") == f"{address}\n"


def refusal(terminal: Terminal) -> str:
    """Return the one line that a program says before it ends as wrongly used."""
    assert terminal.end() == 2
    written = terminal.written.decode()
    assert "\x1b" not in written
    assert written.count("\n") == 1
    assert terminal.modes() == terminal.found
    return " ".join(written.split())


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("", "TERM is not set"),
        ("dumb", "calls itself 'dumb'"),
        ("unknown", "calls itself 'unknown'"),
        ("frobnicator-9", "nothing is known here of a terminal that calls itself 'frobnicator-9'"),
        # Known to the system, but its codes are others than ours.
        ("wyse50", "nothing is known here"),
    ],
)
def test_a_terminal_without_a_screen_is_told_of_the_plain_command(home: Path, term: str, told: str) -> None:
    with Terminal("bridge.md", home=home, size=(200, 24), TERM=term) as terminal:
        said = refusal(terminal)
    assert told in said
    assert "postil show bridge.md" in said


def test_a_terminal_too_small_is_told_so(home: Path) -> None:
    with Terminal("bridge.md", home=home, size=(39, 9)) as terminal:
        said = refusal(terminal)
    assert "39 columns and 9 rows; 40 by 10 are needed" in said
    assert "postil show bridge.md" in said


def test_what_is_no_terminal_is_told_of_the_plain_command(home: Path) -> None:
    done = subprocess.run(
        [*POSTIL, "bridge.md"],
        cwd=home,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "this is not a terminal" in done.stderr
    assert "postil show bridge.md" in done.stderr
