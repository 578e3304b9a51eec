from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest

from annotations.errors import (
    Conflict,
    InvalidRecord,
    NotYours,
    PostilError,
    ReadOnly,
    UnknownArticle,
    UnknownRecord,
    UsageError,
)
from annotations.model import (
    Claim,
    ClaimKind,
    Note,
    Purpose,
    Review,
    Source,
    Stance,
    Target,
    TargetKind,
)
from annotations.revisions import following
from annotations.store import Change, Policy
from annotations.stores.memory import MemoryStore
from articles.model import Span
from tests.annotations.making import ARTICLE, TEXT, THEN, Team, a_revision, span_of

if TYPE_CHECKING:
    from collections.abc import Callable

ON_ARTICLE = Target(TargetKind.ARTICLE, ARTICLE)


@pytest.fixture
def team() -> Team:
    return Team()


def reviews_by(team: Team, reviewer: str) -> list[Review]:
    kept = team.anna.store.records(ARTICLE).records
    return [one for one in kept if isinstance(one, Review) and one.author == reviewer and not one.deleted]


# Claims


def test_a_claim_is_what_was_typed_at_the_words_that_were_selected(team: Team) -> None:
    claim = team.anna.add_claim(
        team.dossier,
        span_of(TEXT, "1,200 people"),
        text=" 1,200 people\r\nwere on board ",
        claimant="the harbour\u2028master",
        kind=ClaimKind.FIGURE,
    )
    view = team.view(claim)
    assert view.claim == claim
    assert view.claim.text == "1,200 people\nwere on board"
    assert view.claim.claimant == "the harbour\nmaster"
    assert view.claim.statement == view.claim.text
    assert view.span == span_of(TEXT, "1,200 people")
    assert (claim.author, claim.rev[:2], claim.created) == ("anna", "1-", claim.modified)


@pytest.mark.parametrize(
    "span", [Span(3, 3), Span(9, 11), Span(len(TEXT) - 1, len(TEXT) + 1), Span(10**6, 10**6 + 3)]
)
def test_a_claim_needs_words_of_the_article(team: Team, span: Span) -> None:
    with pytest.raises(UsageError, match="needs words"):
        team.anna.add_claim(team.dossier, span)
    claim = team.claim()
    with pytest.raises(UsageError, match="needs words"):
        team.anna.move(team.dossier, claim, span)
    with pytest.raises(UsageError, match="needs words"):
        team.anna.add_note(ARTICLE, ON_ARTICLE, "Here?", passage=(team.dossier, span))
    assert list(team.dossier.records) == [claim.id]


def test_a_claim_of_ones_own_is_given_other_bounds(team: Team) -> None:
    claim = team.claim()
    moved = team.anna.move(team.dossier, claim, span_of(TEXT, "on Monday"))
    assert moved.anchor.exact == "on Monday"
    assert moved.ancestors == (claim.rev,)
    with pytest.raises(NotYours, match="belongs to anna"):
        team.bram.move(team.dossier, moved, span_of(TEXT, "1,200"))


# Evidence


def test_a_new_source_and_fact_are_linked_in_one_go(team: Team) -> None:
    claim = team.claim()
    source = team.anna.draft_source(title=" Log book\n", url="https://example.org")
    assert not team.dossier.records.keys() & {source.id}
    fact = team.anna.draft_fact(source, quote=" 1,200 ")
    made = team.anna.link_fact(claim, Stance.SUPPORTS, source=source, fact=fact)
    assert made.source
    assert made.fact
    assert (made.source.title, made.fact.quote) == ("Log book", "1,200")
    (linked,) = team.view(claim).evidence
    assert (linked.link, linked.fact, linked.source) == (made.link, made.fact, made.source)
    assert len(team.anna.store.transactions(ARTICLE)[-1].edits) == 3
    again = team.bram.link_fact(claim, Stance.REFUTES, fact=made.fact)
    assert again.fact is made.fact
    assert len(team.bram.store.transactions(ARTICLE)[-1].edits) == 1


def test_where_nothing_was_found_no_fact_is_kept(team: Team) -> None:
    claim = team.claim()
    fact = team.anna.draft_fact(team.anna.draft_source(title="x"), quote="y")
    made = team.anna.link_fact(claim, Stance.NOTHING_FOUND, fact=fact, searched=" the archive ")
    assert (made.fact, made.source, made.link.searched, made.link.fact) == (None, None, "the archive", "")
    with pytest.raises(UsageError, match="supports needs a fact"):
        team.anna.link_fact(claim, Stance.SUPPORTS)


# Notes


def test_an_empty_note_is_not_kept_neither_new_nor_edited(team: Team) -> None:
    with pytest.raises(UsageError, match="empty note"):
        team.anna.add_note(ARTICLE, ON_ARTICLE, " \n ")
    with pytest.raises(UsageError, match="empty note"):
        team.anna.add_note(ARTICLE, ON_ARTICLE, "", purpose=Purpose.QUESTION, to="bram")
    note = team.anna.add_note(ARTICLE, ON_ARTICLE, "one", tags=(" a ", "b\r\n"))
    assert note.tags == ("a", "b")
    with pytest.raises(UsageError, match="empty note"):
        team.anna.edit(note, text="  ")
    assert team.dossier.notes[0].note == note


def test_a_highlight_and_a_wording_need_no_comment(team: Team) -> None:
    passage = (team.dossier, span_of(TEXT, "1,200"))
    light = team.anna.add_note(ARTICLE, ON_ARTICLE, "", purpose=Purpose.HIGHLIGHT, passage=passage)
    assert light.anchor
    assert light.anchor.exact == "1,200"
    wording = team.anna.add_note(ARTICLE, ON_ARTICLE, "", purpose=Purpose.WORDING, old="1,200", new="1,300")
    assert (wording.old, wording.new) == ("1,200", "1,300")


def test_a_note_on_evidence_and_the_replies_to_it_belong_to_the_library(team: Team) -> None:
    claim = team.claim()
    source = team.anna.draft_source(title="Log book")
    fact = team.anna.link_fact(
        claim, Stance.SUPPORTS, source=source, fact=team.anna.draft_fact(source, quote="1,200")
    ).fact
    assert fact
    note = team.bram.add_note(ARTICLE, Target(TargetKind.FACT, fact.id), "Page?")
    reply = team.anna.add_note(ARTICLE, Target(TargetKind.NOTE, note.id), "Page 3.")
    other = team.bram.add_note(ARTICLE, Target(TargetKind.CLAIM, claim.id), "Sure?")
    answer = team.anna.add_note(ARTICLE, Target(TargetKind.NOTE, other.id), "Yes.")
    assert (note.article, reply.article, other.article, answer.article) == ("", "", ARTICLE, ARTICLE)
    (linked,) = team.view(claim).evidence
    assert linked.notes[0].replies[0].note == reply
    assert team.anna.undo(ARTICLE).edits[0].after == answer
    assert team.anna.undo(ARTICLE).edits[0].after == reply


# Verdicts


def test_a_second_verdict_is_a_version_of_the_first(team: Team) -> None:
    claim = team.claim()
    first = team.judge(claim)
    second = team.anna.review(team.dossier, team.view(claim), "refuted", reason=" looked again ")
    assert (second.id, second.ancestors, second.reason) == (first.id, (first.rev,), "looked again")
    assert reviews_by(team, "anna") == [second]


def test_a_verdict_from_a_dossier_of_before_the_first_is_a_version_of_it_all_the_same(team: Team) -> None:
    claim = team.claim()
    dossier, view = team.dossier, team.view(claim)
    first = team.anna.review(dossier, view, "supported")
    second = team.session("anna").review(dossier, view, "refuted")
    assert second.id == first.id
    assert reviews_by(team, "anna") == [second]


def test_a_verdict_is_ones_own_also_beside_an_imported_one(team: Team) -> None:
    claim = team.claim()
    now = team.clock()
    imported = Review(
        id=team.ids(),
        author="bram",
        creator="anna",
        created=now,
        modified=now,
        article=ARTICLE,
        claim=claim.id,
        verdict="refuted",
    )
    team.put(following(imported, None), by="bram")
    first = team.judge(claim)
    second = team.judge(claim, "conflicting")
    assert second.id == first.id != imported.id
    assert [one.verdict for one in reviews_by(team, "bram")] == ["refuted"]


def test_a_verdict_after_a_deleted_one_is_a_new_one(team: Team) -> None:
    claim = team.claim()
    first = team.judge(claim)
    team.anna.delete(first)
    assert team.judge(claim).id != first.id


def test_a_verdict_is_of_the_scale_of_the_library(team: Team) -> None:
    claim = team.claim()
    with pytest.raises(UsageError, match="choose from supported, refuted") as refused:
        team.judge(claim, "ok")
    assert refused.value.exit_code == 2
    desk = Team(Policy(scale="desk"))
    claim = desk.claim()
    with pytest.raises(UsageError, match="fix needs a reason"):
        desk.judge(claim, "fix")
    assert desk.anna.review(desk.dossier, desk.view(claim), "fix", reason="1,300").verdict == "fix"


def test_a_verdict_rests_on_what_was_seen(team: Team) -> None:
    claim = team.claim()
    source = team.anna.draft_source(title="Log book")
    made = team.anna.link_fact(
        claim, Stance.SUPPORTS, source=source, fact=team.anna.draft_fact(source, quote="1,200")
    )
    basis = team.judge(claim).rests_on
    assert (basis.words, basis.text, basis.revision) == ("1,200 people", "1,200 people", a_revision().sha256)
    assert made.fact
    assert [(pin.id, pin.rev) for pin in basis.evidence] == [
        (made.link.id, made.link.rev),
        (made.fact.id, made.fact.rev),
    ]


# Changing and deleting


def test_nobody_changes_what_is_anothers(team: Team) -> None:
    note = team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    verbs: list[Callable[[], object]] = [
        lambda: team.bram.edit(note, text="two"),
        lambda: team.bram.delete(note),
    ]
    for verb in verbs:
        with pytest.raises(NotYours, match="this note belongs to anna"):
            verb()
    assert team.dossier.notes[0].note == note


def test_what_was_imported_is_answered_and_not_changed(team: Team) -> None:
    note = team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    imported = team.anna.edit(note, creator="carla")
    with pytest.raises(NotYours, match="written by carla"):
        team.anna.edit(imported, text="two")
    assert team.anna.delete(imported).deleted


def test_an_edit_that_changes_nothing_writes_nothing(team: Team) -> None:
    note = team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    assert team.anna.edit(note, text=" one ") is note
    assert len(team.anna.store.transactions(ARTICLE)) == 1


def test_a_field_that_a_record_has_not_is_named(team: Team) -> None:
    note = team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    with pytest.raises(InvalidRecord, match=r"a note has no such field.*verdict"):
        team.anna.edit(note, verdict="supported")


def test_a_draft_is_neither_edited_nor_deleted(team: Team) -> None:
    draft = team.anna.draft_source(title="Log book")
    with pytest.raises(UnknownRecord, match="never saved"):
        team.anna.edit(draft, title="Book")


def test_what_was_changed_in_another_session_is_not_overwritten(team: Team) -> None:
    note = team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    team.session("anna").edit(note, text="two")
    with pytest.raises(Conflict):
        team.anna.edit(note, text="three")
    with pytest.raises(Conflict):
        team.anna.delete(note)
    assert team.dossier.notes[0].note.text == "two"


def test_what_others_hung_on_a_deleted_record_survives(team: Team) -> None:
    claim = team.claim()
    note = team.bram.add_note(ARTICLE, Target(TargetKind.CLAIM, claim.id), "Why?")
    review = team.judge(claim, by="bram")
    team.anna.delete(claim)
    assert team.dossier.claims == ()
    team.anna.undo(ARTICLE)
    view = team.view(claim)
    assert view.notes[0].note == note
    assert view.judgements[0].review == review


def test_several_records_are_one_transaction(team: Team) -> None:
    now = team.clock()
    sources = [
        Source(id=team.anna.new_id(), author="anna", created=now, modified=now, title=title)
        for title in ("one", "two")
    ]
    made = team.anna.make(*sources, label="imported", article=ARTICLE)
    assert [one.rev[:2] for one in made] == ["1-", "1-"]
    changes = [Change(one.rev, following(replace(one, creator="carla"), one)) for one in made]
    team.anna.commit(changes, "imported again", ARTICLE)
    labels = [done.intent.label for done in team.anna.store.transactions(ARTICLE)]
    assert labels == ["imported", "imported again"]
    late = Change(made[0].rev, following(replace(made[0], creator="dora"), made[0]))
    with pytest.raises(Conflict):
        team.anna.commit([late], label="late", article=ARTICLE)


def test_a_library_that_cannot_be_written_says_why(team: Team) -> None:
    store = team.anna.store
    assert isinstance(store, MemoryStore)
    store.read_only = "the disk is full"
    dossier = team.dossier
    with pytest.raises(ReadOnly, match="the disk is full"):
        team.anna.add_claim(dossier, span_of(TEXT, "1,200"))


def test_an_article_that_is_not_there_is_named(team: Team) -> None:
    with pytest.raises(UnknownArticle):
        team.anna.dossier("nothing-here")
    assert team.anna.dossier(ARTICLE, a_revision().sha256).text == TEXT
    assert team.anna.reviewer == "anna"
    assert team.anna.clock() > THEN


def test_a_claim_made_on_a_text_that_is_gone_is_sought_by_its_words(team: Team) -> None:
    claim = team.claim()
    elsewhere = replace(claim.anchor, revision="f" * 64, start=0, end=12)
    team.anna.edit(claim, anchor=elsewhere)
    assert team.view(claim).span == span_of(TEXT, "1,200 people")


def test_one_of_two_versions_is_settled_on_and_the_other_gives_way(team: Team) -> None:
    note = team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    two, three = (following(replace(note, text=text), note) for text in ("two", "three"))
    # As two machines of one person leave it: neither version knows of the other.
    team.library.versions[ARTICLE, "anna"][note.id] = (two, three)
    assert list(team.dossier.conflicts) == [note.id]
    with pytest.raises(NotYours):
        team.bram.settle(two, [three])
    settled = team.anna.settle(two, [three])
    assert {two.rev, three.rev} <= set(settled.ancestors)
    assert list(team.dossier.conflicts) == []
    assert team.dossier.notes[0].note == settled


def test_settling_is_undone_by_bringing_the_other_version_back(team: Team) -> None:
    note = team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    two, three = (following(replace(note, text=text), note) for text in ("two", "three"))
    team.library.versions[ARTICLE, "anna"][note.id] = (two, three)
    team.anna.settle(two, [three])
    for verb, text in ((team.anna.undo, "three"), (team.anna.redo, "two"), (team.anna.undo, "three")):
        verb(ARTICLE)
        assert (team.dossier.notes[0].note.text, list(team.dossier.conflicts)) == (text, [])


# Several threads


def test_a_session_serves_several_threads(team: Team) -> None:
    barrier = Barrier(4)
    failed: list[PostilError] = []

    def work(number: int) -> None:
        barrier.wait()
        try:
            for turn in range(10):
                note = team.anna.add_note(ARTICLE, ON_ARTICLE, f"{number}.{turn}")
                team.anna.edit(note, text=f"{number}.{turn}!")
                team.anna.dossier(ARTICLE)
        except PostilError as error:
            failed.append(error)

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    texts = {thread.note.text for thread in team.dossier.notes}
    assert texts == {f"{number}.{turn}!" for number in range(4) for turn in range(10)}


def test_two_verdicts_at_once_are_one(team: Team) -> None:
    claim = team.claim()
    dossier, view = team.dossier, team.view(claim)
    barrier = Barrier(2)

    def judge(verdict: str) -> None:
        barrier.wait()
        team.anna.review(dossier, view, verdict)

    threads = [Thread(target=judge, args=(verdict,)) for verdict in ("supported", "refuted")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(reviews_by(team, "anna")) == 1


def test_undo_from_several_threads_takes_back_each_thing_once(team: Team) -> None:
    for number in range(8):
        team.anna.add_note(ARTICLE, ON_ARTICLE, str(number))
    threads = [Thread(target=team.anna.undo, args=(ARTICLE,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one for one in team.dossier.records.values() if isinstance(one, Note) and not one.deleted] == []
    assert isinstance(team.claim(), Claim)
