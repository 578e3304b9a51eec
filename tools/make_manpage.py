"""Writes the manual page from the parsers and tables of the program: python -m tools.make_manpage."""  # noqa: INP001 - a script

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader import __version__
from reader.commands.table import COMMANDS
from reader.config import Config, variable
from reader.keys import KEYS, shown
from reader.parsing import ABOUT, EXAMPLES, GLOBAL, command_parser, main_parser
from tools.make_tables import explanations

if TYPE_CHECKING:
    from argparse import Action, ArgumentParser
    from collections.abc import Iterable, Iterator

    from reader.commands.table import Command

PAGE = Path(__file__).parent.parent / "docs" / "postil.1"

_ENVIRONMENT = {
    "POSTIL_CONFIG": "The file of settings, instead of your own.",
    "VISUAL, EDITOR": "The editor for notes and for editing.",
    "NO_COLOR": "Set to anything: no colours.",
    "COLORFGBG": "Where the terminal sets it: whether the theme auto is light or dark; else it is asked.",
    "LC_ALL, LC_MESSAGES, LANG": "The language of the sample: English or Dutch.",
    "XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME": "On Linux: where your own folders are.",
}
_FILES = {
    "$XDG_DATA_HOME/postil, else ~/.local/share/postil": "Your own library.",
    "$XDG_CONFIG_HOME/postil/postil.toml, else ~/.config/postil/postil.toml": "Your settings.",
    "$XDG_STATE_HOME/postil/errors.log, else ~/.local/state/postil/errors.log": "What went wrong unforeseen.",
}
_EXITS = {"0": "Done.", "1": "It could not be done.", "2": "Wrong usage, or no usable terminal."}

_ESCAPES = str.maketrans(
    {"-": r"\-", "'": r"\(aq", '"': r"\(dq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", "…": "..."}
)
"""What roff would set as something else than what a person has to type."""


def page() -> str:
    """Return the manual page, in the macros of man(7)."""
    sections = {
        "NAME": [r"postil \- read an article next to its facts, in the terminal"],
        "SYNOPSIS": _synopsis(),
        "DESCRIPTION": _description(),
        "OPTIONS": list(_options(main_parser())),
        "COMMANDS": [line for command in COMMANDS for line in _command(command)],
        "KEYS": list(_keys()),
        "SETTINGS": _settings(),
        "ENVIRONMENT": _environment(),
        "FILES": [*_listed(_FILES), ".PP", _text("postil where prints the paths on this machine.")],
        "EXIT STATUS": list(_listed(_EXITS)),
        "EXAMPLES": [".EX", *map(_text, _examples()), ".EE"],
    }
    lines = [f'.TH POSTIL 1 "" "postil {__version__}" "User commands"']
    for heading, body in sections.items():
        lines += [f'.SH "{heading}"', *body]
    return "\n".join(lines) + "\n"


def _synopsis() -> list[str]:
    return [
        ".B postil",
        r"[\fICOMMAND\fR] [\fIARTICLE\fR] [\fIOPTION\fR...]",
    ]


def _description() -> list[str]:
    told = (
        ABOUT,
        "Without a command it opens the library; the first time, the annotated sample.",
        "A word that is no command is an article to read.",
        "ARTICLE is a file, an id or the start of one, - for standard input, or sample.",
        "ID is a record's id or its last characters; @ is the last one you made.",
        "Options may stand before, between or after a command's words.",
    )
    return [line for words in told for line in (".PP", _text(words))]


def _command(command: Command) -> Iterator[str]:
    parser = command_parser(command)
    yield f'.SS "{_text(f"postil {command.name} {command.usage}".strip())}"'
    yield _text(f"{command.help[0].upper()}{command.help[1:]}.")
    yield from _options(parser, without=GLOBAL)
    if parser.epilog:
        yield ".PP"
        for number, line in enumerate(parser.epilog.splitlines()):
            yield from ([".br"] if number else [])
            yield _text(line)


def _options(parser: ArgumentParser, *, without: Iterable[str] = ()) -> Iterator[str]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to list them
        if action.option_strings[-1:] == ["--help"] or set(action.option_strings) & set(without):
            continue
        yield ".TP"
        yield rf"\fB{_text(_name(action))}\fR"
        yield _text(f"{action.help or ''}".replace("%%", "%"))


def _name(action: Action) -> str:
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest
    if not action.option_strings:
        return metavar
    value = "" if action.nargs == 0 else f" {metavar}"
    return f"{', '.join(action.option_strings)}{value}"


def _keys() -> Iterator[str]:
    for group in dict.fromkeys(key.group for key in KEYS):
        yield f'.SS "{_text(group)}"'
        for key in KEYS:
            if key.group == group:
                yield from (
                    ".TP",
                    rf"\fB{_text('  '.join(map(shown, key.keys)))}\fR",
                    _text(f"{key.help} ({key.id})"),
                )


def _settings() -> list[str]:
    about = "In TOML; each but keys is also a variable of the environment, which goes before the file."
    rows = {
        f"{name} ({variable(name)})" if name != "keys" else "[keys]": words.replace("`", "")
        for name, words in explanations().items()
    }
    return [_text(about), *_listed(rows)]


def _environment() -> list[str]:
    named = ", ".join(variable(name) for name in Config.__dataclass_fields__ if name != "keys")
    return list(_listed({named: "The settings of these names.", **_ENVIRONMENT}))


def _listed(rows: dict[str, str]) -> Iterator[str]:
    for name, words in rows.items():
        yield from (".TP", rf"\fB{_text(name)}\fR", _text(words))


def _examples() -> list[str]:
    block = EXAMPLES.partition("\n\n")[0].splitlines()[1:]
    return [line.strip() for line in block]


def _text(words: str) -> str:
    """Return words as roff reads them: nothing in them is a request or an escape."""
    text = words.replace("\\", "\\e").translate(_ESCAPES)
    return f"\\&{text}" if text.startswith(".") else text


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
