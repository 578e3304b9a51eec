"""Sentences are ranked by reasons that add up, in any language and for any text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.cueing import find_cues
from annotations.cues import Cue
from annotations.suggesting import WEIGHTS, explain, rank_sentences, score_sentence
from articles.model import Span
from tests.annotations.making import Team

languages = st.sampled_from(["en", "nl", "fr", ""])


def cues(sentence: str, language: str) -> dict[Cue, tuple[str, ...]]:
    return {reason.cue: reason.words for reason in explain(sentence, language)}


@pytest.mark.parametrize(
    ("language", "sentence", "cue", "words"),
    [
        ("en", "Some 12 % of it is rust.", Cue.PERCENT, ("%",)),
        ("en", "Some 12 per cent of it is rust.", Cue.PERCENT, ("per cent",)),
        ("nl", "Zo'n twaalf procent is roest.", Cue.PERCENT, ("procent",)),
        ("en", "It has 1,200 rivets, of which 40 are loose.", Cue.FIGURE, ("1,200", "40")),
        ("en", "It cost €14 at the gate.", Cue.MONEY, ("€",)),
        ("nl", "Een kaartje kost veertien euro.", Cue.MONEY, ("euro",)),
        ("en", "Three boats and twenty men were there.", Cue.NUMBER, ("Three", "twenty")),
        ("nl", "Er lagen drie boten.", Cue.NUMBER, ("drie",)),
        ("en", "The crossing takes ten minutes.", Cue.UNIT, ("minutes",)),
        ("nl", "De overtocht duurt 10 minuten.", Cue.UNIT, ("minuten",)),
        ("en", "She sailed on 11 January 2021 at noon.", Cue.DATE, ("11 January 2021",)),
        ("nl", "Zij voer op 11 januari 2021 uit.", Cue.DATE, ("11 januari 2021",)),
        ("en", "The ferry of Anna Vos and the Kade Line sank.", Cue.NAME, ("Anna", "Kade")),
        ("nl", "NS en de gemeente Delft zwijgen.", Cue.NAME, ("NS", "Delft")),
        ("en", "They painted it and left.", Cue.PAST, ("painted", "left")),
        ("nl", "Hij heeft het dek geschilderd.", Cue.PAST, ("geschilderd",)),
        ("en", "The firm has repaired the hull.", Cue.STATE, ("has repaired",)),
        ("en", "Passenger numbers doubled.", Cue.CHANGE, ("doubled",)),
        ("nl", "Het aantal reizigers verdubbelt.", Cue.CHANGE, ("verdubbelt",)),
        ("nl", "De werf produceert boten.", Cue.CHANGE, ("produceert",)),
        ("en", "The council rejects the plan.", Cue.STANCE, ("rejects",)),
        ("nl", "De raad stemde in.", Cue.STANCE, ("stemde",)),
        ("en", "According to the captain it sank.", Cue.REPORTING, ("According",)),
        ("nl", "Volgens de kapitein zonk het.", Cue.REPORTING, ("Volgens",)),
        ("en", "Nobody was on board.", Cue.QUANTITY, ("Nobody",)),
        ("nl", "De meeste boten varen niet.", Cue.QUANTITY, ("meeste",)),
        ("en", "It is larger than the old one.", Cue.COMPARISON, ("larger", "than")),
        ("nl", "Het schip is groter.", Cue.COMPARISON, ("groter",)),
        ("en", "It sank because of rust.", Cue.CAUSE, ("because",)),
        ("nl", "Het zonk doordat het lek was.", Cue.CAUSE, ("doordat",)),
        ("en", "The budget was late.", Cue.PUBLIC, ("budget",)),
        ("nl", "De havenbedrijven klagen.", Cue.PUBLIC, ("havenbedrijven",)),
        ("en", "Did it sink?", Cue.QUESTION, ("?",)),
        ("en", "It sank!", Cue.EXCLAMATION, ("!",)),
        ("en", "I think it is a wonderful boat.", Cue.OPINION, ("think", "wonderful", "I think")),
        ("nl", "Het is helaas een lelijk schip.", Cue.OPINION, ("helaas",)),
        ("en", "The town should have to pay.", Cue.MODAL, ("should", "have to")),
        ("nl", "De stad moet betalen.", Cue.MODAL, ("moet",)),
        ("en", "They are going to sink it.", Cue.PLAN, ("going to",)),
        ("nl", "De stad zal betalen.", Cue.PLAN, ("zal",)),
        ("en", "That is my boat.", Cue.SELF, ("my",)),
        ("nl", "Dat is mijn boot, zei ik.", Cue.SELF, ("mijn", "ik")),
        ("en", "That is your boat.", Cue.ADDRESS, ("your",)),
        ("nl", "Is dat jouw boot?", Cue.ADDRESS, ("jouw",)),
        ("en", "Well, thank you for the boat.", Cue.TALK, ("Well", "thank")),
        ("nl", "Bedankt voor de boot.", Cue.TALK, ("Bedankt",)),
        ("en", "There is something about boats.", Cue.VAGUE, ("something",)),
        ("nl", "Er is iets met die boot.", Cue.VAGUE, ("iets",)),
        ("en", "It sank.", Cue.SHORT, ()),
        ("en", "It sank with all who were on board of it.", Cue.LENGTH, ()),
    ],
)
def test_a_cue_is_found_with_its_words(
    language: str, sentence: str, cue: Cue, words: tuple[str, ...]
) -> None:
    assert cues(sentence, language)[cue] == words


def test_every_cue_has_a_weight() -> None:
    assert set(WEIGHTS) == set(Cue)


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("The F16 and Covid-19 and B12 are names.", Cue.FIGURE),
        ("See https://example.org/2021/Fourteen?x=3 or @Boat14 about it.", Cue.FIGURE),
        ("See https://example.org/2021/Fourteen?x=3 or @Boat14 about it.", Cue.QUESTION),
        ("It happened on 11 January 2021.", Cue.FIGURE),
        ("Then I said that I'm not there.", Cue.NAME),
        ("The years went by.", Cue.UNIT),
        ("There is a need for speed.", Cue.PAST),
        ("They sail to the island.", Cue.PLAN),
    ],
)
def test_what_only_looks_like_a_cue_is_none(sentence: str, cue: Cue) -> None:
    assert cue not in cues(sentence, "en")


@pytest.mark.parametrize(
    ("language", "claim", "other"),
    [
        (
            "en",
            "The ferry carried 1,200 people in May, the harbour said.",
            "I hope that you liked our boat trip!",
        ),
        ("en", "Ticket prices rose by 12 per cent.", "Would ticket prices have to rise by that much?"),
        (
            "nl",
            "De veerboot vervoerde in mei 1.200 mensen, zegt de haven.",
            "Ik hoop dat jullie het leuk vonden!",
        ),
        ("nl", "De prijs steeg volgens de gemeente met twaalf procent.", "Moet de prijs dan zo stijgen?"),
        ("fr", "Le bac a transporté 1 200 personnes à Calais.", "Est-ce que le bac est beau ?"),
        ("", "1.200 Menschen fuhren 2021 nach Texel.", "Schön war es doch!"),
    ],
)
def test_a_claim_ranks_above_talk(language: str, claim: str, other: str) -> None:
    assert score_sentence(claim, language) > score_sentence(other, language)


@given(st.text(max_size=200), languages)
def test_the_score_is_the_sum_of_the_reasons_whatever_the_text(sentence: str, language: str) -> None:
    reasons = explain(sentence, language)
    assert score_sentence(sentence, language) == sum(reason.points for reason in reasons)
    assert all(reason.points for reason in reasons)
    assert len({reason.cue for reason in reasons}) == len(reasons)
    assert [abs(one.points) for one in reasons] == sorted((abs(one.points) for one in reasons), reverse=True)


@given(st.text(max_size=200), languages)
def test_every_word_of_a_reason_stands_in_the_sentence(sentence: str, language: str) -> None:
    for reason in explain(sentence, language):
        assert all(word in sentence for word in reason.words)


def test_a_cue_said_again_counts_less_each_time() -> None:
    def points(times: int) -> float:
        [one] = [one for one in explain("of 7 " * times, "") if one.cue is Cue.FIGURE]
        return one.points

    gained = [points(times + 1) - points(times) for times in range(1, 6)]
    assert points(1) == WEIGHTS[Cue.FIGURE]
    assert gained == sorted(gained, reverse=True)
    assert points(50) <= 2 * WEIGHTS[Cue.FIGURE]


def test_typography_makes_no_difference() -> None:
    assert score_sentence("We’ve sold it for 12\u00a0%.", "en") == score_sentence(
        "We've sold it for 12 %.", "en"
    )


@pytest.mark.parametrize(
    "text", ["", " \n", "a" * 300_000, "have been " * 30_000, "9" * 300_000, "ge" * 90_000]
)
def test_a_text_that_is_no_sentence_is_answered_all_the_same(text: str) -> None:
    for language in ("en", "nl", "fr"):
        assert score_sentence(text, language) < 5
        assert find_cues(text, language).words <= 4_000


def a_team() -> Team:
    return Team(
        text="Ferry\n\nI like the ferry. It carried 1,200 people in 2021, the mayor said. Is it blue?\n\n"
        "It carried 1,200 people in 2021, the mayor said."
    )


def test_sentences_are_ranked_and_those_alike_stand_in_the_order_of_the_text() -> None:
    dossier = a_team().dossier
    ranked = rank_sentences(dossier)
    texts = [one.span.cut(dossier.text) for one in ranked]
    assert texts[0] == texts[1] == "It carried 1,200 people in 2021, the mayor said."
    assert ranked[0].span.start < ranked[1].span.start
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    assert len(ranked) == 5
    assert all(one.claims == () for one in ranked)


def test_sentences_know_the_claims_on_their_words() -> None:
    team = a_team()
    inside = team.claim("1,200 people")
    across = team.claim("said. Is it")
    second = team.dossier.text.rindex("It carried")
    carried = {
        one.span.cut(team.dossier.text): [view.id for view in one.claims]
        for one in rank_sentences(team.dossier)
        if one.span.start < second
    }
    assert carried["It carried 1,200 people in 2021, the mayor said."] == [inside.id, across.id]
    assert carried["Is it blue?"] == [across.id]
    assert carried["I like the ferry."] == []


def test_a_claim_without_a_place_is_on_no_sentence() -> None:
    team = a_team()
    team.claim("1,200 people")
    team.publish("Nothing of that was left in the whole of the paper.")
    assert [one.claims for one in rank_sentences(team.dossier)] == [()]


def test_claims_and_sentences_are_matched_as_one_by_one() -> None:
    chance = random.Random(7)  # noqa: S311 - a test must come out the same
    team = Team(text="\n\n".join(f"The ferry {at} left. It came back at {at}." for at in range(12)))
    ends = range(len(team.dossier.text) + 1)
    for _ in range(12):
        start, end = sorted(chance.sample(ends, 2))
        if team.dossier.text[start:end].strip():
            team.anna.add_claim(team.dossier, Span(start, end))
    dossier = team.dossier
    assert len(dossier.claims) > 5
    for one in rank_sentences(dossier):
        assert one.claims == dossier.claims_at(one.span)
