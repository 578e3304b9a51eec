"""Nothing that a terminal would obey gets past the last look, wherever it was forgotten before."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from textual.color import Color

from articles.untrusted import visible
from reader.ansi import to_ansi
from reader.guarded import Washing
from reader.lines import Line, Look, Piece
from reader.painting import paint
from reader.palette import palette_for
from reader.washing import WashedStream, washed
from tests.reader.staging import HOSTILE
from tests.reader.terminal import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DARK = palette_for("dark")
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
CODE = re.compile(r"\x1b\[[0-9;]*[mH]|\x1b\]8;[^\x1b\x07]*;(?:https?://[!-~]*)?\x1b\\")


@given(st.text(st.characters()))
@example(HOSTILE)
@example("a\nb\tc")
def test_a_row_holds_nothing_that_is_obeyed_and_is_as_long_as_before(text: str) -> None:
    assert not OBEYED.search(washed(text))
    assert len(washed(text)) == len(text)
    assert washed(washed(text)) == washed(text)
    if text.isprintable():
        assert washed(text) == visible(text)


@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=20))
@example(HOSTILE, "https://x/\x1b]52;c;x\x07")
def test_what_becomes_cells_is_clean_though_nobody_cleaned_it_before(text: str, url: str) -> None:
    line = Line((Piece(text, Look.CLAIM, url), Piece(text, Look.STATUS)))
    strip = paint(line, 40, DARK)
    assert strip.cell_length == 40
    for segment in strip:
        assert not OBEYED.search(segment.text)
        assert segment.style is None or not OBEYED.search(segment.style.link or "")
    painted = to_ansi([line], 40, DARK, ColorSystem.EIGHT_BIT)
    assert not OBEYED.search(re.sub(r"\x1b\[[0-9;]*[mH]", "", painted))


def test_rows_that_textual_draws_by_itself_are_cleaned_too() -> None:
    cleaned = Washing().apply([Segment(HOSTILE), Segment("ours", None)], Color(0, 0, 0))
    assert not any(OBEYED.search(segment.text) for segment in cleaned)
    assert cleaned[1] == Segment("ours", None)


@given(st.text(st.characters()))
@example(HOSTILE)
@example("\x1b[31mred\x1b[0m and \x1b[2J \x1b[31")
def test_a_command_s_terminal_gets_lines_and_colours_and_nothing_else(text: str) -> None:
    written = io.StringIO()
    assert WashedStream(written).write(text) == len(text)
    without = re.sub("\x1b\\[[0-9;]*m", "", written.getvalue())
    assert not OBEYED.search(without.replace("\n", "").replace("\t", ""))


def test_the_stream_is_otherwise_what_it_was() -> None:
    written = io.StringIO()
    stream = WashedStream(written)
    stream.writelines(["a\x1b", "b\n"])
    print("c\x07", file=stream)
    stream.flush()
    assert stream.getvalue() == "a␛b\nc␇\n"


FORGETFUL = """
import sys
from reader.output import make_streams_safe
make_streams_safe()
make_streams_safe()
print("out \\x1b]52;c;x\\x07 \\x1b[1mbold\\x1b[0m")
print("err \\x9b2J", file=sys.stderr)
sys.stdout.flush()
"""


def test_what_a_command_forgets_to_clean_is_cleaned_on_a_terminal_and_left_in_a_pipe(tmp_path: Path) -> None:
    words = [sys.executable, "-c", FORGETFUL]
    environment = {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "HOME": str(tmp_path)}
    piped = subprocess.run(words, env=environment, capture_output=True, check=True)
    assert b"\x1b]52" in piped.stdout
    ours, theirs = pty.openpty()
    subprocess.run(words, env=environment, stdout=theirs, stderr=theirs, check=True)
    os.close(theirs)
    shown = os.read(ours, 4096).decode()
    os.close(ours)
    assert "out ␛]52;c;x␇ \x1b[1mbold\x1b[0m" in shown
    assert "err \N{REPLACEMENT CHARACTER}2J" in shown


@pytest.mark.parametrize("url", ["https://example.org/a", "http://x/?q=%1b"])
def test_a_clean_link_is_kept(url: str) -> None:
    [segment, *_] = paint(Line((Piece("here", Look.LINK, url),)), 10, DARK)
    assert segment.style is not None
    assert segment.style.link == url
