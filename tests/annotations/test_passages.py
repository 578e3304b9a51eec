"""Passages that speak of what a claim speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.passages import Sharing, best_passages, claim_profile, likeness, profile_of
from annotations.samples import open_sample
from articles.reading import read_bytes
from tests.annotations.desks import Desk

HOUSE = Path(__file__).parent.parent.parent
COUNT = """# The count of hives

In spring the wardens counted 1,200 hives in the town of Oudeveer. A year before there were 1,090.

| Year | Hives |
|:-----|------:|
| 2025 | 1,090 |
| 2026 | 1,200 |

Three wardens did it in two days. The mayor, Ada Smit, was there on 4 May 2026.
"""


@pytest.mark.parametrize(
    ("claim", "language", "first", "shared"),
    [
        ("De stad telt 1.200 kasten.", "nl", "In spring the wardens counted 1,200", Sharing.FIGURE),
        ("Burgemeester Smit kwam kijken.", "nl", "The mayor, Ada Smit", Sharing.NAME),
        ("On May 4, 2026 it was done.", "en", "The mayor, Ada Smit", Sharing.DATE),
        ("Three of the wardens did it.", "en", "Three wardens did it", Sharing.WORD),
    ],
)
def test_what_is_shared_is_found_and_named(claim: str, language: str, first: str, shared: Sharing) -> None:
    article = read_bytes(COUNT.encode(), "count.md").article
    found = best_passages(profile_of(claim, language), [("count", article)])
    assert found[0].span.cut(article.text).startswith(first)
    assert shared in {one.sharing for one in found[0].reasons}


def test_a_row_of_a_table_is_a_passage() -> None:
    article = read_bytes(COUNT.encode(), "count.md").article
    found = best_passages(profile_of("1,090 hives in 2025", "en"), [("count", article)])
    assert "2025" in found[0].span.cut(article.text)


def test_nothing_in_common_is_nothing_found() -> None:
    article = read_bytes(COUNT.encode(), "count.md").article
    assert best_passages(profile_of("It rained in Paris.", "en"), [("count", article)]) == ()


def test_what_all_have_in_common_counts_for_little() -> None:
    claim = profile_of("Parler had 10 million users in Utrecht", "en")
    others = [profile_of(text, "en") for text in ("10 million users", *["the users went away"] * 20)]
    scored = likeness(claim, others)
    assert scored[0][0] > 5 * scored[1][0]


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_asked_for(claim: str, text: str) -> None:
    for _, shared in likeness(profile_of(claim), [profile_of(text), profile_of(claim)]):
        assert all(reason.points > 0 and reason.words for reason in shared)


def test_the_other_sample_s_words_for_a_claim_are_among_the_first_five() -> None:
    """Every claim of the one sample, sought in the other and in pages that are about something else."""
    desk = Desk()
    session = desk.session("anna")
    english, dutch = (session.dossier(open_sample(session, language)) for language in ("en", "nl"))
    pages = [read_bytes(page.read_bytes(), page.name).article for page in (HOUSE / "docs").glob("*.md")]
    library = [("dutch", dutch.revision.article), *((f"page {at}", one) for at, one in enumerate(pages))]
    among = 0
    for view, same in zip(english.claims, dutch.claims, strict=True):
        assert same.span is not None
        found = best_passages(claim_profile(english, view), library, 5)
        among += any(one.article == "dutch" and one.span.overlaps(same.span) for one in found)
    assert among >= 0.8 * len(english.claims), f"{among} of {len(english.claims)}"
