"""Keys that a line brings in pieces, put together again before they are read; pure.

A terminal sends an arrow as Esc, `[`, `D`.  Over a network the rest may come
late, and would be three keys: one closes something, two are commands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.pacing import is_remote

if TYPE_CHECKING:
    from collections.abc import Mapping

ESC = "\x1b"
WAIT = 0.1
"""Seconds that an Esc waits for what may belong to it."""
REMOTE_WAIT = 0.3
"""The same over a network."""
LONGEST_WAIT = 5.0
LATE = 1.0
"""Seconds after an Esc in which the rest of a key is known for what it is, and is no keys of its own."""
_BEGUN = re.compile(r"\x1b(?:\x1b?\[[0-?]*[ -/]*|O|\][^\x07\x1b]*\x1b?)?\Z")
"""The beginning of a key, or of a terminal's answer."""
_TAIL = re.compile(
    r"\[(?:[\d;]*[A-FHP-S]|[\d;:]+[~uy]|<[\d;]+[Mm]|[IO]|\?[\d;]+\$y)|O[A-DFHP-S]"
    # A terminal's answer on its colours.
    r"|\]1[01];[^\x07\x1b]*(?:\x07|\x1b\\)"
)
"""The rest of a key that had begun with an Esc."""
_PASTED, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_END_BEGUN = re.compile(r"\x1b(?:\[(?:2(?:0(?:1)?)?)?)?\Z")
"""The beginning of how a paste ends."""


def escape_wait(environment: Mapping[str, str]) -> float:
    """Return how many seconds an Esc waits: what ESCDELAY says in milliseconds, else longer over a line."""
    asked = environment.get("ESCDELAY", "")
    if asked.isascii() and asked.isdigit() and int(asked):
        return min(int(asked) / 1000, LONGEST_WAIT)
    return REMOTE_WAIT if is_remote(environment) else WAIT


class Splicer:
    """Holds back the beginning of a key until its rest has come, or has not come in time.

    Times are seconds of any clock that never runs back.
    """

    def __init__(self, wait: float) -> None:
        self._wait = wait
        self._held = ""
        self._pasting = False
        self._escaped = float("-inf")
        self.deadline: float | None = None
        """When to ask `give_up`; None while nothing is held back."""

    def take(self, text: str, now: float) -> str:
        """Return what can be read of all that has come so far."""
        if not self._held and now - self._escaped <= LATE:
            # The Esc was taken for a key of its own, and has done what it does.
            text = _TAIL.sub("", text, count=1) if _TAIL.match(text) else text
        self._escaped = float("-inf")
        text = self._held + text
        read = ""
        while (mark := _PASTE_ENDS if self._pasting else _PASTED) in text:
            before, _, text = text.partition(mark)
            read += self._clean(before) + mark
            self._pasting = not self._pasting
        begun = (_END_BEGUN if self._pasting else _BEGUN).search(text)
        self._held = begun[0] if begun else ""
        # In what is pasted nobody presses Esc: it is part of how the paste ends.
        self.deadline = now + self._wait if self._held and not self._pasting else None
        return read + self._clean(text.removesuffix(self._held) if self._held else text)

    def _clean(self, text: str) -> str:
        """Return what is pasted without any Esc, behind which it would be read as keys and answers."""
        return text.replace(ESC, "") if self._pasting else text

    def give_up(self, now: float) -> str:
        """Return the Esc that is held back once its time has come; empty before that, or where it is more."""
        if self.deadline is None or now < self.deadline:
            return ""
        if self._held != ESC:
            # Nobody types this by hand, so it waits longer, and then was nothing.
            if now < self.deadline + LATE:
                return ""
            self._held, self.deadline = "", None
            return ""
        self._held, self.deadline = "", None
        self._escaped = now
        return ESC

    def pause(self, now: float) -> float | None:
        """Return how many seconds there are until `give_up` may have something to say; None for ever."""
        if self.deadline is None:
            return None
        more = 0.0 if self._held == ESC else LATE
        return max(0.0, self.deadline + more - now)
