"""A long file that is new: its beginning at once, the whole as soon as it is in the library."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from articles.reading import read_file
from tests.reader.terminal import Terminal
from tests.reader.test_kept_screen import postil

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = [
    f"Paragraph {number} says that **{number}** people cross the bridge.\n\n" for number in range(9000)
]
TEXT = "# The long bridge\n\n" + "".join(PARAGRAPHS) + "The last words of all.\n"
SIZE = (120, 40)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "long.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_key_that_needs_the_whole_article_waits_for_it_and_what_is_typed_after_it_too(home: Path) -> None:
    with Terminal("long.md", home=home, size=SIZE) as terminal:
        # All before anything is shown: down a line, to the end, a claim of the last sentence.
        terminal.type("jG)c")
        terminal.sees("The long bridge")
        terminal.sees("The last words of all", "CLAIM 1 of 1")
        terminal.type("q")
        assert terminal.end() == 0
    assert "The last words of all" in postil(home, "show", "long.md").rpartition("CLAIM")[2]
    [line] = postil(home, "list").splitlines()[:1]
    assert "the-long-bridge" in line


def test_where_one_was_on_its_beginning_one_is_in_the_article(home: Path) -> None:
    with Terminal("long.md", home=home, size=SIZE) as terminal:
        terminal.type("   ")
        terminal.sees("Paragraph 60 says")
        top = next(row for row in terminal.rows if "Paragraph" in row)
        terminal.type("z")
        terminal.until(lambda: not terminal.shows("CLAIMS"), "the article alone")
        assert any(top.partition("│")[0].strip() in row for row in terminal.rows[:4])
        terminal.type("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("kept", [True, False])
def test_a_long_file_that_an_article_has_come_from_since_opens_that_article(
    home: Path, *, kept: bool
) -> None:
    (home / "short.md").write_text("# The long bridge\n\nIt is due in May.\n", encoding="utf-8")
    postil(home, "add", "short.md")
    article = postil(home, "list").split()[0]
    postil(home, "claim", "short.md", "--quote", "due in May", "--kind", "date")
    postil(home, "update", article, "long.md")
    if not kept:
        # As where a colleague gave the article its new file.
        [files] = (home / ".local/share/postil/records/anna/state").glob("files*")
        files.unlink()
    with Terminal("long.md", home=home, size=SIZE) as terminal:
        terminal.type("G")
        terminal.sees("The last words of all", "CLAIMS")
        terminal.type("q")
        assert terminal.end() == 0
    [only] = [line for line in postil(home, "list").splitlines() if "bridge" in line]
    assert only.split()[0] == article


def test_quitting_before_the_whole_is_read_leaves_nothing_half_done(home: Path) -> None:
    (home / "long.md").write_text(TEXT * 3, encoding="utf-8")
    with Terminal("long.md", home=home, size=SIZE) as terminal:
        terminal.type("q")
        assert terminal.end() == 0
    postil(home, "doctor")
    with Terminal("long.md", home=home, size=SIZE) as terminal:
        terminal.type("G")
        terminal.sees("The last words of all")
        terminal.type("q")
        assert terminal.end() == 0


def test_a_text_that_cannot_be_taken_in_is_told_of_on_the_terminals_own_screen(home: Path) -> None:
    path = home / "long.md"
    # Broken only far behind what is shown first.
    path.write_bytes(TEXT.encode() + b"\0" * 200_000)
    with pytest.raises(Exception, match="cannot be read"):
        read_file(path)
    with Terminal("long.md", home=home, size=SIZE) as terminal:
        terminal.type("G")
        assert terminal.end() == 1
        assert b"cannot be read" in terminal.written.rpartition(b"\x1b[?1049l")[2]


def test_in_a_library_that_cannot_be_written_it_is_said_before_anything_is_shown(home: Path) -> None:
    library = home / ".local/share/postil"
    library.mkdir(parents=True)
    (library / "library.json").write_text('{"format": 99}', encoding="utf-8")
    with Terminal("long.md", home=home, size=SIZE) as terminal:
        assert terminal.end() == 1
        assert b"later version" in terminal.written
    assert not list(library.glob("articles/*")), os.listdir(library)  # noqa: PTH208
