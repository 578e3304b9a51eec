"""The documents say what is so: tables from the code, commands that parse, links that lead somewhere."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from annotations.exporters.registry import formats as formats_out
from annotations.importers.registry import formats as formats_in
from annotations.model import ClaimKind, Medium, SourceKind, Stance
from annotations.scales import SCALES
from annotations.workflow import ClaimState
from reader.commands.table import COMMANDS, command_named
from reader.config import CHOICES, Config, load_config, variable
from reader.glyphs import ASCII, UNICODE
from reader.keymap import PRESETS
from reader.keys import KEYS, shown
from reader.link_fields import MEDIUM_LETTERS, STANCE_LETTERS
from reader.parsing import GLOBAL, command_parser, main_parser, parse_words, split_command
from tools.make_manpage import PAGE, page
from tools.make_pictures import PICTURE, draw
from tools.make_tables import DOCUMENTS, ROOT, TABLES, explanations, filled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.commands.table import Command
    from reader.keys import Key

STALE = "run: make docs"
HAND_WRITTEN = (*DOCUMENTS, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")
HOSTS = {"example.org", "keepachangelog.com", "semver.org"}
"""Those that a document may name: examples, and the two conventions that the changelog follows."""

README = (ROOT / "README.md").read_text(encoding="utf-8")
KEYS_PAGE = (ROOT / "docs" / "keys-and-settings.md").read_text(encoding="utf-8")
ANNOTATING = (ROOT / "docs" / "annotating.md").read_text(encoding="utf-8")
EXPORTING = (ROOT / "docs" / "exporting.md").read_text(encoding="utf-8")
LIBRARY = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
MANUAL = PAGE.read_text(encoding="utf-8").replace(r"\-", "-").replace(r"\(aq", "'").replace(r"\(ha", "^")

by_file = pytest.mark.parametrize("document", HAND_WRITTEN, ids=lambda path: path.name)
by_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)


def shell_lines() -> Iterator[tuple[str, list[str]]]:
    """Yield every call of the program in the documents, with the name of the document."""
    for document in HAND_WRITTEN:
        for block in re.findall(r"```sh\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL):
            for line in block.splitlines():
                words = shlex.split(line, comments=True)
                if "postil" in words:
                    yield document.name, words[words.index("postil") + 1 :]


def words_of_call(words: list[str]) -> list[str]:
    """Return the words of one call: up to where its output or input is redirected."""
    ends = [index for index, word in enumerate(words) if word in {">", "<", "|"}]
    return words[: ends[0]] if ends else words


# Made by the program


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_tables_are_those_of_the_code(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert filled(text) == text, STALE


def test_every_table_stands_somewhere() -> None:
    asked = {name for path in DOCUMENTS for name in re.findall(r"<!-- table: (\S+) -->", path.read_text())}
    assert asked == set(TABLES)


def test_the_manual_page_is_that_of_the_parsers() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), STALE


async def test_the_picture_shows_what_the_program_shows() -> None:
    held = re.compile(r"<text [^>]*>(.*?)</text>")
    assert held.findall(await draw()) == held.findall(PICTURE.read_text(encoding="utf-8")), STALE


def test_the_picture_fetches_nothing() -> None:
    svg = PICTURE.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\s\"')<]*", svg)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\((?!#)|@import|<script|<image|<foreignObject", svg)


# Nothing is missing


@by_command
def test_every_command_is_in_the_readme_and_in_the_manual(command: Command) -> None:
    assert f"`postil {command.name}" in README
    assert f'.SS "postil {command.name}' in MANUAL
    assert command.help in README


@by_command
def test_every_option_of_a_command_is_in_the_manual(command: Command) -> None:
    section = MANUAL.partition(f'.SS "postil {command.name}')[2].partition("\n.S")[0]
    for action in command_parser(command)._actions:
        named = [one for one in action.option_strings if one.startswith("--")]
        if not named or named[0] == "--help" or named[0] in GLOBAL:
            continue
        assert named[0] in section
        assert action.help
        assert action.help.replace("%%", "%") in section.replace(r"\e", "\\").replace(r"\(dq", '"')


def test_the_options_of_every_command_are_in_the_manual_and_the_readme() -> None:
    for action in main_parser()._actions:
        for option in action.option_strings:
            if option not in {"-h", "--help"}:
                assert option in MANUAL
    for option in GLOBAL:
        assert option in README


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_every_key_is_in_the_readme_the_manual_and_the_page_on_keys(key: Key) -> None:
    keys = " ".join(f"`{shown(one)}`" for one in key.keys)
    assert f"| {keys} | {key.help} |" in README
    assert f"| `{key.id}` | {keys} | {key.help} | {key.pane} |" in KEYS_PAGE
    assert f"({key.id})" in MANUAL


@pytest.mark.parametrize("setting", list(Config.__dataclass_fields__))
def test_every_setting_is_explained_in_the_readme_and_the_manual(setting: str) -> None:
    assert explanations()[setting] in README
    assert explanations()[setting].replace("`", "") in MANUAL.replace(r"\(ti", "~")
    assert setting == "keys" or variable(setting) in MANUAL
    for choice in CHOICES.get(setting, ()):
        assert f"`{choice}`" in KEYS_PAGE


def test_every_word_that_a_person_may_say_is_explained() -> None:
    for word in (*Stance, *ClaimKind, *Medium, *SourceKind):
        assert re.search(rf"\b{word.replace('-', '[- ]')}\b", ANNOTATING), word
    for scale in SCALES.values():
        assert f"`{scale.id}`" in ANNOTATING
        assert scale.id in LIBRARY
        for verdict in scale.verdicts:
            assert f"`{verdict.letter}` {verdict.id}" in ANNOTATING
    for letter, stance in STANCE_LETTERS.items():
        assert f"`{letter}` {stance.replace('-', ' ')}" in ANNOTATING
    assert set(MEDIUM_LETTERS.values()) == set(Medium)


@pytest.mark.parametrize("state", ClaimState)
def test_every_state_is_explained_with_its_signs(state: ClaimState) -> None:
    assert f"| `{UNICODE.states[state]}` | `{ASCII.states[state]}` | {state}" in ANNOTATING


def test_every_format_is_explained() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (yes|no) \| (yes|no) \|", EXPORTING, re.MULTILINE)
    assert sorted(name for name, out, _ in rows if out == "yes") == formats_out()
    assert sorted(name for name, _, taken in rows if taken == "yes") == formats_in()


def test_every_preset_is_explained() -> None:
    for preset, changes in PRESETS.items():
        assert f"`{preset}`" in README
        for action in changes:
            assert f"| `{preset}` | `{action}` |" in KEYS_PAGE


# What is there holds


@pytest.mark.parametrize(("document", "words"), list(shell_lines()), ids=str)
def test_every_call_in_the_documents_is_one_that_the_program_takes(document: str, words: list[str]) -> None:
    name, rest = split_command(words_of_call(words))
    command = command_named(name)
    assert command is not None, f"{document}: {words}"
    parse_words(command_parser(command), rest)


def test_the_settings_shown_as_an_example_are_right(tmp_path: Path) -> None:
    [example] = re.findall(r"```toml\n(.*?)```", KEYS_PAGE, re.DOTALL)
    file = tmp_path / "postil.toml"
    file.write_text(example, encoding="utf-8")
    loaded = load_config({"HOME": str(tmp_path)}, {}, str(file))
    assert loaded.notices == ()
    assert loaded.config.keys["undo"] == ("Z",)


@by_file
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            assert (document.parent / target).exists(), target


@by_file
def test_a_document_names_no_machine_and_no_host_but_those_of_examples(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://([^/\s\"'>)]+)", text)) <= HOSTS
    assert not re.search(r"(?<![\w.~])/(?:work|home|root|tmp|Users)/", text)


@by_file
def test_lines_of_prose_are_not_too_long(document: Path) -> None:
    fenced = False
    for line in document.read_text(encoding="utf-8").splitlines():
        fenced ^= line.startswith("```")
        if not fenced and not line.startswith(("|", "![", "**")):
            assert len(line) <= 120, line
