"""Clipboard and titles under tmux: ours are passed on, those of a hostile text are not."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from tests.reader.tmux import TMUX, Tmux

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not TMUX, reason="tmux is not installed")

EVIL = base64.b64encode(b"pwned").decode()
ORDERS = (
    f"\x1b]52;c;{EVIL}\x07",
    f"\x1b]52;c;{EVIL}\x1b\\",
    f"\x1bPtmux;\x1b\x1b]52;c;{EVIL}\x07\x1b\\",
    "\x1b]0;pwned\x07",
    "\x1b]2;pwned\x1b\\",
    "\x1bkpwned\x1b\\",
    f"\x9d52;c;{EVIL}\x9c",
)
HOSTILE = f"""\
# The bridge {ORDERS[3]}

The bridge cost 14 million euros{"".join(ORDERS)} in all. It took two years.
"""


def test_a_copy_reaches_the_clipboard_and_what_an_article_hides_does_not(tmp_path: Path) -> None:
    (tmp_path / "bridge.md").write_text(HOSTILE, encoding="utf-8")
    with Tmux("--as", "anna", "bridge.md", home=tmp_path) as tmux:
        tmux.sees("The bridge cost", "hidden characters")
        before = tmux.title
        tmux.type("j", "space", "b", ":")
        tmux.sees("Commands")
        tmux.type("Escape")
        tmux.until(lambda: "Commands" not in tmux.text, "the end of the palette")
        tmux.type(")", "c")
        tmux.sees("CLAIM 1 of 1")
        assert tmux.clipboard == ""
        tmux.type("y")
        tmux.until(lambda: "The bridge cost" in tmux.clipboard, "the copy")
        assert "\x1b" not in tmux.clipboard
        assert tmux.title == before
        assert "pwned" not in before


def test_where_tmux_keeps_copies_to_itself_the_text_stands_there_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "bridge.md").write_text(HOSTILE, encoding="utf-8")
    with Tmux("--as", "anna", "bridge.md", home=tmp_path, clipboard="off") as tmux:
        tmux.sees("The bridge cost")
        tmux.type(")", "y")
        tmux.sees("sent to tmux", "set-clipboard on", "The bridge cost 14 million")
        assert tmux.clipboard == ""
