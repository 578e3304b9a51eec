"""Who else is here: in words, on the screens, and between sessions that are told when it changed."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from annotations.presence import Present
from reader.attending import Attendance
from reader.company import company_words, names_by_article
from reader.status import Status, compose_status
from tests.reader.making import ARTICLE, NOW, Library
from tests.reader.screens.library_app import Shelf
from tests.reader.screens.reading_app import LARGE, WIDE, Room

if TYPE_CHECKING:
    from collections.abc import Sequence


def at(reviewer: str, claim: str = "", *, article: str = ARTICLE, minutes: int = 0) -> Present:
    return Present(reviewer, article, claim, NOW - timedelta(minutes=minutes))


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def words(library: Library, *present: Present, claim: str = "") -> str:
    return company_words(present, library.dossier, claim, me="anna", now=NOW)


def test_it_is_said_who_is_here_and_at_which_claim(library: Library) -> None:
    here, there = library.money.id, library.visitors.id
    assert words(library) == ""
    assert words(library, at("bram")) == "bram is reading"
    assert words(library, at("bram", there), claim=here) == "bram at claim 2"
    assert words(library, at("bram", here), claim=here) == "bram is here"
    assert words(library, at("anna", here), claim=here) == "you, elsewhere"
    assert words(library, at("bram", "gone"), claim=here) == "bram is reading"
    assert words(library, at("bram", article="another")) == ""


def test_whoever_is_at_the_same_claim_comes_first_and_two_are_named(library: Library) -> None:
    here, there = library.money.id, library.visitors.id
    crowd = [at("bram", there), at("dirk"), at("cleo", here), at("eva", there)]
    assert words(library, *crowd, claim=here) == "cleo is here, bram at claim 2, +2"


def test_of_somebody_who_did_not_move_it_is_said_since_when(library: Library) -> None:
    assert words(library, at("bram", minutes=9)) == "bram is reading"
    assert words(library, at("bram", minutes=25)) == "bram is reading (25 min ago)"


def test_beside_an_article_stand_the_names_of_those_who_are_at_it() -> None:
    crowd = [at("cleo"), at("bram"), at("bram"), at("anna", article="x")]
    assert names_by_article(crowd, "anna") == {ARTICLE: ("bram", "cleo"), "x": ("you, elsewhere",)}


def test_the_status_line_gives_company_up_before_anything_else() -> None:
    status = Status("The ferry", 40, claim=1, claims=3, company="bram is here")
    assert "bram is here" in compose_status(status, 80, dot="·", ellipsis="…").text
    narrow = compose_status(status, 40, dot="·", ellipsis="…").text
    assert len(narrow) == 40
    assert "claim 1/3" in narrow


class Hall:
    """A presence that a test moves by hand; everybody's word is one list."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.present: Sequence[Present] = ()
        self.left = 0
        self.heard = threading.Event()

    def tell(self, article: str, claim: str) -> None:
        self.told.append((article, claim))
        self.heard.set()

    def others(self) -> Sequence[Present]:
        return self.present

    def leave(self) -> None:
        self.left += 1


def test_one_tells_where_one_is_only_when_that_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.attending.LOOK_EVERY", 0.001)
    hall, moved = Hall(), threading.Event()
    attendance = Attendance(hall, moved.set)
    attendance.be_at("x", "")
    attendance.start()
    assert hall.heard.wait(10)
    hall.present = [at("bram")]
    assert moved.wait(10)
    hall.heard.clear()
    attendance.be_at("x", "1")
    assert hall.heard.wait(10)
    attendance.stop()
    attendance.be_at("x", "2")
    assert hall.told == [("x", ""), ("x", "1")]
    assert hall.left == 1
    assert attendance.others == [at("bram")]


async def test_on_the_reading_screen_it_is_said_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.attending.LOOK_EVERY", 0.001)
    room, hall = Room(), Hall()
    claim = room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading(services=room.services(attend=lambda: hall), size=LARGE) as reader:
        hall.present = [at("bram", claim.id, article=room.article)]
        await reader.sees("bram at claim 1")
        await reader.press("]")
        await reader.sees("bram is here")
        await reader.until(lambda: hall.told[-1] == (room.article, claim.id))
        hall.present = []
        await reader.sees_no_more("bram is here")
        await reader.press("q")
        await reader.until(lambda: hall.left == 1, "the leave")


async def test_in_the_library_names_stand_behind_the_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.attending.LOOK_EVERY", 0.001)
    shelf, hall = Shelf(1), Hall()
    async with shelf.browsing(services=shelf.services(attend=lambda: hall), size=WIDE) as browser:
        hall.present = [at("bram", article=shelf.article)]
        await browser.sees("now: bram")
        hall.present = []
        await browser.sees_no_more("now: bram")
        await browser.press("q")
    assert hall.left == 1
    assert hall.told == []
