"""The library by keys: moving, finding, sorting, reading and coming back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.events import MouseScrollDown, MouseScrollUp

from annotations.errors import StoreError
from annotations.model import Purpose, Stance, Target, TargetKind
from reader.first_library import first_library
from reader.screens.help import HelpScreen
from reader.screens.library import LibraryScreen
from reader.screens.reading import ReadingScreen
from reader.widgets.library_list import LibraryList
from tests.reader.screens.library_app import LONG, MOTOR, Shelf
from tests.reader.screens.reading_app import NARROW, keys_of

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_row_says_how_far_an_article_is_and_the_foot_what_waits(tmp_path: Path) -> None:
    shelf = Shelf(1, folder=tmp_path / "library")
    claim = shelf.claim(MOTOR)
    shelf.judge(claim, "supported", by="anna")
    shelf.judge(claim, "refuted", by="bram")
    other = shelf.claim("De veerpont", by="bram")
    shelf.fact(other, Stance.SUPPORTS, by="bram", statement="It does.")
    on_article = Target(TargetKind.ARTICLE, shelf.article)
    shelf.session("bram").add_note(shelf.article, on_article, "Really?", purpose=Purpose.QUESTION, to="anna")
    async with shelf.browsing(size=LONG) as browser:
        assert "Library · 2 articles · 2 claims · by last opened" in browser.text
        row = next(row for row in browser.rows if "De veerpont vaart weer" in row)
        assert row.split()[-6:] == ["2025", "▨▨▨▨▨▨▨▨", "0/2", "▲1", "anna,", "bram"]
        waiting = "Waiting for you: 1 claim to review · 1 where you differ · 1 asked"
        assert browser.foot.startswith(waiting)
        assert browser.foot.endswith("▲ we differ  △ changed")
    async with shelf.browsing("carla", size=LONG) as browser:
        assert browser.foot.startswith("Waiting for you: 1 claim to review  ")


@pytest.mark.parametrize("size", [LONG, (80, 24), (44, 12)])
async def test_what_is_painted_before_is_what_then_stands_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    shelf = Shelf(30, folder=tmp_path / "library")
    shelf.claim(MOTOR)
    shelf.session("anna").put_away(shelf.ids[3])
    async with shelf.browsing(size=size) as browser:
        await browser.press("s")
        await browser.is_counted()
    painted = first_library(shelf.services(), *size)
    async with shelf.browsing(size=size) as browser:
        rows = [row.rstrip() for row in browser.rows]
    assert [line.text.rstrip() for line in painted[:-1]] == rows[:-1]
    assert "ounting" in painted[-1].text


def test_nothing_is_painted_before_where_there_is_something_to_tell_or_nothing_to_list() -> None:
    shelf = Shelf(0)
    assert first_library(shelf.services(), 80, 24)
    assert first_library(shelf.services(), 30, 5) == []
    assert first_library(replace(shelf.services(), notices=("a clash",)), 80, 24) == []
    shelf._memory.revisions.clear()
    assert first_library(shelf.services(), 80, 24) == []


async def test_on_a_narrow_screen_title_and_count_stay() -> None:
    shelf = Shelf(0)
    shelf.claim(MOTOR)
    async with shelf.browsing(size=(44, 12)) as browser:
        row = next(row for row in browser.rows if "De veerpont" in row)
        assert row.split() == ["▸", "De", "veerpont", "vaart", "weer", "0/1"]
        assert "Nothing waits for you." in browser.foot


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ("G", "Story 49"),
        ("G g", "De veerpont vaart weer"),
        ("space", "Story 7"),
        ("space b", "De veerpont vaart weer"),
        ("k", "De veerpont vaart weer"),
        ("end k", "Story 48"),
        ("j down up", "Story 0"),
    ],
)
async def test_keys_move_through_the_list(keys: str, title: str) -> None:
    shelf = Shelf(0)
    for number in range(50):
        shelf.story(f"Story {number}", body=f"Number {number:02}.")
    async with shelf.browsing(size=(80, 12)) as browser:
        await browser.press("s", "g")
        names = ["De veerpont vaart weer", *sorted(f"Story {number}" for number in range(50))]
        await browser.press(*keys.split())
        wanted = {"Story 7": names[8], "Story 49": names[-1], "Story 48": names[-2]}.get(title, title)
        assert browser.chosen == wanted
        assert any(row.startswith(" ▸ ") and wanted in row for row in browser.rows)


async def test_a_filter_takes_letters_that_are_keys_elsewhere() -> None:
    async with Shelf(9).browsing() as browser:
        await browser.press("/", *keys_of("jqD stor"), *["backspace"] * 8, *keys_of("Story 7"))
        assert "1 of 10 articles" in browser.text
        await browser.press("enter")
        assert browser.titles == ["Story 7"]
        await browser.press("enter")
        await browser.until(lambda: isinstance(browser.app.screen, ReadingScreen), "the story is read")


async def test_articles_are_found_by_reviewer_language_date_and_tag() -> None:
    shelf = Shelf(2)
    shelf.claim(MOTOR, by="bram")
    shelf.session("anna").tag(shelf.ids[1], ["harbour"])
    for words, titles in (
        ("bram", ["De veerpont vaart weer"]),
        ("nl", ["De veerpont vaart weer"]),
        ("2025-03", ["De veerpont vaart weer"]),
        ("#harb", ["Story 0"]),
        ("#harbour 1", []),
        (shelf.ids[2], ["Story 1"]),
    ):
        async with shelf.browsing() as browser:
            await browser.press("/", *keys_of(words), "enter")
            assert [title for title in browser.titles if "fits" not in title] == titles, words
            assert ("No article fits." in browser.text) is (not titles)


async def test_escape_shows_all_articles_again_and_what_was_chosen_stays_chosen() -> None:
    async with Shelf(3).browsing() as browser:
        await browser.press("/", *keys_of("zzz"), "enter", "enter")
        assert "No article fits." in browser.text
        assert isinstance(browser.app.screen, LibraryScreen)
        await browser.press("escape", "/", *keys_of("Story"), "enter", "j")
        chosen = browser.chosen
        await browser.press("escape")
        assert (browser.chosen, len(browser.titles)) == (chosen, 4)
        await browser.press("/", "z", "escape")
        assert len(browser.titles) == 4


async def test_sorting_goes_round_says_which_and_is_kept_for_the_next_time(tmp_path: Path) -> None:
    shelf = Shelf(0, folder=tmp_path / "library")
    shelf.story("Aardvarks", "2020-05-01")
    shelf.story("zebras", "2026-01-02")
    claim = shelf.claim(MOTOR)
    async with shelf.browsing(size=LONG) as browser:
        seen = {}
        for name in ("title", "date", "progress", "last opened"):
            await browser.press("s")
            assert f"by {name}" in browser.text
            seen[name] = browser.titles
        assert seen["title"] == ["Aardvarks", "De veerpont vaart weer", "zebras"]
        assert seen["date"] == ["zebras", "De veerpont vaart weer", "Aardvarks"]
        assert seen["progress"][0] == "De veerpont vaart weer"
        await browser.press("s")
    shelf.judge(claim, "supported", by="anna")
    async with shelf.browsing(size=LONG) as browser:
        assert "by title" in browser.text
        assert browser.titles == seen["title"]


async def test_reading_comes_back_to_the_same_row_with_fresh_counts(tmp_path: Path) -> None:
    shelf = Shelf(3, folder=tmp_path / "library")
    shelf.claim(MOTOR)
    async with shelf.browsing(size=LONG) as browser:
        await browser.press("/", *keys_of("veerpont"), "enter", "enter")
        await browser.until(lambda: isinstance(browser.app.screen, ReadingScreen), "the article is up")
        await browser.press("]", "r", "s")
        await browser.until(lambda: len(shelf.reviews) == 1, "the verdict is kept")
        await browser.press("q")
        await browser.sees("1 of 4 articles", "▰▰▰▰▰▰▰▰     1/1", "just now")
        assert browser.chosen == "De veerpont vaart weer"
    async with shelf.browsing(size=LONG) as browser:
        assert browser.titles[0] == "De veerpont vaart weer"
        assert "just now" in browser.text


async def test_help_shows_the_library_s_own_keys_and_q_goes_back_before_it_quits() -> None:
    async with Shelf(1).browsing(size=(80, 40)) as browser:
        await browser.press("?")
        assert isinstance(browser.app.screen, HelpScreen)
        assert "next article" in browser.text
        assert "verdict" not in browser.text
        await browser.press("q")
        assert not browser.app._exit
        await browser.press("q")
        await browser.until(lambda: browser.app._exit, "the program ends")


async def test_an_empty_library_says_what_to_do() -> None:
    shelf = Shelf(0)
    shelf._memory.revisions.clear()
    async with shelf.browsing(size=(40, 10)) as browser:
        assert "`postil FILE` reads an article" in " ".join(browser.text.split())
        await browser.press("j", "enter", "T", "D", "X", "u")
        assert isinstance(browser.app.screen, LibraryScreen)
        assert "nothing of yours to undo" in browser.foot


async def test_the_mouse_chooses_an_article() -> None:
    async with Shelf(9).browsing(size=NARROW) as browser:
        rows = browser.library.query_one(LibraryList)
        first = browser.chosen
        for event, moved in ((MouseScrollDown, True), (MouseScrollUp, False)):
            rows.post_message(event(rows, 0, 0, 0, 0, 0, shift=False, meta=False, ctrl=False))
            await browser.settle()
            assert (browser.chosen != first) is moved
        await browser.pilot.click(LibraryList, offset=(4, 0))
        assert browser.chosen == first
        await browser.pilot.click(LibraryList, offset=(4, 4))
        assert browser.chosen == browser.titles[2]


async def test_what_is_to_be_told_is_told_until_the_next_key() -> None:
    shelf = Shelf(0)
    notices = ("config.toml, line 2: there is no setting 'x'", "and another")
    services = replace(shelf.services(), notices=notices)
    async with shelf.browsing(services=services) as browser:
        assert browser.foot == "config.toml, line 2: there is no setting 'x' (+1)"
        await browser.press("j")
        assert "Nothing waits for you." in browser.foot


async def test_an_article_that_cannot_be_opened_is_said_and_the_library_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = Shelf(0)
    store = shelf.session("anna").store

    def unreadable(*_: object) -> None:
        raise StoreError("the text cannot be read", "bring it back from a backup")

    async with shelf.browsing() as browser:
        monkeypatch.setattr(store, "load", unreadable)
        await browser.press("enter")
        await browser.sees("the text cannot be read")
        assert isinstance(browser.app.screen, LibraryScreen)


async def test_a_library_that_cannot_be_listed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(0)

    def unreadable() -> None:
        raise StoreError("the articles cannot be listed", "permission denied")

    monkeypatch.setattr(shelf.session("anna").store, "articles", unreadable)
    assert first_library(shelf.services(), 80, 24) == []
    async with shelf.browsing() as browser:
        assert "the articles cannot be listed" in browser.foot


async def test_the_screen_is_drawn_afresh() -> None:
    async with Shelf(1).browsing() as browser:
        before = browser.text
        await browser.press("L")
        assert browser.text == before
