from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from annotations.errors import InvalidRecord
from annotations.exporters.registry import ExportOptions, export
from annotations.importers.registry import format_of, parse
from annotations.model import Claim, Fact, Link, Review, Source, Stance
from articles.model import Origin, OriginKind
from tests.annotations.desks import ARTICLE, FIRST, NOW, Desk, everything, take, view

PAGE = "https://example.org/bees"
URL = "https://checkers.example/1"


def node(**fields: object) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": URL,
        "claimReviewed": "The town has 1,200 hives",
        "author": {"@type": "Organization", "name": "The Checkers"},
        "datePublished": "2026-02-20",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Mostly true",
            "ratingExplanation": "It had 1,190.",
        },
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "The mayor"},
            "appearance": {"@type": "CreativeWork", "url": PAGE},
        },
    } | fields


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.shelve(made.session("anna"), FIRST, Origin(OriginKind.URL, PAGE))
    return made


def taken(desk: Desk, value: object) -> Any:  # noqa: ANN401 - a dossier
    take(desk.session("anna"), json.dumps(value), "claimreview")
    return desk.session("anna").dossier(ARTICLE)


def test_a_review_becomes_a_claim_with_a_fact_that_says_where_it_came_from(desk: Desk) -> None:
    dossier = taken(desk, node())

    (claim,) = dossier.claims
    (evidence,) = claim.evidence
    assert claim.span
    assert (claim.claim.claimant, claim.claim.creator, claim.claim.author) == (
        "The mayor",
        "The Checkers",
        "anna",
    )
    assert claim.claim.extra == {"via": URL}
    assert claim.claim.created.isoformat() == "2026-02-20T00:00:00+00:00"
    assert evidence.link.stance is Stance.CONTEXT
    assert evidence.fact.statement == "Rated “Mostly true”.\n\nIt had 1,190."
    assert (evidence.source.url, evidence.source.publisher, evidence.source.published) == (
        URL, "The Checkers", "2026-02-20",
    )  # fmt: skip
    assert evidence.source.article == ""
    assert claim.judgements == ()


@pytest.mark.parametrize("called", ["Refuted", "refuted", "REFUTED "])
def test_a_verdict_that_is_one_of_ours_by_name_is_taken_over(desk: Desk, called: str) -> None:
    dossier = taken(desk, node(reviewRating={"alternateName": called}))

    (judgement,) = dossier.claims[0].judgements
    assert (judgement.review.verdict, judgement.review.creator) == ("refuted", "The Checkers")
    assert judgement.review.extra == {"via": URL}


def test_citations_are_facts_in_the_context_of_the_claim(desk: Desk) -> None:
    cited = [
        "https://a.example/report",
        "a phone call",
        {
            "@type": "CreativeWork",
            "name": "Count",
            "url": "https://b.example/",
            "text": "1,200",
            "publisher": "Bureau",
        },
    ]
    dossier = taken(desk, node(citation=cited))

    found = {one.source.url: one for one in dossier.claims[0].evidence}
    assert set(found) == {URL, "https://a.example/report", "", "https://b.example/"}
    assert found[""].source.words == "a phone call"
    count = found["https://b.example/"]
    assert (count.fact.quote, count.source.publisher) == ("1,200", "Bureau")
    assert {one.link.stance for one in found.values()} == {Stance.CONTEXT}


@pytest.mark.parametrize(
    "shape",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"@graph": [one]},
        lambda one: {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": one}]},
        lambda one: one | {"@type": ["http://schema.org/ClaimReview"]},
        lambda one: one | {"@type": "schema:ClaimReview"},
    ],
)
def test_feeds_lists_and_single_ones_are_read(desk: Desk, shape: Any) -> None:  # noqa: ANN401
    assert len(taken(desk, shape(node())).claims) == 1


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    data = json.dumps([node(citation=["x"]), node(url="", **{"@id": "urn:x:2"}, claimReviewed="ten percent")])
    take(desk.session("anna"), data, "claimreview")

    assert take(desk.session("anna"), data, "claimreview").changes_nothing


def test_what_names_neither_people_nor_days_nor_an_address_comes_in_as_well(desk: Desk) -> None:
    bare = {"@type": "ClaimReview", "claimReviewed": "Ten", "reviewRating": {"alternateName": "x"}}
    take(desk.session("anna"), json.dumps(bare), "claimreview", into=ARTICLE)

    (claim,) = desk.session("anna").dossier(ARTICLE).claims
    assert (claim.claim.creator, claim.claim.created.year, claim.claim.extra) == ("unknown", 1970, {})


def test_ours_brings_verdicts_facts_and_words_into_another_library(desk: Desk) -> None:
    there, dossier = everything()
    bram = there.session("bram")
    bram.review(dossier, view(dossier, "1,200"), "supported")
    stung = view(bram.dossier(ARTICLE), "stung")
    bram.review(bram.dossier(ARTICLE), stung, "refuted", reason="No.")
    out = export(bram.dossier(ARTICLE), "claimreview", ExportOptions(now=NOW))

    take(desk.session("carla"), out.text, "claimreview", into=ARTICLE)

    records = desk.session("carla").dossier(ARTICLE).records
    kinds = [type(one) for one in records.values()]
    assert (kinds.count(Review), kinds.count(Source), kinds.count(Fact), kinds.count(Link)) == (2, 2, 2, 3)
    brought = records[stung.id]
    assert isinstance(brought, Claim)
    assert (brought.text, brought.anchor.exact) == (stung.claim.text, stung.claim.anchor.exact)


def test_ours_changes_nothing_in_the_library_it_came_from() -> None:
    desk, dossier = everything()
    bram = desk.session("bram")
    bram.review(dossier, view(dossier, "1,200"), "supported")
    out = export(bram.dossier(ARTICLE), "claimreview", ExportOptions(now=NOW))

    plan = take(bram, out.text, "claimreview", into=ARTICLE)

    assert {type(one.after) for one in plan.changes} <= {Review}
    assert all("another version of it is here and stays" in line for line in plan.skipped)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.4 \xe2", "this is not JSON"),
        (b"{}", "has no claim reviews"),
        (b'"ClaimReview"', "has no claim reviews"),
        (b'{"@type": "ClaimReview"}', "claim review 1 is not valid: 'claimReviewed' is missing"),
        (json.dumps(node(reviewRating={})).encode(), "'alternateName' is missing"),
        (json.dumps(node(reviewRating=3)).encode(), "claim review 1 is not valid"),
        (json.dumps(node(claimReviewed=" ")).encode(), "claimReviewed has no words"),
        (json.dumps(node(claimReviewed=3)).encode(), "3 where words are due"),
        (json.dumps(node(datePublished="soon")).encode(), "claim review 1 is not valid"),
        (json.dumps([node(), node(citation=[3])]).encode(), "claim review 2 is not valid: its citation 1"),
        (
            json.dumps(node(**{"@id": "urn:postil:review:x"}, itemReviewed={"@id": "urn:uuid:x"})).encode(),
            "not the name",
        ),
        (b'{"@type": "ClaimReview", "@type": "x"}', "twice"),
        (b"[NaN]", "NaN"),
        (b"[" * 200_000, "not taken in"),
        (b"[" + b"7" * 10_000 + b"]", "10000 digits"),
    ],
    ids=itertools.count(),
)
def test_a_file_that_is_wrong_is_refused_whole(data: bytes, reason: str) -> None:
    with pytest.raises(InvalidRecord, match=reason):
        parse(data, "claimreview")


def test_an_empty_feed_has_nothing_in_it() -> None:
    assert parse(b'{"@type": "DataFeed", "dataFeedElement": []}', "claimreview").incoming == ()
    assert format_of("a.claimreview.json") == "claimreview"
