"""What one does with articles in the library, by keys: tags, removal, undo, export."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from annotations.errors import ReadOnly
from reader.capabilities import RESTRICTED
from reader.screens import browsing
from tests.reader.screens.library_app import LONG, MOTOR, Shelf
from tests.reader.screens.reading_app import PATIENCE, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from annotations.progress import Progress
    from annotations.store import ArticleEntry


async def test_tags_are_kept_shown_changed_and_taken_back(tmp_path: Path) -> None:
    shelf = Shelf(1, folder=tmp_path / "library")
    ferry = shelf.article
    async with shelf.browsing(size=LONG) as browser:
        await browser.press("/", *keys_of("veer"), "enter", "T", *keys_of("#harbour, money"), "enter")
        await browser.sees("De veerpont vaart weer  #harbour #money")
        assert shelf.tags(ferry) == ("harbour", "money")
        await browser.press("T", *["backspace"] * 5, "enter")
        await browser.until(lambda: shelf.tags(ferry) == ("harbour",), "one tag is left")
        await browser.press("u")
        await browser.sees("undone: tags changed")
        assert shelf.tags(ferry) == ("harbour", "money")
        await browser.press("U")
        await browser.sees("done again: tags changed")
        assert shelf.tags(ferry) == ("harbour",)
        await browser.press("T", "ctrl+u", "enter")
        await browser.sees("no tags of yours")
        assert shelf.tags(ferry) == ()
        await browser.press("T", *keys_of("never"), "escape")
        assert shelf.tags(ferry) == ()


async def test_a_removed_article_is_hidden_and_u_brings_it_back(tmp_path: Path) -> None:
    shelf = Shelf(2, folder=tmp_path / "library")
    shelf.claim(MOTOR)
    async with shelf.browsing(size=LONG) as browser:
        await browser.press("/", *keys_of("veer"), "enter", "D")
        await browser.sees("remove from your library: “De veerpont vaart weer”?", "nothing is deleted")
        await browser.press("n", "D", "escape")
        assert not shelf.is_away(shelf.article)
        await browser.press("D", "y", "escape")
        await browser.sees("Library · 2 articles · 0 claims")
        assert shelf.is_away(shelf.article)
        assert len(shelf.claims) == 1
        await browser.press("G", "u")
        await browser.sees("3 articles", "undone: article removed")
        assert browser.chosen == "De veerpont vaart weer"
        assert not shelf.is_away(shelf.article)
        await browser.press("U")
        await browser.sees("2 articles")
    async with shelf.browsing("bram", size=LONG) as browser:
        assert "Library · 3 articles" in browser.text


async def test_removed_articles_can_be_looked_at_and_brought_back_one_by_one() -> None:
    shelf = Shelf(1)
    shelf.session("anna").put_away(shelf.article)
    async with shelf.browsing(size=LONG) as browser:
        assert "1 article ·" in browser.text
        await browser.press("a")
        await browser.sees("De veerpont vaart weer  removed", "removed articles are shown")
        await browser.press("/", *keys_of("veer"), "enter", "D")
        await browser.sees("bring back “De veerpont vaart weer”?")
        await browser.press("y")
        await browser.sees("brought back")
        assert not shelf.is_away(shelf.article)
        await browser.press("a", "escape")
        await browser.sees("2 articles")


async def test_what_was_done_at_an_article_since_is_not_undone_from_outside() -> None:
    shelf = Shelf(0)
    shelf.session("anna").tag(shelf.article, ["harbour"])
    shelf.claim(MOTOR)
    async with shelf.browsing(size=LONG) as browser:
        await browser.press("u")
        await browser.sees("you did something else at")
        assert len(shelf.claims) == 1


async def test_what_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(0)

    def closed(*_: object) -> None:
        raise ReadOnly("nothing can be written here", "no permission")

    monkeypatch.setattr(shelf.session("anna").store, "commit", closed)
    async with shelf.browsing() as browser:
        await browser.press("T", "x", "enter")
        await browser.sees("nothing can be written here")
        await browser.press("D", "y")
        await browser.sees("nothing can be written here")
        assert len(browser.titles) == 1


async def test_an_article_is_exported_without_opening_it(tmp_path: Path) -> None:
    shelf = Shelf(0, folder=tmp_path / "library")
    shelf.claim(MOTOR)
    path = tmp_path / "out.md"
    async with shelf.browsing(size=LONG) as browser:
        await browser.press("X")
        await browser.sees("export to", f"{shelf.article}.md")
        await browser.press("ctrl+u", *keys_of(str(path)), "enter")
        await browser.sees("written:")
        assert MOTOR in path.read_text(encoding="utf-8")
        await browser.press("X", "ctrl+u", *keys_of(str(tmp_path)), "enter")
        await browser.sees_no_more("written:")
        await browser.press("X", "ctrl+u", "enter")
        assert "written" not in browser.foot


async def test_a_restricted_session_exports_nothing() -> None:
    shelf = Shelf(0)
    async with shelf.browsing(services=shelf.services(capabilities=RESTRICTED)) as browser:
        await browser.press("X")
        assert "no files may be written" in browser.foot


async def test_tags_stand_in_the_margin_of_the_article_too(tmp_path: Path) -> None:
    shelf = Shelf(0, folder=tmp_path / "library")
    shelf.session("anna").tag(shelf.article, ["harbour"])
    async with shelf.reading() as reader:
        await reader.sees("NOTES", "you · just now", "#harbour")


async def test_what_a_colleague_does_meanwhile_shows_without_a_key(tmp_path: Path) -> None:
    shelf = Shelf(1, folder=tmp_path / "library")
    async with shelf.browsing("anna", size=LONG) as browser:
        await browser.press("G")
        chosen = browser.chosen
        shelf.session("bram").tag(shelf.article, ["harbour"])
        await browser.sees("#harbour")
        shelf.story("A story that came later")
        await browser.sees("3 articles", "A story that came later")
        assert browser.chosen == chosen
        shelf.claim(MOTOR)
        await browser.sees("3 articles · 1 claim")


async def test_what_is_changed_while_the_library_is_counted_stays_as_it_was_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = Shelf(2)
    monkeypatch.setattr(browsing, "CHUNK", 1)
    # Only what the first look finds is shown before the end.
    monkeypatch.setattr(browsing, "RARELY", float("inf"))
    last_one, goes_on = threading.Event(), threading.Event()
    async with shelf.browsing(size=LONG) as browser:
        library = browser.library
        look, last = library.overview.look, library.list.ids[-1]

        def look_slowly(entries: Sequence[ArticleEntry]) -> dict[str, Progress]:
            if entries[0].id == last:
                last_one.set()
                goes_on.wait(PATIENCE)
            return look(entries)

        monkeypatch.setattr(library.overview, "look", look_slowly)
        library.post_message(library.NewsCame())
        await browser.until(last_one.is_set, "all but one are looked at")
        await browser.press("j", "D", "y")
        await browser.sees("Library · 2 articles")
        goes_on.set()
        await browser.is_counted()
        assert "Library · 2 articles" in browser.text
