"""Identifiers made by the client, so that a retry is no second record."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_BITS = 80
ULID_LENGTH = 26
SHORT_LENGTH = 6
"""How many of an id's last characters a screen shows."""


class UlidMaker:
    """Makes ULIDs that rise even where the clock stands still or runs back.

    `clock` gives aware datetimes.  Safe to call from several threads.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last = 0

    def __call__(self) -> str:
        """Return the next id: 26 characters of Crockford's base 32."""
        milliseconds = max(0, int(self._clock().timestamp() * 1000))
        with self._lock:
            fresh = (milliseconds << _RANDOM_BITS) | int.from_bytes(os.urandom(_RANDOM_BITS // 8))
            # A second id in the same millisecond would sort by chance: count on instead.
            same_moment = fresh >> _RANDOM_BITS <= self._last >> _RANDOM_BITS
            self._last = self._last + 1 if same_moment else fresh
            return _encode(self._last)


def is_ulid(text: str) -> bool:
    """Tell whether `text` has the form of a ULID."""
    # 26 signs have room for 130 bits; the first one says only three of the 128.
    return len(text) == ULID_LENGTH and text[0] < "8" and all(char in _ALPHABET for char in text)


def short(record_id: str) -> str:
    """Return the part of an id that is shown on a screen."""
    return record_id[-SHORT_LENGTH:].lower()


def _encode(number: int) -> str:
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
