"""Proposed wordings, and when an article has taken them up."""

from __future__ import annotations

import pytest

from annotations.model import Purpose, Target, TargetKind
from tests.annotations.desks import ARTICLE, Desk, place, view

DRAFT = "# Bees\n\nThe town has 10 hives, says the mayor. It is a small town.\n"


def uptake(old: str, new: str, draft: str, *, on_claim: bool) -> bool:
    desk = Desk()
    anna = desk.session("anna")
    desk.shelve(anna, DRAFT)
    dossier = anna.dossier(ARTICLE)
    words = place(dossier, old)
    if on_claim:
        claim = anna.add_claim(dossier, words)
        anna.add_note(
            ARTICLE, Target(TargetKind.CLAIM, claim.id), "", purpose=Purpose.WORDING, old=old, new=new
        )
    else:
        target = Target(TargetKind.ARTICLE, ARTICLE)
        anna.add_note(
            ARTICLE, target, "", purpose=Purpose.WORDING, passage=(dossier, words), old=old, new=new
        )
    if draft != DRAFT:
        desk.shelve(anna, draft)
    now = anna.dossier(ARTICLE)
    [thread] = view(now, old).notes if on_claim else now.notes
    return thread.taken_up


@pytest.mark.parametrize("on_claim", [False, True])
@pytest.mark.parametrize(
    ("old", "new", "draft", "taken"),
    [
        ("10 hives", "12 hives", DRAFT, False),
        ("10 hives", "12 hives", DRAFT.replace("10", "12"), True),
        ("10 hives", "12 hives", DRAFT.replace("10", "11"), False),
        ("10 hives", "some 10 hives", DRAFT.replace("10", "some 10"), True),
        ("10 hives", "10 hives or more", DRAFT.replace("hives", "hives or more"), True),
        ("10 hives", "10 hives or more", DRAFT, False),
        ("says the mayor", "“says” the mayor", DRAFT.replace("says the", "«says»  the"), True),
        ("a small town", "A small town", DRAFT, False),
        (" It is a small town.", "", DRAFT.replace(" It is a small town.", ""), True),
        (" It is a small town.", "", DRAFT, False),
    ],
)
def test_a_proposal_is_taken_up_when_the_next_draft_has_its_words(
    old: str, new: str, draft: str, *, taken: bool, on_claim: bool
) -> None:
    assert uptake(old, new, draft, on_claim=on_claim) is taken
