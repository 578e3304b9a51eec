"""`postil export`: an article with its claims, facts and notes, as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import UsageError
from reader.options import add_article, add_json
from reader.output import give, print_json, tell
from reader.taking import take_article

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from annotations.exporters.registry import Exported
    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    from annotations.exporters.registry import formats

    add_article(parser)
    parser.add_argument(
        "--format", metavar="F", help=f"{', '.join(formats())}; else by the name of FILE, else markdown"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="where to; else standard output")
    parser.add_argument("--force", action="store_true", help="replace FILE though Postil did not write it")
    parser.add_argument("--with-confidential", action="store_true", help="confidential sources, too")
    add_json(parser)
    parser.epilog = "--json prints what was written instead of the file: format, file, bytes and notices."


def run(arguments: Namespace, opening: Opening) -> int:
    """Write the file, or print it."""
    from annotations.exporters.registry import ExportOptions, export, format_of
    from reader import __version__
    from reader.opening import now

    if arguments.json and not arguments.output:
        raise UsageError("--json says what was written to a file", "name the file with -o")
    dossier = opening.session.dossier(take_article(opening, arguments.article))
    options = ExportOptions(
        now=now(), tool=f"postil {__version__}", with_confidential=arguments.with_confidential
    )
    name = arguments.format or format_of(arguments.output or "")
    exported = export(dossier, name, options)
    for notice in exported.notices:
        tell(notice)
    if arguments.output:
        _save(arguments, name, exported)
    else:
        _print(exported)
    return 0


def _save(arguments: Namespace, name: str, exported: Exported) -> None:
    from reader.saving import save_file

    data = exported.text.encode("utf-8", "replace") if isinstance(exported.text, str) else exported.text
    save_file(Path(arguments.output), data, force=arguments.force)
    if arguments.json:
        print_json(
            {
                "format": name,
                "file": arguments.output,
                "bytes": len(data),
                "notices": list(exported.notices),
            }
        )
    else:
        tell(f"written to {arguments.output}")


def _print(exported: Exported) -> None:
    if isinstance(exported.text, str):
        give(exported.text)
    elif sys.stdout.isatty():
        raise UsageError("this format is no text for a terminal", "name a file with -o")
    else:
        sys.stdout.buffer.write(exported.text)
