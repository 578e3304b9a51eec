"""What is loaded when the first key is answered: each module more makes every start wait."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.reader.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = "# The new bridge\n\n" + "The bridge over the Kade cost 14 million euros in 2024.\n\n" * 40

# The program itself, which notes once what is loaded when a key has been dealt with.
NOTING = """
import sys
from pathlib import Path
from reader.app import PostilApp
from reader.cli import main
from textual.events import Key

real = PostilApp.on_event

async def noting(self, event):
    await real(self, event)
    if isinstance(event, Key):
        PostilApp.on_event = real
        Path("being-written").write_text(" ".join(sys.modules), encoding="utf-8")
        Path("being-written").rename("loaded")

PostilApp.on_event = noting
main()
"""
LATER = {
    "annotations.anchoring": "finds words in a changed text",
    "annotations.evidencing": "looks for evidence",
    "annotations.capturing": "makes facts of passages",
    "annotations.exporters": "writes other forms",
    "annotations.importers": "reads other forms",
    "annotations.indexing": "searches the library",
    "annotations.overview": "is the library's",
    "annotations.suggesting": "looks for sentences worth a claim",
    "articles.beginning": "is for long files that are not known yet",
    "articles.fetching": "fetches pages",
    "concurrent.futures.process": "nobody needs",
    "dateutil": "nobody needs",
    "email": "reads mail",
    "hashlib": "OpenSSL comes with it",
    "markdown_it": "parses what is not known yet",
    "reader.editing": "starts an editor",
    "reader.exporting": "exports",
    "reader.keeping": "keeps the screen on which one leaves",
    "reader.link_lines": "is for links that are made",
    "reader.screens.beginning": "is for long files that are not known yet",
    "reader.screens.help": "explains keys",
    "reader.screens.library": "is the library's",
    "reader.screens.picking": "is for lists to choose from",
    "reader.searches": "searches the library",
    "reader.widgets.library_list": "is the library's",
    "reader.widgets.link_form": "is for links that are made",
    "reader.widgets.pick_list": "is for lists to choose from",
    "sqlite3": "searches the library",
    "tinydb": "writes",
    "tomllib": "reads settings that are not there",
}
"""What nobody needs who opens an article to read it, and why it is there."""


def test_what_only_some_keys_need_is_not_loaded_when_the_first_is_answered(tmp_path: Path) -> None:
    (tmp_path / "bridge.md").write_text(DRAFT, encoding="utf-8")
    for _ in range(2):
        # At first it is parsed; then the library has it.
        program = (sys.executable, "-c", NOTING)
        with Terminal("bridge.md", home=tmp_path, size=(120, 40), program=program) as terminal:
            terminal.sees("The new bridge")
            terminal.type("j")
            terminal.until((tmp_path / "loaded").exists, "the first key's answer")
            terminal.type("q")
            assert terminal.end() == 0
        loaded = {*(tmp_path / "loaded").read_text(encoding="utf-8").split()}
        (tmp_path / "loaded").unlink()
    assert "reader.screens.reading" in loaded
    assert not LATER.keys() & loaded
