"""`postil backup` and `postil restore`: the whole library in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.opening import now
from reader.options import add_json
from reader.output import print_json, report, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the options of both; `--replace` goes with restore."""
    is_restore = parser.get_default("command") == "restore"
    if is_restore:
        parser.add_argument("file", metavar="FILE", help="the backup")
        parser.add_argument("--replace", action="store_true", help="move a library that is there aside first")
        parser.epilog = "Everything in the file is checked before anything is written."
    else:
        parser.add_argument(
            "file", metavar="FILE", nargs="?", help="a new file; else postil-DATE.tar.gz in this folder"
        )
    add_json(parser)


def run(arguments: Namespace, opening: Opening) -> int:
    """Write the backup, or make the library from one."""
    from annotations.stores.tinydb import backup

    library = opening.config.folder
    file = Path(arguments.file or f"postil-{now().astimezone():%Y-%m-%d}.tar.gz")
    if arguments.command == "restore":
        packed = backup.restore(file, library, replace=arguments.replace)
    else:
        packed = backup.backup(library, file)
    for name in packed.skipped:
        tell(f"left out, since it cannot be read: {name}")
    if arguments.json:
        print_json({"files": packed.files, "bytes": packed.bytes, "skipped": list(packed.skipped)})
    elif arguments.command == "restore":
        report(f"{packed.files} files restored to {library}")
    else:
        report(f"{packed.files} files of {library} are in {file}")
    return 0
