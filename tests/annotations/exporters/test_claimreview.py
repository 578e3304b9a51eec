from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annotations.errors import UsageError
from annotations.exporters.claimreview import NAMES, honest
from annotations.exporters.registry import (
    BUILT_IN,
    FOR_LIBRARIES,
    HEAD,
    ExportOptions,
    export,
    export_all,
    format_of,
    written_by_postil,
)
from annotations.ruling import rule
from annotations.scales import EVIDENCE_SCALE, SCALES
from annotations.store import Policy
from annotations.workflow import ClaimState
from tests.annotations.desks import ARTICLE, FIRST, NOW, Desk, everything, place, view
from tests.annotations.hostile import folded

if TYPE_CHECKING:
    from annotations.dossier import Dossier

GOLDEN = Path(__file__).parents[2] / "golden" / "everything.claimreview.json"
OPTIONS = ExportOptions(now=NOW, tool="postil 0.0.0")


def judged() -> Dossier:
    """Return the dossier that has everything, with verdicts that hold."""
    desk, dossier = everything()
    anna, bram = desk.session("anna"), desk.session("bram")
    for session, words, verdict, reason in (
        (bram, "1,200", "supported", ""),
        (anna, "stung", "not-enough-evidence", "Nobody <counted> them.\n\n--> ever"),
        (bram, "stung", "not-enough-evidence", "No."),
        (anna, "עיר", "opinion", ""),
    ):
        session.review(session.dossier(ARTICLE), view(dossier, words), verdict, reason=reason)
        dossier = anna.dossier(ARTICLE)
    return dossier


def made(dossier: Dossier) -> Any:  # noqa: ANN401 - JSON
    return json.loads(export(dossier, "claimreview", OPTIONS).text)


def reviews(dossier: Dossier) -> list[dict[str, Any]]:
    return [one for item in made(dossier)["dataFeedElement"] for one in item["item"]]


def single(verdicts: list[tuple[str, str]], scale: str = "evidence") -> Dossier:
    """Return a dossier of one claim with these people's verdicts on it."""
    return judged_by(verdicts, Policy(scale=scale)).session("anna").dossier(ARTICLE)


def judged_by(verdicts: list[tuple[str, str]], policy: Policy | None = None) -> Desk:
    """Return a desk with one claim and these people's verdicts on it."""
    desk = Desk(policy or Policy())
    anna = desk.session("anna")
    desk.shelve(anna, FIRST)
    claim = anna.add_claim(anna.dossier(ARTICLE), place(anna.dossier(ARTICLE), "1,200 hives"))
    for person, verdict in verdicts:
        session = desk.session(person)
        dossier = session.dossier(ARTICLE)
        found = dossier.claim(claim.id)
        assert found
        session.review(dossier, found, verdict, reason="Because.")
    return desk


def test_the_feed_is_the_one_that_was_read_and_approved() -> None:
    assert str(export(judged(), "claimreview", OPTIONS).text).encode() == GOLDEN.read_bytes()


def test_each_review_has_what_must_and_should_be_there_but_what_is_not_known() -> None:
    found = reviews(judged())

    assert len(found) == 3
    for one in found:
        assert one["@type"] == "ClaimReview"
        assert one["claimReviewed"]
        assert one["reviewRating"]["alternateName"] in NAMES.values()
        assert one["author"]
        assert one["itemReviewed"]["@type"] == "Claim"
        assert one["itemReviewed"]["appearance"]["headline"].startswith("Bees")
        assert "url" not in one
        assert "datePublished" not in one


def test_a_missing_address_is_said_and_not_invented() -> None:
    exported = export(judged(), "claimreview", OPTIONS)

    assert exported.notices[0].startswith("url and datePublished are missing")
    assert exported.notices[1:] == (
        "Claim 2 left out: no verdict.",
        "Claim 5 left out: the verdict is on other words or evidence.",
        "1 confidential source was left out, with what was found there.",
    )


def test_evidence_is_cited_and_only_plain_addresses_are_addresses() -> None:
    hives = reviews(judged())[0]

    first, second = hives["citation"]
    assert (first["name"], first["url"]) == ("Bee count", "https://example.org/count?a=1&b=2")
    assert first["text"].startswith("… 1.200")
    assert "url" not in second
    assert hives["reviewRating"]["ratingValue"] == hives["reviewRating"]["bestRating"] == 1


def test_nothing_confidential_is_cited() -> None:
    assert "Nora" not in json.dumps(made(judged()))


def test_reasons_of_several_stand_under_their_names() -> None:
    stung = next(one for one in reviews(judged()) if "stung" in one["claimReviewed"])

    assert stung["reviewRating"]["ratingExplanation"].startswith("anna: Nobody <counted>")
    assert [one["name"] for one in stung["author"]] == ["anna", "bram"]
    assert "ratingValue" not in stung["reviewRating"]
    assert stung["itemReviewed"]["author"] == {"name": "the mayor [of <i>this</i> town]"}


def test_one_review_is_an_object_of_its_own() -> None:
    found = made(single([("anna", "refuted")]))

    assert found["@type"] == "ClaimReview"
    assert found["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Refuted",
        "ratingValue": -1,
        "bestRating": 1,
        "worstRating": -1,
        "ratingExplanation": "Because.",
    }


@pytest.mark.parametrize("verdict", ["fix", "on-author"])
def test_what_is_to_be_mended_in_a_draft_is_never_called_refuted(verdict: str) -> None:
    dossier = single([("anna", verdict)], "desk")

    exported = export(dossier, "claimreview", OPTIONS)

    assert made(dossier)["dataFeedElement"] == []
    assert exported.notices == (
        "Claim 1 left out: the verdict is about the draft and says nothing of whether it is true.",
    )


def test_what_a_desk_found_right_is_supported() -> None:
    assert made(single([("anna", "ok")], "desk"))["reviewRating"]["alternateName"] == "Supported"
    known = {honest(one.id, scale) for scale in SCALES.values() for one in scale.verdicts}
    assert known == {"", *NAMES}
    assert honest("half true", EVIDENCE_SCALE) == ""


@pytest.mark.parametrize("second", ["refuted", "opinion"])
def test_where_reviewers_differ_no_verdict_goes_out(second: str) -> None:
    exported = export(single([("anna", "supported"), ("bram", second)]), "claimreview", OPTIONS)

    assert exported.notices == ("Claim 1 left out: reviewers differ.",)


@pytest.mark.parametrize(
    ("to", "why"),
    [(ClaimState.DROPPED, "it was dropped"), (ClaimState.REJECTED, "its verdicts were sent back")],
)
def test_what_was_dropped_or_sent_back_does_not_go_out(to: ClaimState, why: str) -> None:
    desk = judged_by([("anna", "refuted")])
    bram = desk.session("bram")
    dossier = bram.dossier(ARTICLE)
    rule(bram, dossier, dossier.claims[0], to, "Which hives are meant?")

    exported = export(bram.dossier(ARTICLE), "claimreview", OPTIONS)

    assert made(bram.dossier(ARTICLE))["dataFeedElement"] == []
    assert exported.notices == (f"Claim 1 left out: {why}.",)


def test_with_fewer_verdicts_than_the_library_wants_nothing_goes_out() -> None:
    desk = judged_by([("anna", "refuted")], Policy(reviews_required=2))

    exported = export(desk.session("anna").dossier(ARTICLE), "claimreview", OPTIONS)

    assert exported.notices == ("Claim 1 left out: fewer verdicts than the library wants.",)


def test_several_claims_without_verdicts_are_named_together() -> None:
    _, dossier = everything()

    assert "Claims 2, 3, 4 left out: no verdict." in export(dossier, "claimreview", OPTIONS).notices
    assert made(folded([]))["dataFeedElement"] == []


def test_where_the_article_stands_is_where_the_claim_appeared() -> None:
    dossier = single([("anna", "supported")])
    article = dossier.revision.article
    meta = replace(
        article.metadata,
        url="https://example.org/bees",
        author="A. Writer",
        publisher="The Bugle",
        language="en",
    )
    placed = replace(dossier, revision=replace(dossier.revision, article=replace(article, metadata=meta)))

    assert made(placed)["inLanguage"] == "en"
    assert made(placed)["itemReviewed"]["appearance"] == {
        "@type": "Article",
        "url": "https://example.org/bees",
        "headline": article.metadata.title,
        "author": {"name": "A. Writer"},
        "publisher": {"name": "The Bugle"},
        "datePublished": "2026-02-27",
    }


def test_a_library_is_one_feed_of_the_reviews_of_its_articles() -> None:
    everyone, one = judged(), single([("anna", "refuted")])

    feed = json.loads(export_all([everyone, one, folded([])], "claimreview", OPTIONS).text)

    assert feed["@type"] == "DataFeed"
    found = [review for item in feed["dataFeedElement"] for review in item["item"]]
    alone = made(one)
    del alone["@context"]
    assert found == [*reviews(everyone), alone]


def test_a_library_says_of_each_article_how_many_claims_have_no_verdict() -> None:
    disputed = single([("anna", "supported"), ("bram", "refuted")])

    exported = export_all([judged(), disputed, folded([])], "claimreview", OPTIONS)

    assert exported.notices == (
        "url and datePublished are missing: add where and when you publish; search engines ask for it.",
        f"{ARTICLE}: 2 of 5 claims left out: for several reasons, which are named when it is exported alone.",
        f"{ARTICLE}: 1 of 1 claims left out: reviewers differ.",
        "1 confidential source was left out, with what was found there.",
    )


def test_a_confidential_source_of_several_articles_is_one() -> None:
    twice = [judged(), judged()]
    asked = replace(OPTIONS, with_confidential=True)

    assert export_all(twice, "claimreview", OPTIONS).notices[-1].startswith("1 confidential source was")
    assert "Nora" not in str(export_all(twice, "claimreview", OPTIONS).text)
    assert not export_all(twice, "claimreview", asked).notices[-1].startswith("1 confidential")


def test_an_empty_library_is_an_empty_feed() -> None:
    exported = export_all([], "claimreview", OPTIONS)

    assert json.loads(exported.text)["dataFeedElement"] == []
    assert exported.notices == ()


@pytest.mark.parametrize("name", sorted({*BUILT_IN} - {*FOR_LIBRARIES}))
def test_a_format_of_one_article_says_that_it_holds_no_library(name: str) -> None:
    with pytest.raises(UsageError, match=f"a file in {name} holds one article: add --format claimreview"):
        export_all([], name, OPTIONS)


def test_a_format_that_there_is_not_holds_no_library_either() -> None:
    with pytest.raises(UsageError, match="there is no format called 'x'"):
        export_all([], "x", OPTIONS)


def test_the_file_is_known_for_ours_again() -> None:
    for dossier in (judged(), single([("anna", "refuted")])):
        assert written_by_postil(str(export(dossier, "claimreview", OPTIONS).text).encode()[:HEAD])
    assert written_by_postil(str(export_all([], "claimreview", OPTIONS).text).encode()[:HEAD])
    assert not written_by_postil(b'{\n"@context": "https://schema.org",\n"@id": "https://a.example"')
    assert format_of("x.claimreview.json") == "claimreview"
    assert format_of("x.json") == "json"
