from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import reading
from articles.errors import ArticleError
from articles.model import Origin, OriginKind
from articles.reading import read_bytes, read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from articles.model import Article


def refusal(path: str | Path) -> ArticleError:
    with pytest.raises(ArticleError) as refused:
        read_file(path)
    assert "\n" not in str(refused.value)
    assert refused.value.hint
    return refused.value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), name=st.sampled_from(["", "a.md", "a.txt", "a.xyz"]))
def test_any_bytes_become_an_article_or_are_refused(
    data: bytes, name: str, whole: Callable[[Article], None]
) -> None:
    try:
        read = read_bytes(data, name)
    except ArticleError:
        return
    whole(read.article)
    assert read.original == data


def test_a_file_becomes_an_article_known_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "brug.md"
    path.write_text(
        "# De brug\n\nDe brug is dicht en het water staat er nog niet op, maar dat komt.", encoding="utf-8"
    )
    read = read_file(path)
    assert read.parser == "markdown/1"
    assert read.origin == Origin(OriginKind.PATH, str(path.resolve()))
    assert read.original == path.read_bytes()
    assert read.article.metadata.title == "De brug"
    assert read.article.metadata.language == "nl"


def test_bytes_without_a_name_are_known_by_their_text() -> None:
    read = read_bytes(b"Gewone tekst.\r\n")
    assert read.parser == "text/1"
    assert read.origin == Origin(OriginKind.HASH, read.article.sha256)
    assert read.origin == read_bytes(b"Gewone tekst.\n").origin


def test_bytes_that_look_like_markdown_are_read_as_such() -> None:
    assert read_bytes(b"# Kop\n\n**vet**").parser == "markdown/1"
    assert read_bytes(b"# Kop\n\n**vet**", format="text").parser == "text/1"
    assert read_bytes(b"# Kop\n\n**vet**", name="a.txt").parser == "text/1"


def test_an_origin_that_is_known_is_kept() -> None:
    origin = Origin(OriginKind.URL, "https://example.org/")
    assert read_bytes(b"x", origin=origin).origin == origin


def test_a_text_without_headline_is_named_after_its_file() -> None:
    assert read_bytes(b"Tekst.", name="map/het_net-valt.txt").article.metadata.title == "het net valt"
    assert read_bytes(b"Tekst.").article.metadata.title == ""


def test_an_empty_article_goes_on_with_a_notice() -> None:
    assert read_bytes(b"").article.notices == ("The article is empty.",)
    assert read_bytes(b" \n").article.notices == ("The article is empty.",)


def test_notices_of_the_encoding_come_first() -> None:
    notices = read_bytes(b"caf\xe9", name="a.md").article.notices
    assert "Windows-1252" in notices[0]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "There is no file" in refusal(tmp_path / "weg.txt").title
    (tmp_path / "file").write_text("x")
    assert "There is no file" in refusal(tmp_path / "file" / "x.txt").title
    assert "cannot be read" in refusal("a\0b").title


def test_a_folder_a_pipe_a_socket_and_a_device_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    # The name of a socket may not be long.
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        assert "is a socket" in refusal("socket").title
    assert "is a folder" in refusal(tmp_path).title
    assert "is a pipe" in refusal(tmp_path / "pipe").title
    assert "is a device" in refusal("/dev/null").title


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dicht.txt").write_text("x")
    (tmp_path / "dicht.txt").chmod(0)
    assert "may not be read" in refusal(tmp_path / "dicht.txt").title


@pytest.mark.parametrize(
    ("number", "title"),
    [(13, "may not be read"), (21, "is a folder"), (6, "is a socket"), (5, "cannot be read")],
)
def test_each_way_not_to_open_a_file_has_its_sentence(
    number: int, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: str, _flags: int) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", fail)
    assert title in refusal("x.txt").title


def test_a_file_that_fails_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int, _mode: str, **_: object) -> None:
        raise OSError(5, "Input/output error")

    (tmp_path / "x.txt").write_text("x")
    monkeypatch.setattr(os, "fdopen", fail)
    assert refusal(tmp_path / "x.txt").hint == "Input/output error."


def test_a_binary_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"\x89PNG\r\n")
    refused = refusal(tmp_path / "x.txt")
    assert "x.txt cannot be read. It is a PNG picture" in refused.title


def test_a_document_that_is_named_like_a_text_is_read_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"%PDF-1.4 x")
    assert "It is no PDF document, or damaged" in refusal(tmp_path / "x.txt").title


def test_too_large_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMIT", 10)
    (tmp_path / "x.txt").write_bytes(b"x" * 11)
    assert "larger than 50 MB" in refusal(tmp_path / "x.txt").title
    with pytest.raises(ArticleError, match="larger"):
        read_bytes(b"x" * 11)
    assert read_bytes(b"x" * 10).article.text


def test_a_file_of_no_known_kind_is_read_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "LEESMIJ").write_text("[a](https://example.org)")
    assert read_file(tmp_path / "LEESMIJ").parser == "markdown/1"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("A \x1b]0;x\x07 title.", "2 hidden characters in the article are shown as signs."),
        ("A\u202e word.", "A hidden character in the article is shown as a sign."),
    ],
)
def test_it_is_told_how_many_characters_are_hidden(words: str, told: str) -> None:
    assert told in read_bytes(words.encode(), "x.txt").article.notices
    assert not read_bytes(b"A word.", "x.txt").article.notices
