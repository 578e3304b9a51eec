"""`postil keys`: the keys of the screens, with the ids that `[keys]` in the settings goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.keymap import keymap
from reader.keys import shown
from reader.options import add_json
from reader.output import columns, print_json, say
from reader.words import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_json(parser)
    parser.epilog = (
        'To change one, write into the settings (postil where names the file):\n[keys]\nundo = "Z"'
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Print the table with one's own keys in it."""
    keys = keymap(opening.config.preset, opening.config.keys)
    if arguments.json:
        print_json(
            [
                {
                    "id": key.id,
                    "keys": list(key.keys),
                    "help": key.help,
                    "pane": str(key.pane),
                    "group": key.group,
                }
                for key in keys
            ]
        )
        return 0
    for group in dict.fromkeys(key.group for key in keys):
        say(f"{_(group)}:")
        rows = [
            (f"  {' '.join(map(shown, key.keys))}", _(key.help), key.id) for key in keys if key.group == group
        ]
        for line in columns(rows):
            say(line)
    return 0
