"""The article as plain lines tells in words all that the screen tells by place, sign and colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotations.model import Purpose
from articles.frozen import replace
from reader.glyphs import ASCII
from reader.linear import linear_text
from reader.panel.claims import compose_claim
from reader.panel.overview import compose_overview
from tests.reader.making import NOW, Library, Newsroom

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.dossier import Dossier
    from reader.lines import Line

OF_THE_SCREEN = {
    # Keys and what they do.
    *("c", "l", "to", "link", "one", "makes", "r", "give", "yours", "a", "write", "you"),
    # Headings, counts of what stands below, and how long ago that was which `show` gives the day of.
    *(
        "facts",
        "verdicts",
        "notes",
        "versions",
        "passages",
        "on",
        "just",
        "now",
        "ago",
        "min",
        "h",
        "d",
        "days",
    ),
    # The sign of what is open; the host, of which `show` has the whole address.
    *("o", "example.org"),
    # Where `show` says it in other words: nothing found, no reason at all, translated.
    *("searched", "without", "reason", "translation"),
}
"""Words that have to do with the screen alone."""


def newsroom() -> Library:
    """Return a newsroom in which about everything has happened that a panel can show."""
    room = Library()
    asked = room.note("anna", room.money, "Which account?", purpose=Purpose.QUESTION, to="bram")
    room.note("bram", asked, "That of last year.")
    room.note("bram", None, "A good piece.")
    return room


def words_of(lines: Iterable[str]) -> set[str]:
    return set(re.findall(r"[\w.,]*\w", " ".join(lines).lower()))


def panel_words(dossier: Dossier) -> set[str]:
    """Return every word that a panel has of an article, none of them folded or cut."""

    def said(lines: tuple[Line, ...]) -> list[str]:
        return ["".join(piece.text for piece in line.pieces) for line in lines]

    shown: list[str] = []
    chosen = ("", *dossier.records)
    for selected in chosen:
        shown += said(compose_overview(dossier, selected, 300, ASCII, me="carla", now=NOW))
        for view in dossier.claims:
            shown += said(compose_claim(dossier, view, selected, 300, ASCII, me="carla", now=NOW))
    return words_of(shown)


def test_every_word_of_the_panel_is_in_the_lines() -> None:
    dossier = newsroom().dossier
    told = words_of(linear_text(dossier))
    left = panel_words(dossier) - told - OF_THE_SCREEN
    assert {word for word in left if not re.fullmatch(r"\d+(?:/\d+)?", word)} == set()


def test_how_far_it_is_and_what_is_missing_stands_at_the_head() -> None:
    lines = list(linear_text(newsroom().dossier))
    head = lines[: lines.index("")]
    assert "0 of 3 settled: 1 open, 1 checking, 1 we differ" in head
    assert "MISSING no evidence: 2, at claims 1, 3" in head
    assert any(line.startswith("NOTE bram") for line in head)


def test_a_record_in_two_versions_or_out_of_its_place_is_named() -> None:
    dossier = newsroom().dossier
    note = next(thread.note for thread in dossier.notes)
    doubtful = replace(dossier, versions={note.id: (note, note)}, unverified=frozenset({note.id}))
    lines = list(linear_text(doubtful))
    assert f"TWO VERSIONS stand of note · bram · {note.id}" in lines
    assert f"NOT IN bram's own file: note · bram · {note.id}" in lines


def test_an_article_without_claims_says_no_more_than_that() -> None:
    lines = list(linear_text(Newsroom().dossier))
    assert not any("settled" in line or "MISSING" in line for line in lines)
