"""Help is complete, and what it costs to ask is small: no command loads a toolkit."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.commands.completion import options_by_command
from reader.commands.table import COMMANDS
from reader.parsing import command_parser
from tests.reader.commands.running import ROOT

if TYPE_CHECKING:
    from reader.commands.table import Command
    from tests.reader.commands.running import Postil

by_name = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)


def test_the_program_lists_every_command_with_what_it_does(postil: Postil) -> None:
    for asked in (("--help",), ("-h",)):
        text = postil.done(*asked).out
        for command in COMMANDS:
            assert f"  {command.name} {command.usage}" in text
            assert command.help in " ".join(text.split())
        assert "examples:" in text


@pytest.mark.parametrize("language", ["C", "nl_NL.UTF-8"])
def test_the_list_of_commands_fits_a_terminal_of_80_columns(language: str, postil: Postil) -> None:
    shown = postil.process("--help", LC_ALL=language, COLUMNS="80", PYTHONUTF8="1").out
    assert [line for line in shown.splitlines() if len(line) > 80] == []


@by_name
def test_a_command_explains_itself_and_each_of_its_options(command: Command, postil: Postil) -> None:
    # A session for a key takes the place of the process that it is started in.
    asked = postil.process if command.name == "ssh-session" else postil.done
    text = asked(command.name, "--help").out
    assert text.startswith(f"usage: postil {command.name} ")
    for action in command_parser(command)._actions:
        assert action.help, action
        assert all(option in text for option in action.option_strings)
    for shared in ("--library", "--as", "--config"):
        assert shared in text


@by_name
def test_a_command_that_prints_data_prints_it_as_json_too(command: Command) -> None:
    plain = {"read", "schema", "completion", "ssh-session"}
    assert ("--json" in options_by_command()[command.name]) == (command.name not in plain)


def test_the_version_is_told(postil: Postil) -> None:
    from reader import __version__

    assert postil.done("--version").out == f"postil {__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command_and_option(shell: str, postil: Postil) -> None:
    script = postil.done("completion", shell).out
    for name, options in options_by_command().items():
        assert name in script
        for option in options:
            assert (option if shell != "fish" else f"-l {option[2:]} ") in script


@pytest.mark.parametrize(
    ("shell", "check"), [("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]), ("fish", ["fish", "-n"])]
)
def test_a_shell_can_read_its_completion(shell: str, check: list[str], postil: Postil) -> None:
    import shutil

    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = postil.home / "completion"
    script.write_text(postil.done("completion", shell).out, encoding="utf-8")
    assert subprocess.run([*check, script], capture_output=True, check=False).stderr == b""


def test_bash_completes_a_command(postil: Postil) -> None:
    script = postil.done("completion", "bash").out
    asked = 'COMP_WORDS=(postil rev); COMP_CWORD=1; _postil; printf "%s\\n" "${COMPREPLY[@]}"'
    told = subprocess.run(
        ["bash", "-c", f"{script}\n{asked}"], cwd=postil.home, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["review"]


WATCH = """
import grp, os, sys, tempfile
from reader.cli import main
draft, out = sys.argv[1:]
desk = tempfile.TemporaryDirectory()
# Colleagues must be able to pass through it.
os.chmod(desk.name, 0o755)
for words in (
    ["add", draft], ["update", draft], ["diff", draft], ["list"], ["show", draft],
    ["claim", draft, "--quote", "14 million euros"], ["state", "@"], ["queue"], ["policy", "--reviews", "1"],
    ["fact", "@", "--stance", "supports", "--source", "the mayor"], ["link", "@", "@", "--stance", "context"],
    ["archive", "@", "https://archive.example/mayor"],
    ["note", "@", "Hm."], ["review", "@", "--verdict", "supported"], ["edit", "@", "--reason", "So it is."],
    ["check", draft, "--tick", "1"],
    # The page that is no JSON is set by Rich.
    ["report", draft, "--json"],
    ["history", "@"], ["asks", draft], ["suggest", draft], ["agreement", draft], ["search", "bridge"],
    ["export", draft, "-o", out + ".md"],
    ["export", draft, "--format", "json", "-o", out + ".json"], ["import", out + ".json", "--yes"],
    ["settle"], ["delete", "@"], ["undo"], ["redo"], ["backup", out + ".tar.gz"],
    ["restore", out + ".tar.gz", "--replace"], ["schema"], ["where"],
    ["keys"], ["doctor"], ["share", grp.getgrgid(os.getegid()).gr_name, "--library", desk.name + "/desk"],
    ["completion", "bash"], ["show", "sample"], ["--help"], [],
):
    code = main(words)
    loaded = sorted({"textual", "rich"} & set(sys.modules))
    if code or loaded:
        sys.exit(f"{words}: {code} {loaded}")
"""


def test_no_command_without_a_screen_loads_textual_or_rich(postil: Postil) -> None:
    watched = subprocess.run(
        [sys.executable, "-c", WATCH, postil.draft, postil.home / "out"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert watched.returncode == 0, watched.stderr
    tried = {line.split('"')[1] for line in WATCH.replace("], [", "],\n[").splitlines() if '["' in line}
    assert {command.name for command in COMMANDS} - tried == {"read", "ssh-session"}
