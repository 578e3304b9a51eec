"""A note that was attached again goes out with the place it has now, and comes back with the one it had."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from annotations.exporters.registry import ExportOptions, export
from annotations.importers.registry import parse
from annotations.model import Claim, Note, Target, TargetKind
from tests.annotations.making import ARTICLE, TEXT, Team, span_of

if TYPE_CHECKING:
    from annotations.dossier import ClaimView, Thread

GONE = "The harbour master did not see it leave."
OPTIONS = ExportOptions(now=datetime(2026, 3, 2, tzinfo=UTC), tool="postil 0.0.0")


@pytest.fixture
def team() -> Team:
    """Return a team with a note and a claim whose sentence went, and which somebody attached to another."""
    made = Team()
    dossier = made.dossier
    made.claim(GONE)
    passage = (dossier, span_of(TEXT, GONE))
    made.anna.add_note(ARTICLE, Target(TargetKind.ARTICLE, ARTICLE), "Says who?", passage=passage)
    made.publish(TEXT.replace(GONE, ""))
    dossier = made.dossier
    placeless: list[ClaimView | Thread] = [*dossier.claims, *dossier.notes]
    for view in placeless:
        made.bram.reattach(dossier, view, span_of(dossier.text, "A new ferry is due in May."))
    return made


def test_markdown_says_where_the_words_are_now(team: Team) -> None:
    page = str(export(team.dossier, "markdown", OPTIONS).text)

    assert f"**Words:** {GONE}" in page
    assert page.count("**Now:** A new ferry is due in May.") == 2
    back = [one.record for one in parse(page.encode(), "markdown").incoming]
    [note] = [one for one in back if isinstance(one, Note)]
    assert note.text == "Says who?"
    assert note.anchor is not None
    assert note.anchor.exact == GONE


def test_jsonld_has_the_place_now_as_the_target_and_loses_nothing(team: Team) -> None:
    page = str(export(team.dossier, "jsonld", OPTIONS).text)

    items: list[dict[str, Any]] = json.loads(page)["first"]["items"]
    exact = [one["target"]["selector"][0]["exact"] for one in items if one["record"] in {"claims", "notes"}]
    assert exact == ["A new ferry is due in May."] * 2
    back = [one.record for one in parse(page.encode(), "jsonld").incoming]
    anchors = {one.anchor.exact for one in back if isinstance(one, Claim | Note) and one.anchor}
    assert anchors == {GONE}
