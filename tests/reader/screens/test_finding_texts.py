"""Words found in all texts from the library, and opened where they stand."""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from annotations.model import Stance, Target, TargetKind
from reader.capabilities import RESTRICTED
from reader.screens.hitting import hit_rows
from reader.screens.library import LibraryScreen
from reader.screens.picking import PickScreen
from reader.screens.reading import ReadingScreen
from reader.searches import index_path
from tests.reader.screens.library_app import LONG, MOTOR, Shelf
from tests.reader.screens.reading_app import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from reader.opened import Opened
    from tests.reader.screens.library_app import Browser


async def find(browser: Browser, words: str, key: str = "F") -> None:
    await browser.press(key, *words, "enter")
    await browser.until(
        lambda: isinstance(browser.app.screen, PickScreen) or "nothing found" in browser.text,
        "it is searched",
    )


async def open_hit(browser: Browser) -> ReadingScreen:
    await browser.press("enter")
    await browser.until(lambda: isinstance(browser.app.screen, ReadingScreen), "the article is open")
    screen = browser.app.screen
    assert isinstance(screen, ReadingScreen)
    return screen


def points_at(screen: ReadingScreen, claim: str) -> bool:
    return screen.pointing.claim == claim


async def test_words_of_an_article_open_it_at_the_place() -> None:
    shelf = Shelf()
    body = "\n\n".join([*(f"Paragraph {number} is dull." for number in range(60)), "Here is the treasure."])
    treasure = shelf.story("Far down", body=body)
    async with shelf.browsing(size=LONG) as browser:
        await find(browser, "treasure")
        assert "article: …" in browser.text
        assert "Here is the treasure." in browser.text
        assert "Far down" in browser.text
        screen = await open_hit(browser)
        assert screen.article_id == treasure
        await browser.until(lambda: "Here is the treasure." in browser.text, "the place is in sight")
        sentence = screen.pointing.sentence
        assert sentence is not None
        assert sentence.cut(screen.dossier.text) == "Here is the treasure."
        await browser.press("q")
        await browser.until(lambda: isinstance(browser.app.screen, LibraryScreen), "back in the library")


async def test_what_was_said_opens_at_its_claim() -> None:
    shelf = Shelf()
    claim = shelf.claim(MOTOR)
    shelf.fact(claim, Stance.SUPPORTS, statement="An invoice of the shipyard.")
    shelf.session("bram").add_note(shelf.article, Target(TargetKind.CLAIM, claim.id), "Ask for the receipt.")
    async with shelf.browsing(size=LONG) as browser:
        for words in ("invoice", '"the receipt"', "in:claims"):
            await find(browser, words)
            screen = await open_hit(browser)
            # The place is gone to once the visit is noted.
            await browser.until(partial(points_at, screen, claim.id), "the claim is gone to")
            await browser.press("q")
            await browser.until(lambda: isinstance(browser.app.screen, LibraryScreen), "back in the library")


async def test_keys_that_come_while_a_hit_is_opened_act_on_the_article() -> None:
    shelf = Shelf()
    treasure = shelf.story("Far down", body="Here is the treasure. There is another. And a third.")
    async with shelf.browsing(size=LONG) as browser:
        await find(browser, "treasure")
        chosen = browser.chosen
        gate, begun, loop = threading.Event(), asyncio.Event(), asyncio.get_running_loop()
        open_article = browser.app._open

        def opening(article: str) -> Opened:
            loop.call_soon_threadsafe(begun.set)
            assert gate.wait(PATIENCE)
            return open_article(article)

        browser.app._open = opening  # type: ignore[method-assign]
        browser.burst("enter", ")", "j", "c")
        await begun.wait()
        for _ in range(100):
            await asyncio.sleep(0)
        gate.set()
        dossier = shelf.session("anna").dossier
        await browser.until(lambda: bool(dossier(treasure).claims), "the sentence is a claim")
        [claim] = dossier(treasure).claims
        assert claim.claim.statement == "There is another."
        assert browser.chosen == chosen


async def test_where_no_title_fits_the_filter_searches_the_texts() -> None:
    shelf = Shelf()
    async with shelf.browsing(size=LONG) as browser:
        await find(browser, "600.000", key="/")
        assert isinstance(browser.app.screen, PickScreen)
        await browser.press("escape")
        await browser.press("escape", "/", *"story", "enter")
        assert isinstance(browser.app.screen, LibraryScreen)
        assert "3 of 4 articles" in browser.text


async def test_nothing_found_and_wrong_fields_are_said() -> None:
    shelf = Shelf()
    async with shelf.browsing(size=LONG) as browser:
        await find(browser, "zebra")
        assert "nothing found: zebra" in browser.text
        await browser.press("F", *"in:bridges", "enter")
        await browser.until(lambda: "in:bridges finds nothing" in browser.text, "it is refused")
        await browser.press("F", "enter")
        assert isinstance(browser.app.screen, LibraryScreen)


async def test_a_source_that_nothing_rests_on_yet_is_named_by_its_id() -> None:
    shelf = Shelf()
    claim = shelf.claim(MOTOR)
    shelf.fact(claim, Stance.SUPPORTS, statement="An invoice.")
    session = shelf.session("anna")
    view = next(one for one in session.dossier(shelf.article).claims if one.id == claim.id)
    session.delete(view.evidence[0].link)
    async with shelf.browsing(size=LONG) as browser:
        await find(browser, "invoice in:facts")
        await browser.press("enter")
        await browser.until(lambda: "no claim rests on it yet" in browser.text, "it is said")


async def test_the_words_are_marked_in_the_list_and_in_sight() -> None:
    shelf = Shelf()
    shelf.story("Long", body=f"{'word ' * 40}treasure {'word ' * 40}")
    async with shelf.browsing(size=(60, 16)) as browser:
        await find(browser, "treasure")
        assert "treasure" in browser.text
        from annotations.indexing.queries import parse_query
        from annotations.searching import Searching

        with closing(Searching(shelf.session("anna").store)) as searching:
            found = searching.search(parse_query("treasure"))
        [row] = hit_rows(found.hits)
        assert [mark.cut(row.text) for mark in row.marks] == ["treasure"]


def test_a_closed_session_keeps_no_index(tmp_path: Path) -> None:
    shelf = Shelf(folder=tmp_path / "library")
    services = shelf.services("anna")
    environment = {"HOME": str(tmp_path)}
    assert index_path("/lib", "anna", environment, RESTRICTED) == ""
    assert index_path("/lib", "anna", {}, services.capabilities) == ""
    mine = index_path("/lib", "anna", environment, services.capabilities)
    assert mine.startswith(str(tmp_path / ".cache" / "postil" / "search"))
    assert (
        len(
            {
                mine,
                *(
                    index_path(*who, environment, services.capabilities)
                    for who in (("/lib", "bram"), ("/b", "anna"))
                ),
            }
        )
        == 3
    )


async def test_a_library_that_cannot_be_indexed_is_searched_with_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from annotations.indexing import index

    def refuse(*_: object) -> None:
        raise index.NoFullText("no such module: fts5")

    monkeypatch.setattr(index, "Index", refuse)
    said: list[str] = []
    monkeypatch.setattr(LibraryScreen, "say", lambda _, message, bad=False: said.append(message))  # noqa: ARG005
    shelf = Shelf()
    async with shelf.browsing(size=LONG) as browser:
        await find(browser, "600.000")
        assert any("FTS5" in one for one in said)
