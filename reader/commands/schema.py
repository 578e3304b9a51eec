"""`postil schema`: the JSON Schema of a dossier as `export --format json` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.exporters.json import schema
from reader.output import give

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add nothing: the schema is JSON already."""


def run(_arguments: Namespace, _opening: Opening) -> int:
    """Print the schema."""
    give(schema())
    return 0
