"""Passages of articles in the library as facts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from annotations.capturing import address_of, capture, locator_of
from annotations.errors import UsageError
from annotations.model import Fact, Medium, Source, Stance
from annotations.shelving import take_in
from articles.frozen import replace
from articles.model import Locator, LocatorKind, Retrieval, Span
from articles.reading import read_bytes
from tests.annotations.desks import ARTICLE, FIRST, Desk, place

if TYPE_CHECKING:
    from annotations.model import Claim
    from annotations.session import Session

COUNT = """---
title: The count
publisher: Wardens of the town
published: 2026-02-20
url: https://example.org/count
---

# The count

In spring the wardens counted 1,200 hives.

Three of them did it.
"""


@pytest.fixture
def work() -> tuple[Session, Claim, str]:
    desk = Desk()
    anna = desk.session("anna")
    desk.shelve(anna, FIRST)
    dossier = anna.dossier(ARTICLE)
    claim = anna.add_claim(dossier, place(dossier, "1,200 hives"))
    taken = take_in(anna.store, read_bytes(COUNT.encode(), "count.md"), clock=desk.clock)
    return anna, claim, taken.article


def test_a_passage_becomes_a_fact_with_its_source_its_words_and_its_place(
    work: tuple[Session, Claim, str],
) -> None:
    anna, claim, article = work
    count = anna.dossier(article)
    words = place(count, "the wardens counted 1,200 hives")
    linked = capture(anna, claim, Stance.SUPPORTS, count.revision, words)
    source, fact = linked.source, linked.fact
    assert source is not None
    assert fact is not None
    assert (source.article, source.url, source.medium) == (article, "https://example.org/count", Medium.WEB)
    assert (source.title, source.publisher, source.published) == (
        "The count",
        "Wardens of the town",
        "2026-02-20",
    )
    assert source.accessed == "2026-03-01"
    assert (fact.quote, fact.locator) == ("the wardens counted 1,200 hives", "par. 2")
    assert fact.anchor is not None
    assert (fact.anchor.span, fact.anchor.revision) == (words, count.revision.sha256)
    anna.undo(ARTICLE)
    assert [one for one in anna.store.evidence().records if not one.deleted] == []


def test_the_same_passage_again_is_the_same_fact(work: tuple[Session, Claim, str]) -> None:
    anna, claim, article = work
    count = anna.dossier(article)
    words = place(count, "1,200 hives")
    capture(anna, claim, Stance.SUPPORTS, count.revision, words)
    capture(anna, claim, Stance.CONTEXT, count.revision, words)
    capture(anna, claim, Stance.CONTEXT, count.revision, place(count, "Three of them"))
    kinds = [type(one) for one in anna.store.evidence().records]
    assert (kinds.count(Source), kinds.count(Fact)) == (1, 2)


def test_an_article_cannot_vouch_for_itself(work: tuple[Session, Claim, str]) -> None:
    anna, claim, _ = work
    dossier = anna.dossier(ARTICLE)
    with pytest.raises(UsageError, match="cannot vouch for itself"):
        capture(anna, claim, Stance.SUPPORTS, dossier.revision, place(dossier, "The town"))


def test_a_passage_needs_words(work: tuple[Session, Claim, str]) -> None:
    anna, claim, article = work
    count = anna.dossier(article)
    gap = replace(place(count, "hives.\n"), start=place(count, "hives.\n").end - 1)
    with pytest.raises(UsageError, match="needs words"):
        capture(anna, claim, Stance.SUPPORTS, count.revision, gap)


@pytest.mark.parametrize(
    ("kind", "value", "said"), [(LocatorKind.PAGE, "xii", "p. xii"), (LocatorKind.TIME, "0:14:05", "0:14:05")]
)
def test_pages_and_times_are_told_as_the_original_has_them(kind: LocatorKind, value: str, said: str) -> None:
    article = read_bytes(b"One.\n\nTwo.\n\nThree.", "a.txt").article
    located = replace(article, locators=(Locator(kind, 4, value),))
    assert locator_of(located, Span(2, 3)) == "par. 1"
    three = article.text.index("Three")
    assert locator_of(located, Span(three, three + 5)) == said


@pytest.mark.parametrize(
    ("told", "answered", "archived", "stands"),
    [
        ("https://example.org/count", "https://m.example.org/count?x=1", "", "https://example.org/count"),
        ("https://example.org/count", "https://example.com/count", "", "https://example.com/count"),
        ("https://[broken/count", "https://example.com/count", "", "https://example.com/count"),
        (
            "https://example.org/count",
            "https://example.com/2026/count",
            "https://example.com/2026/count",
            "https://example.org/count",
        ),
        ("", "https://example.com/count", "", ""),
    ],
    ids=["telephone", "another site", "no address", "archive", "file"],
)
def test_a_page_stands_where_it_says_unless_another_site_answered(
    told: str, answered: str, archived: str, stands: str
) -> None:
    fetched = Retrieval(answered, answered, datetime(2026, 3, 1, tzinfo=UTC), "0" * 64, archived=archived)
    assert address_of(told, fetched) == stands
    assert address_of(told, None) == told
