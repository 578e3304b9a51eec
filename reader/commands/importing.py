"""`postil import`: what somebody exported, taken in as records of one's own file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import PostilError, UsageError
from reader.asking import confirm
from reader.options import add_json
from reader.output import print_json, say, tell
from reader.taking import STDIN, known_article

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from annotations.importers.planning import Plan
    from reader.opening import Opening

_USUAL = "json"


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    from annotations.importers.registry import formats

    parser.add_argument(
        "article", metavar="ARTICLE", nargs="?", help="the article it is about; else the one it names"
    )
    parser.add_argument("file", metavar="FILE", help="what to take in; - for standard input")
    parser.add_argument("--format", metavar="F", help=f"{', '.join(formats())}; else by the name of FILE")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    add_json(parser)
    parser.epilog = (
        "What others wrote comes into your own file under their names; postil undo takes it out again."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Say what would change, ask, then write it as one change."""
    plan = _plan(arguments, opening)
    if not arguments.json:
        _describe(plan)
    done = _carry_out(plan, arguments, opening)
    if arguments.json:
        print_json(
            {
                "article": plan.article,
                "done": done,
                "records": len(plan.changes),
                "changes": list(plan.lines),
                "skipped": list(plan.skipped),
                "notices": list(plan.notices),
            }
        )
    return 0 if done or plan.changes_nothing else 1


def _plan(arguments: Namespace, opening: Opening) -> Plan:
    from annotations.importers.intake import prepare
    from annotations.importers.registry import format_of, parse

    into = known_article(opening, arguments.article).id if arguments.article else ""
    parsed = parse(_read(arguments.file), arguments.format or format_of(arguments.file) or _USUAL)
    if not into and not parsed.article:
        into = _came_from(opening, arguments.file)
    return prepare(opening.session, parsed, into=into)


def _came_from(opening: Opening, file: str) -> str:
    """Return the article that came from this very file, as a draft with comments does; empty for none."""
    from annotations.shelving import find_origin
    from articles.identity import origin_of_path

    found = find_origin(opening.store, origin_of_path(file)) if file != STDIN else None
    return found.id if found else ""


def _read(word: str) -> bytes:
    from annotations.importers.reading_json import MOST_BYTES

    if word == STDIN:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    path = Path(word)
    if path.is_dir():
        raise PostilError(f"{word} is a folder", "give the file to take in")
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise PostilError(f"there is no file {word}", "check its name and folder") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise PostilError(f"{word} cannot be read", reason.lower()) from error


def _describe(plan: Plan) -> None:
    for notice in plan.notices:
        tell(notice)
    for line in plan.skipped:
        tell(line)
    for line in plan.lines:
        say(line)


def _carry_out(plan: Plan, arguments: Namespace, opening: Opening) -> bool:
    from annotations.importers.planning import carry_out

    if plan.changes_nothing:
        tell("there is nothing in it that the library does not have")
        return False
    if not arguments.yes:
        if arguments.file == STDIN:
            raise UsageError("there is nobody to ask: the file came through standard input", "add --yes")
        if not confirm(f"Take this into {plan.article}?"):
            tell("nothing was changed")
            return False
    carry_out(plan, opening.session)
    tell(f"taken into {plan.article}; postil undo {plan.article} takes it out again")
    return True
