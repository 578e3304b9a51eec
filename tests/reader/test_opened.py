"""Opening an article whose text changed: at once what is known at once, then the rest."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from annotations.errors import UnknownArticle
from annotations.session import Session
from reader.opened import Opened, finding_words, open_article
from tests.annotations.making import ARTICLE, TEXT, Team

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from articles.model import Revision

LONG = 600.0
"""Seconds; nothing here waits for them."""


class Slow(Session):
    """A session in which places are found only after the gate is opened."""

    gate: threading.Event

    def refold(self, revision: Revision) -> Dossier:
        assert self.gate.wait(LONG)
        return super().refold(revision)


def slow_session(team: Team) -> Slow:
    session = Slow(team.anna.store, clock=team.clock, new_id=team.ids)
    session.gate = threading.Event()
    return session


@pytest.fixture
def team() -> Team:
    team = Team()
    team.claim("1,200 people")
    return team


def test_an_article_that_never_changed_is_whole_at_once(team: Team) -> None:
    session = slow_session(team)
    opened = open_article(session, ARTICLE)
    assert opened == Opened(team.dossier)
    assert len(opened.dossier.claims) == 1


def test_a_changed_one_is_whole_where_that_is_quick(team: Team) -> None:
    team.publish(TEXT.replace("1,200", "1,300"))
    opened = open_article(team.anna, ARTICLE, announced=2, patience=LONG)
    assert (opened.waiting, opened.announced) == (0, 2)
    assert opened.dossier == team.dossier


def test_what_takes_long_is_left_out_and_counted(team: Team) -> None:
    team.publish(TEXT.replace("1,200", "1,300"))
    team.claim("1,300 people")
    session = slow_session(team)
    opened = open_article(session, ARTICLE, announced=2, patience=0.0)
    assert (opened.waiting, opened.announced) == (1, 2)
    assert [view.claim.anchor.exact for view in opened.dossier.claims] == ["1,300 people"]
    session.gate.set()
    assert session.refold(opened.dossier.revision) == team.dossier


def test_deleted_claims_are_not_waited_for(team: Team) -> None:
    team.anna.delete(team.dossier.claims[0].claim)
    team.publish(TEXT.replace("1,200", "1,300"))
    assert open_article(slow_session(team), ARTICLE).waiting == 0


def test_what_was_found_once_is_known(team: Team) -> None:
    team.publish(TEXT.replace("1,200", "1,300"))
    dossier = team.anna.dossier(ARTICLE)
    assert team.anna.glance(dossier.revision) == (dossier, 0)


def test_an_article_that_is_not_there_is_no_dossier(team: Team) -> None:
    with pytest.raises(UnknownArticle):
        open_article(team.anna, "nowhere")


def test_places_are_counted() -> None:
    assert (finding_words(1), finding_words(12)) == ("finding 1 place…", "finding 12 places…")
