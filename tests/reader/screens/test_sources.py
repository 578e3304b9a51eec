"""Sources in the library: capture, there and back, beside each other, by keys."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from annotations.capturing import capture
from annotations.model import Stance, Target, TargetKind
from annotations.shelving import take_in
from articles.model import Span
from articles.reading import read_bytes
from reader.navigable import kept_place, place_key
from tests.reader.screens.reading_app import LARGE, NARROW, PATIENCE, USUAL, WIDE, Room, keys_of

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.model import Claim, Link
    from annotations.session import Session
    from tests.reader.screens.reading_app import Reader

CLAIM = "De nieuwe motor kostte 600.000 euro"
REPORT = """---
title: The report on the ferry
publisher: The town of Oudeveer
published: 2024-02-01
---

# The report on the ferry

The ferry lay still for eleven months.

Its new engine cost 598,000 euros, without tax. The old one was sold.

Nobody was hurt.
"""
PASSAGE = "Its new engine cost 598,000 euros, without tax."


class Shelf:
    """A room with a claim and a report that may vouch for it."""

    def __init__(self) -> None:
        self.room = Room()
        self.claim: Claim = self.room.claim(CLAIM)
        session = self.room.session("anna")
        reading = read_bytes(REPORT.encode(), "report.md")
        self.report = take_in(session.store, reading, clock=self.room.clock).article

    def link(self) -> Link:
        """Link the passage to the claim."""
        session = self.room.session("anna")
        dossier = session.dossier(self.report)
        start = dossier.text.index(PASSAGE)
        span = Span(start, start + len(PASSAGE))
        return capture(session, self.claim, Stance.QUALIFIES, dossier.revision, span).link


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


async def in_front(reader: Reader, article: str) -> None:
    await reader.until(lambda: reader.screen.article_id == article, f"{article} is in front")


async def test_a_passage_of_an_article_is_picked_and_becomes_the_fact(shelf: Shelf) -> None:
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "l", *keys_of("report"), "down", "enter", "q")
        await in_front(reader, shelf.report)
        await reader.sees("Enter makes them the fact")
        await reader.press(")", ")", "enter")
        await in_front(reader, shelf.room.article)
        await reader.until(lambda: len(shelf.room.links) == 1, "the fact is linked")
        [link], [fact], [source] = shelf.room.links, shelf.room.facts, shelf.room.sources
        assert (link.claim, link.stance) == (shelf.claim.id, Stance.QUALIFIES)
        assert (fact.quote, fact.locator) == (PASSAGE, "par. 3")
        assert fact.anchor is not None
        assert (source.article, source.publisher) == (shelf.report, "The town of Oudeveer")
        await reader.sees("fact linked")


async def test_both_stand_side_by_side_where_there_is_room_and_tab_changes(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)
        await reader.until(lambda: PASSAGE[:20] in reader.text and CLAIM[:20] in reader.text, "both are seen")
        place = reader.screen.pointing
        await reader.press("tab")
        await in_front(reader, shelf.room.article)
        assert reader.screen.pointing.claim == shelf.claim.id
        await reader.press("tab")
        await in_front(reader, shelf.report)
        assert reader.screen.pointing == place


@pytest.mark.parametrize("size", [USUAL, NARROW])
async def test_one_lies_over_the_other_where_there_is_no_room(shelf: Shelf, size: tuple[int, int]) -> None:
    shelf.link()
    async with shelf.room.reading(size=size) as reader:
        await reader.press("right_square_bracket", "enter", "s", "enter")
        await in_front(reader, shelf.report)
        await reader.until(lambda: "The report on the ferry" in reader.rows[1], "the source is seen")
        assert "De veerpont" not in reader.text
        await reader.press("backspace")
        await in_front(reader, shelf.room.article)
        await reader.until(lambda: "kostte" in reader.text, "the article is back")


async def test_enter_goes_to_the_passage_and_backspace_comes_back(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)
        assert reader.screen.pointing.match.cut(reader.screen.dossier.text) == PASSAGE
        await reader.press("backspace")
        await in_front(reader, shelf.room.article)
        assert reader.screen.pointing.claim == shelf.claim.id


async def test_escape_puts_the_source_away_and_q_too(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        for key in ("escape", "q"):
            await reader.press("right_square_bracket", "left_square_bracket", "s", "enter")
            await in_front(reader, shelf.report)
            await reader.press(key)
            await in_front(reader, shelf.room.article)
            await reader.until(lambda: "598,000 euros, without tax. The old" not in reader.text, "it is away")


async def test_enter_on_evidence_goes_back_to_the_claim_that_rests_on_it(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)
        await reader.press("enter")
        await in_front(reader, shelf.room.article)
        assert reader.screen.pointing.claim == shelf.claim.id


async def test_l_in_a_source_links_the_passage_to_the_claim_beside_it(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)
        await reader.press(")", "l", "c")
        await reader.until(lambda: len(shelf.room.links) == 2, "the second passage is linked")
        assert {one.quote for one in shelf.room.facts} == {PASSAGE, "The old one was sold."}
        await in_front(reader, shelf.room.article)
        await reader.press("u")
        await reader.until(lambda: len(shelf.room.links) == 1, "one key takes it back")


class Held:
    """Keeps whoever opens an article of a session waiting until it is released."""

    def __init__(self, session: Session) -> None:
        self._begun, self._gate = asyncio.Event(), threading.Event()
        self._loop, self._open = asyncio.get_running_loop(), session.dossier
        session.dossier = self._wait  # type: ignore[method-assign, assignment]

    def _wait(self, article: str) -> Dossier:
        self._loop.call_soon_threadsafe(self._begun.set)
        assert self._gate.wait(PATIENCE)
        return self._open(article)

    async def is_awaited(self) -> None:
        """Wait until somebody waits, and whatever else could be done was done."""
        async with asyncio.timeout(PATIENCE):
            await self._begun.wait()
        for _ in range(100):
            await asyncio.sleep(0)

    def release(self) -> None:
        """Let it be opened, now and from now on."""
        self._gate.set()


async def test_keys_that_come_while_the_source_is_opened_act_on_the_passage_in_it(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s")
        opening = Held(reader.screen.session)
        reader.burst("enter", ")", "l", "c")
        await opening.is_awaited()
        assert reader.screen.article_id == shelf.room.article
        opening.release()
        await reader.until(lambda: len(shelf.room.links) == 2, "the second passage is linked")
        assert {one.quote for one in shelf.room.facts} == {PASSAGE, "The old one was sold."}


async def test_a_passage_far_down_its_source_is_in_sight_at_once(shelf: Shelf) -> None:
    far = "\n\n".join(f"Paragraph {number} is dull." for number in range(80))
    session = shelf.room.session("anna")
    longer = REPORT.replace("The ferry lay still", f"{far}\n\nThe ferry lay still")
    take_in(
        session.store, read_bytes(longer.encode(), "report.md"), clock=shelf.room.clock, into=shelf.report
    )
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        reader.burst("right_square_bracket", "s", "enter", "j")
        await in_front(reader, shelf.report)
        await reader.sees(PASSAGE[:30])
        assert reader.screen.article.top_offset


async def test_a_passage_that_is_gone_from_its_source_is_told_of(shelf: Shelf) -> None:
    shelf.link()
    session = shelf.room.session("anna")
    shorter = REPORT.replace("Its new engine cost 598,000 euros, without tax. The old one was sold.\n\n", "")
    take_in(
        session.store, read_bytes(shorter.encode(), "report.md"), clock=shelf.room.clock, into=shelf.report
    )
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)
        await reader.sees("the passage is no longer in this source")


async def test_a_quote_that_is_typed_gets_its_place_in_a_source_of_the_library(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", ".", *keys_of("the old one was SOLD"), "enter")
        await reader.until(lambda: len(shelf.room.links) == 2, "the fact is linked")
        [fact] = [one for one in shelf.room.facts if one.quote != PASSAGE]
        assert fact.quote == "The old one was sold"
        assert fact.anchor is not None


async def test_f_finds_the_passage_and_one_key_links_it(shelf: Shelf) -> None:
    session = shelf.room.session("anna")
    report = REPORT.replace("598,000", "600,000").encode()
    take_in(session.store, read_bytes(report, "report.md"), clock=shelf.room.clock, into=shelf.report)
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "F")
        await reader.sees("What speaks of claim 1")
        await reader.sees("Its new engine cost 600,000 euros")
        await reader.press("enter")
        await in_front(reader, shelf.report)
        await reader.sees("this passage")
        await reader.press("s")
        await reader.until(lambda: len(shelf.room.links) == 1, "the fact is linked")
        [link], [fact] = shelf.room.links, shelf.room.facts
        assert (link.stance, fact.quote) == (Stance.SUPPORTS, PASSAGE.replace("598", "600"))
        await in_front(reader, shelf.room.article)


async def test_a_claim_that_was_checked_elsewhere_is_offered_and_opened(shelf: Shelf) -> None:
    session = shelf.room.session("bram")
    dossier = session.dossier(shelf.report)
    start = dossier.text.index("Its new engine")
    other = session.add_claim(dossier, Span(start, start + 40), text="The engine cost 600,000 euros.")
    dossier = session.dossier(shelf.report)
    view = dossier.claim(other.id)
    assert view is not None
    session.review(dossier, view, "refuted")
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "F")
        await reader.sees("already checked: The engine cost 600,000 euros.")
        await reader.sees("bram refuted")
        await reader.press("enter")
        await reader.until(lambda: reader.app.screen.article_id == shelf.report, "its article is open")  # type: ignore[attr-defined]
        assert reader.app.screen.pointing.claim == other.id  # type: ignore[attr-defined]


async def test_where_nothing_speaks_of_a_claim_that_is_said(shelf: Shelf) -> None:
    shelf.room.claim("Niemand las het helemaal.")
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("F")
        await reader.sees("F then finds evidence for it")


async def test_what_is_to_be_ticked_in_a_source_is_its_own(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=LARGE) as reader:
        await reader.press("w", "right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)
        await reader.press("w", "x")
        await reader.until(lambda: bool(reader.screen.dossier.checks), "it is ticked")
        [check] = reader.screen.dossier.checks
        assert [one.tick.words for one in check.standing] == ["598,000 euros"]


async def test_enter_opens_the_passage_of_a_fact_that_is_selected_already(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)


async def test_enter_finds_the_fact_from_what_stands_below_it(shelf: Shelf) -> None:
    link = shelf.link()
    target = Target(TargetKind.CLAIM, shelf.claim.id)
    note = shelf.room.session("anna").add_note(shelf.room.article, target, "Who said so?")
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket")
        reader.screen.panel.select(note.id)
        await reader.press("enter")
        assert reader.screen.panel.selected_record() == link.id


async def test_the_facts_lie_over_the_source_while_one_goes_through_them(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)
        await reader.press("tab")
        await in_front(reader, shelf.room.article)
        assert "CLAIM 1" not in reader.text
        assert "Enter its source" in reader.foot
        await reader.press("s")
        await reader.sees("CLAIM 1", CLAIM[:20])
        await reader.sees_no_more("The ferry lay still")
        await reader.press("enter")
        await in_front(reader, shelf.report)
        await reader.sees("The ferry lay still", CLAIM[:20])
        await reader.press("tab", "s", "escape")
        await reader.sees("The ferry lay still", CLAIM[:20])


async def test_what_a_colleague_writes_on_the_article_does_not_come_up_in_the_source(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)
        text = reader.screen.dossier.text
        shelf.room.judge(shelf.claim, "supported", by="bram")
        reader.screen.show_dossier(shelf.room.dossier)
        assert reader.screen.dossier.text == text
        await reader.press("tab")
        assert [one.verdict for one in shelf.room.reviews] == ["supported"]
        assert reader.screen.dossier.claims[0].judgements


async def test_what_a_colleague_writes_shows_in_the_article_behind_at_once(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)
        await reader.sees("◐")
        shelf.room.judge(shelf.claim, "supported", by="bram")
        await reader.sees("●")
        await in_front(reader, shelf.report)


async def test_the_article_that_is_clicked_comes_to_the_front(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)
        await reader.pilot.click("#article", offset=(20, 3))
        await in_front(reader, shelf.room.article)
        assert reader.screen.pointing.sentence.cut(reader.screen.dossier.text)
        await reader.pilot.click("#source", offset=(20, 3))
        await in_front(reader, shelf.report)
        sentence = reader.screen.pointing.sentence.cut(reader.screen.dossier.text)
        assert sentence.strip() == "The ferry lay still for eleven months."


async def test_who_quits_in_a_source_left_the_article_where_it_was(shelf: Shelf) -> None:
    shelf.link()
    async with shelf.room.reading(size=WIDE) as reader:
        await reader.press("right_square_bracket", "s", "enter")
        await in_front(reader, shelf.report)
        left = reader.app.left
        assert left is not None
        assert left.dossier.revision.article_id == shelf.room.article
        await reader.press("ctrl+q")
    for article, claim in ((shelf.room.article, shelf.claim.id), (shelf.report, "")):
        place = kept_place(shelf.room.desk("anna").recall(place_key(article)))
        assert place is not None
        assert place.claim == claim
