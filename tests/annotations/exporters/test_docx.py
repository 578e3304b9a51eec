from __future__ import annotations

import builtins
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import given, settings

from annotations.anchors import AnchorState
from annotations.errors import PostilError
from annotations.exporters.registry import HEAD, ExportOptions, export, format_of, written_as
from annotations.model import Purpose, Target, TargetKind
from annotations.store import Policy
from articles.reading import read_bytes
from tests.annotations.desks import ARTICLE, FIRST, NOW, Desk, everything, place, view
from tests.annotations.hostile import dossiers, folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document as OpenDocument

    from annotations.dossier import Dossier

GOLDEN = Path(__file__).parents[2] / "golden" / "everything.docx.xml"
OPTIONS = ExportOptions(now=NOW, tool="postil 0.0.0")
SHOWN = ("word/document.xml", "word/comments.xml", "docProps/core.xml")


def written(dossier: Dossier, options: ExportOptions = OPTIONS) -> bytes:
    made = export(dossier, "docx", options).text
    assert isinstance(made, bytes)
    return made


def parts(data: bytes) -> str:
    """Return what we write of a document as text, a paragraph a line."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        text = "".join(f"== {name}\n{file.read(name).decode()}\n" for name in SHOWN)
    return text.replace("<w:p>", "\n<w:p>").replace("<w:comment ", "\n<w:comment ")


def read(dossier: Dossier) -> OpenDocument:
    return Document(io.BytesIO(written(dossier)))


def test_the_document_is_the_one_that_was_read_and_approved() -> None:
    _, dossier = everything()

    assert parts(written(dossier)).encode() == GOLDEN.read_bytes()
    assert written(dossier) == written(dossier)


def test_each_claim_has_a_comment_with_its_verdicts_facts_and_sources() -> None:
    _, dossier = everything()

    comments = list(read(dossier).comments)

    claims = [one.text for one in comments if re.match(r"Claim \d", one.text)]
    assert len(claims) == len(dossier.claims)
    hives = next(one for one in claims if one.startswith("Claim 1 · we differ · figure"))
    assert "anna (2026-03-01): supported: Counted." in hives
    assert "Supports: 1,200 hives were counted." in hives
    assert "Bee count, Bureau of *Bees*, 2026-02, https://example.org/count?a=1&b=2" in hives
    assert "Refutes: “1,100” (p. 3 [^1])" in hives
    rain = next(one for one in claims if "alarm" in one)
    assert "The claim was made on the words: “It did not rain on Monday.”" in rain
    assert "bram (2026-03-01, stale): supported: I was there." in rain


def test_notes_questions_and_proposed_wordings_are_comments_of_those_who_wrote_them() -> None:
    _, dossier = everything()

    comments = {one.text.partition("\n")[0]: one for one in read(dossier).comments}

    assert comments["Question to bram:"].author == "anna"
    assert "“did not rain” → “stayed dry”" in comments["Wording:"].text
    assert comments["**Text:** - I have."].author == "bram"
    assert str(comments["Wording:"].timestamp).startswith("2026-03-01 12:50:00")
    assert "Highlight:" in comments


def test_what_is_open_stands_first_and_what_the_author_vouches_for_before_that() -> None:
    desk = Desk(Policy(scale="desk"))
    anna = desk.session("anna")
    desk.shelve(anna, FIRST)
    for words, verdict in (("1,200 hives", "fix"), ("ten percent", "on-author"), ("in spring", "ok")):
        claim = anna.add_claim(anna.dossier(ARTICLE), place(anna.dossier(ARTICLE), words))
        anna.review(anna.dossier(ARTICLE), view(anna.dossier(ARTICLE), words), verdict, reason="Say 1,190.")
    anna.add_note(ARTICLE, Target(TargetKind.CLAIM, claim.id), "Who counted?", purpose=Purpose.QUESTION)

    lines = [one.text for one in read(anna.dossier(ARTICLE)).paragraphs]

    start = lines.index("Open")
    assert lines[start + 1 : start + 5] == [
        "On author: claim 2, “ten percent”",
        "Claim 1, fix proposed: “1,200 hives” (Say 1,190.)",
        "anna asks: Who counted?",
        "Article",
    ]


def test_nothing_open_is_said() -> None:
    assert "Nothing is open." in [one.text for one in read(folded([])).paragraphs]


def test_the_article_keeps_its_words_and_looks() -> None:
    source = (
        "---\nauthor: A. Writer\n---\n# A\n\n*slanted* **bold** ~~gone~~ `code` [link](https://a.example/) "
        "[bad](javascript:x) note[^1]\n\n- one\n\n> quoted\n\n---\n\n```\nx = 1\n```\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: The note.\n"
    )
    desk = Desk()
    desk.keep(desk.session("anna"), read_bytes(source.encode(), name="a.md").article)

    made = read(desk.session("anna").dossier(ARTICLE))

    text = [one.text for one in made.paragraphs]
    assert "slanted bold gone code link bad note[1]" in text
    assert {"A. Writer", "• one", "quoted", "* * *", "x = 1", "a\tb", "1\t2"} <= set(text)
    runs = {run.text: run for one in made.paragraphs for run in one.runs}
    assert runs["slanted"].italic
    assert runs["bold"].bold
    assert runs["a"].bold
    assert runs["gone"].font.strike
    assert runs["code"].font.name == "Consolas"
    assert [one.address for part in made.paragraphs for one in part.hyperlinks] == ["https://a.example/"]


def test_a_place_that_two_passages_fit_gets_no_comment_in_the_text() -> None:
    _, dossier = everything()
    hives = view(dossier, "1,200")
    unsure = replace(hives, place=replace(hives.place, state=AnchorState.AMBIGUOUS))

    lines = [one.text for one in read(replace(dossier, claims=(unsure,))).paragraphs]

    assert "The town has 1,200 hives" in lines[lines.index("Claims without a place in the article") :]


def test_what_is_withheld_is_not_in_it_and_said() -> None:
    _, dossier = everything()

    assert "Nora" not in parts(written(dossier))
    assert "1 confidential source was left out" in parts(written(dossier))
    whole = parts(written(dossier, replace(OPTIONS, with_confidential=True)))
    assert "Nora Q." in whole
    assert "confidential" in whole


def test_the_document_is_known_for_ours_until_another_program_writes_it() -> None:
    _, dossier = everything()
    saved = io.BytesIO()
    read(dossier).save(saved)

    assert written_as(written(dossier)[:HEAD]) == "docx"
    assert written_as(saved.getvalue()[:HEAD]) == ""
    assert format_of("a.docx") == "docx"


@given(dossiers())
@settings(max_examples=40, deadline=None)
def test_no_words_break_the_document(dossier: Dossier) -> None:
    made = read(dossier)

    assert sum(bool(re.match(r"Claim \d+ · ", one.text)) for one in made.comments) >= len(dossier.claims)


def test_pandoc_reads_the_comments_with_their_authors(tmp_path: Path) -> None:
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("there is no pandoc here")
    _, dossier = everything()
    file = tmp_path / "a.docx"
    file.write_bytes(written(dossier))

    done = subprocess.run(
        [pandoc, "--track-changes=all", "--to=markdown", "--wrap=none", str(file)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stderr == ""
    assert done.stdout.count(".comment-start") == len(list(read(dossier).comments))
    assert 'author="anna" date="2026-03-01T12:02:00Z"' in done.stdout


def test_without_what_writes_word_documents_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - as Python names it
        locals: Mapping[str, object] | None = None,  # noqa: A002 - the same
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> object:
        if name == "docx":
            raise ImportError(name)
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(PostilError, match=r"install postil\[docx\]"):
        written(folded([]))
