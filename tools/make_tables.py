"""Writes the tables of the documents from the code: python -m tools.make_tables.

A table stands between `<!-- table: NAME -->` and `<!-- end of table -->`, in
any document; what stands there by hand is replaced.
"""  # noqa: INP001 - a script

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from reader import config
from reader.commands.table import COMMANDS
from reader.config import Config, variable
from reader.keymap import PRESETS
from reader.keys import KEYS, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from reader.keys import Key

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md")))
PACKAGES = ("articles", "annotations", "reader")

_TABLE = re.compile(r"(<!-- table: ([a-z-]+) -->\n).*?(<!-- end of table -->)", re.DOTALL)


def filled(text: str) -> str:
    """Return a document with its tables as they ought to be.

    Raises:
        KeyError: it asks for a table that there is not.
    """
    return _TABLE.sub(lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n{found[3]}", text)


def keys_table() -> str:
    """Return the keys by group, as they are written for people."""
    return _by_group(KEYS, ("Key", "Does"), lambda key: (_keys(key.keys), key.help))


def key_ids_table() -> str:
    """Return the keys by group with the ids that `[keys]` in the settings goes by, and where they work."""
    return _by_group(
        KEYS,
        ("Id", "Key", "Does", "Where"),
        lambda key: (f"`{key.id}`", _keys(key.keys), key.help, str(key.pane)),
    )


def presets_table() -> str:
    """Return what each preset changes."""
    usual = {key.id: key.keys for key in KEYS}
    rows = [
        (f"`{preset}`", f"`{action}`", _keys(usual[action]), _keys(keys))
        for preset, changes in PRESETS.items()
        for action, keys in changes.items()
    ]
    return _table(("Preset", "Id", "Usually", "In the preset"), rows)


def commands_table() -> str:
    """Return the commands by group."""
    parts = []
    for group in dict.fromkeys(command.group for command in COMMANDS):
        rows = [
            (f"`postil {command.name} {command.usage}`".replace(" `", "`"), command.help)
            for command in COMMANDS
            if command.group == group
        ]
        parts.append(f"**{group}**\n\n{_table(('Command', 'Does'), rows)}")
    return "\n".join(parts)


def settings_table() -> str:
    """Return the settings with their usual values and variables."""
    explained = explanations()
    rows = []
    for one in dataclasses.fields(Config):
        named = f"`{variable(one.name)}`" if one.name != "keys" else "–"
        rows.append((f"`{one.name}`", _usual(one), named, explained[one.name]))
    return _table(("Setting", "Usually", "Variable", "What it is"), rows)


def modules_table() -> str:
    """Return every module by its folder, each with the first sentence of its docstring."""
    folders: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        first = " ".join(told.partition("\n\n")[0].split())
        if path.stem == "__init__":
            folders.setdefault(path.parent.relative_to(ROOT).as_posix(), []).insert(0, ("", first))
        else:
            folders.setdefault(path.parent.relative_to(ROOT).as_posix(), []).append((f"`{path.name}`", first))
    return "\n".join(
        f"**{folder}/**: {rows[0][1]}\n\n{_table(('Module', 'Is'), rows[1:])}"
        for folder, rows in sorted(
            folders.items(), key=lambda one: (PACKAGES.index(one[0].split("/")[0]), one[0])
        )
    )


def explanations() -> Mapping[str, str]:
    """Return what stands below each field of Config, by the field's name."""
    [body] = [
        node.body
        for node in ast.parse(inspect.getsource(config)).body
        if isinstance(node, ast.ClassDef) and node.name == Config.__name__
    ]
    return {
        field.target.id: " ".join(str(words.value.value).split())
        for field, words in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(words, ast.Expr)
        and isinstance(words.value, ast.Constant)
    }


def _usual(field: dataclasses.Field[object]) -> str:
    if field.name == "library":
        return "your own data folder"
    if field.default is dataclasses.MISSING or field.default == "":
        return "–"
    # As TOML writes it.
    return (
        f"`{str(field.default).lower()}`" if isinstance(field.default, bool | int) else f'`"{field.default}"`'
    )


def _keys(keys: Iterable[str]) -> str:
    return " ".join(f"`{shown(key)}`" for key in keys)


def _by_group(keys: Sequence[Key], heads: Sequence[str], row: Callable[[Key], Sequence[str]]) -> str:
    groups = dict.fromkeys(key.group for key in keys)
    return "\n".join(
        f"**{group}**\n\n{_table(heads, [row(key) for key in keys if key.group == group])}"
        for group in groups
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"{line}\n" for line in _lines(heads, rows))


def _lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


TABLES: Mapping[str, Callable[[], str]] = {
    "commands": commands_table,
    "key-ids": key_ids_table,
    "keys": keys_table,
    "modules": modules_table,
    "presets": presets_table,
    "settings": settings_table,
}


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.write_text(filled(document.read_text(encoding="utf-8")), encoding="utf-8")
