"""How far reviewers agree: raw agreement, Cohen's κ, Krippendorff's α, and where they differ.

Where a coefficient has no value, because nobody or everybody says the same, a
`Measure` says so in words.  Pure; needs nothing but the verdicts.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

from annotations.scales import scale_of
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from annotations.dossier import ClaimView, Dossier, Judgement

NO_OVERLAP = "no claim has two verdicts"
NO_PAIR = "no claim has both their verdicts"
ONE_REVIEWER = "one reviewer"
NO_REVIEWER = "no verdicts"
ONE_CATEGORY = "every verdict is the same, so chance alone would agree"
OFF_SCALE = "no two verdicts on the scale"


class Level(StrEnum):
    """What may be said of the values that α is taken of."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class Weighting(StrEnum):
    """How much a near miss costs in κ, compared with a far one."""

    NONE = "unweighted"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


@frozen
class Measure:
    """A coefficient with how many claims or pairs it rests on; where it has no value, `why`."""

    value: float | None
    count: int
    why: str = ""


@frozen
class Pair:
    """How far two people agree; counts are claims that both judged."""

    one: str
    other: str
    raw: Measure
    kappa: Mapping[Weighting, Measure]


@frozen
class Disagreement:
    """A claim on which verdicts differ, with one judgement of each person who gave one."""

    view: ClaimView
    judgements: tuple[Judgement, ...]


@frozen
class Agreement:
    """How far the reviewers of an article agree."""

    people: tuple[str, ...]
    claims: int
    """That have a verdict which counts."""
    shared: int
    """That have two or more of them."""
    stale: int
    """Verdicts left out, since what they rest on has changed."""
    off_scale: int
    """Verdicts without a number, such as opinion: only told apart, never measured."""
    hidden: int
    """Claims left out, since the review is blind and the reader has given no verdict on them."""
    raw: Measure
    """Of all pairs of verdicts on one claim, the share that are the same."""
    pairs: tuple[Pair, ...]
    alpha: Mapping[Level, Measure]
    disagreements: tuple[Disagreement, ...]


def raw_agreement(units: Iterable[Sequence[Hashable]]) -> Measure:
    """Return the share of pairs of values on the same unit that are equal."""
    pairs = [pair for values in units for pair in combinations(values, 2)]
    if not pairs:
        return Measure(None, 0, NO_OVERLAP)
    return Measure(sum(one == other for one, other in pairs) / len(pairs), len(pairs))


def cohen_kappa(
    pairs: Sequence[tuple[Hashable, Hashable]],
    weighting: Weighting = Weighting.NONE,
    order: Sequence[Hashable] = (),
) -> Measure:
    """Return Cohen's κ of two people (Cohen 1960; weighted: Cohen 1968).

    `order` lists the categories of an ordered scale from one end to the other,
    one step apart; it is needed where `weighting` is LINEAR or QUADRATIC.
    """
    if not pairs:
        return Measure(None, 0, NO_PAIR)
    place = {value: at for at, value in enumerate(order)}

    def cost(one: Hashable, other: Hashable) -> float:
        if weighting is Weighting.NONE:
            return float(one != other)
        steps = abs(place[one] - place[other])
        return float(steps if weighting is Weighting.LINEAR else steps**2)

    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    # Cohen scales costs to 1 at most; that would cancel out.
    observed = sum(cost(*pair) for pair in pairs) / len(pairs)
    expected = sum(
        count * times * cost(one, other)
        for (one, count), (other, times) in product(firsts.items(), seconds.items())
    )
    if not expected:
        return Measure(None, len(pairs), ONE_CATEGORY)
    return Measure(1 - observed * len(pairs) ** 2 / expected, len(pairs))


def krippendorff_alpha(units: Iterable[Sequence[float]], level: Level = Level.NOMINAL) -> Measure:
    """Return Krippendorff's α (Krippendorff 2011) of any number of people.

    Each unit has the values that were given, in any order: a person who gave
    none is left out of it, and a unit with fewer than two values out of all.  At
    NOMINAL the numbers only tell categories apart.
    """
    paired = [list(values) for values in units if len(values) > 1]
    if not paired:
        return Measure(None, 0, NO_OVERLAP)
    counts = Counter(value for values in paired for value in values)
    distance = _distance(level, counts)
    observed = sum(
        sum(distance(one, other) for one, other in permutations(values, 2)) / (len(values) - 1)
        for values in paired
    )
    expected = sum(
        count * times * distance(one, other)
        for (one, count), (other, times) in product(counts.items(), repeat=2)
    )
    if not expected:
        return Measure(None, len(paired), ONE_CATEGORY)
    return Measure(1 - (counts.total() - 1) * observed / expected, len(paired))


def _distance(level: Level, counts: Counter[float]) -> Callable[[float, float], float]:
    """Return what tells the squared difference of two values at a level."""
    if level is Level.NOMINAL:
        return lambda one, other: float(one != other)
    if level is Level.INTERVAL:
        return lambda one, other: (one - other) ** 2
    # A value's place: how many values lie below it, and half of those like it.
    place, below = {}, 0.0
    for value in sorted(counts):
        place[value] = below + counts[value] / 2
        below += counts[value]
    return lambda one, other: (place[one] - place[other]) ** 2


def agreement_of(dossier: Dossier, reader: str = "") -> Agreement:
    """Return how far the reviewers of an article agree, each by the last verdict that is not stale.

    Imported verdicts count as their creators'.  Where the library asks for blind
    review, claims on which `reader` has given no verdict are left out.
    """
    seen = [
        view for view in dossier.claims if not (dossier.policy.blind and view.judgement_of(reader) is None)
    ]
    rated = [(view, _last_of_each(view)) for view in seen]
    units = [{person: one.review.verdict for person, one in given.items()} for _, given in rated if given]
    people = tuple(sorted({person for unit in units for person in unit}))
    values = {
        verdict.id: verdict.value
        for verdict in scale_of(dossier.policy).verdicts
        if verdict.value is not None
    }
    verdicts = [verdict for unit in units for verdict in unit.values()]
    return Agreement(
        people=people,
        claims=len(units),
        shared=sum(len(unit) > 1 for unit in units),
        stale=sum(judgement.stale for view in seen for judgement in view.judgements),
        off_scale=sum(verdict not in values for verdict in verdicts),
        hidden=len(dossier.claims) - len(seen),
        raw=_said(people, raw_agreement([list(unit.values()) for unit in units])),
        pairs=tuple(_pair(one, other, units, values) for one, other in combinations(people, 2)),
        alpha={level: _said(people, _alpha(level, units, values)) for level in Level},
        disagreements=tuple(
            Disagreement(view, tuple(given[person] for person in sorted(given)))
            for view, given in rated
            if len({one.review.verdict for one in given.values()}) > 1
        ),
    )


def _last_of_each(view: ClaimView) -> dict[str, Judgement]:
    """Return the judgement of each person that counts: an import may have brought another of theirs."""
    counted = [one for one in view.judgements if not one.stale]
    counted.sort(key=lambda one: (one.review.modified, one.review.id))
    return {one.review.person: one for one in counted}


def _said(people: Sequence[str], measure: Measure) -> Measure:
    """Return a measure; where there are not two people, that is why it has no value."""
    if len(people) > 1:
        return measure
    return Measure(None, measure.count, ONE_REVIEWER if people else NO_REVIEWER)


def _pair(one: str, other: str, units: Sequence[Mapping[str, str]], values: Mapping[str, float]) -> Pair:
    both = [(unit[one], unit[other]) for unit in units if one in unit and other in unit]
    measured = [(values[first], values[second]) for first, second in both if {first, second} <= values.keys()]
    order = sorted(set(values.values()))
    kappa = {Weighting.NONE: cohen_kappa(both)}
    for weighting in (Weighting.LINEAR, Weighting.QUADRATIC):
        off = both and not measured
        kappa[weighting] = Measure(None, 0, OFF_SCALE) if off else cohen_kappa(measured, weighting, order)
    raw = raw_agreement(both) if both else Measure(None, 0, NO_PAIR)
    return Pair(one, other, raw, kappa)


def _alpha(level: Level, units: Sequence[Mapping[str, str]], values: Mapping[str, float]) -> Measure:
    """Return α: at NOMINAL of all verdicts, else of those with a number, the others as if not given."""
    if level is Level.NOMINAL:
        codes: dict[str, float] = {}
        return krippendorff_alpha(
            [[codes.setdefault(one, len(codes)) for one in unit.values()] for unit in units]
        )
    measured = [[values[one] for one in unit.values() if one in values] for unit in units]
    if any(len(unit) > 1 for unit in units) and not any(len(one) > 1 for one in measured):
        return Measure(None, 0, OFF_SCALE)
    return krippendorff_alpha(measured, level)
