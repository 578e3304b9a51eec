"""Telling of web pages of which no copy is kept, and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotations.exporters.copies import copy_notices, without_copy
from annotations.exporters.registry import FOR_LIBRARIES, ExportOptions, export, export_all, formats
from annotations.model import Medium, Stance
from articles.model import Span
from tests.annotations.desks import ARTICLE, Desk
from tests.contracts.worlds import Clock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from annotations.dossier import Dossier


def dossier_of(*sources: Mapping[str, Any]) -> Dossier:
    """Return a dossier in which a claim has a fact from each of these sources."""
    desk = Desk()
    session = desk.session("anna")
    desk.shelve(session, "Bees count to four.")
    claim = session.add_claim(session.dossier(ARTICLE), Span(0, 4))
    for fields in sources:
        source = session.draft_source(**fields)
        session.link_fact(
            claim, Stance.CONTEXT, source=source, fact=session.draft_fact(source, statement="So it is.")
        )
    return session.dossier(ARTICLE)


PAGE = {"url": "https://www.example.org/count", "medium": Medium.WEB}


@pytest.mark.parametrize(
    "fields",
    [
        {"medium": Medium.PHONE, "person_named": "B. Vos", "published": "2021-01-05"},
        {"medium": Medium.INTERVIEW, "person_named": "B. Vos", "confidential": True},
        {"medium": Medium.MAIL, "words": "a mail"},
        {"medium": Medium.OBSERVATION},
        {"medium": Medium.DOCUMENT, "title": "The count of 2021"},
        {"medium": Medium.PHONE, "person_named": "B. Vos", "url": "https://example.org/vos"},
        {"medium": Medium.WEB, "words": "their site"},
        {**PAGE, "archived": "https://archive.example/count"},
        {"medium": Medium.WEB, "url": "https://web.archive.org/web/2021/https://example.org/"},
        {"medium": Medium.WEB, "url": "http://[broken"},
    ],
)
def test_nobody_is_asked_for_a_copy_of_what_has_no_page(fields: dict[str, Any]) -> None:
    assert copy_notices([dossier_of(fields)]) == ()


def test_web_pages_without_a_copy_are_counted_and_named() -> None:
    others = [{"url": f"https://{name}.example/", "medium": Medium.DOCUMENT} for name in "abc"]
    assert copy_notices([dossier_of(PAGE)]) == (
        "1 web source has no copy in an archive (example.org): postil archive SOURCE URL records one.",
    )
    assert (
        "4 web sources have no copy in an archive (example.org, a.example, b.example, …)"
        in (copy_notices([dossier_of(PAGE, *others)])[0])
    )


def test_a_source_of_several_articles_counts_once() -> None:
    one = dossier_of(PAGE)
    assert len(without_copy([one, one])) == 1


@pytest.mark.parametrize("name", formats())
def test_every_format_tells_of_it(name: str) -> None:
    exported = export(dossier_of(PAGE), name, ExportOptions(now=Clock()()))
    assert any("no copy in an archive" in notice for notice in exported.notices)


@pytest.mark.parametrize("name", FOR_LIBRARIES)
def test_a_whole_library_tells_of_it(name: str) -> None:
    exported = export_all([dossier_of(PAGE)], name, ExportOptions(now=Clock()()))
    assert any("no copy in an archive" in notice for notice in exported.notices)


def test_of_a_source_that_was_left_out_nothing_is_told() -> None:
    dossier = dossier_of({**PAGE, "confidential": True})
    options = ExportOptions(now=Clock()())
    assert "example.org" not in "".join(export(dossier, "markdown", options).notices)
