"""Which keys do what for one person: the table, a preset over it, one's own choices over that; pure."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from articles.frozen import replace
from articles.patterns import pattern
from reader.keys import KEYS, Pane, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.keys import Key

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "default": {},
    "less": {
        "half-down": ("d", "J", "ctrl+d"),
        "half-up": ("u", "K", "ctrl+u"),
        "undo": ("Z", "ctrl+z"),
    },
    "vim": {
        "redo": ("U", "ctrl+r"),
        "line-down": ("j", "down", "ctrl+e"),
        "line-up": ("k", "up", "ctrl+y"),
    },
}
"""What a preset changes in the table."""

_NAMED = frozenset(
    "enter tab backspace escape space up down left right home end pageup pagedown insert delete".split()
) | {f"f{number}" for number in range(1, 25)}
_MODIFIED = pattern(r"(?:(?:ctrl|alt|shift)\+)+(.+)")


def is_key(name: str) -> bool:
    """Tell whether `name` is a key: a printable character or a key's name, or one with ctrl, alt or shift."""
    modified = _MODIFIED.fullmatch(name)
    bare = modified[1] if modified else name
    return bare in _NAMED or (len(bare) == 1 and bare.isprintable() and not bare.isspace())


def keymap(preset: str, overrides: Mapping[str, tuple[str, ...]]) -> tuple[Key, ...]:
    """Return the table of keys with a preset's changes and a person's own."""
    changed = {**PRESETS.get(preset, {}), **overrides}
    return tuple(replace(key, keys=changed.get(key.id, key.keys)) for key in KEYS)


def check_overrides(preset: str, overrides: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return which of a person's own keys cannot be, by action, each with the reason.

    The rest of them, and the preset, do not clash.  Clashes come first: the
    person meant both keys, and has only one of them.
    """
    ids = {key.id for key in KEYS}
    wrong: dict[str, str] = {}
    for action, keys in overrides.items():
        strange = [key for key in keys if not is_key(key)]
        if action not in ids:
            wrong[action] = f"there is nothing called {action!r} to give a key{_near(action, ids)}"
        elif strange:
            wrong[action] = f"{strange[0]!r} is not a key for {action}"
    clashing: dict[str, str] = {}
    # Dropping one choice gives its action the usual key back, which may clash in turn.
    while found := next(_clashes(preset, overrides, wrong | clashing), None):
        action, why = found
        clashing[action] = why
    return clashing | wrong


def _clashes(
    preset: str, overrides: Mapping[str, tuple[str, ...]], wrong: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    kept = {action: keys for action, keys in overrides.items() if action not in wrong}
    for one, other in combinations(keymap(preset, kept), 2):
        common = set(one.keys) & set(other.keys)
        if not common or not _meet(one.pane, other.pane):
            continue
        # The later of two choices gives way; what nobody chose never does.
        chosen = [action for action in kept if action in {one.id, other.id}]
        if chosen:
            loser = chosen[-1]
            rival = other.id if loser == one.id else one.id
            yield loser, f"{shown(min(common))!r} is on both {loser} and {rival}"


def _meet(one: Pane, other: Pane) -> bool:
    """Tell whether keys of two panes work at the same time."""
    return one is other or (Pane.READING in {one, other} and Pane.LIBRARY not in {one, other})


def _near(action: str, ids: set[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(action, sorted(ids), 1)
    return f" (perhaps {close[0]!r})" if close else ""
