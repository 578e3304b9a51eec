"""`postil list`: the articles of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.options import add_json
from reader.output import columns, print_json, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_json(parser)


def run(arguments: Namespace, opening: Opening) -> int:
    """Print the library."""
    entries = opening.store.articles()
    if arguments.json:
        from annotations.objects import entry_object

        print_json([entry_object(entry) for entry in entries])
    elif entries:
        rows = [
            (
                entry.id,
                entry.metadata.language or "–",
                entry.metadata.published or "–",
                _title(entry.metadata.title),
            )
            for entry in entries
        ]
        for line in columns(rows):
            say(line)
    else:
        say("The library is empty: postil add FILE takes an article in, postil sample opens the sample.")
    return 0


def _title(title: str) -> str:
    return " ".join(title.split()) or "(no title)"
