"""Undo and redo against the plainest model there is: a list of states."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotations.errors import Conflict, NothingToUndo
from annotations.model import Fact, Link, Note, Source, Stance, Target, TargetKind
from annotations.store import Step
from tests.annotations.making import ARTICLE, Team, span_of

if TYPE_CHECKING:
    from random import Random

    from annotations.model import Record

OTHER = "the-harbour-1f2e"
ON_ARTICLE = Target(TargetKind.ARTICLE, ARTICLE)


def contents(team: Team, reviewer: str) -> dict[str, Record]:
    """Return what a reviewer's living records say, whichever versions they are."""
    kept = (*team.anna.store.records(ARTICLE).records, *team.anna.store.evidence().records)
    return {
        one.id: replace(one, rev="", ancestors=(), modified=one.created)
        for one in kept
        if one.author == reviewer and not one.deleted
    }


class UndoMachine(RuleBasedStateMachine):
    """Anna writes, undoes and redoes; bram replies to her meanwhile."""

    @initialize()
    def begin(self) -> None:
        self.team = Team()
        self.states: list[dict[str, Record]] = [{}]
        self.at = 0
        self.replies = 0

    def done(self) -> None:
        del self.states[self.at + 1 :]
        self.states.append(contents(self.team, "anna"))
        self.at += 1

    def own(self, kind: type[Any]) -> list[Any]:
        return [one for one in self.team.dossier.records.values() if type(one) is kind and not one.deleted]

    def mine(self) -> list[Note]:
        return [note for note in self.own(Note) if note.author == "anna"]

    @rule(text=st.sampled_from("abc"))
    def write_a_note(self, text: str) -> None:
        self.team.anna.add_note(ARTICLE, ON_ARTICLE, text)
        self.done()

    @rule(pick=st.randoms(use_true_random=False), text=st.sampled_from("abc"))
    @precondition(lambda self: self.mine())
    def edit_a_note(self, pick: Random, text: str) -> None:
        note = pick.choice(self.mine())
        if self.team.anna.edit(note, text=text) is not note:
            self.done()

    @rule(pick=st.randoms(use_true_random=False))
    @precondition(lambda self: self.mine())
    def delete_a_note(self, pick: Random) -> None:
        self.team.anna.delete(pick.choice(self.mine()))
        self.done()

    @rule()
    def make_a_claim_of_words(self) -> None:
        self.team.claim()
        self.done()

    @rule(old=st.booleans())
    @precondition(lambda self: self.team.dossier.claims)
    def link_a_fact(self, old: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        anna, claim = self.team.anna, self.team.dossier.claims[0].claim
        facts = self.own(Fact)
        if old and facts:
            anna.link_fact(claim, Stance.SUPPORTS, fact=facts[0])
        else:
            source = anna.draft_source(title="Log book")
            anna.link_fact(claim, Stance.REFUTES, source=source, fact=anna.draft_fact(source, quote="1,100"))
        self.done()

    @rule(verdict=st.sampled_from(["supported", "refuted"]))
    @precondition(lambda self: self.team.dossier.claims)
    def judge(self, verdict: str) -> None:
        self.team.judge(self.team.dossier.claims[0].claim, verdict)
        self.done()

    @rule(pick=st.randoms(use_true_random=False))
    @precondition(lambda self: self.mine())
    def bram_replies(self, pick: Random) -> None:
        note = pick.choice(self.mine())
        self.team.bram.add_note(ARTICLE, Target(TargetKind.NOTE, note.id), "Why?")
        self.replies += 1

    @rule()
    def undo(self) -> None:
        if self.at == 0:
            with pytest.raises(NothingToUndo):
                self.team.anna.undo(ARTICLE)
            return
        self.team.anna.undo(ARTICLE)
        self.at -= 1

    @rule()
    def redo(self) -> None:
        if self.at == len(self.states) - 1:
            with pytest.raises(NothingToUndo):
                self.team.anna.redo(ARTICLE)
            return
        self.team.anna.redo(ARTICLE)
        self.at += 1

    @invariant()
    def what_stands_is_the_state_of_the_model(self) -> None:
        assert contents(self.team, "anna") == self.states[self.at]

    @invariant()
    def no_reply_of_bram_is_lost(self) -> None:
        assert len(contents(self.team, "bram")) == self.replies
        assert str(self.team.dossier.notes).count("'Why?'") == self.replies


TestUndoAndRedo = UndoMachine.TestCase
TestUndoAndRedo.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def test_a_note_edited_twice_is_undone_to_its_beginning_and_redone_to_its_end() -> None:
    team = Team()
    note = team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    note = team.anna.edit(note, text="two")
    team.anna.edit(note, text="three")
    for expected in ("two", "one"):
        team.anna.undo(ARTICLE)
        assert team.dossier.notes[0].note.text == expected
    team.anna.undo(ARTICLE)
    assert not contents(team, "anna")
    for expected in ("one", "two", "three"):
        team.anna.redo(ARTICLE)
        assert team.dossier.notes[0].note.text == expected


def test_an_undo_says_what_it_took_back() -> None:
    team = Team()
    team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    undone = team.anna.undo(ARTICLE)
    assert undone.intent.label == "note added"
    last = team.anna.store.transactions(ARTICLE)[-1]
    assert (last.intent.step, last.intent.compensates) == (Step.UNDO, undone.id)


def test_nothing_is_undone_at_another_article_or_of_another_person() -> None:
    team = Team()
    team.publish("Another text.", OTHER)
    team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    with pytest.raises(NothingToUndo):
        team.anna.undo(OTHER)
    with pytest.raises(NothingToUndo):
        team.bram.undo(ARTICLE)
    with pytest.raises(NothingToUndo):
        team.anna.redo(ARTICLE)


def linked_at_two_articles(team: Team) -> tuple[Fact, Link]:
    """Link a fact made at one article to a claim of another, too."""
    team.publish("It carried 1,200 people.", OTHER)
    anna = team.anna
    source = anna.draft_source(title="Log book")
    claim = team.claim()
    fact = anna.link_fact(
        claim, Stance.SUPPORTS, source=source, fact=anna.draft_fact(source, quote="1,200")
    ).fact
    assert fact
    there = anna.dossier(OTHER)
    other = anna.add_claim(there, span_of(there.text, "1,200 people"))
    return fact, anna.link_fact(other, Stance.SUPPORTS, fact=fact).link


def test_an_undo_is_refused_where_the_record_was_changed_at_another_article() -> None:
    team = Team()
    fact, link = linked_at_two_articles(team)
    team.anna.delete(link, OTHER)
    team.anna.edit(fact, OTHER, quote="1,201")
    with pytest.raises(Conflict, match="changed since"):
        team.anna.undo(ARTICLE)
    stands = team.dossier.records[fact.id]
    assert isinstance(stands, Fact)
    assert stands.quote == "1,201"


def test_a_fact_that_another_claim_rests_on_is_not_undone_away() -> None:
    team = Team()
    fact, link = linked_at_two_articles(team)
    with pytest.raises(Conflict, match="rests on"):
        team.anna.undo(ARTICLE)
    assert fact.id in team.dossier.records
    team.anna.delete(link, OTHER)
    team.anna.undo(ARTICLE)
    assert fact.id not in team.dossier.records


def test_a_source_that_a_colleague_found_a_fact_in_is_not_undone_away() -> None:
    team = Team()
    fact, link = linked_at_two_articles(team)
    team.anna.delete(link, OTHER)
    source = team.dossier.records[fact.source]
    assert isinstance(source, Source)
    found = team.bram.draft_fact(source, quote="on Monday")
    team.bram.link_fact(team.claim(), Stance.CONTEXT, fact=found)
    team.anna.undo(ARTICLE)
    with pytest.raises(Conflict, match="rests on"):
        team.anna.undo(ARTICLE)


def test_a_reply_survives_on_the_tombstone_of_what_it_answers() -> None:
    team = Team()
    note = team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    team.bram.add_note(ARTICLE, Target(TargetKind.NOTE, note.id), "Why?")
    team.anna.undo(ARTICLE)
    (thread,) = team.dossier.notes
    assert thread.note.deleted
    assert [reply.note.text for reply in thread.replies] == ["Why?"]
