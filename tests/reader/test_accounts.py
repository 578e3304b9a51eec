from __future__ import annotations

import pytest

from annotations.accounting import account
from reader.accounts import account_object, account_words, attention_lines, revision_words
from tests.annotations.making import TEXT, Team


@pytest.fixture
def team() -> Team:
    team = Team()
    claim = team.claim("1,200 people")
    team.judge(claim)
    team.judge(claim, by="bram")
    return team


def test_states_are_counted_with_the_alarms_among_the_changed(team: Team) -> None:
    team.publish(TEXT.replace("1,200", "1,300"))
    became = account(team.dossier)
    assert account_words(became) == "1 changed (1 alarm)"
    assert revision_words(2, became) == "revision 2: 1 changed (1 alarm)"
    assert account_object(became) == {"anchors": {"changed": 1}, "alarms": 1, "given_up": 0, "unticked": []}
    told, quoted = attention_lines(became)
    assert told.endswith("· 2 verdicts stale")
    assert quoted == "    “1,200 people”"


def test_what_was_given_up_is_counted_apart(team: Team) -> None:
    team.publish("Something else entirely, about another place.")
    [view] = team.dossier.claims
    team.anna.give_up(team.dossier, view)
    became = account(team.dossier)
    assert account_words(became) == "1 given up"
    assert list(attention_lines(became)) == []


def test_an_article_without_anchors_says_so() -> None:
    assert revision_words(2, account(Team().dossier)) == "revision 2: nothing was anchored in it yet"
