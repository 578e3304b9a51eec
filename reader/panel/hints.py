"""The keys that messages, the panel and the status line name, as whoever reads them has set them."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

from reader.keys import KEYS, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.keys import Key

_PALETTE = next(key for key in KEYS if key.action == "commands")
"""Where an action without a key is still found."""


def _named(keys: Iterable[Key]) -> dict[str, str]:
    return {key.id: shown((key.keys or _PALETTE.keys)[0]) for key in keys}


_NAMES: ContextVar[Mapping[str, str]] = ContextVar("postil-keys", default=_named(KEYS))  # noqa: B039 - never changed


def use_keys(keys: Iterable[Key]) -> None:
    """Name keys from now on as this table has them; in the task that calls it, and those it starts."""
    _NAMES.set(_named(keys))


def key_of(key_id: str) -> str:
    """Return the first key of an action, as it is written for people."""
    return _NAMES.get()[key_id]


def keyed(words: str, **more: str | int) -> str:
    """Return a message in which keys stand by the ids of what they do: "{undo} takes it back"."""
    return words.format_map({**_NAMES.get(), **more})
