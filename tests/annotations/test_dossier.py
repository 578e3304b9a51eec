from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.accounting import claims_hit
from annotations.anchors import Anchor, AnchorState
from annotations.assembling import DEEPEST_REPLY, choose, fold
from annotations.dossier import Thread
from annotations.model import (
    Basis,
    Claim,
    Decision,
    DecisionKind,
    Fact,
    Link,
    Note,
    Purpose,
    Review,
    Source,
    Stance,
    Target,
    TargetKind,
)
from annotations.placing import KEPT_REVISIONS, Places
from annotations.revising import compare_revisions
from annotations.revisions import following
from annotations.store import Policy, Snapshot
from annotations.workflow import ClaimState
from articles.model import Span
from tests.annotations.making import ARTICLE, TEXT, THEN, Team, a_revision, span_of

if TYPE_CHECKING:
    from annotations.assembling import Chosen
    from annotations.dossier import Dossier, Judgement
    from annotations.model import Record

ON_ARTICLE = Target(TargetKind.ARTICLE, ARTICLE)


def dossier_of(*records: Record, text: str = TEXT) -> Dossier:
    """Fold records as they are, without a store in between."""
    revision = a_revision(text)
    resolve = Places(lambda _article, _sha: None).resolver(revision)
    return fold(revision, Snapshot(tuple(records), (), 0), Snapshot((), (), 1), resolve=resolve)


def a_claim(claim_id: str, anchor: Anchor, text: str = "") -> Claim:
    claim = Claim(
        id=claim_id, author="anna", created=THEN, modified=THEN, article=ARTICLE, anchor=anchor, text=text
    )
    return following(claim, None)


def a_source(source_id: str) -> Source:
    return Source(id=source_id, author="anna", created=THEN, modified=THEN)


def a_note(note_id: str, target: Target = ON_ARTICLE, **fields: object) -> Note:
    note = Note(id=note_id, author="anna", created=THEN, modified=THEN, article=ARTICLE, target=target)
    return replace(note, rev="1-a", **fields)  # type: ignore[arg-type]


def judged(team: Team, claim: Claim) -> Judgement:
    (judgement,) = team.view(claim).judgements
    return judgement


def linked(team: Team, claim: Claim, by: str = "anna") -> tuple[Link, Fact, Source]:
    session = team.session(by)
    source = session.draft_source(title="Log book")
    made = session.link_fact(
        claim, Stance.SUPPORTS, source=source, fact=session.draft_fact(source, quote="1,200")
    )
    assert made.fact
    assert made.source
    return made.link, made.fact, made.source


# The order of claims


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 20)), max_size=8), st.randoms())
def test_claims_come_in_the_order_of_the_article_the_longer_first(
    places: list[tuple[int, int]], random: object
) -> None:
    spans = [Span(start, start + length) for start, length in places]
    sha256 = a_revision().sha256
    claims = [
        a_claim(f"{number:02}", Anchor(sha256, span.cut(TEXT), start=span.start, end=span.end))
        for number, span in enumerate(spans)
    ]
    random.shuffle(claims)  # type: ignore[attr-defined]
    views = dossier_of(*claims).claims
    assert [view.number for view in views] == list(range(1, len(spans) + 1))
    assert [view.span for view in views] == sorted(spans, key=lambda span: (span.start, -span.end))
    for one, other in pairwise(views):
        assert one.span != other.span or one.id < other.id


def test_an_orphan_is_listed_where_it_was() -> None:
    team = Team()
    first, gone, last = (
        team.claim(part) for part in ("1,200 people", "The harbour master did not see it leave", "in May")
    )
    team.publish(TEXT.replace("The harbour master did not see it leave. ", "").replace(
        " The harbour master did not see it leave.", ""))  # fmt: skip
    views = team.dossier.claims
    assert [view.id for view in views] == [first.id, gone.id, last.id]
    assert [view.state for view in views] == [ClaimState.OPEN, ClaimState.ORPHAN, ClaimState.OPEN]
    assert views[1].span is None
    assert views[1].place.state is AnchorState.ORPHAN


def test_the_claims_at_some_words_are_those_that_share_one_with_them() -> None:
    team = Team()
    one, other = team.claim("carried 1,200 people"), team.claim("1,200")
    dossier = team.dossier
    assert {view.id for view in dossier.claims_at(span_of(TEXT, "1,200"))} == {one.id, other.id}
    assert [view.id for view in dossier.claims_at(span_of(TEXT, "carried"))] == [one.id]
    assert dossier.claims_at(span_of(TEXT, "in May")) == ()
    assert dossier.claim("no such claim") is None


# What a verdict rests on


def test_a_verdict_stands_as_long_as_nothing_it_rests_on_changed() -> None:
    team = Team()
    claim = team.claim()
    linked(team, claim)
    team.judge(claim)
    team.publish("A new first line.\n\n" + TEXT.replace("1,200 people", "1,200\npeople"))
    judgement = judged(team, claim)
    assert (judgement.stale, judgement.new_evidence) == (False, False)
    assert team.view(claim).state is ClaimState.REVIEWED


@pytest.mark.parametrize("now", ["1 200 people", "1.200 people", "twelve hundred people"])
def test_a_figure_written_otherwise_leaves_verdicts_as_they_are(now: str) -> None:
    team = Team()
    claim = team.claim()
    team.judge(claim)
    before = team.dossier
    team.publish(TEXT.replace("1,200 people", now))
    assert not judged(team, claim).stale
    assert team.view(claim).place.state is AnchorState.TYPOGRAPHY
    comparison = compare_revisions(before.revision.article, team.dossier.revision.article)
    assert claims_hit(before, team.dossier, comparison) == ()


@pytest.mark.parametrize("now", ["1,300 people", "1,200 People"])
def test_a_verdict_is_stale_once_the_words_changed(now: str) -> None:
    team = Team()
    claim = team.claim()
    team.judge(claim)
    team.publish(TEXT.replace("1,200 people", now))
    assert judged(team, claim).stale
    assert team.view(claim).state in {ClaimState.ALARM, ClaimState.CHANGED}


def test_a_verdict_is_stale_once_the_statement_changed() -> None:
    team = Team()
    claim = team.claim()
    team.judge(claim)
    team.anna.edit(claim, text="1,200 people were on board")
    assert judged(team, claim).stale


def test_a_verdict_is_stale_once_a_fact_or_link_it_rests_on_changed_or_went() -> None:
    team = Team()
    claim = team.claim()
    link, fact, _ = linked(team, claim)
    team.judge(claim)
    edited = team.anna.edit(fact, quote="1,100")
    assert judged(team, claim).stale
    team.judge(claim)
    assert not judged(team, claim).stale
    team.anna.edit(link, stance=Stance.REFUTES)
    assert judged(team, claim).stale
    team.judge(claim)
    team.anna.delete(edited)
    assert judged(team, claim).stale


def test_new_evidence_only_flags_a_verdict() -> None:
    team = Team()
    claim = team.claim()
    team.judge(claim)
    linked(team, claim, by="bram")
    judgement = judged(team, claim)
    assert (judgement.stale, judgement.new_evidence) == (False, True)
    assert team.view(claim).state is ClaimState.REVIEWED


def test_a_verdict_on_an_orphan_is_not_stale_the_moment_it_is_given() -> None:
    team = Team()
    claim = team.claim("The harbour master did not see it leave")
    team.publish(TEXT.replace(" The harbour master did not see it leave.", ""))
    assert team.view(claim).span is None
    team.judge(claim, "refuted")
    assert not judged(team, claim).stale


def test_a_verdict_goes_stale_when_its_words_go() -> None:
    team = Team()
    claim = team.claim("The harbour master did not see it leave")
    team.judge(claim)
    team.publish(TEXT.replace(" The harbour master did not see it leave.", ""))
    assert judged(team, claim).stale


def test_an_imported_verdict_that_names_no_words_is_not_stale() -> None:
    claim = a_claim("C", Anchor("", "1,200 people"))
    review = Review(
        id="R", author="anna", created=THEN, modified=THEN, article=ARTICLE, claim="C", verdict="refuted"
    )
    (view,) = dossier_of(claim, replace(review, creator="carla", rests_on=Basis())).claims
    assert not view.judgements[0].stale
    found = view.judgement_of("carla")
    assert found is view.judgements[0]
    assert view.judgement_of("anna") is None


# Evidence


def test_evidence_is_there_without_what_cannot_be_read() -> None:
    team = Team()
    claim = team.claim()
    link, fact, source = linked(team, claim)
    team.bram.add_note(ARTICLE, Target(TargetKind.FACT, fact.id), "Page 3.")
    team.bram.add_note(ARTICLE, Target(TargetKind.SOURCE, source.id), "A good book.")
    (whole,) = team.view(claim).evidence
    assert (whole.link, whole.fact, whole.source) == (link, fact, source)
    assert [thread.note.text for thread in whole.notes] == ["Page 3.", "A good book."]
    team.anna.delete(source)
    (less,) = team.view(claim).evidence
    assert (less.fact, less.source) == (fact, None)
    team.anna.delete(fact)
    (least,) = team.view(claim).evidence
    assert (least.link, least.fact, least.source) == (link, None, None)


def test_where_nothing_was_found_there_is_a_link_alone() -> None:
    team = Team()
    claim = team.claim()
    team.anna.link_fact(claim, Stance.NOTHING_FOUND, searched="the archive")
    (only,) = team.view(claim).evidence
    assert (only.fact, only.source, only.link.searched) == (None, None, "the archive")
    assert team.view(claim).state is ClaimState.CHECKING


# Notes


def test_a_deleted_note_stays_where_replies_hang_on_it() -> None:
    note = a_note("N", deleted=True)
    reply = a_note("O", Target(TargetKind.NOTE, "N"))
    assert dossier_of(note).notes == ()
    assert dossier_of(note, reply).notes == (Thread(note, (Thread(reply),)),)
    assert dossier_of(note, replace(reply, deleted=True)).notes == ()


def test_a_note_on_words_says_where_they_are() -> None:
    team = Team()
    dossier = team.dossier
    span = span_of(TEXT, "in May")
    team.anna.add_note(ARTICLE, ON_ARTICLE, "Which year?", passage=(dossier, span))
    (thread,) = team.dossier.notes
    assert thread.place
    assert thread.place.span == span


def test_a_question_on_a_claim_means_that_it_is_worked_on() -> None:
    team = Team()
    claim = team.claim()
    team.anna.add_note(ARTICLE, Target(TargetKind.CLAIM, claim.id), "Sure?")
    assert team.view(claim).state is ClaimState.OPEN
    team.anna.add_note(
        ARTICLE, Target(TargetKind.CLAIM, claim.id), "Sure?", purpose=Purpose.QUESTION, to="bram"
    )
    assert team.view(claim).state is ClaimState.CHECKING


def count(threads: tuple[Thread, ...]) -> int:
    return sum(1 + count(thread.replies) for thread in threads)


def depth(threads: tuple[Thread, ...]) -> int:
    return max((1 + depth(thread.replies) for thread in threads), default=0)


def test_a_ladder_of_replies_is_read_to_its_end() -> None:
    ladder = [a_note("N0")]
    ladder += [
        a_note(f"N{at}", Target(TargetKind.NOTE, f"N{at - 1}"), deleted=at == 45) for at in range(1, 3000)
    ]
    notes = dossier_of(*ladder).notes
    assert count(notes) == 2999
    assert depth(notes) == DEEPEST_REPLY + 2


def test_notes_that_answer_each_other_do_not_hang_the_reader() -> None:
    own = a_note(ARTICLE)
    (thread,) = dossier_of(own).notes
    assert thread == Thread(own)
    round_and_round = [a_note(f"N{at}", Target(TargetKind.NOTE, f"N{at - 1}")) for at in range(60)]
    fact = Fact(id="F", author="anna", created=THEN, modified=THEN, source="N50")
    link = Link(
        id="L",
        author="anna",
        created=THEN,
        modified=THEN,
        article=ARTICLE,
        claim="C",
        stance=Stance.CONTEXT,
        fact="F",
    )
    first = replace(round_and_round[0], target=Target(TargetKind.NOTE, "N59"))
    claim = a_claim("C", Anchor("", "1,200"))
    (view,) = dossier_of(claim, fact, link, first, *round_and_round[1:]).claims
    assert 0 < count(view.evidence[0].notes) <= 60


# Which version is shown


def test_two_versions_of_a_record_are_a_conflict_and_one_is_shown() -> None:
    note = following(a_note("N", text="was"), None)
    one = following(replace(note, text="one"), note)
    other = following(replace(note, text="other"), note)
    for order in ((one, other), (other, one)):
        dossier = dossier_of(*order)
        assert dossier.conflicts == ("N",)
        assert dossier.notes[0].note == min(one, other, key=lambda version: version.rev)
    gone = following(replace(one, deleted=True), one)
    assert dossier_of(gone, other).notes[0].note == other


def test_nothing_deleted_is_among_the_records_but_notes() -> None:
    team = Team()
    claim = team.claim()
    note = team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    team.anna.delete(claim)
    team.anna.delete(note)
    dossier = team.dossier
    assert dossier.claims == ()
    assert dossier.notes == ()
    assert set(dossier.records) == {note.id}
    assert not any(team.anna.store.changed(token) for token in dossier.tokens)


_VERSIONS = st.builds(
    lambda record, text, deleted: (
        replace(record, rev=f"{len(text)}-{text}", url=text, deleted=deleted)
        if isinstance(record, Source)
        else replace(record, rev=f"{len(text)}-{text}", text=text, deleted=deleted)
    ),
    st.sampled_from([record for one in "ABC" for record in (a_source(one), a_note(one))]),
    st.text("xy", min_size=1, max_size=2),
    st.booleans(),
)


@given(st.lists(_VERSIONS, max_size=8), st.lists(_VERSIONS, max_size=8))
def test_evidence_that_was_sorted_before_makes_the_same_dossier(
    shared: list[Record], own: list[Record]
) -> None:
    evidence, snapshot = Snapshot(tuple(shared), (), 0), Snapshot(tuple(own), (), 1)
    resolve = Places(lambda _article, _sha: None).resolver(a_revision())
    once = fold(a_revision(), snapshot, evidence, resolve=resolve, chosen=choose(evidence.records))
    anew = choose((*shared, *own))
    assert once == fold(a_revision(), snapshot, evidence, resolve=resolve)
    assert list(once.records.items()) == list(anew.alive.items())
    assert list(once.versions.items()) == list(anew.several.items())


def test_evidence_is_sorted_once_for_all_that_is_folded_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    team = Team()
    claim = team.claim()
    linked(team, claim)
    sorted_before = []

    def count(records: tuple[Record, ...]) -> Chosen:
        sorted_before.append(len(records))
        return choose(records)

    monkeypatch.setattr("annotations.session.choose", count)
    revision = team.dossier.revision
    team.anna.refold(revision)
    team.anna.add_note(ARTICLE, ON_ARTICLE, "one")
    team.anna.refold(revision)
    assert sorted_before in ([], [2])
    linked(team, claim)
    assert len(team.anna.refold(revision).claims[0].evidence) == 2
    assert sorted_before[-1] == 4


# What somebody settled


def settle(team: Team, claim: Claim, kind: DecisionKind, words: str = "") -> Decision:
    dossier = team.dossier
    span = span_of(dossier.text, words) if words else None
    anchor = Anchor(dossier.revision.sha256, words, start=span.start, end=span.end) if span else None
    now = team.clock()
    decision = Decision(
        id=team.ids(),
        author="bram",
        created=now,
        modified=now,
        article=ARTICLE,
        target=Target(TargetKind.CLAIM, claim.id),
        kind=kind,
        anchor=anchor,
    )
    team.put(following(decision, None), by="bram")
    return decision


def test_the_place_settled_last_is_where_a_claim_is() -> None:
    team = Team()
    claim = team.claim("1,200")
    settle(team, claim, DecisionKind.STATE)
    assert team.view(claim).anchor == claim.anchor
    settle(team, claim, DecisionKind.BOUNDS, "1,200 people")
    settle(team, claim, DecisionKind.REATTACHED, "1,200 people on Monday")
    assert team.view(claim).span == span_of(TEXT, "1,200 people on Monday")
    assert team.view(claim).anchor.exact == "1,200 people on Monday"


def test_a_claim_given_up_is_dropped() -> None:
    team = Team()
    claim = team.claim()
    settle(team, claim, DecisionKind.GONE)
    assert team.view(claim).state is ClaimState.DROPPED


def test_the_policy_says_how_many_must_agree() -> None:
    team = Team(Policy(reviews_required=2))
    claim = team.claim()
    team.judge(claim)
    assert team.view(claim).state is ClaimState.READY
    team.judge(claim, by="bram")
    assert team.view(claim).state is ClaimState.REVIEWED
    team.judge(claim, "refuted", by="bram")
    assert team.view(claim).state is ClaimState.DIFFER


# Places


def test_the_places_of_the_texts_used_last_are_remembered() -> None:
    asked: list[tuple[str, str]] = []

    def older(article: str, sha256: str) -> None:
        asked.append((article, sha256))

    places = Places(older)
    revision = a_revision("Now it carried 1,300 people.")
    anchor = Anchor("made-on", "1,200 people", "carried ", "", 11, 23)
    first = places.resolver(revision)(anchor)
    assert places.resolver(revision)(anchor) is first
    places.resolver(revision)(replace(anchor, exact="1,201 people"))
    assert asked == [(ARTICLE, "made-on")]
    places.resolver(a_revision(revision.article.text, article="another"))(anchor)
    assert asked[1:] == [("another", "made-on")], "another article with the same text has another past"
    for number in range(KEPT_REVISIONS):
        places.resolver(a_revision(str(number)))
    assert places.resolver(revision)(anchor) is not first


def test_an_anchor_beyond_the_end_of_its_own_text_stands_nowhere() -> None:
    revision = a_revision()
    beyond = Anchor(revision.sha256, "", "", "", 5000, 5010)
    place = Places(lambda _article, _sha: None).resolver(revision)(beyond)
    assert place.span is None or place.span.end <= len(TEXT)


def test_an_anchor_is_carried_over_from_the_revision_it_was_made_on() -> None:
    team = Team()
    claim = team.claim("The harbour master did not see it leave")
    team.publish(TEXT.replace("did not see it leave", "saw how it left the quay"))
    view = team.view(claim)
    assert view.span
    assert view.span.cut(team.dossier.text).startswith("The harbour master saw")
    lone = team.anna.refold(a_revision("Quite another text altogether."))
    assert lone.claims[0].state is ClaimState.ORPHAN
