"""The beginning of a long file as an article of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from articles.beginning import LONG, SIZE, read_beginning
from articles.reading import read_file

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPH = "The bridge over the Kade cost 14 million euros, says the mayor.\n\n"
LONG_TEXT = "# The new bridge\n\n" + PARAGRAPH * (2 * LONG // len(PARAGRAPH))


@pytest.mark.parametrize("name", ["long.md", "long.txt", "long"])
def test_it_is_what_the_whole_begins_with(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(LONG_TEXT, encoding="utf-8")
    beginning = read_beginning(str(path))
    assert beginning is not None
    whole = read_file(path).article
    article = beginning.reading.article
    assert len(article.text) < 2 * SIZE
    assert whole.text.startswith(article.text)
    assert whole.blocks[: len(article.blocks)] == article.blocks
    assert (article.metadata.title, beginning.whole) == (whole.metadata.title, path.stat().st_size)


def test_links_and_footnotes_find_what_is_defined_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text(
        f"See [the report][r] and[^n].\n\n{LONG_TEXT}\n[r]: /report\n\n[^n]: So.\n", encoding="utf-8"
    )
    beginning = read_beginning(str(path))
    assert beginning is not None
    assert beginning.reading.article.text.startswith("See the report and[n].")
    assert {mark.target for mark in beginning.reading.article.marks} == {"/report", "n"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("short.md", b"# Short\n\nVery.\n"),
        ("unparted.md", b"x" * 2 * LONG),
        ("parted-late.md", b"x" * (LONG + 1) + b"\n\nEnd."),
        ("broken-late.md", b"x" * (LONG + 1) + b"\nEnd."),
        ("wide.txt", "word\n\n".encode("utf-16") * LONG),
        ("page.html", b"<p>words</p>\n\n" * LONG),
        ("paper.pdf", b"%PDF-1.7\n\n" + b"words\n\n" * LONG),
        ("paper.txt", b"%PDF-1.7\n\n" + b"words\n\n" * LONG),
    ],
)
def test_what_is_short_or_cannot_be_parted_has_none(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_beginning(str(tmp_path / name)) is None


def test_a_list_without_an_empty_line_has_one(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("- an item of very many\n" * LONG, encoding="utf-8")
    beginning = read_beginning(str(path))
    assert beginning is not None
    assert beginning.reading.article.text.startswith("an item of very many\nan item")


def test_a_file_that_cannot_be_read_has_none(tmp_path: Path) -> None:
    assert read_beginning(str(tmp_path / "nowhere.md")) is None
    assert read_beginning(str(tmp_path)) is None
