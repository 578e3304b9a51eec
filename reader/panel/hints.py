"""The keys that the panel tells of."""

from __future__ import annotations

from reader.keys import KEYS, shown


def key_of(key_id: str) -> str:
    """Return the first key of an action, as it is written for people."""
    return next(shown(key.keys[0]) for key in KEYS if key.id == key_id)
