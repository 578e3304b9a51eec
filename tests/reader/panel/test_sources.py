"""Where a fact was found, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotations.model import Medium, SourceKind, Stance
from reader.panel.sources import host_of
from tests.reader.making import Newsroom
from tests.reader.panel.test_claims import composed, shown

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org/a?b=c", "example.org"),
        ("http://example.org:8080/", "example.org"),
        ("https://пример.example/", "xn--e1afmkfd.example"),
        ("javascript:alert(1)", ""),
        ("https://known.example@other.example/", ""),
        ("https://example.org/\x1b]52;c;x\x07", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_only_a_safe_address_has_a_host(url: str, host: str) -> None:
    assert host_of(url) == host


def source_text(source: Mapping[str, object], *, select: bool = False, **fact: str) -> str:
    """Return the panel of a claim whose one fact has this source."""
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    link = room.fact(claim, Stance.SUPPORTS, source=source, **fact)
    return shown(composed(room, claim.id, link if select else "", width=70))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({"medium": Medium.DOCUMENT, "title": "Budget", "publisher": "Waterdam"}, "Budget, p. 3 · Waterdam"),
        ({"medium": Medium.DOCUMENT, "words": "the old ledger"}, "the old ledger, p. 3"),
        ({"medium": Medium.MAIL, "person_named": "B. Vos", "title": "Re: x"}, "B. Vos, by mail, Re: x, p. 3"),
        ({"medium": Medium.OBSERVATION}, "own observation, p. 3"),
        ({"person_named": "B. Vos", "url": "https://example.org"}, "B. Vos, p. 3 · example.org"),
        ({"title": "Post of Monday", "publisher": "Post"}, "Post of Monday, p. 3\n"),
    ],
)
def test_a_source_line_says_what_is_known(source: Mapping[str, object], said: str) -> None:
    assert f"     {said}" in source_text(source, statement="x", locator="p. 3")


def test_an_address_that_is_not_safe_is_shown_and_never_offered() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    link = room.fact(claim, Stance.SUPPORTS, source={"url": "javascript:alert(1)"}, statement="x")
    lines = composed(room, claim.id, link)
    assert "javascript:alert(1)" in shown(lines)
    assert not any(piece.url for line in lines for piece in line.pieces)


def test_a_selected_source_tells_its_kind_and_its_copy() -> None:
    source = {
        "url": "https://example.org/a",
        "kind": SourceKind.PRIMARY,
        "archived": "https://archive.example/x",
    }
    text = source_text(source, select=True, statement="x")
    assert "primary" in text
    assert "https://archive.example/x" in text


def test_a_passage_with_quotation_marks_of_its_own_gets_no_others() -> None:
    text = source_text({"words": "x"}, quote="„Zo is het”")
    assert "     „Zo is het”" in text
    assert "“„" not in text


def test_a_fact_of_which_nothing_is_said_yet_is_told_by_its_source() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    room.fact(claim, Stance.SUPPORTS, source={"url": "https://www.example.org/count"}, statement="", quote="")
    room.fact(claim, Stance.REFUTES, source={"url": "https://www.example.com/"}, statement="it was 15")
    said = shown(composed(room, claim.id, width=70, compact=True))
    assert "✓ supports  example.org" in said
    assert "✗ refutes  it was 15" in said
    assert "example.com" not in said
