"""What can be told of a terminal by its name; a pure question of what is known about it.

Names are those of TERM.  GNU screen may put its own before that of the
terminal around it: `screen.linux`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_COLUMNS = 40
LEAST_ROWS = 10

_CONSOLES = re.compile(r"(?:screen\.)?(?:linux|vt\d|ansi|pcansi|cons\d)")
_NO_COLOURS = re.compile(r"(?:screen\.)?vt(?:[1-4]\d\d|52)|.*-(?:m|mono)(?:-|$)")
_ALL_COLOURS = re.compile(r".*-direct\Z|alacritty|foot\b|contour|wezterm|xterm-(?:kitty|ghostty)")
_NO_SCREENS = frozenset({"dumb", "unknown", "network", "dialup", "emacs"})
_KNOWN = re.compile(
    r"xterm|screen|tmux|linux|vt\d|vte|rxvt|alacritty|foot|konsole|kitty|wezterm|ghostty|gnome|contour"
    r"|mintty|putty|cygwin|iterm|st\b|stterm|nsterm|mlterm|eterm|ansi|pcansi|cons\d|mosh|rio\b|zellij",
    re.IGNORECASE,
)
"""How names of terminals begin that take the codes we write, whether or not this machine knows them."""


def is_console(term: str) -> bool:
    """Tell whether a terminal has few signs, and no more than the first codes: no mouse, links or copies."""
    return bool(_CONSOLES.match(term))


def is_colourless(term: str) -> bool:
    """Tell whether a terminal has no colours at all."""
    return bool(_NO_COLOURS.match(term))


def has_all_colours(term: str) -> bool:
    """Tell whether a terminal is known to have all colours, though it may be logged in from elsewhere."""
    return bool(_ALL_COLOURS.match(term))


def why_unusable(environment: Mapping[str, str], *, is_terminal: bool, size: tuple[int, int]) -> str:
    """Return why no screen can be shown, empty where one can; `size` is columns and rows."""
    term = environment.get("TERM", "")
    if not is_terminal:
        return "this is not a terminal"
    if not term:
        return "TERM is not set"
    if term in _NO_SCREENS:
        return f"the terminal calls itself {term!r}"
    if not _KNOWN.match(term) and not _takes_our_codes(term):
        return f"nothing is known here of a terminal that calls itself {term!r}"
    columns, rows = size
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        return (
            f"the terminal has {columns} columns and {rows} rows; {LEAST_COLUMNS} by {LEAST_ROWS} are needed"
        )
    return ""


def _takes_our_codes(term: str) -> bool:
    """Tell whether the system's own list has a terminal, as one whose cursor is placed as we do it."""
    try:
        import curses
    except ImportError:
        # Nothing to ask: it is tried.
        return True
    try:
        curses.setupterm(term, 1)
    except curses.error:
        return False
    return (curses.tigetstr("cup") or b"").startswith(b"\x1b[")
