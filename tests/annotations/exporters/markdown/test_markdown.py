from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from annotations.errors import UsageError
from annotations.exporters.markdown.footnotes import cite, name_sources
from annotations.exporters.registry import ExportOptions, export
from annotations.model import Link, Note, Source
from tests.annotations.desks import ARTICLE, NOW, Desk, everything, place
from tests.annotations.hostile import dossiers, folded

if TYPE_CHECKING:
    from annotations.dossier import Dossier

GOLDEN = Path(__file__).parents[3] / "golden"
OPTIONS = ExportOptions(now=NOW, tool="postil 0.0.0")
PARSER = (
    MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(front_matter_plugin)
)


def written(dossier: Dossier, **options: object) -> str:
    return str(export(dossier, "markdown", replace(OPTIONS, **options)).text)  # type: ignore[arg-type]


def headings(markdown: str) -> list[str]:
    tokens = PARSER.parse(markdown)
    return [f"{one.tag} {after.content}" for one, after in pairwise(tokens) if one.type == "heading_open"]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("everything.md", {}),
        ("everything-confidential.md", {"with_confidential": True}),
        ("everything-draft.md", {"style": "footnotes"}),
    ],
)
def test_the_file_is_the_one_that_was_read_and_approved(name: str, options: dict[str, object]) -> None:
    _, dossier = everything()

    assert written(dossier, **options) == (GOLDEN / name).read_bytes().decode()


@settings(max_examples=150)
@given(dossiers())
def test_headings_and_footnotes_are_ours_whatever_people_wrote(dossier: Dossier) -> None:
    page = written(dossier)

    wanted = [f"h2 Claim {view.number} · {view.claim.kind}" for view in dossier.claims]
    wanted += ["h2 Notes on the article"] if dossier.notes else []
    used = {one.source.id for view in dossier.claims for one in view.evidence if one.source}
    wanted += ["h2 Sources"] if used else []
    assert headings(page)[1:] == wanted
    names = [token.meta["label"] for token in PARSER.parse(page) if token.type == "footnote_open"]
    known = name_sources(
        one for one in dossier.records.values() if isinstance(one, Source) and one.id in used
    )
    assert sorted(names) == sorted(known.values())


@settings(max_examples=150)
@given(dossiers())
def test_words_of_people_stand_in_quotations_only(dossier: Dossier) -> None:
    ours = re.compile(
        r"|[-]{3}|[a-z-]+: .*|# .*|## Claim \d+ · [a-z]+|## Notes on the article|## Sources|State: .*|>.*"
        r"|<!-- postil:[a-z]+ \{.*\} -->|\[\^[a-z0-9-]+\]: .*|Nothing is claimed yet\.",
    )
    page = written(dossier)

    assert [line for line in page.split("\n") if not ours.fullmatch(line)] == []


@settings(max_examples=100)
@given(dossiers())
def test_a_draft_has_a_footnote_for_each_claim_and_no_other(dossier: Dossier) -> None:
    page = written(dossier, style="footnotes")

    names = [token.meta["label"] for token in PARSER.parse(page) if token.type == "footnote_open"]
    assert sorted(names) == sorted(str(view.number) for view in dossier.claims)


def test_confidential_sources_leave_no_trace_but_their_number() -> None:
    _, dossier = everything()

    for page in (written(dossier), written(dossier, style="footnotes")):
        assert "Nora" not in page
        assert "nurse" not in page
        assert "Two people" not in page
        assert "confidential-left-out: 1" in page
        assert "1 confidential source was left out" in page
    assert "Nora" in written(dossier, with_confidential=True)


def test_a_deleted_note_is_not_in_the_file_and_the_reply_to_it_is() -> None:
    _, dossier = everything()

    page = written(dossier)

    assert "should not have said" not in page
    assert "in reply to a deleted note" in page


def test_a_note_on_a_fact_that_bears_on_two_claims_shows_once() -> None:
    _, dossier = everything()

    assert written(dossier).count("A good count, says") == 1


def test_an_article_without_claims_is_a_page_that_says_so() -> None:
    page = written(folded([], ""))

    assert "# Untitled" in page
    assert "Nothing is claimed yet." in page


def test_a_fact_that_cannot_be_read_just_now_is_said_to_be_missing() -> None:
    _, dossier = everything()
    without = replace(
        dossier,
        claims=tuple(
            replace(view, evidence=tuple(replace(one, fact=None, source=None) for one in view.evidence))
            for view in dossier.claims
        ),
    )

    assert "what was found is not part of this file" in written(without)
    assert "What was found is not part of this file" in written(without, style="footnotes")


def test_an_unknown_style_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="choose from notes, footnotes"):
        written(folded([]), style="poster")


def test_front_matter_is_flat_and_each_line_of_it_json() -> None:
    _, dossier = everything()

    _, front, _ = written(dossier).split("---\n", 2)

    assert [json.loads(line.partition(": ")[2]) is not None for line in front.splitlines()]
    assert not [line for line in front.splitlines() if line.startswith(" ")]


def test_sources_of_one_name_keep_apart_and_the_older_keeps_its_name() -> None:
    fields = {"author": "anna", "created": NOW, "modified": NOW}
    ids = [f"01KJ{number:022d}" for number in range(4)]
    sources = [Source(id=one, title="A count of bees", **fields) for one in ids[:2]]  # type: ignore[arg-type]
    sources += [Source(id=ids[2], url="https://Bees.example.org/x", **fields)]  # type: ignore[arg-type]
    sources += [Source(id=ids[3], url="http://[broken", **fields)]  # type: ignore[arg-type]

    names = name_sources(reversed(sources))

    assert list(names.values()) == ["a-count-of-bees", "a-count-of-bees-000001", "bees-example-org", "source"]


def test_a_source_is_cited_with_all_that_is_known_of_it() -> None:
    source = Source(
        id="01KJ",
        author="anna",
        created=NOW,
        modified=NOW,
        url="https://example.org/(a)?b=c",
        words="seen on *paper*",
        title="Is it 10 %?",
        publisher="Bees [daily]",
        person_named="B. Keeper",
        published="2026",
        accessed="2026-01-02",
        archived="not an address",
        confidential=True,
    )

    assert cite(source) == (
        r"Is it 10 %? Bees \[daily\], B. Keeper, 2026. seen on \*paper\*. <https://example.org/(a)?b=c> "
        "Archived: not an address Accessed 2026-01-02. **Confidential.**"
    )
    assert cite(
        replace(source, url="https://x.org/a b", words="", archived="", accessed="", title="")
    ).startswith(r"Bees \[daily\]. B. Keeper")


def test_a_source_without_a_word_is_still_named() -> None:
    bare = Source(id="01KJ", author="anna", created=NOW, modified=NOW)

    assert cite(bare) == "A source without a name."


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("dialect", ["gfm+footnotes", "markdown"])
@pytest.mark.parametrize("style", ["notes", "footnotes"])
@pytest.mark.parametrize("target", ["html", "docx"])
def test_pandoc_reads_it_without_a_warning_and_keeps_the_footnotes(
    tmp_path: Path, dialect: str, style: str, target: str
) -> None:
    _, dossier = everything()
    page = tmp_path / "page.md"
    page.write_text(written(dossier, style=style), encoding="utf-8", newline="\n")

    made = subprocess.run(
        ["pandoc", "-f", dialect, "-t", target, "-s", "-o", tmp_path / f"page.{target}", page],
        capture_output=True,
        check=True,
        text=True,
    )

    assert made.stderr == ""
    if target == "html":
        html = (tmp_path / "page.html").read_text(encoding="utf-8")
        assert html.count('class="footnote-ref"') == {"notes": 3, "footnotes": 5}[style]
        assert "<b>bold</b>" not in html


def test_a_person_can_answer_where_the_claim_is_ambiguous() -> None:
    desk = Desk()
    anna = desk.session("anna")
    desk.shelve(anna, "Five bees came.\n\nTen years passed. Then rain came, then snow.\n")
    dossier = anna.dossier(ARTICLE)
    claim = anna.add_claim(dossier, place(dossier, "Five bees came."))
    desk.shelve(anna, "Five bees came.\n\nFive bees came.\n")
    dossier = anna.dossier(ARTICLE)
    page = written(dossier)

    assert claim.id in page
    assert written(dossier, style="footnotes").count("[^1]") == 2
    assert not [one for one in dossier.records.values() if isinstance(one, Note | Link)]
