"""Verdicts as schema.org ClaimReview, for the claims on which one can be given honestly.

An object a claim; several make a DataFeed, as those of a library do.  Where and when a review is published
is not known here, so `url` and `datePublished` are left for who publishes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from annotations.codec import write_time
from annotations.errors import UsageError
from annotations.exporters.json import json_line
from annotations.exporters.markdown.footnotes import is_plain_address
from annotations.exporters.markdown.notes import title_of
from annotations.exporters.registry import Exported
from annotations.ids import is_ulid
from annotations.naming import to_urn
from annotations.scales import scale_of
from annotations.workflow import ClaimState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotations.dossier import ClaimView, Dossier, Evidence
    from annotations.exporters.registry import ExportOptions
    from annotations.model import Review
    from annotations.scales import Scale
    from articles.model import Metadata

SUFFIX = ".claimreview.json"
CONTEXT = "https://schema.org"
OURS = "urn:postil:review:"

NAMES = {
    "supported": "Supported",
    "refuted": "Refuted",
    "not-enough-evidence": "Not enough evidence",
    "conflicting": "Conflicting evidence",
    "opinion": "Opinion",
    "not-checkable": "Not checkable",
}
"""What verdicts are called; others, such as `fix`, do not say whether a claim is true."""

_VALUES = {"supported": 1, "refuted": -1}
"""Only these have a place on a scale from false to true: too little evidence is not half true."""

_BARE = "no verdict"
_STALE = "the verdict is on other words or evidence"
_DIFFER = "reviewers differ"
_NO_TRUTH = "the verdict is about the draft and says nothing of whether it is true"
_UNDECIDED = {
    ClaimState.DROPPED: "it was dropped",
    ClaimState.REJECTED: "its verdicts were sent back",
    ClaimState.READY: "fewer verdicts than the library wants",
}
"""Where a claim stands although verdicts on it agree, for which they do not go out."""
_SEVERAL = "for several reasons, which are named when it is exported alone"

_LIBRARY = "library"


def export(dossier: Dossier, options: ExportOptions) -> Exported:  # noqa: ARG001 - the registry's contract
    """Return the verdicts of `dossier` that hold, and say which claims have none."""
    reviews, left_out = _reviews_of(dossier)
    notices = (*_to_add(reviews), *_left_out(left_out))
    made = reviews[0] if len(reviews) == 1 else _feed(reviews, dossier.revision.article_id, title_of(dossier))
    return Exported(_written({"@context": CONTEXT, **made}), SUFFIX, notices)


def export_library(dossiers: Sequence[Dossier], options: ExportOptions) -> Exported:  # noqa: ARG001 - as above
    """Return the verdicts of all of `dossiers` that hold as one feed, and say how many claims have none."""
    reviews: list[dict[str, Any]] = []
    notices: list[str] = []
    for dossier in dossiers:
        held, left_out = _reviews_of(dossier)
        reviews += held
        notices += _summed_up(dossier, left_out)
    made = _feed(reviews, _LIBRARY)
    return Exported(_written({"@context": CONTEXT, **made}), SUFFIX, (*_to_add(reviews), *notices))


def honest(verdict: str, scale: Scale) -> str:
    """Return what a verdict says of whether a claim is true, as one of `NAMES`; empty where nothing."""
    try:
        found = scale.find(verdict)
    except UsageError:
        return ""
    meant = found.normalised or found.id
    return meant if meant in NAMES else ""


def _reviews_of(dossier: Dossier) -> tuple[list[dict[str, Any]], dict[str, list[int]]]:
    """Return the reviews of a dossier, and by reason the numbers of the claims that have none."""
    scale = scale_of(dossier.policy)
    reviews: list[dict[str, Any]] = []
    left_out: dict[str, list[int]] = {}
    for view in dossier.claims:
        verdict, reason = _settled(view, scale)
        if verdict:
            reviews.append(_claim_review(view, verdict, dossier))
        else:
            left_out.setdefault(reason, []).append(view.number)
    return reviews, left_out


def _settled(view: ClaimView, scale: Scale) -> tuple[str, str]:
    """Return the verdict on a claim; where there is none to be given, why."""
    current = [one.review for one in view.judgements if not one.stale]
    if not current:
        return "", _STALE if view.judgements else _BARE
    if view.state in _UNDECIDED:
        return "", _UNDECIDED[view.state]
    meant = {honest(review.verdict, scale) for review in current}
    if len({review.verdict for review in current}) > 1 and len(meant) > 1:
        return "", _DIFFER
    return (meant.pop(), "") if meant != {""} else ("", _NO_TRUTH)


def _to_add(reviews: Sequence[object]) -> Iterator[str]:
    if reviews:
        yield "url and datePublished are missing: add where and when you publish; search engines ask for it."


def _left_out(left_out: Mapping[str, list[int]]) -> Iterator[str]:
    for reason, numbers in left_out.items():
        claims = "Claim" if len(numbers) == 1 else "Claims"
        yield f"{claims} {', '.join(map(str, numbers))} left out: {reason}."


def _summed_up(dossier: Dossier, left_out: Mapping[str, list[int]]) -> Iterator[str]:
    article, claims = dossier.revision.article_id, len(dossier.claims)
    if left_out:
        count = sum(map(len, left_out.values()))
        reason = _in_short(left_out)
        yield f"{article}: {count} of {claims} claims left out: {reason}."


def _in_short(reasons: Mapping[str, object]) -> str:
    return next(iter(reasons)) if len(reasons) == 1 else _SEVERAL


def _feed(reviews: Iterable[dict[str, Any]], name: str, title: str = "") -> dict[str, Any]:
    return {
        "@id": OURS + quote(name, safe=""),
        "@type": "DataFeed",
        **_filled({"name": title}),
        "dataFeedElement": [
            {"@type": "DataFeedItem", "dateModified": one["dateModified"], "item": [one]} for one in reviews
        ],
    }


def _claim_review(view: ClaimView, verdict: str, dossier: Dossier) -> dict[str, Any]:
    claim, meta = view.claim, dossier.revision.article.metadata
    given = [one.review for one in view.judgements if not one.stale]
    people = [{"@type": "Person", "name": one.person} for one in given]
    return _filled(
        {
            "@id": OURS + quote(claim.id, safe=""),
            "@type": "ClaimReview",
            "claimReviewed": claim.statement,
            "author": people[0] if len(people) == 1 else people,
            "dateCreated": write_time(min(one.created for one in given)),
            "dateModified": write_time(max(one.modified for one in given)),
            "inLanguage": meta.language,
            "reviewRating": _rating(verdict, given),
            "itemReviewed": _filled(
                {
                    "@type": "Claim",
                    "@id": _urn(claim.id),
                    "text": claim.anchor.exact,
                    "author": _filled({"name": claim.claimant}),
                    "appearance": _appearance(meta),
                }
            ),
            "citation": [_citation(one) for one in view.evidence if one.source and one.fact],
        }
    )


def _rating(verdict: str, given: list[Review]) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": NAMES[verdict]}
    if verdict in _VALUES:
        rating |= {"ratingValue": _VALUES[verdict], "bestRating": 1, "worstRating": -1}
    reasons = [(one.person, one.reason) for one in given if one.reason]
    told = [reason if len(reasons) == 1 else f"{person}: {reason}" for person, reason in reasons]
    return rating | ({"ratingExplanation": "\n\n".join(told)} if told else {})


def _appearance(meta: Metadata) -> dict[str, Any]:
    found = _filled(
        {
            "url": meta.url if is_plain_address(meta.url) else "",
            "headline": meta.title,
            "author": _filled({"name": meta.author}),
            "publisher": _filled({"name": meta.publisher}),
            "datePublished": meta.published,
        }
    )
    return {"@type": "Article", **found} if found else {}


def _citation(evidence: Evidence) -> dict[str, Any]:
    """Return what a verdict rests on; whether those named are people or organisations is not known."""
    source, fact = evidence.source, evidence.fact
    assert source  # noqa: S101 - only evidence with a source is cited
    assert fact  # noqa: S101 - the same
    return _filled(
        {
            "@type": "CreativeWork",
            "@id": _urn(source.id),
            "identifier": [_urn(fact.id), _urn(evidence.link.id)],
            "name": source.title or source.words,
            "url": source.url if is_plain_address(source.url) else "",
            "publisher": _filled({"name": source.publisher}),
            "author": _filled({"name": source.person_named}),
            "datePublished": source.published,
            "archivedAt": source.archived if is_plain_address(source.archived) else "",
            "description": fact.statement,
            "text": fact.quote,
            "workTranslation": _filled({"text": fact.translation}),
        }
    )


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", [], {})}


def _urn(record_id: str) -> str:
    return to_urn(record_id) if is_ulid(record_id) else f"urn:postil:record:{quote(record_id, safe='')}"


def _written(made: dict[str, Any]) -> str:
    """Return the object with each of its parts, and each review of a feed, on a line."""
    parts = []
    for name, value in made.items():
        rows = [json_line(one, in_order=True) for one in value] if name == "dataFeedElement" else []
        inner = "[\n" + ",\n".join(rows) + "\n]" if rows else json_line(value, in_order=True)
        parts.append(f"{json_line(name)}: {inner}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
