"""How far articles are, and what waits for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from annotations.errors import StoreError
from annotations.model import Purpose, Stance, Target, TargetKind
from annotations.overview import FORMAT, KEY, Overview
from annotations.progress import Progress, Waiting
from annotations.store import Policy
from annotations.stores.memory import MemoryDesk
from annotations.ticking import tick
from annotations.ticks import Item, ItemKind, TickMark
from annotations.workflow import ClaimState
from tests.annotations.making import ARTICLE, TEXT, Team, span_of

if TYPE_CHECKING:
    from annotations.model import Claim
    from annotations.store import Snapshot
    from articles.model import Revision


def progress(team: Team, reviewer: str = "anna") -> Progress:
    """Return how far the article is, worked out afresh."""
    store = team.session(reviewer).store
    return Overview(store, MemoryDesk()).look(store.articles())[ARTICLE]


def waiting(team: Team, reviewer: str = "anna") -> Waiting:
    """Return what waits for a reviewer."""
    store = team.session(reviewer).store
    overview = Overview(store, MemoryDesk())
    overview.look(store.articles())
    return overview.waiting([ARTICLE])


def with_fact(team: Team, claim: Claim, by: str = "anna") -> None:
    """Link a fact to a claim."""
    session = team.session(by)
    source = session.draft_source(url="https://example.org/count")
    fact = session.draft_fact(source, statement="It carried 1,100.")
    session.link_fact(claim, Stance.REFUTES, source=source, fact=fact)


def ask(team: Team, target: Target, to: str, by: str = "bram") -> Any:  # noqa: ANN401 - the note
    """Ask somebody something."""
    return team.session(by).add_note(ARTICLE, target, "Really?", purpose=Purpose.QUESTION, to=to)


def test_an_article_nobody_wrote_about_has_nothing() -> None:
    assert progress(Team()) == Progress()


def test_claims_settled_and_those_that_wait_are_counted() -> None:
    team = Team()
    judged, under_way, _open = (team.claim(words) for words in ("1,200 people", "harbour master", "May"))
    with_fact(team, under_way, by="bram")
    team.judge(judged)
    found = progress(team)
    assert (found.claims, found.settled, found.reviewers) == (3, 1, ("anna", "bram"))
    assert waiting(team) == Waiting(to_review=1)


def test_a_claim_that_wants_more_verdicts_waits_for_those_who_gave_none() -> None:
    team = Team(Policy(reviews_required=2))
    team.judge(team.claim())
    assert (waiting(team).to_review, waiting(team, "bram").to_review) == (0, 1)


def test_ticked_sentences_are_counted_once_somebody_ticks() -> None:
    team = Team()
    sentence = span_of(TEXT, "A new ferry is due in May.")
    item = Item(ItemKind.DATE, span_of(TEXT, "May"))
    tick(team.bram, team.dossier, sentence, [item], TickMark.CHECKED)
    found = progress(team)
    assert (found.checked, found.sentences, found.on_author, found.claims) == (1, 4, 0, 0)
    assert found.reviewers == ("bram",)
    team.bram.undo(ARTICLE)
    assert progress(team).sentences == 0


def test_where_we_differ_is_counted_and_waits_for_those_who_do() -> None:
    team = Team()
    claim = team.claim()
    team.judge(claim, "supported")
    team.judge(claim, "refuted", by="bram")
    assert (progress(team).differ, progress(team).settled) == (1, 0)
    assert [waiting(team, who).i_differ for who in ("anna", "bram", "carla")] == [1, 1, 0]


def test_a_verdict_on_evidence_that_changed_is_stale() -> None:
    team = Team()
    claim = team.claim()
    with_fact(team, claim)
    team.judge(claim)
    assert waiting(team).stale == 0
    fact = team.view(claim).evidence[0].fact
    assert fact is not None
    team.anna.edit(fact, ARTICLE, statement="It carried 1,000.")
    assert waiting(team).stale == 1
    assert progress(team).settled == 0


def test_questions_to_me_wait_until_i_reply_or_they_are_answered() -> None:
    team = Team()
    claim = team.claim()
    first = ask(team, Target(TargetKind.CLAIM, claim.id), "anna")
    second = ask(team, Target(TargetKind.ARTICLE, ARTICLE), "anna")
    ask(team, Target(TargetKind.ARTICLE, ARTICLE), "carla")
    assert (waiting(team).asked, waiting(team, "bram").asked) == (2, 0)
    team.anna.add_note(ARTICLE, Target(TargetKind.NOTE, first.id), "Yes.")
    assert waiting(team).asked == 1
    team.bram.edit(second, ARTICLE, answered=True)
    assert waiting(team).asked == 0


def test_a_question_on_a_fact_waits_at_the_article_that_cites_it() -> None:
    team = Team()
    claim = team.claim()
    with_fact(team, claim)
    fact = team.view(claim).evidence[0].fact
    assert fact is not None
    question = ask(team, Target(TargetKind.FACT, fact.id), "anna")
    assert waiting(team).asked == 1
    team.anna.add_note(ARTICLE, Target(TargetKind.NOTE, question.id), "Yes.")
    assert waiting(team).asked == 0


def test_claims_on_a_changed_text_are_told_apart_as_a_dossier_tells_them() -> None:
    team = Team()
    claims = [team.claim(words) for words in ("1,200 people", "harbour master", "new ferry is due in May")]
    for claim in claims:
        team.judge(claim)
    team.publish(TEXT.replace("1,200", "1,300").replace("\n\nA new ferry is due in May.", ""))
    dossier = team.dossier
    states = [view.state for view in dossier.claims]
    assert set(states) == {ClaimState.ALARM, ClaimState.REVIEWED, ClaimState.ORPHAN}
    found = progress(team)
    assert (found.changed, found.settled, found.claims) == (2, 1, 3)
    judged = [view.judgement_of("anna") for view in dossier.claims]
    assert found.stale == sum(one is not None and one.stale for one in judged)


def test_a_verdict_on_the_changed_words_is_not_stale() -> None:
    team = Team()
    claim = team.claim()
    team.publish(TEXT.replace("1,200", "1,300"))
    assert progress(team).changed == 1
    team.judge(claim)
    assert (progress(team).changed, progress(team).stale, progress(team).settled) == (0, 0, 1)


def test_a_text_that_cannot_be_read_leaves_the_claims_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    team = Team()
    team.judge(team.claim())
    team.anna.tag(ARTICLE, ["ferry"])
    team.publish(TEXT + " Or June.")

    def unreadable(*_: object) -> Revision:
        raise StoreError("gone")

    store = team.anna.store
    monkeypatch.setattr(store, "load", unreadable)
    [found] = Overview(store, MemoryDesk()).look(store.articles()).values()
    assert found == Progress(claims=1, reviewers=("anna",), tags=("ferry",))


def test_an_article_that_was_put_away_waits_for_nothing() -> None:
    team = Team()
    with_fact(team, team.claim(), by="bram")
    team.anna.put_away(ARTICLE)
    assert progress(team).removed
    assert waiting(team) == Waiting()
    assert waiting(team, "bram") == Waiting(to_review=1)


def test_who_only_tagged_is_no_reviewer() -> None:
    team = Team()
    team.bram.tag(ARTICLE, ["ferry"])
    team.bram.put_away(ARTICLE)
    assert progress(team) == Progress(tags=("ferry",))


def test_what_did_not_change_is_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    team = Team()
    team.publish("Another ferry.", "other-1a2b")
    team.judge(team.claim())
    team.claim("harbour master")
    desk, store = MemoryDesk(), team.anna.store
    first = Overview(store, desk)
    before = first.look(store.articles())
    assert [one.why for one in before[ARTICLE].queue] == ["begin"]
    first.keep()
    read: list[str] = []
    records = store.records

    def seen(article: str) -> Snapshot:
        read.append(article)
        return records(article)

    monkeypatch.setattr(store, "records", seen)
    second = Overview(store, desk)
    assert second.last_known(ARTICLE) == before[ARTICLE]
    assert second.last_known("unheard-of") is None
    assert second.look(store.articles()) == before
    assert read == []
    team.bram.tag(ARTICLE, ["ferry"])
    assert second.look(store.articles())[ARTICLE].tags == ("ferry",)
    assert read == [ARTICLE, ""]


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"format": FORMAT + 1, "articles": {ARTICLE: ["x", {"queue": []}]}},
        {"format": FORMAT, "articles": []},
        {"format": FORMAT, "articles": {ARTICLE: "x"}},
        {"format": FORMAT, "articles": {ARTICLE: [1, {"queue": []}]}},
        {"format": FORMAT, "articles": {ARTICLE: ["x", {"queue": [], "claims": "many"}]}},
        {"format": FORMAT, "articles": {ARTICLE: ["x", {"queue": [], "tags": [1]}]}},
        {"format": FORMAT, "articles": {ARTICLE: ["x", {"queue": [], "removed": 1}]}},
        {"format": FORMAT, "articles": {ARTICLE: ["x", {}]}},
        {"format": FORMAT, "articles": {ARTICLE: ["x", {"queue": ["check"]}]}},
        {"format": FORMAT, "articles": {ARTICLE: ["x", {"queue": [["check", "1"]]}]}},
        {"format": FORMAT, "articles": {ARTICLE: ["x", {"queue": [["moon", "", "", "", "", ""]]}]}},
    ],
)
def test_what_the_desk_kept_in_another_form_is_as_good_as_nothing(kept: dict[str, Any]) -> None:
    desk = MemoryDesk()
    desk.keep(KEY, kept)
    assert Overview(Team().anna.store, desk).last_known(ARTICLE) is None


def test_a_desk_that_cannot_be_written_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    team, desk = Team(), MemoryDesk()

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(desk, "keep", full)
    overview = Overview(team.anna.store, desk)
    found = overview.look(team.anna.store.articles())
    overview.keep()
    assert overview.look(team.anna.store.articles()) == found == {ARTICLE: Progress()}
