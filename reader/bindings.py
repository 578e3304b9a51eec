"""Textual's bindings, made from the one table of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from reader.keys import KEYS, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.keys import Key, Pane


def bindings_of(*panes: Pane) -> list[BindingType]:
    """Return the bindings of all keys that work in any of `panes`, by the table's ids; each twice.

    With priority, each key is answered before the next is looked at: what is
    typed right after a key that opens an editor reaches the editor.  Without,
    a key that was on its way to an editor when that closed is not lost.
    """
    return [
        Binding(",".join(key.keys), key.action, key.help, show=False, priority=priority, id=key.id)
        for key in keys_of(*panes)
        for priority in (True, False)
    ]


def as_keymap(keys: Iterable[Key]) -> dict[str, str]:
    """Return a person's own keys as `App.set_keymap` takes them: those that differ from the table.

    Textual goes through all of them at every key.
    """
    usual = {key.id: key.keys for key in KEYS}
    return {key.id: ",".join(key.keys) for key in keys if key.keys != usual[key.id]}
