"""What every store must do, whatever it keeps a library in."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from annotations.errors import Conflict, InvalidRecord, NotYours, StoreError, UnknownArticle
from annotations.revisions import following
from annotations.store import Change, Intent, Policy, Step
from annotations.stores import registry
from articles.model import Retrieval
from tests.contracts.worlds import (
    ARTICLE,
    WORLDS,
    a_claim,
    a_note,
    a_revision,
    a_source,
    edited,
    save,
)

if TYPE_CHECKING:
    from pathlib import Path

    from annotations.model import Note, Record
    from annotations.store import Store
    from tests.contracts.worlds import World


def by_id(store: Store, article: str = ARTICLE) -> dict[str, Record]:
    """Return what stands at an article, after a look that nothing is doubtful or damaged."""
    snapshot = store.records(article) if article else store.evidence()
    assert snapshot.problems == ()
    assert snapshot.unverified == frozenset()
    found = {record.id: record for record in snapshot.records}
    assert len(found) == len(snapshot.records)
    return found


def test_every_store_of_the_registry_is_tested_here() -> None:
    assert set(registry.BUILT_IN) <= set(WORLDS)


def test_what_one_settles_holds_for_everybody_and_for_the_next_session(world: World) -> None:
    anna, ben = world.open("anna"), world.open("ben")
    settled = Policy("desk", reviews_required=0, blind=True, extra={"house": ["rules"]})
    anna.settle_policy(settled)
    assert anna.policy == ben.policy == settled
    assert world.open("cleo").policy == settled


def test_who_reads_is_told_when_something_else_is_settled_for_all(world: World) -> None:
    anna, ben = world.open("anna"), world.open("ben")
    anna.add_revision(a_revision("Of bees."), b"Of bees.")
    seen = ben.records(ARTICLE)
    assert not ben.changed(seen.token)
    anna.settle_policy(Policy(blind=True))
    assert ben.changed(seen.token)
    assert ben.policy.blind
    assert not ben.changed(ben.records(ARTICLE).token)


def test_how_a_text_was_fetched_is_kept_with_its_revision(world: World) -> None:
    retrieval = Retrieval(
        "https://a.example/",
        "https://b.example/",
        datetime(2021, 1, 11, 9, tzinfo=UTC),
        "0" * 64,
        (("etag", '"1"'),),
        "https://c.example/",
        "https://archive.example/c",
    )
    fetched = replace(a_revision("From the web."), retrieval=retrieval)
    anna = world.open("anna")
    anna.add_revision(a_revision("Of bees."), b"Of bees.")
    anna.add_revision(fetched, b"From the web.")
    ben = world.open("ben")
    assert ben.load(ARTICLE).retrieval == retrieval
    assert [one.retrieval for one in ben.entry(ARTICLE).revisions] == [None, retrieval]


def test_a_new_library_is_empty(anna: Store) -> None:
    assert (list(anna.articles()), by_id(anna), by_id(anna, "")) == ([], {}, {})
    assert (anna.reviewer, anna.read_only) == ("anna", "")
    assert (anna.policy.scale, anna.policy.reviews_required, anna.policy.blind) == ("evidence", 1, False)


def test_what_was_committed_is_there_for_everybody(world: World, anna: Store, ben: Store) -> None:
    note, claim = a_note("anna"), a_claim("anna")
    save(anna, note, claim)
    reply = a_note("ben", "In the annual report.")
    save(ben, reply)
    everything = {record.id: record for record in (note, claim, reply)}
    assert by_id(anna) == by_id(ben) == by_id(world.open("chris")) == everything


def test_evidence_belongs_to_the_library_and_notes_on_it_too(anna: Store, ben: Store) -> None:
    source, note = a_source("anna"), a_note("anna", article="")
    save(anna, source, note, a_claim("anna"))
    assert by_id(ben, "") == {source.id: source, note.id: note}
    assert len(by_id(ben)) == 1


def test_a_record_comes_back_with_every_character(anna: Store, world: World) -> None:
    text = "„Zo'n 600.000” – e\u0301 \U0001f41d \u202e \x00 \x1b[31m \u2028 \x85 \ud800 \r\n\t\ufeff"
    note = a_note("anna", text)
    save(anna, note)
    assert by_id(world.open("anna")) == {note.id: note}


def test_fields_of_a_later_version_come_back(anna: Store, world: World) -> None:
    note = following(replace(a_note("anna"), extra={"mood": {"of": ["the", 1.5, None]}}), None)
    save(anna, note)
    assert by_id(world.open("ben"))[note.id].extra == {"mood": {"of": ["the", 1.5, None]}}


def test_an_edit_takes_the_place_of_what_it_follows(anna: Store, ben: Store) -> None:
    first = a_note("anna")
    save(anna, first)
    second = edited(first, text="From the annual report")
    save(anna, second)
    assert by_id(ben) == {first.id: second}


def test_a_field_that_went_back_to_its_default_goes(anna: Store, world: World) -> None:
    first = a_note("anna", "some words")
    save(anna, first)
    second = edited(first, text="")
    save(anna, second)
    assert by_id(world.open("anna")) == {first.id: second}


def test_a_deleted_record_stays_as_a_tombstone(anna: Store, ben: Store) -> None:
    note = a_note("anna")
    save(anna, note)
    save(anna, edited(note, deleted=True))
    assert by_id(ben)[note.id].deleted


def test_a_commit_that_is_repeated_changes_nothing(anna: Store, world: World) -> None:
    note = a_note("anna")
    first = save(anna, note)
    assert save(anna, note) == first
    save(anna, edited(note, text="later"))
    assert save(world.open("anna"), note) == first
    assert next(made.id for made in anna.transactions(ARTICLE)) == first.transaction
    assert len(anna.transactions(ARTICLE)) == 2


def test_a_change_of_what_was_changed_elsewhere_is_refused(anna: Store, world: World) -> None:
    note = a_note("anna")
    save(anna, note)
    elsewhere = edited(note, text="from the other session")
    save(world.open("anna"), elsewhere)
    with pytest.raises(Conflict):
        save(anna, edited(note, text="from this one"))
    assert by_id(anna) == {note.id: elsewhere}


def test_a_new_record_whose_id_is_taken_is_refused(anna: Store) -> None:
    note = a_note("anna")
    save(anna, note)
    with pytest.raises(Conflict):
        save(anna, following(replace(note, text="another"), None))
    with pytest.raises(Conflict):
        save(anna, edited(a_note("anna"), text="of one that is not there"))
    assert by_id(anna) == {note.id: note}


def test_nothing_is_written_where_one_change_of_several_is_refused(anna: Store, ben: Store) -> None:
    note, source = a_note("anna"), a_source("anna")
    with pytest.raises(NotYours):
        save(anna, source, note, a_note("ben"))
    with pytest.raises(Conflict):
        save(anna, source, note, edited(a_claim("anna"), text="of a claim that is not there"))
    assert (by_id(ben), by_id(ben, ""), list(anna.transactions(ARTICLE))) == ({}, {}, [])


def test_a_change_without_form_is_refused(anna: Store) -> None:
    note = a_note("anna")
    with pytest.raises(InvalidRecord, match="no rev"):
        anna.commit([Change("", replace(note, rev=""))], Intent(ARTICLE, "note added"))
    with pytest.raises(InvalidRecord, match="twice"):
        save(anna, note, note)
    with pytest.raises(InvalidRecord, match="follows"):
        anna.commit([Change("1-abc", note)], Intent(ARTICLE, "note added"))
    save(anna, note)
    claim = replace(a_claim("anna"), id=note.id, ancestors=(note.rev,), rev="2-000000000000")
    with pytest.raises(InvalidRecord, match="kind"):
        save(anna, claim)
    assert by_id(anna) == {note.id: note}


def test_a_snapshot_says_when_it_is_no_longer_so(anna: Store, ben: Store, world: World) -> None:
    note = a_note("anna")
    save(anna, note)
    token = ben.records(ARTICLE).token
    evidence = ben.evidence().token
    assert not ben.changed(token)
    save(anna, edited(note, text="changed"))
    assert ben.changed(token)
    token = ben.records(ARTICLE).token
    save(world.open("newcomer"), a_note("newcomer"))
    assert ben.changed(token)
    save(anna, a_source("anna"))
    assert ben.changed(evidence)
    assert hash(token) == hash(token)


def test_history_tells_a_record_from_its_first_version(anna: Store, ben: Store) -> None:
    first = a_note("anna")
    save(anna, first, a_source("anna"))
    second = edited(first, text="second")
    save(anna, second, label="note edited")
    save(anna, a_note("anna"))
    past = ben.history(first.id)
    assert [made.intent.label for made in past] == ["note added", "note edited"]
    assert {made.author for made in past} == {"anna"}
    [edit] = past[1].edits
    assert (edit.before, edit.after) == (first, second)
    assert [edit.before for edit in past[0].edits] == [None, None]
    assert ben.history("01NOTHING") == []


def test_ones_own_transactions_are_told_by_article(anna: Store, ben: Store) -> None:
    source = a_source("anna")
    made = anna.commit([Change("", source)], Intent(ARTICLE, "source added"))
    save(ben, a_note("ben"))
    save(anna, a_note("anna", article="other-1234"), article="other-1234")
    back = Intent(ARTICLE, "source added", Step.UNDO, made.transaction)
    gone = edited(source, deleted=True)
    anna.commit([Change(source.rev, gone)], back)
    first, second = anna.transactions(ARTICLE)
    assert len(anna.transactions()) == 3
    assert (first.id, first.intent.step) == (made.transaction, Step.DO)
    assert second.intent == back
    assert ben.transactions("other-1234") == []


def test_a_text_comes_back_as_it_was_kept(anna: Store, ben: Store) -> None:
    revision = a_revision()
    assert anna.add_revision(revision, b"# Bees\n\nThey *dance*.")
    [entry] = ben.articles()
    assert entry == ben.entry(ARTICLE)
    assert (entry.id, entry.metadata.title, entry.newest.sha256) == (
        ARTICLE,
        "Bees\n\nThey dance.",
        revision.sha256,
    )
    assert ben.load(ARTICLE) == ben.load(ARTICLE, revision.sha256) == revision
    assert ben.original(ARTICLE, revision.sha256) == b"# Bees\n\nThey *dance*."


def test_the_newest_text_again_is_no_new_revision_but_an_older_one_is(anna: Store, ben: Store) -> None:
    first, second = a_revision("One."), a_revision("Two.")
    added = [anna.add_revision(one, one.article.text.encode()) for one in (first, first, second)]
    assert added == [True, False, True]
    again = replace(first, added=second.added, added_by="ben")
    assert ben.add_revision(again, b"One, in other bytes.")
    entry = anna.entry(ARTICLE)
    assert [one.sha256 for one in entry.revisions] == [first.sha256, second.sha256, first.sha256]
    assert anna.load(ARTICLE) == again
    assert anna.original(ARTICLE, second.sha256) == b"Two."


def test_the_same_text_with_another_date_of_publication_is_a_new_revision(anna: Store, ben: Store) -> None:
    first = a_revision("One.")
    metadata = replace(first.article.metadata, published="2025-03-17")
    dated = replace(first, article=replace(first.article, metadata=metadata))
    assert anna.add_revision(first, b"One.")
    assert anna.add_revision(dated, b"17 March. One.")
    assert not anna.add_revision(dated, b"17 March. One.")
    assert [one.published for one in ben.entry(ARTICLE).revisions] == ["", "2025-03-17"]
    assert ben.load(ARTICLE) == ben.load(ARTICLE, first.sha256) == dated
    assert ben.original(ARTICLE, first.sha256) == b"17 March. One."


def test_articles_come_in_order_of_id(anna: Store) -> None:
    for article in ("zebra-1", "ant-2", "moth-3"):
        anna.add_revision(a_revision(article=article), b"")
    assert [entry.id for entry in anna.articles()] == ["ant-2", "moth-3", "zebra-1"]
    assert list(anna.ids()) == ["ant-2", "moth-3", "zebra-1"]


def test_what_is_not_there_is_named(anna: Store) -> None:
    revision = a_revision()
    for ask in (anna.entry, anna.load):
        with pytest.raises(UnknownArticle, match=ARTICLE):
            ask(ARTICLE)
    anna.add_revision(revision, b"")
    for ask_for in (anna.load, anna.original):
        with pytest.raises(UnknownArticle, match="revision"):
            ask_for(ARTICLE, "0" * 64)


def test_a_store_may_be_used_by_several_threads(anna: Store) -> None:
    notes = [a_note("anna", str(number)) for number in range(40)]
    threads = [
        threading.Thread(target=lambda part: [save(anna, note) for note in part], args=(notes[at::4],))
        for at in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert by_id(anna) == {note.id: note for note in notes}


def test_a_desk_keeps_drafts_for_its_reviewer_alone(world: World, anna: Store) -> None:
    assert anna.read_only == ""
    desk = world.desk("anna")
    assert (desk.recall("draft.1"), desk.keys()) == (None, [])
    desk.keep("draft.1", {"text": "half a sent\ud800"})
    desk.keep("draft.1", {"text": "half a sentence"})
    desk.keep("place", {"offset": 42})
    again = world.desk("anna")
    assert again.recall("draft.1") == {"text": "half a sentence"}
    assert (again.keys(), again.keys("draft.")) == (["draft.1", "place"], ["draft.1"])
    assert world.desk("ben").keys() == []
    again.forget("draft.1")
    again.forget("draft.1")
    assert desk.keys() == ["place"]
    for key in ("", "../anna", "a/b", ".hidden"):
        with pytest.raises(StoreError):
            desk.keep(key, {})


class StoreBesideADict(RuleBasedStateMachine):
    """Two reviewers with two sessions each write what a dict is told, too."""

    make: str
    place: Path

    @initialize()
    def open(self) -> None:
        self.world = WORLDS[self.make](type(self).place / str(len(list(type(self).place.iterdir()))))
        self.stores = {(who, at): self.world.open(who) for who in ("anna", "ben") for at in range(2)}
        self.model: dict[str, Note] = {}
        self.commits = dict.fromkeys(("anna", "ben"), 0)

    @rule(who=st.sampled_from(["anna", "ben"]), at=st.integers(0, 1), texts=st.lists(st.text(), min_size=1))
    def add(self, who: str, at: int, texts: list[str]) -> None:
        notes = [a_note(who, text, ARTICLE if number % 3 else "") for number, text in enumerate(texts)]
        save(self.stores[who, at], *notes)
        self.commits[who] += 1
        self.model.update({note.id: note for note in notes})

    @precondition(lambda self: self.model)
    @rule(data=st.data(), at=st.integers(0, 1), text=st.text(), deleted=st.booleans())
    def edit(self, data: st.DataObject, at: int, text: str, *, deleted: bool) -> None:
        note = self.model[data.draw(st.sampled_from(sorted(self.model)))]
        after = edited(note, text=text, deleted=deleted)
        save(self.stores[note.author, at], after)
        self.commits[note.author] += 1
        self.model[note.id] = after

    @precondition(lambda self: self.model)
    @rule(data=st.data(), at=st.integers(0, 1))
    def repeat(self, data: st.DataObject, at: int) -> None:
        note = self.model[data.draw(st.sampled_from(sorted(self.model)))]
        save(self.stores[note.author, at], note)

    @precondition(lambda self: self.model)
    @rule(data=st.data(), at=st.integers(0, 1))
    def overwrite(self, data: st.DataObject, at: int) -> None:
        note = self.model[data.draw(st.sampled_from(sorted(self.model)))]
        stranger = following(replace(note, text="out of nowhere", rev="", ancestors=()), None)
        if stranger.rev not in {note.rev, *note.ancestors}:
            with pytest.raises(Conflict):
                save(self.stores[note.author, at], stranger)

    @rule(who=st.sampled_from(["anna", "ben"]), at=st.integers(0, 1))
    def reopen(self, who: str, at: int) -> None:
        self.stores[who, at].close()
        self.stores[who, at] = self.world.open(who)

    @invariant()
    def all_see_the_same(self) -> None:
        for store in getattr(self, "stores", {}).values():
            assert {**by_id(store), **by_id(store, "")} == self.model

    @invariant()
    def every_commit_is_in_the_journal(self) -> None:
        for (who, _), store in getattr(self, "stores", {}).items():
            assert len(store.transactions(ARTICLE)) == self.commits[who]


@pytest.mark.parametrize("scheme", WORLDS, ids=lambda scheme: scheme or "folder")
def test_a_store_does_what_a_dict_does(scheme: str, tmp_path: Path) -> None:
    machine = type("Machine", (StoreBesideADict,), {"make": scheme, "place": tmp_path})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=25, stateful_step_count=20, deadline=None)
    )


def test_a_fingerprint_changes_with_the_records_and_with_nothing_else(
    world: World, anna: Store, ben: Store
) -> None:
    save(anna, a_note("anna"), a_source("anna"))
    before = (anna.fingerprint(ARTICLE), anna.fingerprint())
    by_id(anna)
    assert (anna.fingerprint(ARTICLE), anna.fingerprint()) == before
    save(ben, a_note("ben"))
    after = (anna.fingerprint(ARTICLE), anna.fingerprint())
    assert after[0] != before[0]
    assert (world.open("chris").fingerprint(ARTICLE), world.open("chris").fingerprint()) == after
    save(anna, a_source("anna"))
    assert anna.fingerprint() != after[1]
    assert anna.fingerprint(ARTICLE) == after[0]


def test_the_pulse_changes_with_every_save_of_anybody_and_with_nothing_else(
    world: World, anna: Store, ben: Store
) -> None:
    seen = [anna.pulse()]

    def beats() -> bool:
        seen.append(anna.pulse())
        return seen[-1] != seen[-2]

    save(anna, a_note("anna"))
    assert beats()
    by_id(anna)
    assert not beats()
    save(ben, a_source("ben"))
    assert beats()
    ben.add_revision(a_revision("Of wasps, at last."), b"Of wasps, at last.")
    assert beats()
    world.open("ben").settle_policy(Policy(blind=True))
    assert beats()
    assert not beats()
