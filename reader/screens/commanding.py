"""The command palette: everything one can do where one is, to be found by typing.

It is made from the table of keys.  Textual's own palette is not used: it reads
titles as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.keys import Pane, shown
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.screen import Screen

    from reader.keys import Key
    from reader.services import Services
    from reader.widgets.pick_list import Row

PALETTE_IDS = frozenset({"palette", "library-palette"})
_WIDGETS = frozenset({Pane.ARTICLE, Pane.PANEL})
"""Panes whose actions are those of the widget that has the keys."""


def command_rows(keys: Iterable[Key]) -> list[Row]:
    """Return a row for each action: what it does, and its keys at the right."""
    from reader.widgets.pick_list import Row

    return [
        Row(key.id, _(key.help), " ".join(map(shown, key.keys))) for key in keys if key.id not in PALETTE_IDS
    ]


async def offer_commands(screen: Screen[None], services: Services, panes: Sequence[Pane]) -> None:
    """Let the reader pick one of the actions of `panes`, and do it as its key would."""
    from reader.screens.picking import PickScreen

    keys = {key.id: key for key in services.keys if key.pane in panes}
    doer = screen.focused

    async def do(picked: str | None) -> None:
        if picked is None:
            return
        key = keys[picked]
        here = doer if key.pane in _WIDGETS and doer is not None else screen
        await screen.app.run_action(key.action, here)

    picking = PickScreen(_("Commands"), command_rows(keys.values()), services.palette, services.glyphs)
    await screen.app.push_screen(picking, do)
