"""Whether a terminal's ground is light or dark: how it is asked, what it answers, what is kept of that.

A terminal answers when it likes, over a slow line seconds later, or never.  So
nothing waits for it: the question goes out behind the first screen, and the
answer is taken out of what is typed, whenever it comes.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from rich.color import ColorSystem

from annotations.errors import StoreError
from reader.ansi import color_system
from reader.terminal import is_console

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotations.store import Desk

Ground = Literal["light", "dark"]

QUESTION = "\x1b]11;?\x07"
KEY = "grounds"
"""Under which the desk keeps what terminals answered."""

_COLOUR = r"(?:rgba?:[0-9a-fA-F]{1,4}(?:/[0-9a-fA-F]{1,4}){2,3}|#[0-9a-fA-F]{6}|#[0-9a-fA-F]{12})"
_ANSWER = re.compile(rf"\x1b\]11;({_COLOUR})(?:\x07|\x1b\\)")
_BEGUN = re.compile(r"\x1b\](?:1(?:1(?:;[rgba:#/0-9a-fA-F]{0,30}\x1b?)?)?)?\Z")
_LIGHT_GROUNDS, _DARK_GROUNDS = {"7", "15"}, {"0", "1", "2", "3", "4", "5", "6", "8"}
_HALF = 0.5


def told_ground(environment: Mapping[str, str]) -> Ground | None:
    """Return the ground that the terminal tells of by COLORFGBG; None where it does not."""
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    if ground in _LIGHT_GROUNDS:
        return "light"
    return "dark" if ground in _DARK_GROUNDS else None


def is_worth_asking(wanted: str, environment: Mapping[str, str]) -> bool:
    """Tell whether the theme hangs on the ground, and the terminal is one that may be asked for it."""
    term = environment.get("TERM", "")
    # GNU screen takes the question for an order; consoles print its end.
    is_screen = environment.get("STY") or (term.startswith("screen") and not environment.get("TMUX"))
    return (
        wanted == "auto"
        and not environment.get("NO_COLOR")
        and told_ground(environment) is None
        and not is_screen
        and not is_console(term)
        and color_system(environment) is not ColorSystem.STANDARD
    )


def answered_ground(text: str) -> Ground | None:
    """Return the ground of the last whole answer in what came from a terminal; None where there is none."""
    answers = _ANSWER.findall(text)
    return _ground_of(answers[-1]) if answers else None


def _ground_of(colour: str) -> Ground:
    if colour.startswith("#"):
        third = len(colour) // 3
        parts = [colour[1 + at * third : 1 + (at + 1) * third] for at in range(3)]
    else:
        parts = colour.partition(":")[2].split("/")[:3]
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in parts)
    # As bright as the eye finds them (ITU-R BT.601).
    return "light" if 0.299 * red + 0.587 * green + 0.114 * blue > _HALF else "dark"


class Sieve:
    """Takes answers out of what is typed, and tells them; what has begun to be one is held back for its end.

    Nobody types the beginning of an answer, so that it may be held for as long as it takes.
    """

    def __init__(self, tell: Callable[[Ground], None]) -> None:
        self._tell = tell
        self._held = ""

    def take(self, text: str) -> str:
        """Return what was typed, of all that has come so far."""
        text = self.without(self._held + text)
        begun = _BEGUN.search(text)
        self._held = begun[0] if begun else ""
        return text.removesuffix(self._held) if self._held else text

    def without(self, text: str) -> str:
        """Return `text` without whole answers."""
        ground = answered_ground(text)
        if ground is None:
            return text
        self._tell(ground)
        return _ANSWER.sub("", text)


def recall_ground(desk: Desk, environment: Mapping[str, str]) -> Ground | None:
    """Return what a terminal of this kind answered last; None where none has."""
    kept = (desk.recall(KEY) or {}).get(_kind(environment))
    return "light" if kept == "light" else "dark" if kept == "dark" else None


def keep_ground(desk: Desk, environment: Mapping[str, str], ground: Ground) -> None:
    """Keep what a terminal answered, for the next first screen, where it can be kept."""
    kept = desk.recall(KEY) or {}
    kind = _kind(environment)
    if kept.get(kind) != ground:
        with suppress(StoreError):
            desk.keep(KEY, {**kept, kind: ground})


def _kind(environment: Mapping[str, str]) -> str:
    """Return by what terminals of different grounds are most likely told apart."""
    within = (name for name in ("SSH_CONNECTION", "TMUX") if environment.get(name))
    return " ".join((environment.get("TERM", ""), environment.get("TERM_PROGRAM", ""), *within))
