"""Evidence in what the library has: the passage that a claim rests on is among the first."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.capturing import capture
from annotations.evidencing import find_checked, find_passages
from annotations.model import Stance
from annotations.searching import Searching
from annotations.shelving import take_in
from articles.reading import read_bytes
from tests.annotations.desks import Desk, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Opened = Callable[[Searching], Searching]

SHELF = Path(__file__).parent / "evidence"
LINKED = {
    "thirteen months after the date that was promised": ("opening.md", "thirteen months on"),
    "The council paid 4.6 million pounds for it": ("minutes.md", "£4,600,000"),
    "Engineers found soft clay under the western pier in March 2023": ("survey.md", "very soft clay"),
    "Work stopped for five months": ("survey.md", "Piling was suspended"),
    "We could not build on porridge": ("interview.md", "porridge"),
    "The old bridge had carried 2,300 vehicles on a working day": ("counts.md", "2,300"),
    "It was closed in 2021, when divers saw cracks": ("dive.md", "troffen duikers scheuren"),
    "a detour of eleven kilometres": ("bus.md", "eleven kilometres longer"),
    "Shops in Mill Street lost a fifth of their takings": ("traders.md", "takings were down"),
    "Two of them closed for good": ("traders.md", "have shut"),
    "the fund paid out only 38,000 pounds": ("minutes.md", "£38,000"),
    "The path beside the road is 1.8 metres wide": ("petition.md", "1.80 m"),
    "the county's own guide asks for three": ("guide.md", "three metres wide"),
    "A petition against it was signed by 912 people": ("petition.md", "912 signatures"),
    "The bridge is meant to last 120 years": ("interview.md", "a hundred and twenty years"),
    "Every sixth year it will be inspected by divers": ("dive.md", "om de zes jaar"),
    "Its lights are switched off after midnight": ("interview.md", "they go out at twelve"),
}
"""Words of the draft that are claims, each with the source and words of the passage that it rests on."""
WANTED = 0.8
FIRST = 5


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Return what closes each index that it is given, in the end."""
    with ExitStack() as stack:
        yield lambda searching: stack.enter_context(closing(searching))


def filled(desk: Desk) -> dict[str, str]:
    """Take the whole shelf into a library; return the ids of the articles by their files."""
    store = desk.session("anna").store
    texts = {file.name: read_bytes(file.read_bytes(), file.name) for file in sorted(SHELF.glob("*.md"))}
    return {name: take_in(store, reading, clock=desk.clock).article for name, reading in texts.items()}


def test_the_linked_passage_is_among_the_first_five_for_four_claims_in_five(opened: Opened) -> None:
    desk = Desk()
    ids = filled(desk)
    anna = desk.session("anna")
    searching = opened(Searching(anna.store))
    missed = []
    for words, (source, passage) in LINKED.items():
        dossier = anna.dossier(ids["draft.md"])
        claim = anna.add_claim(dossier, place(dossier, words))
        dossier = anna.dossier(ids["draft.md"])
        view = dossier.claim(claim.id)
        assert view is not None
        found = find_passages(searching, anna.store, dossier, view, FIRST)
        assert all(one.passage.article != ids["draft.md"] for one in found)
        if not any(one.passage.article == ids[source] and passage in one.words for one in found):
            missed.append((words, [(one.title, one.words) for one in found]))
    share = 1 - len(missed) / len(LINKED)
    assert share >= WANTED, f"{share:.0%}; missed: {missed}"


def test_what_is_linked_already_is_not_offered_again(opened: Opened) -> None:
    desk = Desk()
    ids = filled(desk)
    anna = desk.session("anna")
    searching = opened(Searching(anna.store))
    dossier = anna.dossier(ids["draft.md"])
    claim = anna.add_claim(dossier, place(dossier, "A petition against it was signed by 912 people"))

    def found() -> list[str]:
        now = anna.dossier(ids["draft.md"])
        view = now.claim(claim.id)
        assert view is not None
        return [one.words for one in find_passages(searching, anna.store, now, view)]

    petition = anna.dossier(ids["petition.md"])
    words = "Handed in on 2 October with 912 signatures."
    assert words in found()
    capture(anna, claim, Stance.SUPPORTS, petition.revision, place(petition, words))
    assert words not in found()


@pytest.mark.parametrize("judged", [True, False])
def test_a_claim_like_it_is_offered_with_its_verdicts_where_it_has_any(
    opened: Opened, *, judged: bool
) -> None:
    desk = Desk()
    ids = filled(desk)
    anna, bram = desk.session("anna"), desk.session("bram")
    minutes = bram.dossier(ids["minutes.md"])
    other = bram.add_claim(minutes, place(minutes, "The total came to £4,600,000"))
    if judged:
        minutes = bram.dossier(ids["minutes.md"])
        view = minutes.claim(other.id)
        assert view is not None
        bram.review(minutes, view, "supported")
    dossier = anna.dossier(ids["draft.md"])
    claim = anna.add_claim(dossier, place(dossier, "The council paid 4.6 million pounds for it"))
    dossier = anna.dossier(ids["draft.md"])
    mine = dossier.claim(claim.id)
    assert mine is not None
    found = find_checked(opened(Searching(anna.store)), anna.store, dossier, mine)
    assert [(one.claim.id, one.verdicts) for one in found] == (
        [(other.id, (("bram", "supported"),))] if judged else []
    )
