"""Catalogs of translations hold all that the program says, whole, and no word that nobody says."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from reader.commands.table import COMMANDS
from tools.catalogs import Entry, read_po, write_po
from tools.extracting import PACKAGES, ROOT, messages
from tools.make_words import brought_up, catalogs, compiled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STALE = "run: python -m tools.make_words, and translate what is empty in the .po"
FIELDS = re.compile(r"\{\w*\}|%\(\w+\)[rs]|%[rs]")
TYPED = re.compile(rf"postil (?:{'|'.join(one.name for one in COMMANDS)})\b|--[a-z-]+|POSTIL_[A-Z]+|\$EDITOR")
"""What is typed as it stands."""

by_catalog = pytest.mark.parametrize("po", catalogs(), ids=lambda po: po.parent.parent.name)


def entries(po: Path) -> Iterator[Entry]:
    """Yield the messages of a catalog without its head."""
    return (entry for entry in read_po(po.read_text(encoding="utf-8")) if entry.key)


def test_there_is_a_dutch_catalog() -> None:
    assert "nl" in {po.parent.parent.name for po in catalogs()}


@by_catalog
def test_a_catalog_has_every_message_of_the_code_and_no_other(po: Path) -> None:
    said = {(one.key, one.many) for one in messages()}
    held = {(one.key, one.many) for one in entries(po)}
    assert (said - held, held - said) == (set(), set()), STALE
    assert po.read_text(encoding="utf-8") == brought_up(po), STALE


@by_catalog
def test_every_message_is_translated(po: Path) -> None:
    assert [entry.key for entry in entries(po) if not entry.texts or not all(entry.texts)] == [], STALE


@by_catalog
def test_the_compiled_catalog_is_that_of_the_po(po: Path) -> None:
    assert po.with_suffix(".mo").read_bytes() == compiled(po.read_text(encoding="utf-8")), STALE


@by_catalog
def test_a_translation_fills_in_what_the_original_does(po: Path) -> None:
    for entry in entries(po):
        for text in entry.texts:
            assert sorted(FIELDS.findall(text)) == sorted(FIELDS.findall(entry.key)), entry.key


@by_catalog
def test_a_translation_keeps_its_edges_and_lines(po: Path) -> None:
    for entry in entries(po):
        for text in entry.texts:
            assert (text[:1] == " ", text[-1:] == " ") == (entry.key[:1] == " ", entry.key[-1:] == " ")
            assert text.count("\n") == entry.key.count("\n"), entry.key


@by_catalog
def test_commands_and_options_are_not_translated(po: Path) -> None:
    for entry in entries(po):
        assert all(typed in text for typed in TYPED.findall(entry.key) for text in entry.texts), entry.key


def test_a_catalog_is_read_as_it_was_written() -> None:
    written = [
        Entry("", texts=("Language: xx\nPlural-Forms: x\n",)),
        Entry('a "b"\\', texts=("ä\tö",), where="x.py"),
        Entry("one\ntwo\n", texts=("één\ntwee\n",)),
        Entry("{n} x", "{n} xs", ("{n} y", "{n} ys")),
    ]
    assert list(read_po(write_po(written))) == written


def test_a_line_that_is_none_of_a_catalog_is_named() -> None:
    with pytest.raises(ValueError, match="not a line of a catalog: oops"):
        list(read_po('msgid "a"\noops\n'))


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_is_translated_before_the_language_is_chosen(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {
            id(call)
            for function in ast.walk(tree)
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            for call in ast.walk(function)
        }
        early = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"_", "plural", "called", "sentence"}
            and id(node) not in inside
        ]
        assert early == [], path
