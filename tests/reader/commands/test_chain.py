"""The main work from end to end, each step a process of its own in an empty home."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotations.ids import is_ulid

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reader.commands.running import Postil, Result


def run(postil: Postil, *words: str | Path, stdin: str = "") -> Result:
    result = postil.process(*words, stdin=stdin)
    assert result.code == 0, result
    return result


def test_an_article_is_annotated_and_comes_out_again(postil: Postil) -> None:
    article = run(postil, "add", postil.draft).id
    claim = run(postil, "claim", postil.draft, "--quote", "14 million euros", "--kind", "figure").id
    made = run(
        postil,
        "fact",
        "@",
        "--stance",
        "supports",
        "--source",
        "https://example.org/bill",
        "--quote",
        "€ 14m",
    ).out
    ids = dict(line.split() for line in made.splitlines())
    other = run(postil, "claim", article[:8], "--quote", "two years to build").id
    link = run(postil, "link", ids["fact"][-6:].lower(), other, "--stance", "context").id
    note = run(postil, "note", claim, stdin="Who *paid*?\n").id
    review = run(postil, "review", claim, "--verdict", "supported", "--reason", "On the bill").id
    assert all(map(is_ulid, [claim, other, link, note, review, *ids.values()]))

    shown = run(postil, "show", article).out
    places = [
        shown.index(words)
        for words in ("14 million euros, says", claim, "€ 14m", "On the bill", "Who *paid*?")
    ]
    assert places == sorted(places)

    exported = postil.home / "out.md"
    run(postil, "export", article, "-o", exported)
    text = exported.read_text(encoding="utf-8")
    assert re.search(r"14 million euros[\s\S]*Who \*paid\*\?", text)

    assert run(postil, "undo").out == f"undone: verdict given at {article}\n"
    assert "On the bill" not in run(postil, "show", article).out
    assert run(postil, "redo").out == f"done again: verdict given at {article}\n"
    assert "On the bill" in run(postil, "show", article).out


def test_an_article_comes_through_a_pipe(postil: Postil) -> None:
    shown = run(postil, "show", "-", stdin="Een kop\n\nHet regende in Utrecht de hele dag lang.\n")
    assert "Het regende in Utrecht" in shown.out
    assert run(postil, "list").out.count("\n") == 1


def test_the_sample_is_shown_in_ones_own_language(postil: Postil) -> None:
    dutch = postil.process("show", "sample", LANG="nl_NL.UTF-8")
    assert "Vijf dagen" in dutch.out
    english = postil.process("show", "sample", LANG="pt_BR.UTF-8")
    assert "Five days" in english.out


def test_a_reader_that_has_seen_enough_ends_the_program_quietly(postil: Postil) -> None:
    run(postil, "add", "sample")
    import subprocess
    import sys

    from tests.reader.commands.running import ROOT

    show = subprocess.Popen(
        [sys.executable, "-m", "reader.cli", "show", "sample", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert show.stdout is not None
    assert show.stderr is not None
    show.stdout.readline()
    show.stdout.close()
    errors = show.stderr.read()
    show.stderr.close()
    assert (show.wait(), errors) == (0, b"")
