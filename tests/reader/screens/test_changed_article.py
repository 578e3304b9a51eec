"""An article whose text changed, by keys: changed, alarm, ambiguous, orphan, re-attach, gone, undo."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from annotations.anchors import AnchorState
from annotations.errors import ReadOnly, StoreError
from annotations.model import Decision, DecisionKind
from annotations.shelving import take_in
from annotations.workflow import ClaimState
from articles.reading import read_bytes
from reader.app import PostilApp
from reader.opened import Opened
from tests.reader.screens.reading_app import FERRY, NARROW, PATIENCE, USUAL, WIDE, Reader, Room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.dossier import Dossier
    from annotations.model import Claim
    from annotations.store import Change, Intent, Receipt
    from articles.model import Revision

COST = "De nieuwe motor kostte 600.000 euro"
BREAD = "De bakker op de kade verkocht in de maanden zonder pont een derde minder brood."
TERRACE = "Het café ernaast opende voor het eerst sinds april weer zijn terras."
SPOKE = "Een woordvoerder van de gemeente zei dat de brieven alsnog zijn verstuurd."


def publish(room: Room, **edits: str) -> None:
    """Give the article a new text: the ferry's with words replaced, keys with _ for a space."""
    text = FERRY.decode()
    for old, new in edits.items():
        assert old.replace("_", " ") in text
        text = text.replace(old.replace("_", " "), new)
    put(room, text)


def put(room: Room, text: str) -> None:
    """Give the article another text."""
    shelved = take_in(
        room.session("anna").store,
        read_bytes(text.encode(), "ferry.md"),
        clock=room.clock,
        into=room.article,
    )
    assert shelved.new_revision


def without(room: Room, words: str) -> None:
    """Strike words from the article."""
    text = FERRY.decode()
    assert words in text
    put(room, text.replace(words, ""))


def state_of(room: Room, claim: Claim) -> ClaimState:
    view = room.dossier.claim(claim.id)
    assert view is not None
    return view.state


def decisions(room: Room) -> list[DecisionKind]:
    return [one.kind for one in room.held(Decision)]


# Changed


async def test_a_changed_figure_raises_an_alarm_and_shows_both_wordings() -> None:
    room = Room()
    claim = room.claim(COST)
    room.judge(claim, "supported", by="anna")
    publish(room, **{"600.000": "700.000"})
    async with room.reading() as reader:
        await reader.press("]")
        await reader.sees("the figure changed", "[-600.000-]", "{+700.000+}", "r Enter keep mine")
        assert state_of(room, claim) is ClaimState.ALARM


async def test_r_enter_keeps_my_verdict_on_the_new_words_and_u_takes_it_back() -> None:
    room = Room()
    claim = room.claim(COST)
    room.judge(claim, "supported", by="anna", reason="the bill")
    publish(room, **{"600.000": "700.000"})
    async with room.reading() as reader:
        await reader.press("]", "r", "enter")
        await reader.sees("supported: e gives the reason")
        [review] = room.reviews
        assert (review.verdict, review.reason) == ("supported", "the bill")
        assert review.rests_on.words == COST.replace("600", "700")
        assert state_of(room, claim) is ClaimState.REVIEWED
        assert "the figure changed" not in reader.panel
        assert "stale" not in reader.panel
        await reader.press("u")
        await reader.sees("the figure changed")
        assert state_of(room, claim) is ClaimState.ALARM


async def test_another_verdict_is_given_on_the_new_words_too() -> None:
    room = Room()
    claim = room.claim(COST)
    room.judge(claim, "supported", by="anna")
    room.judge(claim, "supported", by="bram")
    publish(room, **{"600.000": "700.000"})
    async with room.reading() as reader:
        await reader.press("]")
        await reader.sees("2 verdicts rest on the old words")
        await reader.press("r", "r")
        await reader.sees("refuted")
        assert "1 verdict rests on the old words" in reader.panel
        view = room.dossier.claim(claim.id)
        assert view is not None
        assert {one.review.person: one.stale for one in view.judgements} == {"anna": False, "bram": True}


# Orphans


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_an_orphan_comes_in_its_turn_near_where_its_words_stood(size: tuple[int, int]) -> None:
    room = Room()
    room.claim(COST)
    orphan = room.claim(BREAD)
    room.claim(TERRACE)
    without(room, BREAD)
    async with room.reading(size=size) as reader:
        await reader.press("]", "]")
        assert reader.screen.pointing.claim == orphan.id
        await reader.sees("the words of this claim are no longer in the article")
        assert "Zaterdag was hij om negen uur uitverkocht" in reader.article
        assert "“De bakker op de kade" in reader.panel
        await reader.press("]")
        assert reader.screen.pointing.sentence.cut(room.dossier.text) == TERRACE
        await reader.press("[", "[")
        assert reader.screen.claim_view is not None
        assert reader.screen.claim_view.number == 1


async def test_the_overview_lists_orphans_in_article_order() -> None:
    room = Room()
    room.claim(TERRACE)
    room.claim(BREAD)
    room.claim(COST)
    without(room, BREAD)
    async with room.reading() as reader:
        panel = reader.panel
        assert panel.index("De nieuwe motor") < panel.index("De bakker") < panel.index("Het café")
        assert "1 orphan" in panel


def rewritten(room: Room) -> Claim:
    """Return a claim whose words were rewritten beyond recognition, with a look-alike elsewhere."""
    claim = room.claim(SPOKE)
    text = FERRY.decode().replace(f" {SPOKE}", "")
    put(room, f"{text}\nEen woordvoerder van de gemeente zei dat de kade veilig is.\n")
    view = room.dossier.claim(claim.id)
    assert view is not None
    assert view.place.state is AnchorState.ORPHAN
    assert view.place.candidates
    return claim


@pytest.mark.parametrize("size", [WIDE, USUAL, NARROW])
async def test_enter_on_a_candidate_attaches_the_claim_again_and_u_takes_it_back(
    size: tuple[int, int],
) -> None:
    room = Room()
    claim = rewritten(room)
    async with room.reading("bram", size=size) as reader:
        await reader.press("]", "enter")
        await reader.sees("Enter re-attaches")
        assert reader.screen.panel.selected_record() == "candidate:1"
        await reader.press("enter")
        await reader.sees("re-attached; u takes it back")
        assert decisions(room) == [DecisionKind.REATTACHED]
        assert "woordvoerder" in room.words_of(claim)
        view = room.dossier.claim(claim.id)
        assert view is not None
        assert view.claim.anchor == claim.anchor
        await reader.press("u")
        await reader.sees("undone: claim re-attached")
        assert state_of(room, claim) is ClaimState.ORPHAN
        await reader.press("U")
        await reader.sees("done again")
        assert "woordvoerder" in room.words_of(claim)


async def test_a_claim_without_candidates_is_attached_to_selected_words() -> None:
    room = Room()
    claim = room.claim(BREAD)
    without(room, BREAD)
    async with room.reading() as reader:
        await reader.press("]", "v")
        await reader.sees("Enter attaches the claim to them")
        await reader.press("v", "enter")
        await reader.sees("re-attached")
        assert decisions(room) == [DecisionKind.REATTACHED]
        assert state_of(room, claim) is ClaimState.OPEN


async def test_selected_words_without_a_claim_are_attached_to_none() -> None:
    room = Room()
    async with room.reading() as reader:
        await reader.press(")", "v", "enter")
        assert decisions(room) == []
        assert reader.screen.selecting is not None


async def test_a_decision_that_cannot_be_written_is_told_and_nothing_changes() -> None:
    room = Room()
    claim = rewritten(room)
    store = room.session("anna").store

    def commit(changes: Sequence[Change], intent: Intent) -> Receipt:
        del changes, intent
        raise ReadOnly("the library can only be read here")

    store.commit = commit  # type: ignore[method-assign]
    async with room.reading() as reader:
        await reader.press("]", "enter", "enter")
        await reader.sees("the library can only be read here")
        await reader.press("-")
        await reader.sees("the library can only be read here")
        assert state_of(room, claim) is ClaimState.ORPHAN


async def test_minus_gives_an_orphan_up_and_u_takes_it_back() -> None:
    room = Room()
    claim = room.claim(BREAD)
    without(room, BREAD)
    async with room.reading() as reader:
        await reader.press("]")
        await reader.sees("- gone for good")
        await reader.press("-")
        await reader.sees("given up; u takes it back")
        assert state_of(room, claim) is ClaimState.DROPPED
        assert "dropped" in reader.panel
        await reader.press("-")
        await reader.sees("given up already")
        await reader.press("u")
        await reader.sees("undone: claim given up")
        assert state_of(room, claim) is ClaimState.ORPHAN


async def test_minus_gives_up_nothing_else() -> None:
    room = Room()
    room.claim(COST)
    async with room.reading() as reader:
        await reader.press("-")
        await reader.sees("gives up a claim or note whose words are gone")
        await reader.press("]", "-")
        await reader.sees("gives up a claim or note whose words are gone")
        assert decisions(room) == []


async def test_a_verdict_on_an_orphan_that_was_given_up_does_not_bring_it_back() -> None:
    room = Room()
    claim = room.claim(BREAD)
    without(room, BREAD)
    async with room.reading() as reader:
        await reader.press("]", "-", "r", "s")
        await reader.sees("supported")
        assert state_of(room, claim) is ClaimState.DROPPED


# Two places


def torn(room: Room) -> Claim:
    """Return a claim whose words moved behind all the rest, twice."""
    words = "De helft daarvan is nog geen vijf jaar oud."
    claim = room.claim(words)
    text = FERRY.decode().replace(words, "")
    put(room, f"{text}\nZo gaat het. {words} Dat was het.\n\nNog iets. {words} Meer niet.\n")
    return claim


async def test_two_places_are_offered_and_enter_says_which() -> None:
    room = Room()
    claim = torn(room)
    async with room.reading() as reader:
        assert state_of(room, claim) is ClaimState.AMBIGUOUS
        await reader.press("]")
        await reader.sees("these words fit 2 places", "these words fit several places", "Enter says which")
        await reader.press("enter", "j", "enter")
        await reader.sees("re-attached")
        view = room.dossier.claim(claim.id)
        assert view is not None
        assert view.place.state is AnchorState.EXACT
        assert view.span is not None
        assert room.dossier.text[: view.span.start].endswith("Nog iets. ")
        await reader.press("u")
        await reader.sees("undone")
        assert state_of(room, claim) is ClaimState.AMBIGUOUS


async def test_selected_words_settle_anybodys_claim_that_fits_two_places() -> None:
    room = Room()
    claim = torn(room)
    async with room.reading("bram") as reader:
        await reader.press("]", "v")
        await reader.sees("Enter attaches the claim to them")
        await reader.press("left", "enter")
        await reader.sees("re-attached")
        assert decisions(room) == [DecisionKind.REATTACHED]
        assert room.words_of(claim) == "De helft daarvan is nog geen vijf jaar oud"


async def test_a_verdict_where_two_places_fit_rests_on_no_words() -> None:
    room = Room()
    claim = torn(room)
    async with room.reading() as reader:
        await reader.press("]", "r", "s")
        await reader.sees("supported")
        [review] = room.reviews
        assert review.rests_on.words == ""
        assert state_of(room, claim) is ClaimState.AMBIGUOUS


# What to read again


async def test_the_overview_lists_new_and_touched_sentences_and_those_to_read_again() -> None:
    room = Room()
    publish(room, Voorzitter_Van_der_Wal_noemt="Penningmeester Van der Wal noemt")
    async with room.reading() as reader:
        await reader.sees("CHANGES", "1 touched · 1 to read again", "Penningmeester Van der Wal")
        await reader.press("tab", "k", "j")
        while reader.screen.panel.selected_record().partition(":")[0] != "sentence":
            await reader.press("j")
        await reader.press("j", "enter")
        sentence = reader.screen.pointing.sentence.cut(room.dossier.text)
        assert sentence.startswith("Zij diende in januari een bezwaar in")
        assert "because of: Zij" in reader.panel
        assert "Zij diende in januari" in reader.article
        await reader.press("backspace")


async def test_the_only_revision_has_no_changes() -> None:
    room = Room()
    room.claim(COST)
    async with room.reading() as reader:
        await reader.settle()
        assert "CHANGES" not in reader.panel


# Opening it


@pytest.mark.parametrize(
    ("moved", "seen"),
    [(["j"], ["CLAIM 1 of 2", "the figure changed"]), ([")"], ["CLAIMS", "1 alarm"])],
    ids=["still where it was left", "moved on meanwhile"],
)
async def test_what_takes_long_to_find_is_found_behind_the_open_article(
    moved: list[str], seen: list[str]
) -> None:
    room = Room()
    claim = room.claim(COST)
    room.claim(BREAD)
    publish(room, **{"600.000": "700.000"})
    session = room.session("anna")
    glance, waiting = session.glance(session.store.load(room.article))
    assert (glance.claims, waiting) == ((), 2)
    gate = threading.Event()
    find = session.refold

    def refold(revision: Revision) -> Dossier:
        assert gate.wait(PATIENCE)
        return find(revision)

    session.refold = refold  # type: ignore[method-assign]
    services = replace(room.services(), session=session)
    services.desk.keep(f"place-{room.article}", {"offset": 0, "claim": claim.id, "sentence": -1})
    app = PostilApp(services, Opened(glance, waiting, announced=2))
    async with app.run_test(size=WIDE) as pilot:
        reader = Reader(app, pilot)
        await reader.sees("finding 2 places…", "De veerpont vaart weer")
        await reader.press(*moved)
        assert "finding 2 places…" in reader.foot
        gate.set()
        await reader.sees("revision 2: 1 exact, 1 changed (1 alarm)", *seen)
        await reader.press("j")
        assert "finding" not in reader.foot


async def test_a_place_that_cannot_be_sought_is_told_and_the_article_stays() -> None:
    room = Room()
    room.claim(COST)
    publish(room, **{"600.000": "700.000"})
    session = room.session("anna")
    glance, waiting = session.glance(session.store.load(room.article))

    def refold(revision: Revision) -> Dossier:
        del revision
        raise StoreError("the records cannot be read just now")

    session.refold = refold  # type: ignore[method-assign]
    app = PostilApp(replace(room.services(), session=session), Opened(glance, waiting))
    async with app.run_test(size=WIDE) as pilot:
        reader = Reader(app, pilot)
        await reader.sees("the records cannot be read just now", "De veerpont vaart weer")


async def test_an_older_revision_that_is_damaged_is_told_and_the_article_stays() -> None:
    room = Room()
    publish(room, **{"600.000": "700.000"})
    session = room.session("anna")
    load = session.store.load
    newest = room.dossier.revision.sha256

    def damaged(article: str, sha256: str = "") -> Revision:
        if sha256 not in {"", newest}:
            raise StoreError("an older text cannot be read")
        return load(article, sha256)

    session.store.load = damaged  # type: ignore[method-assign]
    async with room.reading() as reader:
        await reader.sees("an older text cannot be read", "De veerpont vaart weer")
