from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from articles.errors import ArticleError
from articles.formats.registry import (
    BUILT_INS,
    Format,
    format_for_bytes,
    format_for_media_type,
    format_for_suffix,
    format_named,
    format_names,
)

if TYPE_CHECKING:
    from pathlib import Path

    from articles.formats import registry


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install two distributions that bring a format each; one of them is broken."""
    (tmp_path / "shouting.py").write_text(
        "from articles.model import Article\n"
        "NAME, VERSION, SUFFIXES = 'shouting', 7, ('.loud',)\n"
        "def parse(source):\n    return Article(source.upper())\n"
    )
    info = tmp_path / "loud-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[postil.formats]\nshouting = shouting\nxbroken = not_there\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "shouting", raising=False)


@pytest.mark.parametrize("built_in", BUILT_INS, ids=[built_in.name for built_in in BUILT_INS])
def test_the_table_agrees_with_the_module(built_in: registry._BuiltIn) -> None:
    found = format_named(built_in.name)
    assert built_in.name == found.NAME
    assert built_in.suffixes == found.SUFFIXES
    assert built_in.version == found.VERSION >= 1
    assert all(format_for_suffix(suffix.upper()) is found for suffix in built_in.suffixes)


def test_an_unknown_name_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ArticleError, match="There are markdown, text"):
        format_named("runes")


def test_an_unknown_suffix_has_no_format() -> None:
    assert format_for_suffix("") is None
    assert format_for_suffix(".runes") is None


@pytest.mark.usefixtures("installed")
def test_a_format_of_another_distribution_is_found() -> None:
    shouting = format_named("shouting")
    assert isinstance(shouting, Format)
    assert shouting.parse("au").text == "AU"
    found = format_for_suffix(".loud")
    assert found is not None
    assert found.VERSION == 7
    assert format_names()[:2] == ("markdown", "text")
    assert "shouting" in format_names()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 x", "pdf"),
        (b"PK\x03\x04" + b" " * 26 + b"mimetypeapplication/epub+zip", "epub"),
        (b"PK\x03\x04 word/document.xml", "docx"),
        (b"PK\x03\x04 anything", ""),
        (b"\xef\xbb\xbfWEBVTT", "subtitles"),
        (b"\xef\xbb\xbf\n<!-- a --> <!DOCTYPE html>", "html"),
        (b"<?xml version='1.0'?>\n<html>", "html"),
        (b"<p>words", ""),
        (b"words", ""),
    ],
)
def test_bytes_show_what_they_are(data: bytes, name: str) -> None:
    found = format_for_bytes(data)
    assert (found.NAME if found else "") == name


def test_a_media_type_names_a_format_where_it_says_more_than_text() -> None:
    found = format_for_media_type("text/HTML; charset=utf-8")
    assert found is not None
    assert found.NAME == "html"
    assert format_for_media_type("text/plain") is None
    assert format_for_media_type("") is None


@pytest.mark.usefixtures("installed")
def test_a_broken_format_is_named() -> None:
    with pytest.raises(ArticleError, match="The format xbroken cannot be used"):
        format_named("xbroken")
