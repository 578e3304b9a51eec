from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.checklist import Checklist, SentenceStatus
from annotations.errors import Conflict, UsageError
from annotations.itemising import ArticleItems
from annotations.model import Check, Purpose, Target, TargetKind
from annotations.rechecking import Comparisons, checks_hit, read_again
from annotations.revisions import following
from annotations.ticking import last_unticked, tick, untick
from annotations.ticks import Aspect, ItemKind, Tick, TickMark
from articles.frozen import replace
from tests.annotations.making import ARTICLE, Team, a_revision, span_of

if TYPE_CHECKING:
    from annotations.checklist import SentenceView
    from annotations.dossier import Dossier
    from annotations.ticks import Item
    from articles.model import Span

TEXT = (
    "The ferry carried 1,200 people, said Ann Moor.\n\n"
    "Nobody saw it leave. It was late on Monday. She paid 40 euros in May 2025."
)

LATE = "01KJZZZZZZZZZZZZZZZZZZZZZZ"


@pytest.fixture
def team() -> Team:
    made = Team()
    made.publish(TEXT)
    return made


def checklist(dossier: Dossier, again: dict[Span, tuple[str, ...]] | None = None) -> Checklist:
    return Checklist(dossier, ArticleItems(dossier.revision.article), again)


def sentence(dossier: Dossier, words: str) -> Span:
    found = ArticleItems(dossier.revision.article).sentences.at(dossier.text.index(words))
    assert found is not None
    return found


def at(dossier: Dossier, words: str) -> SentenceView:
    return checklist(dossier).at(sentence(dossier, words))


def item(dossier: Dossier, words: str, aspect: Aspect = Aspect.SO, kind: ItemKind | None = None) -> Item:
    view = at(dossier, words)
    return next(
        one.item
        for one in view.items
        if words in one.item.span.cut(dossier.text)
        and one.item.aspect is aspect
        and kind in {None, one.item.kind}
    )


def tick_all(team: Team, words: str, by: str = "anna", mark: TickMark = TickMark.CHECKED) -> None:
    dossier = team.dossier
    view = at(dossier, words)
    tick(team.session(by), dossier, view.span, [one.item for one in view.items], mark)


def told(dossier: Dossier) -> dict[str, str]:
    return {one.span.cut(dossier.text): str(one.status) for one in checklist(dossier)}


def standing(dossier: Dossier) -> list[str]:
    return [one.span.cut(dossier.text) for view in dossier.checks for one in view.standing]


# Ticking


def test_each_tick_is_a_version_of_one_record_for_each_person_and_sentence(team: Team) -> None:
    dossier = team.dossier
    first = tick(
        team.anna,
        dossier,
        sentence(dossier, "1,200"),
        [item(dossier, "1,200", Aspect.SAID)],
        TickMark.CHECKED,
    )
    dossier = team.dossier
    second = tick(
        team.anna, dossier, sentence(dossier, "1,200"), [item(dossier, "1,200")], TickMark.ON_AUTHOR
    )
    theirs = tick(
        team.bram,
        team.dossier,
        sentence(dossier, "1,200"),
        [item(dossier, "Ann Moor", kind=ItemKind.NAME)],
        TickMark.NOTHING,
    )

    assert first
    assert second
    assert theirs
    assert (second.id, second.ancestors) == (first.id, (first.rev,))
    assert theirs.id != first.id
    assert [(one.kind, one.words, one.offset, one.mark, one.aspect) for one in second.ticks] == [
        (ItemKind.FIGURE, "1,200", 18, TickMark.CHECKED, Aspect.SAID),
        (ItemKind.FIGURE, "1,200", 18, TickMark.ON_AUTHOR, Aspect.SO),
    ]


def test_another_mark_takes_the_place_of_ones_own_and_the_same_one_changes_nothing(team: Team) -> None:
    dossier = team.dossier
    figure, where = item(dossier, "1,200"), sentence(dossier, "1,200")
    tick(team.anna, dossier, where, [figure], TickMark.CHECKED)
    assert tick(team.anna, team.dossier, where, [figure], TickMark.CHECKED) is None
    changed = tick(team.anna, team.dossier, where, [figure], TickMark.ON_AUTHOR)
    assert changed
    assert [one.mark for one in changed.ticks] == [TickMark.ON_AUTHOR]


def test_ones_own_mark_can_be_taken_off_and_nobody_elses(team: Team) -> None:
    dossier = team.dossier
    figure, where = item(dossier, "1,200"), sentence(dossier, "1,200")
    tick(team.bram, dossier, where, [figure], TickMark.CHECKED)
    assert untick(team.anna, team.dossier, where, figure) is None
    off = untick(team.bram, team.dossier, where, figure)
    assert off
    assert off.ticks == ()
    assert told(team.dossier)[where.cut(TEXT)] == "open"


def test_a_tick_is_undone_and_done_again_like_anything_else(team: Team) -> None:
    dossier = team.dossier
    tick(team.anna, dossier, sentence(dossier, "1,200"), [item(dossier, "1,200")], TickMark.CHECKED)
    ticked = team.dossier
    team.anna.undo(ARTICLE)
    assert standing(team.dossier) == []
    assert last_unticked(ticked, team.dossier) == (
        span_of(TEXT, "1,200"),
        Tick(ItemKind.FIGURE, "1,200", 18),
    )
    team.anna.redo(ARTICLE)
    assert standing(team.dossier) == ["1,200"]
    assert last_unticked(ticked, team.dossier) is None


def test_two_sessions_of_one_person_do_not_lose_a_tick(team: Team) -> None:
    dossier = team.dossier
    tick(team.anna, dossier, sentence(dossier, "1,200"), [item(dossier, "1,200")], TickMark.CHECKED)
    stale = team.dossier
    tick(
        team.anna,
        stale,
        sentence(dossier, "1,200"),
        [item(dossier, "Ann Moor", kind=ItemKind.NAME)],
        TickMark.CHECKED,
    )
    with pytest.raises(Conflict):
        tick(
            team.anna,
            stale,
            sentence(dossier, "1,200"),
            [item(dossier, "1,200", Aspect.SAID)],
            TickMark.CHECKED,
        )
    assert standing(team.dossier) == ["1,200", "Ann Moor"]


def test_an_item_of_another_sentence_is_refused(team: Team) -> None:
    dossier = team.dossier
    with pytest.raises(UsageError, match="not in that sentence"):
        tick(team.anna, dossier, sentence(dossier, "Nobody"), [item(dossier, "1,200")], TickMark.CHECKED)


def test_what_was_imported_is_not_rewritten(team: Team) -> None:
    tick_all(team, "Nobody")
    check = team.dossier.checks[0].check
    theirs = replace(check, id=LATE, author="bram", creator="chris", rev="", ancestors=())
    team.put(following(theirs, None), by="bram")
    tick_all(team, "Nobody", by="bram", mark=TickMark.ON_AUTHOR)
    people = sorted(view.check.person for view in team.dossier.checks)
    assert people == ["anna", "bram", "chris"]


# How far it is


def test_a_sentence_is_done_once_anybody_ticked_each_of_its_items(team: Team) -> None:
    dossier = team.dossier
    view = at(dossier, "1,200")
    items = [one.item for one in view.items]
    tick(team.anna, dossier, view.span, items[:2], TickMark.CHECKED)
    assert told(team.dossier)[view.span.cut(TEXT)] == "open"
    tick(team.bram, team.dossier, view.span, items[2:], TickMark.NOTHING)
    assert told(team.dossier)[view.span.cut(TEXT)] == "checked"
    assert {one.ticks[0].person for one in at(team.dossier, "1,200").items} == {"anna", "bram"}


def test_what_the_reporter_vouches_for_is_counted_apart_until_somebody_checks_it(team: Team) -> None:
    tick_all(team, "Nobody", mark=TickMark.ON_AUTHOR)
    progress = checklist(team.dossier).count(4)
    assert (progress.checked, progress.on_author, progress.open) == (0, 1, 3)
    tick_all(team, "Nobody", by="bram")
    progress = checklist(team.dossier).count(4)
    assert (progress.checked, progress.on_author, progress.open) == (1, 0, 3)


def test_what_is_asked_about_waits_until_it_is_answered(team: Team) -> None:
    dossier = team.dossier
    target = Target(TargetKind.ARTICLE, ARTICLE)
    passage = (dossier, span_of(TEXT, "40 euros"))
    question = team.anna.add_note(
        ARTICLE, target, "How do we know?", purpose=Purpose.QUESTION, passage=passage
    )
    view = at(team.dossier, "40 euros")
    assert [one.is_open for one in view.items] == [False, True]
    tick(team.anna, team.dossier, view.span, [view.items[1].item], TickMark.CHECKED)
    assert checklist(team.dossier).count(4).asked == 1
    team.bram.add_note(ARTICLE, Target(TargetKind.NOTE, question.id), "A receipt.")
    assert checklist(team.dossier).count(4).asked == 0
    assert at(team.dossier, "40 euros").status is SentenceStatus.OPEN


def test_a_question_on_a_claim_is_one_on_its_words(team: Team) -> None:
    claim = team.claim("1,200 people")
    team.anna.add_note(ARTICLE, Target(TargetKind.CLAIM, claim.id), "Counted?", purpose=Purpose.QUESTION)
    assert [one.asked for one in at(team.dossier, "1,200").items] == [True, True, False, False]


def test_the_next_open_item_is_what_nobody_ticked_or_asked_about(team: Team) -> None:
    dossier = team.dossier
    first = sentence(dossier, "1,200")
    step = checklist(dossier).next_open(first, None, 1)
    walked = []
    while step:
        walked.append((step[1].kind.value, step[1].aspect.value, step[1].span.cut(TEXT)))
        step = checklist(dossier).next_open(*step, 1)
    assert walked == [
        ("figure", "said", "1,200"),
        ("figure", "so", "1,200"),
        ("attribution", "said", "said Ann Moor"),
        ("name", "so", "Ann Moor"),
        ("sentence", "so", "Nobody saw it leave."),
        ("date", "so", "Monday"),
        ("figure", "so", "40 euros"),
        ("date", "so", "May 2025"),
    ]
    tick_all(team, "Nobody")
    tick_all(team, "Monday", by="bram")
    found = checklist(team.dossier).next_open(first, item(dossier, "Ann Moor", kind=ItemKind.NAME), 1)
    assert found
    assert found[1].span.cut(TEXT) == "40 euros"
    back = checklist(team.dossier).next_open(*found, -1)
    assert back
    assert back[1].span.cut(TEXT) == "Ann Moor"
    assert checklist(team.dossier).next_open(first, item(dossier, "1,200", Aspect.SAID), -1) is None
    assert checklist(team.dossier).begun
    assert not checklist(dossier).begun


# Changed texts


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("1,200", "1 200"),
        ("Nobody", "One more line. Nobody"),
        ("The ferry", "Above.\n\nThe ferry"),
        (" in May", "\u00a0in May"),
    ],
)
def test_ticks_follow_their_sentence_as_long_as_its_words_are_the_same(
    team: Team, was: str, now: str
) -> None:
    for words in ("1,200", "Nobody", "Monday", "40 euros"):
        tick_all(team, words)
    before = team.dossier
    team.publish(TEXT.replace(was, now))
    after = team.dossier
    assert [one.replace("1 200", "1,200") for one in standing(after)] == standing(before)
    assert checks_hit(before, after) == ()


def test_all_ticks_of_a_sentence_fall_where_any_of_its_words_changed(team: Team) -> None:
    tick_all(team, "1,200")
    tick_all(team, "Nobody")
    before = team.dossier
    team.publish(TEXT.replace("The ferry carried", "The ferry never carried"))
    after = team.dossier
    assert standing(after) == ["Nobody saw it leave."]
    assert told(after)["The ferry never carried 1,200 people, said Ann Moor."] == "open"
    assert [(person, one.words) for person, one in at(after, "1,200").fallen] == [
        ("anna", "1,200"),
        ("anna", "1,200"),
        ("anna", "said Ann Moor"),
        ("anna", "Ann Moor"),
    ]
    (hit,) = checks_hit(before, after)
    assert len(hit.lost) == 4
    tick_all(team, "1,200")
    assert at(team.dossier, "1,200").fallen == ()
    assert told(team.dossier)["The ferry never carried 1,200 people, said Ann Moor."] == "checked"


@pytest.mark.parametrize(
    "now",
    ["It is not true that nobody saw it leave.", "Nobody saw it leave, said Ben."],
)
def test_a_sentence_that_grew_is_another_one(team: Team, now: str) -> None:
    tick_all(team, "Nobody")
    team.publish(TEXT.replace("Nobody saw it leave.", now))
    assert standing(team.dossier) == []


def test_ticks_on_a_sentence_that_is_gone_stand_nowhere(team: Team) -> None:
    tick_all(team, "Nobody")
    team.publish("Something else entirely was written here.")
    (view,) = team.dossier.checks
    assert (view.standing, len(view.fallen)) == ((), 1)


def test_another_day_of_publication_unticks_the_dates_that_count_from_it(team: Team) -> None:
    tick_all(team, "Monday")
    tick_all(team, "May 2025")
    made = a_revision(TEXT)
    later = replace(made.article, metadata=replace(made.article.metadata, published="2026-04-01"))
    team.anna.store.add_revision(replace(made, article=later), TEXT.encode())
    assert standing(team.dossier) == ["40 euros", "May 2025"]
    tick_all(team, "Monday")
    assert standing(team.dossier) == ["Monday", "40 euros", "May 2025"]


def test_a_sentence_beside_a_changed_one_is_read_again_until_somebody_ticks_there(team: Team) -> None:
    tick_all(team, "It was late")
    tick_all(team, "1,200")
    team.publish(TEXT.replace("Nobody saw it leave.", "Nobody saw the train leave."))
    dossier = team.dossier
    again = read_again(dossier, Comparisons(team.anna.store, dossier.revision).since)
    assert {span.cut(dossier.text): words for span, words in again.items()} == {
        "It was late on Monday.": ("It", "Monday")
    }
    made = checklist(dossier, again)
    view = made.at(sentence(dossier, "It was late"))
    assert view.status is SentenceStatus.AGAIN
    assert made.count(4).again == 1
    assert made.count(4).open == 3
    assert [one.item.kind for one in view.items if one.is_open] == [ItemKind.SENTENCE]
    tick(team.bram, dossier, view.span, [view.items[-1].item], TickMark.CHECKED)
    assert read_again(team.dossier, Comparisons(team.anna.store, dossier.revision).since) == {}
    assert told(team.dossier)["It was late on Monday."] == "checked"


def test_a_revision_that_is_gone_says_nothing_of_what_changed(team: Team) -> None:
    tick_all(team, "It was late")
    assert Comparisons(team.anna.store, team.dossier.revision).since("0" * 64) is None


# Whatever stands in a file


@given(
    st.lists(
        st.builds(
            Tick,
            st.sampled_from(ItemKind),
            st.sampled_from(["", "1,200", "x", "Ann Moor"]),
            st.integers(-5, 60),
        ),
        max_size=3,
    ),
    st.sampled_from([TEXT, TEXT.replace("1,200", "1 200"), "Quite another text."]),
)
def test_ticks_from_anywhere_stand_where_their_words_are_or_nowhere(ticks: list[Tick], now: str) -> None:
    team = Team()
    team.publish(TEXT)
    tick_all(team, "Nobody")
    made = team.dossier.checks[0].check
    anchor = team.anna.add_claim(team.dossier, sentence(team.dossier, "1,200")).anchor
    odd = replace(made, id=LATE, anchor=anchor, ticks=tuple(ticks), rev="", ancestors=())
    assert isinstance(odd, Check)
    team.put(following(odd, None))
    team.publish(now)
    for view in team.dossier.checks:
        assert len(view.standing) + len(view.fallen) == len(view.check.ticks)
        assert all(one.span.end <= len(now) for one in view.standing)
