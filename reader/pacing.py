"""How soon the next frame may follow: no sooner than a slow line has brought the last one; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SLOW = 8_000
"""Bytes a second that a line brings at least: 64 kbit/s."""
AT_ONCE = 300
"""Bytes that are as good as there at once: a typed letter never waits."""
LONGEST = 0.25
"""Seconds; who holds a key down wants to see something move."""
SOON = 0.15
"""Seconds within which the terminal behind a fast line has answered a question."""


class Pace:
    """Spaces frames out, so that what is seen is never far behind the keys; times are seconds."""

    def __init__(self, rate: float | None) -> None:
        self._rate = rate
        self._free_at = 0.0
        self._asked_at: float | None = None

    def pause(self, now: float) -> float:
        """Return how many seconds the next frame has to wait."""
        return max(0.0, self._free_at - now)

    def sent(self, size: int, now: float) -> None:
        """Take note of a frame of `size` bytes."""
        if self._rate is not None:
            self._free_at = now + min(LONGEST, max(0, size - AT_ONCE) / self._rate)

    def asked(self, now: float) -> None:
        """Take note of a question to the terminal: it answers once it has all that was sent before."""
        self._asked_at = now

    def answered(self, now: float) -> None:
        """Take note of the answer: where it comes soon, the line is fast, and nothing waits any more."""
        if self._asked_at is not None and now - self._asked_at <= SOON:
            self._rate = None
        self._asked_at = None


def pace_of(environment: Mapping[str, str]) -> Pace:
    """Return the pace for a terminal: here, or over a network of which nothing is known yet."""
    return Pace(SLOW if is_remote(environment) else None)


def is_remote(environment: Mapping[str, str]) -> bool:
    """Tell whether the terminal is reached over a network."""
    return bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))
