"""`postil where`: where the program keeps its files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader import folders
from reader.crashes import FILE
from reader.options import add_json
from reader.output import columns, print_json, say
from reader.words import _, later

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


_NAMES = {
    "library": later("library"),
    "articles": later("articles"),
    "records": later("records"),
    "settings": later("settings"),
    "index": later("index for searching"),
    "errors": later("errors"),
}


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_json(parser)


def run(arguments: Namespace, opening: Opening) -> int:
    """Print the paths; nothing is made."""
    library = opening.config.folder
    paths = {
        "library": library,
        "articles": library / "articles",
        "records": library / "records" / opening.reviewer,
        "settings": opening.loaded.file,
        "index": Path(folders.cache_path(opening.environment)) / "search",
        "errors": folders.state_folder(opening.environment) / FILE,
    }
    if arguments.json:
        print_json({name: str(path) for name, path in paths.items()})
    else:
        for line in columns(
            (_(_NAMES[name]), str(path), "" if path.exists() else _("(not there yet)"))
            for name, path in paths.items()
        ):
            say(line)
    return 0
