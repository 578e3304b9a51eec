"""Two reviewers on one library, by keys: blind, differing, settling, deciding, the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from annotations.errors import StoreError
from annotations.model import Decision, Purpose, Stance, Target, TargetKind
from annotations.store import Policy
from reader.app import PostilApp
from reader.screens.picking import PickScreen
from reader.screens.reading import ReadingScreen
from tests.reader.screens.library_app import Shelf
from tests.reader.screens.reading_app import NARROW, USUAL, WIDE, Room

if TYPE_CHECKING:
    from pathlib import Path

    from annotations.model import Claim

MOTOR, PAID, TRIAL = (
    "De nieuwe motor kostte 600.000 euro",
    "De gemeente betaalde 2,4 miljoen euro",
    "De pont vaart tot oktober op proef",
)


def a_room(folder: Path, *words: str, policy: Policy | None = None) -> tuple[Room, list[Claim]]:
    """Return a library on disk with claims of Anna's, under a policy."""
    room = Room(folder=folder)
    if policy:
        room.session("anna").store.settle_policy(policy)
    return room, [room.claim(one) for one in words or (MOTOR, PAID)]


async def test_a_verdict_is_hidden_until_one_has_given_ones_own(tmp_path: Path) -> None:
    room, [motor, _] = a_room(tmp_path, policy=Policy(blind=True, reviews_required=2))
    room.judge(motor, "refuted", by="anna", reason="The invoice says 650,000.")
    async with room.reading("bram") as reader:
        await reader.press("]")
        await reader.sees("CLAIM 1 of 2", "○ open", "r to give yours")
        assert "refuted" not in reader.text
        assert "invoice" not in reader.text
        await reader.press("r", "s")
        await reader.sees("▲ we differ", "anna refuted", "you supported")
        await reader.sees("anna: refuted", "you: supported", "The invoice says", "without a reason")
        await reader.press("u")
        await reader.sees("○ open")
        assert "invoice" not in reader.text


async def test_those_who_differ_settle_it_by_judging_again(tmp_path: Path) -> None:
    room, [motor, _] = a_room(tmp_path, policy=Policy(reviews_required=2))
    room.judge(motor, "refuted", by="anna", reason="The invoice says 650,000.")
    async with room.reading("bram", size=WIDE) as bram, room.reading("anna", size=WIDE) as anna:
        await bram.press("]")
        await anna.press("]")
        await bram.sees("◑ ready")
        await bram.press("r", "s")
        await bram.sees("▲ we differ")
        await anna.sees("▲ we differ", "bram: supported")
        await bram.press("r", "r")
        await bram.sees("● reviewed")
        await anna.sees("● reviewed")
        await anna.press("P")
        await anna.sees("the claim is", "p published", "r rejected", "d dropped")
        await anna.press("p")
        await anna.sees("■ published", "published; u takes it back", "you · just now")
        await bram.sees("■ published", "anna · just now")


async def test_one_person_alone_gets_from_open_to_reviewed_by_two_keys(tmp_path: Path) -> None:
    room, _ = a_room(tmp_path)
    async with room.reading() as reader:
        await reader.press("]")
        await reader.sees("○ open")
        await reader.press("r", "s")
        await reader.sees("● reviewed")


async def test_what_is_sent_back_needs_a_word_and_waits_for_who_judged(tmp_path: Path) -> None:
    room, [motor, _] = a_room(tmp_path)
    room.judge(motor, "supported", by="anna")
    async with room.reading("bram") as reader:
        await reader.press("]", "P", "r")
        await reader.sees("why?")
        await reader.press("escape")
        assert room.held(Decision) == []
        await reader.press("P", "r")
        await reader.type("Which year?")
        await reader.press("enter")
        await reader.sees("↩ rejected", "Which year?")
    async with room.reading("anna") as reader:
        await reader.press("R")
        await reader.sees("Waiting for you", f"to check: 1 {MOTOR[:20]}")
        await reader.press("enter")
        await reader.sees("CLAIM 1 of 2", "↩ rejected", "bram")
        await reader.press("r", "enter")
        await reader.sees("● reviewed")


async def test_a_dropped_claim_can_be_opened_again_and_undone(tmp_path: Path) -> None:
    room, _ = a_room(tmp_path)
    async with room.reading(size=USUAL) as reader:
        await reader.press("P")
        assert "] goes to a claim" in reader.foot
        await reader.press("]", "P", "d")
        await reader.type("Cut")
        await reader.press("enter")
        await reader.sees("– dropped")
        await reader.press("P")
        await reader.sees("o open")
        assert "p published" not in reader.text
        await reader.press("o")
        await reader.sees("○ open")
        await reader.press("u")
        await reader.sees("– dropped")


async def test_a_scale_of_the_library_s_own_is_asked_for_by_its_labels(tmp_path: Path) -> None:
    stars = {
        "id": "stars",
        "verdicts": [
            {
                "id": "five",
                "letter": "5",
                "value": 1,
                "normalised": "supported",
                "labels": {"en": "all true"},
            },
            {"id": "one", "letter": "1", "value": 0, "needs_reason": True},
        ],
    }
    policy = Policy("stars", extra={"scales": [stars]})
    room, _ = a_room(tmp_path, policy=policy)
    async with room.reading() as reader:
        await reader.press("]", "r")
        await reader.sees("5 all true", "1 one", "p opinion")
        await reader.press("5")
        await reader.sees("you all true", "● reviewed")
        await reader.press("r", "1")
        await reader.sees("why?")
    room.session("anna").store.settle_policy(Policy("stars", extra={"scales": [{"id": "stars"}]}))
    async with room.reading() as reader:
        await reader.press("]", "r")
        await reader.sees("it needs 2 to 20 verdicts")


async def test_all_evidence_is_said_and_decides_nothing(tmp_path: Path) -> None:
    room, [motor, _] = a_room(tmp_path)
    for _each in range(2):
        room.fact(motor, Stance.REFUTES, statement="It was 650,000.")
    async with room.reading() as reader:
        await reader.press("]")
        await reader.sees("all evidence refutes it", "◐ checking", "r to give yours")
    assert room.reviews == []


# The queue


async def test_the_queue_leads_through_what_waits_in_this_article(tmp_path: Path) -> None:
    room, [motor, paid, trial] = a_room(tmp_path, MOTOR, PAID, TRIAL, policy=Policy(reviews_required=2))
    room.judge(motor, "supported", by="bram")
    room.judge(motor, "refuted", by="anna")
    room.judge(paid, "supported", by="bram")
    session = room.session("bram")
    session.add_note(
        room.article, Target(TargetKind.CLAIM, trial.id), "Until when?", purpose=Purpose.QUESTION, to="anna"
    )
    async with room.reading() as reader:
        await reader.press("R")
        await reader.sees(
            "Waiting for you",
            "asked of you: 3 Until when? (bram)",
            "we differ: 1",
            "waiting for a second reviewer: 2",
        )
        rows = [row for row in reader.rows if ": " in row]
        assert [row.split(":")[0].strip(" ▸") for row in rows[:3]] == [
            "asked of you",
            "we differ",
            "waiting for a second reviewer",
        ]
        await reader.press("down", "enter")
        await reader.sees("CLAIM 1 of 3")
        await reader.press("backspace")
        await reader.press("R")
        await reader.type("second")
        await reader.press("enter")
        await reader.sees("CLAIM 2 of 3")
        await reader.press("R", "escape")
        await reader.sees("CLAIM 2 of 3")


async def test_nothing_waits_is_said(tmp_path: Path) -> None:
    room, _ = a_room(tmp_path)
    async with room.reading("bram", size=NARROW) as reader:
        await reader.press("R")
        await reader.until(lambda: "Nothing waits for you" in reader.foot)


async def test_from_the_library_the_queue_opens_an_article_at_the_claim(tmp_path: Path) -> None:
    shelf = Shelf(2, folder=tmp_path)
    for article in shelf.ids[1:]:
        session = shelf.session("bram")
        dossier = session.dossier(article)
        start = dossier.text.index("It has few words.")
        claim = session.add_claim(dossier, type(shelf.span(MOTOR))(start, start + 6))
        view = session.dossier(article).claim(claim.id)
        assert view is not None
        session.link_fact(claim, Stance.NOTHING_FOUND, searched="the archive")
    async with shelf.browsing() as browser:
        await browser.sees("Waiting for you: 2 claims to review")
        await browser.press("R")
        await browser.until(lambda: isinstance(browser.app.screen, PickScreen), "the queue")
        await browser.sees("to check: 1 It has", "Story 0", "Story 1")
        await browser.press("down", "enter")
        await browser.until(lambda: isinstance(browser.app.screen, ReadingScreen), "the article")
        await browser.sees("CLAIM 1 of 1")
        reading = cast("ReadingScreen", browser.app.screen)
        assert reading.article_id == shelf.ids[2]
        await browser.press("q")
        await browser.until(lambda: browser.app.screen is browser.library, "back in the library")


async def test_another_article_opens_over_the_one_one_reads(tmp_path: Path) -> None:
    shelf = Shelf(1, folder=tmp_path)
    session = shelf.session("bram")
    other = shelf.ids[1]
    session.add_note(other, Target(TargetKind.ARTICLE, other), "True?", purpose=Purpose.QUESTION, to="anna")
    async with shelf.reading() as reader:
        first = reader.screen
        await reader.press("R", "enter")
        await reader.until(
            lambda: isinstance(reader.app.screen, ReadingScreen) and reader.app.screen is not first,
            "the story",
        )
        await reader.sees("Story 0", "True?")
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is first, "back")
        assert not reader.app._exit


async def test_what_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(1, folder=tmp_path)
    other = shelf.ids[1]
    shelf.session("bram").add_note(
        other, Target(TargetKind.ARTICLE, other), "True?", purpose=Purpose.QUESTION, to="anna"
    )

    def broken(*_: object) -> None:
        raise StoreError("the library has gone")

    async with shelf.browsing() as browser:
        await browser.press("R")
        await browser.sees("asked of you: True? (bram)")
        with monkeypatch.context() as patch:
            patch.setattr(PostilApp, "_open", broken)
            await browser.press("enter")
            await browser.until(lambda: "the library has gone" in browser.foot)
        monkeypatch.setattr(browser.library.overview, "look", broken)
        await browser.press("R")
        await browser.until(lambda: "the library has gone" in browser.foot)


# What is missing


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_enter_walks_through_what_is_missing(tmp_path: Path, size: tuple[int, int]) -> None:
    room, [motor, *_] = a_room(tmp_path, MOTOR, PAID, TRIAL)
    room.fact(motor, Stance.SUPPORTS, quote="600.000", url="https://example.org/a")
    async with room.reading(size=size) as reader:
        await reader.sees("MISSING", "2 no evidence")
        await reader.press("tab")
        while reader.screen.panel.selected_record() != "gap:no evidence":
            await reader.press("j")
        await reader.press("enter")
        await reader.sees("CLAIM 2 of 3", "no evidence: 1/2; Backspace")
        await reader.press("backspace")
        await reader.sees("MISSING")
        await reader.press("enter")
        await reader.sees("CLAIM 3 of 3", "no evidence: 2/2")
        await reader.press("backspace", "enter")
        await reader.sees("CLAIM 2 of 3")


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_above_many_claims_enter_goes_to_what_is_missing(size: tuple[int, int]) -> None:
    words = [f"Town {number} has {number}00 bridges" for number in range(1, 15)]
    room = Room(f"# Bridges\n\n{'. '.join(words)}.\n".encode())
    for one in words:
        room.claim(one)
    async with room.reading(size=size) as reader:
        await reader.sees("missing: 14 no evidence")
        await reader.press("tab", "enter")
        assert reader.screen.panel.selected_record() == "gap:no evidence"
        await reader.sees("MISSING")
        await reader.press("enter")
        await reader.sees("CLAIM 1 of 14", "no evidence: 1/14")
