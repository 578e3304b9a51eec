"""The words of the command line: which command, and what it is told."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from annotations.errors import UsageError
from reader.commands.table import COMMANDS, command_named
from reader.output import terminal_width
from reader.words import _, later, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from reader.commands.table import Command

GLOBAL = ("--library", "--as", "--config")
"""Options that may stand before or after the command, each with a value."""

ABOUT = later("Postil shows an article next to its facts, in the terminal.")

EXAMPLES = later("""\
examples:
  postil              the library; the first time, the annotated sample
  postil draft.md     read a file
  postil sample       read the sample
  postil claim draft.md --quote "600,000 new users a day" --kind figure
  postil fact @ --stance refutes --source https://example.org --quote "60,000"
  postil note @ "Who counted?"
  postil review @ --verdict refuted --reason "The count says otherwise"
  postil export draft.md -o draft-checked.md

ARTICLE is a file, an id or the start of one, - for standard input, or sample.
ID is a record's id or its last characters; @ is the last one you made.
Exit codes: 0 done, 1 could not, 2 wrong usage or no usable terminal.""")


# What argparse says comes out of the program's own catalog.  By itself it would search the file system for
# one at each of its words, also where all is English, and import `locale` for that.
vars(argparse)["_"] = _


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line, like every other error's."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print and exit on.

        Raises:
            UsageError: always.
        """
        raise UsageError(message, f"see {self.prog} --help")

    def format_help(self) -> str:
        """Return the help in the reader's language; modules word their options in English."""
        self.epilog = self.epilog and sentence(self.epilog)
        for action in self._actions:
            action.help = action.help and sentence(action.help)
        for group in self._action_groups:
            group.title = group.title and _(group.title)
        return super().format_help()


class HelpLines(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, which argparse would look up by importing three compressors."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=terminal_width() - 2)


def split_command(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the command and all other words; `read` where an article stands in its place.

    The command is the first word that is no global option or its value.  It is
    empty where there is none.
    """
    index = 0
    while index < len(words):
        word = words[index]
        if word in GLOBAL:
            index += 2
        elif word.startswith("-") and word not in {"-", "--"}:
            index += 1
        elif command_named(word):
            return word, [*words[:index], *words[index + 1 :]]
        else:
            return "read", list(words)
    return "", list(words)


def main_parser() -> argparse.ArgumentParser:
    """Return the parser of a call without a command."""
    from reader import __version__

    parser = Parser(
        prog="postil",
        usage="postil [COMMAND] [ARTICLE] [OPTION…]",
        description=f"{_(ABOUT)}\n\n{command_list()}",
        epilog=_(EXAMPLES),
        formatter_class=HelpLines,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"postil {__version__}")
    _add_globals(parser)
    return parser


def command_parser(command: Command) -> argparse.ArgumentParser:
    """Return the parser of a command, with the global options."""
    module = module_of(command)
    parser = Parser(
        prog=f"postil {command.name}",
        description=_as_sentence(_(command.help)),
        formatter_class=HelpLines,
        allow_abbrev=False,
    )
    parser.set_defaults(command=command.name)
    module.add_options(parser)
    _add_globals(parser)
    return parser


def parse_words(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """Return what the words of a command say; options may stand between its words.

    Raises:
        UsageError: they say nothing that the command takes.
    """
    takes_words = any(not action.option_strings for action in parser._actions)  # noqa: SLF001 - no other way
    # The pass that lets options stand anywhere would print a help without positionals, and it costs time.
    if not takes_words or {"-h", "--help"} & set(words):
        return parser.parse_args(words)
    return parser.parse_intermixed_args(words)


def module_of(command: Command) -> ModuleType:
    """Return the module of a command."""
    return import_module(f"reader.commands.{command.module}")


def command_list() -> str:
    """Return the commands by group, each with what it does."""
    lines: list[str] = []
    width = max(len(f"{one.name} {one.usage}") for one in COMMANDS) + 4
    for group in dict.fromkeys(command.group for command in COMMANDS):
        held = [command for command in COMMANDS if command.group == group]
        lines.append(f"{_(group)}:")
        for one in held:
            first, *more = _broken(_(one.help), terminal_width() - 1 - width)
            lines.append(f"{f'  {one.name} {one.usage}':<{width}}{first}")
            lines += [f"{'':<{width}}{row}" for row in more]
    return "\n".join(lines)


def _broken(words: str, width: int) -> list[str]:
    """Return words in rows of a width, as `textwrap` does, which would have to be imported for it."""
    rows = [""]
    for word in words.split():
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append(word)
        else:
            rows[-1] += f" {word}" if rows[-1] else word
    return rows


def _as_sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _add_globals(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("everywhere")
    group.add_argument(
        "--library", metavar="DIR", help="the library's folder (else POSTIL_LIBRARY, else your own)"
    )
    group.add_argument(
        "--as",
        dest="reviewer",
        metavar="REVIEWER",
        help="your name (else POSTIL_REVIEWER, else the login name)",
    )
    group.add_argument(
        "--config", metavar="FILE", help="the file of settings (else POSTIL_CONFIG, else your own)"
    )
