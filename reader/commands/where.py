"""`postil where`: where the program keeps its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader import folders
from reader.crashes import FILE
from reader.options import add_json
from reader.output import columns, print_json, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_json(parser)


def run(arguments: Namespace, opening: Opening) -> int:
    """Print the paths; nothing is made."""
    library = opening.config.library
    paths = {
        "library": library,
        "articles": library / "articles",
        "records": library / "records" / opening.reviewer,
        "settings": opening.loaded.file,
        "errors": folders.state_folder(opening.environment) / FILE,
    }
    if arguments.json:
        print_json({name: str(path) for name, path in paths.items()})
    else:
        for line in columns(
            (name, str(path), "" if path.exists() else "(not there yet)") for name, path in paths.items()
        ):
            say(line)
    return 0
