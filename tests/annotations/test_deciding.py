"""What a person settles about a claim whose words changed, are in two places, or gone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.accounting import account, claims_hit
from annotations.anchors import AlarmKind, AnchorState
from annotations.assembling import fold
from annotations.errors import UsageError
from annotations.model import Decision, DecisionKind, Note, Target, TargetKind
from annotations.placing import LEAST_OFFERED, Places
from annotations.revising import compare_revisions
from annotations.revisions import following
from annotations.store import Snapshot
from annotations.workflow import ClaimState
from articles.model import Span
from tests.annotations.making import ARTICLE, TEXT, THEN, Team, a_revision, span_of

if TYPE_CHECKING:
    from annotations.dossier import Thread

OLD = (
    "Na elf maanden vaart de pont weer. De motor kostte 600.000 euro, zei de wethouder.\n\n"
    "Er varen straks 2.300 mensen per dag mee. Een kaartje kost 1,20 euro voor wie overvaart."
)
WITHOUT_MOTOR = OLD.replace(" De motor kostte 600.000 euro, zei de wethouder.", "")
MOTOR = "De motor kostte 600.000 euro"
FARE = "Een kaartje kost 1,20 euro"


@pytest.fixture
def team() -> Team:
    return Team(text=OLD)


def test_an_orphan_is_attached_again_by_anybody_and_undone(team: Team) -> None:
    claim = team.claim(MOTOR)
    team.publish(WITHOUT_MOTOR)
    assert team.view(claim).state is ClaimState.ORPHAN
    dossier = team.bram.dossier(ARTICLE)
    decision = team.bram.reattach(dossier, team.view(claim), span_of(WITHOUT_MOTOR, FARE))
    view = team.view(claim)
    assert (decision.author, decision.kind) == ("bram", DecisionKind.REATTACHED)
    assert view.place.state is AnchorState.EXACT
    assert view.span == span_of(WITHOUT_MOTOR, FARE)
    assert view.claim.anchor == claim.anchor
    team.bram.undo(ARTICLE)
    assert team.view(claim).state is ClaimState.ORPHAN
    team.bram.redo(ARTICLE)
    assert team.view(claim).span == span_of(WITHOUT_MOTOR, FARE)


def test_a_claim_is_not_attached_to_nothing(team: Team) -> None:
    claim = team.claim(MOTOR)
    with pytest.raises(UsageError, match="needs words"):
        team.anna.reattach(team.dossier, team.view(claim), Span(0, 0))


def test_a_verdict_of_before_is_stale_on_the_new_place(team: Team) -> None:
    claim = team.claim(MOTOR)
    team.judge(claim)
    team.publish(WITHOUT_MOTOR)
    team.anna.reattach(team.dossier, team.view(claim), span_of(WITHOUT_MOTOR, FARE))
    [judgement] = team.view(claim).judgements
    assert judgement.stale


def test_an_orphan_is_given_up_and_taken_back(team: Team) -> None:
    claim = team.claim(MOTOR)
    team.publish(WITHOUT_MOTOR)
    team.anna.give_up(team.dossier, team.view(claim))
    assert team.view(claim).state is ClaimState.DROPPED
    team.anna.undo(ARTICLE)
    assert team.view(claim).state is ClaimState.ORPHAN


def test_words_that_come_back_bring_a_claim_back_that_was_given_up(team: Team) -> None:
    claim = team.claim(MOTOR)
    team.publish(WITHOUT_MOTOR)
    team.anna.give_up(team.dossier, team.view(claim))
    team.publish(OLD + " Meer.")
    assert team.view(claim).state is ClaimState.OPEN


def test_what_stands_in_the_article_is_not_given_up(team: Team) -> None:
    claim = team.claim(MOTOR)
    with pytest.raises(UsageError, match="are in the article"):
        team.anna.give_up(team.dossier, team.view(claim))


def test_the_last_decision_holds_whoever_made_it(team: Team) -> None:
    claim = team.claim(MOTOR)
    team.publish(WITHOUT_MOTOR)
    team.anna.give_up(team.dossier, team.view(claim))
    team.bram.reattach(team.dossier, team.view(claim), span_of(WITHOUT_MOTOR, FARE))
    assert team.view(claim).span == span_of(WITHOUT_MOTOR, FARE)
    team.publish(WITHOUT_MOTOR.replace(" " + FARE + " voor wie overvaart.", ""))
    assert team.view(claim).state is ClaimState.ORPHAN
    team.anna.give_up(team.dossier, team.view(claim))
    assert team.view(claim).state is ClaimState.DROPPED


@given(st.permutations(["01A", "01B", "01C"]), st.randoms())
def test_which_decision_is_last_hangs_on_no_order(ids: list[str], random: object) -> None:
    team = Team()
    claim = team.claim("1,200")
    anchors = [replace(claim.anchor, exact=exact, start=at, end=at + len(exact)) for exact, at in _PLACES]
    made = [
        following(
            Decision(
                id=one,
                author=author,
                created=THEN,
                modified=THEN,
                article=ARTICLE,
                target=Target(TargetKind.CLAIM, claim.id),
                kind=DecisionKind.REATTACHED,
                anchor=anchor,
            ),
            None,
        )
        for one, author, anchor in zip(ids, ("anna", "bram", "carla"), anchors, strict=True)
    ]
    last = next(one for one in made if one.id == "01C")
    records = [claim, *made]
    random.shuffle(records)  # type: ignore[attr-defined]
    resolve = Places(lambda _article, _sha: None).resolver(a_revision(TEXT))
    dossier = fold(a_revision(TEXT), Snapshot(tuple(records), (), 0), Snapshot((), (), 1), resolve=resolve)
    assert dossier.claims[0].settled == last.anchor


_PLACES = [(TEXT[at : at + 5], at) for at in (0, 6, 12)]


def test_bounds_of_a_claim_that_was_settled_are_another_decision(team: Team) -> None:
    claim = team.claim(MOTOR)
    team.publish(WITHOUT_MOTOR)
    team.anna.reattach(team.dossier, team.view(claim), span_of(WITHOUT_MOTOR, FARE))
    kept = team.anna.move(team.dossier, team.view(claim).claim, span_of(WITHOUT_MOTOR, "1,20 euro"))
    assert kept.anchor == claim.anchor
    assert team.view(claim).span == span_of(WITHOUT_MOTOR, "1,20 euro")


# Places


def test_an_orphan_keeps_the_place_where_it_would_stand(team: Team) -> None:
    first, orphan, last = team.claim("elf maanden"), team.claim(MOTOR), team.claim(FARE)
    team.publish("Een hele nieuwe alinea vooraf, die niemand kent.\n\n" + WITHOUT_MOTOR)
    dossier = team.dossier
    assert [view.id for view in dossier.claims] == [first.id, orphan.id, last.id]
    gone = team.view(orphan)
    assert dossier.text[: gone.start].endswith("vaart de pont weer.")


def test_what_has_half_the_words_elsewhere_is_offered() -> None:
    said = "Een woordvoerder van de gemeente zei dat de brieven alsnog zijn verstuurd."
    team = Team(text=f"Eerst was er niets. {said} Daarna bleef het stil.\n\n{OLD}")
    claim = team.claim(said)
    team.publish(
        f"Eerst was er niets. Daarna bleef het stil.\n\n{OLD}\n\n"
        "Een woordvoerder van de gemeente zei dat de kade veilig is."
    )
    view = team.view(claim)
    [offered] = view.place.candidates
    assert view.state is ClaimState.ORPHAN
    assert offered.span.cut(team.dossier.text).startswith("Een woordvoerder van de gemeente zei dat de")
    assert offered.score >= LEAST_OFFERED


def test_a_single_word_left_in_the_gap_is_not_offered(team: Team) -> None:
    found = Places(lambda _article, _sha: None).resolver(a_revision("Vooraf. De helft. En daarna nog wat."))
    sought = replace(team.claim("Na elf").anchor, exact="De brug is er sinds jaar en dag voor de stad")
    assert found(sought).candidates == ()


def test_of_two_places_none_is_picked_for_a_verdict() -> None:
    # The claim's words moved behind all that was kept, twice: no alignment tells which of them they are.
    team = Team(text=f"De boot is groen.\n\n{OLD}")
    claim = team.claim("De boot is groen.")
    team.publish(f"{OLD}\n\nIets. De boot is groen. Anders.\n\nWat. De boot is groen. Niets.")
    view = team.view(claim)
    assert view.state is ClaimState.AMBIGUOUS
    assert len(view.place.candidates) == 2
    review = team.judge(claim)
    assert review.rests_on.words == ""
    assert team.view(claim).state is ClaimState.AMBIGUOUS
    team.anna.reattach(team.dossier, view, view.place.candidates[1].span)
    assert team.view(claim).place.state is AnchorState.EXACT
    assert team.view(claim).span == view.place.candidates[1].span


# The account


def test_an_account_counts_states_and_puts_alarms_first(team: Team) -> None:
    motor, fare, people = team.claim(MOTOR), team.claim(FARE), team.claim("2.300 mensen per dag")
    team.judge(people)
    dossier = team.dossier
    team.anna.add_note(
        ARTICLE, Target(TargetKind.ARTICLE, ARTICLE), "Hm.", passage=(dossier, span_of(OLD, "elf maanden"))
    )
    team.publish(WITHOUT_MOTOR.replace("2.300", "3.200"))
    became = account(team.dossier)
    assert became.counts == {
        AnchorState.EXACT: 1,
        AnchorState.MOVED: 1,
        AnchorState.CHANGED: 1,
        AnchorState.ORPHAN: 1,
    }
    assert became.alarmed == 1
    assert [one.id for one in became.attention] == [people.id, motor.id]
    assert [one.stale for one in became.attention] == [1, 0]
    assert [one.number for one in became.entries if not one.needs_look] == [3, 0]
    assert became.entries[0].place.alarms[0].kind is AlarmKind.FIGURE
    team.anna.give_up(team.dossier, team.view(motor))
    after = account(team.dossier)
    assert AnchorState.ORPHAN not in after.counts
    assert (after.dropped, [one.id for one in after.attention]) == (1, [people.id])
    assert fare.id in {one.id for one in after.entries}


def test_the_claims_hit_are_those_whose_words_or_sentence_changed(team: Team) -> None:
    motor, fare, people = team.claim(MOTOR), team.claim(FARE), team.claim("2.300 mensen per dag")
    quiet = team.claim("Na elf maanden")
    before = team.dossier
    team.publish(WITHOUT_MOTOR.replace("2.300", "3.200").replace("wie overvaart", "ieder"))
    after = team.dossier
    comparison = compare_revisions(before.revision.article, after.revision.article)
    hits = claims_hit(before, after, comparison)
    assert [hit.view.id for hit in hits] == [people.id, motor.id, fare.id]
    assert [hit.now for hit in hits] == ["3.200 mensen per dag", "", FARE]
    assert [bool(hit.alarms) for hit in hits] == [True, False, False]
    assert quiet.id not in {hit.view.id for hit in hits}


def test_a_claim_that_was_gone_before_is_not_hit_again(team: Team) -> None:
    team.claim(MOTOR)
    team.publish(WITHOUT_MOTOR)
    before = team.dossier
    team.publish(WITHOUT_MOTOR + " Meer.")
    after = team.dossier
    comparison = compare_revisions(before.revision.article, after.revision.article)
    assert claims_hit(before, after, comparison) == ()


def a_note(team: Team, words: str) -> Note:
    dossier = team.dossier
    target = Target(TargetKind.ARTICLE, ARTICLE)
    return team.anna.add_note(ARTICLE, target, "Is it so?", passage=(dossier, span_of(dossier.text, words)))


def passage(team: Team, note: Note) -> Thread:
    found = team.dossier.passage(note.id)
    assert found is not None
    assert found.place is not None
    return found


def test_a_note_whose_words_are_gone_is_attached_again_by_anybody_and_undone(team: Team) -> None:
    note = a_note(team, MOTOR)
    team.publish(WITHOUT_MOTOR)
    orphan = passage(team, note)
    assert orphan.place is not None
    assert orphan.place.state is AnchorState.ORPHAN
    assert orphan.start == WITHOUT_MOTOR.index("\n\n")
    fare = span_of(WITHOUT_MOTOR, FARE)
    decision = team.bram.reattach(team.dossier, orphan, fare)
    assert (decision.target, decision.article) == (Target(TargetKind.NOTE, note.id), ARTICLE)
    found = passage(team, note)
    assert found.place is not None
    assert (found.place.state, found.place.span, found.start) == (AnchorState.EXACT, fare, fare.start)
    assert (found.note.anchor, found.anchor) == (note.anchor, decision.anchor)
    assert team.bram.undo(ARTICLE).intent.label == "note re-attached"
    assert passage(team, note).start == orphan.start


def test_a_note_whose_words_are_gone_is_given_up_and_counted_apart(team: Team) -> None:
    note = a_note(team, MOTOR)
    with pytest.raises(UsageError, match="words of this note are in the article"):
        team.anna.give_up(team.dossier, passage(team, note))
    team.publish(WITHOUT_MOTOR)
    team.anna.give_up(team.dossier, passage(team, note))
    became = account(team.dossier)
    assert (became.dropped, became.counts, became.attention) == (1, {}, ())
    assert team.anna.undo(ARTICLE).intent.label == "note given up"
    assert account(team.dossier).counts == {AnchorState.ORPHAN: 1}


def test_words_that_come_back_bring_a_note_back_that_was_given_up(team: Team) -> None:
    note = a_note(team, MOTOR)
    team.publish(WITHOUT_MOTOR)
    team.anna.give_up(team.dossier, passage(team, note))
    assert passage(team, note).dropped
    team.publish(OLD + " Meer.")
    assert not passage(team, note).dropped
