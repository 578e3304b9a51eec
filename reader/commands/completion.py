"""`postil completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import UsageError
from reader.commands.table import COMMANDS
from reader.output import give

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from reader.opening import Opening

_HOW = {
    "bash": 'eval "$(postil completion bash)" in ~/.bashrc',
    "zsh": 'eval "$(postil completion zsh)" in ~/.zshrc, after compinit',
    "fish": "postil completion fish > ~/.config/fish/completions/postil.fish",
}


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("shell", metavar="SHELL", help=", ".join(_HOW))
    parser.epilog = "\n".join(f"{shell}: {how}" for shell, how in _HOW.items())


def run(arguments: Namespace, _opening: Opening) -> int:
    """Print the script."""
    makers = {"bash": _bash, "zsh": _zsh, "fish": _fish}
    if arguments.shell not in makers:
        raise UsageError(
            f"{arguments.shell!r} is not a shell that is known here", f"choose from {', '.join(makers)}"
        )
    give(makers[arguments.shell](options_by_command()))
    return 0


def options_by_command() -> dict[str, dict[str, str]]:
    """Return the long options of each command, each with its help."""
    from reader.parsing import command_parser

    return {
        command.name: {
            option: action.help or ""
            for action in command_parser(command)._actions  # noqa: SLF001 - argparse has no other way to list them
            for option in action.option_strings
            if option.startswith("--")
        }
        for command in COMMANDS
    }


def _cases(options: Mapping[str, Mapping[str, str]]) -> str:
    return "\n".join(f"    {name}) words='{' '.join(held)}' ;;" for name, held in options.items())


def _bash(options: Mapping[str, Mapping[str, str]]) -> str:
    return f"""\
_postil() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} command=${{COMP_WORDS[1]}} words
  case $command in
{_cases(options)}
    *) words='{" ".join(options)} --help --version' ;;
  esac
  if [[ $COMP_CWORD -eq 1 ]]; then words='{" ".join(options)} sample --help --version'; fi
  if [[ $current == -* || $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
  [[ $current == -* ]] || COMPREPLY+=($(compgen -f -- "$current"))
}}
complete -o filenames -F _postil postil
"""


def _zsh(options: Mapping[str, Mapping[str, str]]) -> str:
    described = "\n".join(f"    '{command.name}:{_quoted(command.help)}'" for command in COMMANDS)
    return f"""\
#compdef postil
_postil() {{
  local -a commands
  local words_here
  commands=(
{described}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _files
    return
  fi
  case $words[2] in
{_cases(options).replace("words=", "words_here=")}
  esac
  if [[ $words[CURRENT] == -* ]]; then compadd -- ${{=words_here}}; else _files; fi
}}
compdef _postil postil
"""


def _fish(options: Mapping[str, Mapping[str, str]]) -> str:
    lines = [
        f"complete -c postil -n __fish_use_subcommand -a {command.name} -d '{_quoted(command.help)}'"
        for command in COMMANDS
    ]
    lines += [
        f"complete -c postil -n '__fish_seen_subcommand_from {name}' -l {option[2:]} -d '{_quoted(told)}'"
        for name, held in options.items()
        for option, told in held.items()
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text.replace("'", "’")
