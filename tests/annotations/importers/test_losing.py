from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from annotations.exporters.registry import STYLES, ExportOptions, export
from annotations.importers.losing import would_lose
from tests.annotations.desks import ARTICLE, NOW, everything, take
from tests.annotations.hostile import dossiers

if TYPE_CHECKING:
    from annotations.dossier import Dossier

BY_HAND = "\n> By hand, bees.\n"


def written(dossier: Dossier, style: str = "notes") -> str:
    return str(export(dossier, "markdown", ExportOptions(now=NOW, style=style)).text)


@pytest.mark.parametrize("style", STYLES)
def test_a_file_as_it_was_written_holds_nothing_to_lose(style: str) -> None:
    _, dossier = everything()

    assert not would_lose(written(dossier, style).encode(), dossier)
    assert not would_lose(written(dossier, style).replace("\n", "\r\n").encode(), dossier)


@given(dossiers())
@settings(max_examples=40, deadline=None)
def test_nor_does_one_with_any_words_in_it(dossier: Dossier) -> None:
    for style in STYLES:
        assert not would_lose(written(dossier, style).encode("utf-8", "replace"), dossier)


@pytest.mark.parametrize(
    ("style", "was", "now"),
    [
        ("notes", "Runs on Saturday.", "Runs on Sunday."),
        ("notes", "**Verdict: conflicting**", "**Verdict: refuted**"),
        ("notes", "## Claim 2", "A line of mine\n\n## Claim 2"),
        ("notes", "<!-- postil:end", "<!-- gone"),
        ("notes", "postil-format: 1", "postil-format: 1\nx"),
        ("obsidian", "Runs on Saturday.", "Runs on Sunday."),
        ("footnotes", "made in spring", "made in autumn"),
        ("footnotes", 'postil-style: "footnotes"', 'postil-style: "notes"'),
    ],
)
def test_an_edit_that_is_not_in_the_library_would_be_lost(style: str, was: str, now: str) -> None:
    _, dossier = everything()
    before = written(dossier, style)
    assert was in before

    lost = would_lose(before.replace(was, now).encode(), dossier)

    assert lost is (now != "postil-format: 1\nx")


def test_a_note_that_was_taken_out_is_an_edit_until_it_is_deleted() -> None:
    desk, dossier = everything()
    text = written(dossier)
    start = text.rindex("<!-- postil:note")
    cut = (text[:start] + text[text.index("## Sources") :]).encode()

    assert would_lose(cut, dossier)
    take(desk.session("bram"), cut, "markdown")
    assert not would_lose(cut, desk.session("bram").dossier(ARTICLE))


def test_what_was_taken_in_is_not_lost_and_does_not_come_in_twice() -> None:
    desk, dossier = everything()
    bram = desk.session("bram")
    edited = (
        written(dossier)
        .replace("Runs on Saturday.", "Runs on Sunday.")
        .replace("## Sources", f"{BY_HAND}\n## Sources")
    )

    assert would_lose(edited.encode(), dossier)
    assert len(take(bram, edited, "markdown").changes) == 2
    assert not would_lose(edited.encode(), bram.dossier(ARTICLE))
    assert take(bram, edited, "markdown").changes_nothing


def test_what_is_no_markdown_of_ours_any_more_would_be_lost() -> None:
    _, dossier = everything()

    assert would_lose(b"---\npostil-format: 1\n---\n\n# x\n", dossier)
    assert would_lose(b"\xff\xfe", dossier)
