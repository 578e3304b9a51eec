"""Agreement is what the papers say it is, and a word where there is none to measure."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import isfinite
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement import (
    NO_OVERLAP,
    NO_PAIR,
    NO_REVIEWER,
    OFF_SCALE,
    ONE_CATEGORY,
    ONE_REVIEWER,
    Level,
    Weighting,
    agreement_of,
    cohen_kappa,
    krippendorff_alpha,
    raw_agreement,
)
from annotations.store import Policy
from tests.annotations.making import ARTICLE, THEN, Team

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.agreement import Measure

units = st.lists(st.lists(st.integers(-3, 3).map(float), max_size=5), max_size=12)
pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=20)


def pairs_of(table: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Return the ratings that a table of counts was made from: rows are one person's, columns the other's."""
    return [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def units_of(*people: str) -> list[list[float]]:
    """Return the values of each unit; a row for each person, a dot where a value is missing."""
    rows = [row.split() for row in people]
    return [[float(value) for value in column if value != "."] for column in zip(*rows, strict=True)]


# Worked examples

# Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960):
# proportions of 200 cases; observed .70, by chance .41, κ .492.
COHEN = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]
# Fleiss, Statistical Methods for Rates and Proportions, 2nd ed. (1981), table 13.1: 100 subjects, two raters;
# observed .89, by chance .66, κ .68.
FLEISS = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
# Boyd et al., Journal of the National Cancer Institute 68 (1982): two radiologists, 85 xeromammograms on a
# scale of four; the example of the entry kappa in Stata's manual: .4728, with wgt(w) .5684, wgt(w2) .6714.
BOYD = [[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]]


@pytest.mark.parametrize(
    ("table", "weighting", "published"),
    [
        (COHEN, Weighting.NONE, (0.70 - 0.41) / (1 - 0.41)),
        (FLEISS, Weighting.NONE, (0.89 - 0.66) / (1 - 0.66)),
        (BOYD, Weighting.NONE, 0.4728),
        (BOYD, Weighting.LINEAR, 0.5684),
        (BOYD, Weighting.QUADRATIC, 0.6714),
    ],
)
def test_kappa_is_that_of_published_examples(
    table: Sequence[Sequence[int]], weighting: Weighting, published: float
) -> None:
    measure = cohen_kappa(pairs_of(table), weighting, range(len(table)))
    assert measure.value == pytest.approx(published, abs=0.00005)
    assert measure.count == sum(map(sum, table))


def test_raw_agreement_is_that_of_published_examples() -> None:
    assert raw_agreement(pairs_of(COHEN)).value == pytest.approx(0.70)
    assert raw_agreement(pairs_of(FLEISS)).value == pytest.approx(0.89)
    assert raw_agreement(pairs_of(BOYD)).value == pytest.approx(0.6353, abs=0.00005)


# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A to D.  Its results have three
# digits (.095, .692, .743, .815, .849); the fourth is worked out from its own tables of coincidences.
SECTION_A = units_of("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
SECTION_B = units_of("1 1 2 2 4 3 3 3 5 4 4 1", "2 1 2 2 2 3 3 3 5 4 4 4")
SECTION_C = units_of(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# The example of Wikipedia's article on the coefficient, which is also that of the package krippendorff for
# Python; this prints 0.691358024691358 and 0.8108448928121059.
THREE_CODERS = units_of(
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)


@pytest.mark.parametrize(
    ("values", "level", "published", "pairable"),
    [
        (SECTION_A, Level.NOMINAL, 0.0952, 10),
        (SECTION_B, Level.NOMINAL, 0.6920, 12),
        (SECTION_C, Level.NOMINAL, 0.7434, 11),
        (SECTION_C, Level.ORDINAL, 0.8154, 11),
        (SECTION_C, Level.INTERVAL, 0.8491, 11),
        (THREE_CODERS, Level.NOMINAL, 0.6914, 12),
        (THREE_CODERS, Level.INTERVAL, 0.8108, 12),
    ],
)
def test_alpha_is_that_of_published_examples(
    values: list[list[float]], level: Level, published: float, pairable: int
) -> None:
    measure = krippendorff_alpha(values, level)
    assert measure.value == pytest.approx(published, abs=0.00005)
    assert measure.count == pairable


# What holds for any values


def says_why(measure: Measure) -> bool:
    """Tell whether a measure has a value, or else a word; never a value that is no number."""
    if measure.value is None:
        return bool(measure.why)
    return isfinite(measure.value) and measure.value <= 1 and not measure.why


@given(units, st.sampled_from(Level))
def test_alpha_is_a_number_or_a_word(values: list[list[float]], level: Level) -> None:
    measure = krippendorff_alpha(values, level)
    assert says_why(measure)
    # Whoever is named first, and however many rated nothing, it is the same.
    again = krippendorff_alpha([*(list(reversed(one)) for one in values), [], [1.0]], level)
    assert again.value == pytest.approx(measure.value)


@given(pairs, st.sampled_from(Weighting))
def test_kappa_is_a_number_or_a_word(values: list[tuple[int, int]], weighting: Weighting) -> None:
    measure = cohen_kappa(values, weighting, range(4))
    assert says_why(measure)
    turned = cohen_kappa([(other, one) for one, other in values], weighting, range(4))
    assert turned.value == pytest.approx(measure.value)


@given(pairs)
def test_kappa_is_one_where_all_agree(values: list[tuple[int, int]]) -> None:
    same = [(one, one) for one, _ in values]
    expected = 1.0 if len(set(same)) > 1 else None
    assert cohen_kappa(same).value == expected
    assert krippendorff_alpha([[float(one), float(one)] for one, _ in values]).value == expected


def test_two_categories_are_as_far_apart_whatever_the_level() -> None:
    assert len({round(krippendorff_alpha(SECTION_A, level).value or 0, 12) for level in Level}) == 1


def test_where_nothing_can_be_measured_a_word_says_why() -> None:
    assert raw_agreement([]).why == raw_agreement([["a"], []]).why == NO_OVERLAP
    assert krippendorff_alpha([]).why == krippendorff_alpha([[1.0], []]).why == NO_OVERLAP
    assert cohen_kappa([]).why == NO_PAIR
    assert cohen_kappa([("a", "a")] * 3).why == ONE_CATEGORY
    assert cohen_kappa([(1, 1)] * 3, Weighting.LINEAR, (0, 1)).why == ONE_CATEGORY
    assert krippendorff_alpha([[1.0, 1.0], [1.0, 1.0]]).why == ONE_CATEGORY


# Of an article

TEXT = "One is up. Two is down. Three is in. Four is out. Five is by. Six is off."
WORDS = ["One", "Two", "Three", "Four", "Five", "Six"]


def a_review(*columns: Sequence[str], policy: Policy | None = None) -> Team:
    """Return a team whose people, in order of their names, gave these verdicts, one a claim; '' for none."""
    team = Team(policy, TEXT)
    claims = [team.claim(word) for word in WORDS]
    for person, verdicts in zip(("anna", "bram", "cleo"), columns, strict=False):
        for claim, verdict in zip(claims, verdicts, strict=False):
            if verdict:
                team.judge(claim, verdict, by=person)
    return team


S, R, N, C, P = "supported", "refuted", "not-enough-evidence", "conflicting", "opinion"


def test_two_reviewers_are_compared_claim_by_claim() -> None:
    found = agreement_of(a_review((S, S, R, N, S), (S, R, R, N, "", S)).dossier)
    assert (found.people, found.claims, found.shared) == (("anna", "bram"), 6, 4)
    assert (found.raw.value, found.raw.count) == (0.75, 4)
    [pair] = found.pairs
    assert (pair.one, pair.other, pair.raw.value) == ("anna", "bram", 0.75)
    numbers = [(1, 1), (1, -1), (-1, -1), (0, 0)]
    for weighting in Weighting:
        assert pair.kappa[weighting] == cohen_kappa(numbers, weighting, (-1, 0, 1))
    for level in Level:
        assert found.alpha[level] == krippendorff_alpha(numbers, level)
    [one] = found.disagreements
    assert one.view.number == 2
    assert [(each.review.person, each.review.verdict) for each in one.judgements] == [
        ("anna", S),
        ("bram", R),
    ]


def test_three_reviewers_with_missing_verdicts_are_three_pairs() -> None:
    found = agreement_of(a_review((S, S, R), (S, R, ""), ("", R, R)).dossier)
    assert [(pair.one, pair.other, pair.raw.count) for pair in found.pairs] == [
        ("anna", "bram", 2),
        ("anna", "cleo", 2),
        ("bram", "cleo", 1),
    ]
    assert found.alpha[Level.NOMINAL] == krippendorff_alpha([[1, 1], [1, 0, 0], [0, 0]])
    assert found.raw == raw_agreement([[1, 1], [1, 0, 0], [0, 0]])


def test_verdicts_off_the_scale_are_told_apart_and_not_measured() -> None:
    found = agreement_of(a_review((S, P, R, P), (S, P, S, R)).dossier)
    [pair] = found.pairs
    assert found.off_scale == 3
    assert pair.raw.count == pair.kappa[Weighting.NONE].count == 4
    assert pair.kappa[Weighting.LINEAR] == cohen_kappa([(1, 1), (-1, 1)], Weighting.LINEAR, (-1, 0, 1))
    assert found.alpha[Level.NOMINAL].count == 4
    assert found.alpha[Level.ORDINAL] == krippendorff_alpha([[1, 1], [-1, 1]], Level.ORDINAL)
    assert [one.view.number for one in found.disagreements] == [3, 4]


def test_verdicts_off_the_scale_alone_leave_nothing_to_measure() -> None:
    found = agreement_of(a_review((P, S), (S, P)).dossier)
    [pair] = found.pairs
    assert pair.kappa[Weighting.NONE].value == -1
    assert pair.kappa[Weighting.QUADRATIC].why == OFF_SCALE
    assert found.alpha[Level.INTERVAL].why == OFF_SCALE


def test_different_verdicts_of_one_value_differ_without_being_apart() -> None:
    found = agreement_of(a_review((S, N, R), (S, C, R)).dossier)
    assert found.pairs[0].kappa[Weighting.LINEAR].value == 1
    assert found.alpha[Level.ORDINAL].value == 1
    assert (found.alpha[Level.NOMINAL].value or 0) < 1
    assert [one.view.number for one in found.disagreements] == [2]


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ((), NO_REVIEWER),
        (((S, R),), ONE_REVIEWER),
        (((S, ""), ("", S)), NO_OVERLAP),
        (((S, S), (S, S)), ONE_CATEGORY),
    ],
)
def test_what_cannot_be_measured_of_an_article_is_said_in_a_word(
    columns: Sequence[Sequence[str]], why: str
) -> None:
    found = agreement_of(a_review(*columns).dossier)
    assert all(measure.why == why and measure.value is None for measure in found.alpha.values())
    assert found.raw.why == ("" if why == ONE_CATEGORY else why)
    assert len(found.pairs) == len(list(combinations(found.people, 2)))
    for pair in found.pairs:
        assert all(says_why(measure) for measure in (pair.raw, *pair.kappa.values()))
    assert found.disagreements == ()


def test_people_who_judged_no_claim_together_are_told_so() -> None:
    [pair] = agreement_of(a_review((S, ""), ("", S)).dossier).pairs
    assert {pair.raw.why, *(measure.why for measure in pair.kappa.values())} == {NO_PAIR}


def test_a_stale_verdict_is_left_out() -> None:
    team = a_review((S,), (R,))
    claim = team.dossier.claims[0].claim
    team.anna.edit(claim, ARTICLE, text="One is up, they say.")
    found = agreement_of(team.dossier)
    assert (found.stale, found.claims, found.disagreements, found.people) == (2, 0, (), ())
    team.judge(claim, R, by="anna")
    assert (agreement_of(team.dossier).stale, agreement_of(team.dossier).people) == (1, ("anna",))


def test_an_imported_verdict_counts_as_its_creators_and_the_last_of_a_person_counts() -> None:
    team = a_review((S,))
    [judgement] = team.dossier.claims[0].judgements
    imported = replace(judgement.review, id=team.ids(), creator="dirk", verdict=R, rev="", modified=THEN)
    later = replace(imported, id=team.ids(), verdict=N, modified=team.clock())
    team.anna.make(later, imported, label="imported", article=ARTICLE)
    found = agreement_of(team.dossier)
    assert found.people == ("anna", "dirk")
    [one] = found.disagreements
    assert [each.review.verdict for each in one.judgements] == [S, N]


def test_a_blind_review_shows_nothing_on_claims_that_one_has_not_judged() -> None:
    team = a_review((S, S), (S, R), ("", S, R), policy=Policy(blind=True))
    found = agreement_of(team.dossier, "cleo")
    assert (found.hidden, found.claims) == (4, 2)
    assert [one.view.number for one in found.disagreements] == [2]
    assert agreement_of(team.dossier, "nobody").claims == 0
    assert agreement_of(a_review((S, S), (S, R)).dossier, "nobody").hidden == 0
