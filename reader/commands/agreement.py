"""`postil agreement`: how far reviewers agree, and the claims on which they do not."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from annotations.agreement import Level, Weighting, agreement_of
from annotations.scales import scale_of
from reader.options import add_article, add_json
from reader.output import columns, line_width, print_json, say, tell, wrapped
from reader.taking import take_article
from reader.verdict_words import verdict_words
from reader.words import _, called, number, plural, sentence

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence

    from annotations.agreement import Agreement, Disagreement, Measure
    from annotations.dossier import Dossier, Judgement
    from annotations.scales import Scale
    from reader.opening import Opening

_LEAST_COLUMN = 24
"""Cells; where less is left for each of two verdicts, they stand one below the other."""


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_article(parser)
    add_json(parser)
    parser.epilog = (
        "Each person's last verdict on a claim counts, unless it is stale; an imported one counts as its\n"
        "creator's.  Raw agreement, κ and nominal α tell all verdicts apart.  Weighted κ and ordinal and\n"
        "interval α measure how far apart they are on the library's scale; opinion and not-checkable have\n"
        "no place on it, and count there as if they had not been given."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Print the coefficients, then the disagreements."""
    dossier = opening.session.dossier(take_article(opening, arguments.article))
    found = agreement_of(dossier, opening.reviewer)
    if arguments.json:
        print_json(_object(found))
    else:
        for line in _lines(found, dossier):
            say(line)
    if found.hidden:
        tell(
            _("the review is blind: {n} left out, on which you have given no verdict").format(n=found.hidden)
        )
    return 0


def _lines(found: Agreement, dossier: Dossier) -> Iterator[str]:
    claims = plural("{n} claim with verdicts", "{n} claims with verdicts", found.claims)
    yield wrapped(_("{claims}, {n} with two or more").format(claims=claims, n=number(found.shared)))
    people = ", ".join(found.people)
    yield wrapped(_("by {people}").format(people=people)) if people else _("by nobody yet")
    if found.stale:
        yield wrapped(plural("{n} verdict stale: left out", "{n} verdicts stale: left out", found.stale))
    if found.off_scale:
        yield wrapped(
            plural(
                "{n} verdict off the scale: only told apart",
                "{n} verdicts off the scale: only told apart",
                found.off_scale,
            )
        )
    yield ""
    alphas = (found.alpha[level] for level in Level)
    yield from columns(
        [
            (_("raw agreement"), _shown(found.raw), plural("{n} pair", "{n} pairs", found.raw.count)),
            *(
                (_("Krippendorff's α, {level}").format(level=called(level)), _shown(alpha), _claims(alpha))
                for level, alpha in zip(Level, alphas, strict=True)
            ),
        ]
    )
    for pair in found.pairs:
        yield ""
        yield wrapped(_("{one} and {other}").format(one=pair.one, other=pair.other))
        kappas = [(weighting, pair.kappa[weighting]) for weighting in Weighting]
        measures = [
            (_("raw agreement"), pair.raw),
            *((_("Cohen's κ, {weighting}").format(weighting=called(name)), one) for name, one in kappas),
        ]
        yield from columns((f"  {name}", _shown(one), _claims(one)) for name, one in measures)
    for one in found.disagreements:
        yield ""
        yield from _disagreement(one, dossier)


def _disagreement(one: Disagreement, dossier: Dossier) -> Iterator[str]:
    """Return a claim and the verdicts on it, two side by side."""
    view, scale = one.view, scale_of(dossier.policy)
    words = view.span.cut(dossier.text) if view.span else view.claim.anchor.exact
    yield wrapped(f"{_('claim {number}').format(number=number(view.number))} · {view.id}")
    yield wrapped(f"“{' '.join(words.split())}”", "  ")
    told = [_told(judgement, scale) for judgement in one.judgements]
    width = (line_width() - 6) // 2
    # Addresses are never broken, so that they can be copied.
    longest = max(len(word) for text in told for word in text.split())
    if width < max(_LEAST_COLUMN, longest):
        for text in told:
            yield wrapped(text, "    ", first="  ")
        return
    for left, right in zip_longest(told[::2], told[1::2], fillvalue=""):
        for first, second in zip_longest(_set(left, width), _set(right, width), fillvalue=""):
            yield f"  {first:<{width}}    {second}".rstrip()


def _told(judgement: Judgement, scale: Scale) -> str:
    review = judgement.review
    verdict = verdict_words(scale, review.verdict)
    return f"{review.person}: {verdict}\n{review.reason or _('without a reason')}"


def _set(text: str, width: int) -> list[str]:
    import textwrap

    return [part for line in text.split("\n") for part in textwrap.wrap(line, width)]


def _shown(measure: Measure) -> str:
    return sentence(measure.why) if measure.value is None else f"{measure.value:.2f}"


def _claims(measure: Measure) -> str:
    return plural("{n} claim", "{n} claims", measure.count)


def _object(found: Agreement) -> dict[str, Any]:
    return {
        "people": list(found.people),
        "claims": found.claims,
        "shared": found.shared,
        "stale": found.stale,
        "off_scale": found.off_scale,
        "hidden": found.hidden,
        "raw": _measure(found.raw),
        "alpha": {str(level): _measure(found.alpha[level]) for level in Level},
        "pairs": [
            {
                "people": [pair.one, pair.other],
                "raw": _measure(pair.raw),
                "kappa": {str(weighting): _measure(pair.kappa[weighting]) for weighting in Weighting},
            }
            for pair in found.pairs
        ],
        "disagreements": [_differing(one.view.id, one.judgements) for one in found.disagreements],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    value = None if measure.value is None else round(measure.value, 4)
    return {"value": value, "count": measure.count, "why": measure.why}


def _differing(claim: str, judgements: Sequence[Judgement]) -> dict[str, Any]:
    reviews = (judgement.review for judgement in judgements)
    return {
        "claim": claim,
        "verdicts": [
            {"id": one.id, "person": one.person, "verdict": one.verdict, "reason": one.reason}
            for one in reviews
        ],
    }
