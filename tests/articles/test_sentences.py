from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.formats import markdown, text
from articles.model import Span
from articles.sentences import sentence_spans, split

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.model import Article

LINES = (Path(__file__).parent / "cases" / "sentences.psv").read_text(encoding="utf-8").splitlines()
CASES = [line.split("|", 1) for line in LINES if line and not line.startswith("#")]
PROSE = st.text(
    st.sampled_from(list("aA b.!?…。 \n„”“«»()[]1'’,;-δ")) | st.characters(codec="utf-8"), max_size=120
)


@pytest.mark.parametrize(("language", "marked"), CASES, ids=[marked[:40] for _, marked in CASES])
def test_a_paragraph_falls_apart_as_the_case_says(language: str, marked: str) -> None:
    paragraph = marked.replace("|", "")
    assert [span.cut(paragraph) for span in split(paragraph, language)] == [
        part.strip() for part in marked.split("|")
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=PROSE, language=st.sampled_from(["", "nl", "de"]))
def test_sentences_cover_any_text(
    source: str, language: str, sentences_cover: Callable[[Article, tuple[Span, ...]], None]
) -> None:
    for article in (text.parse(source), markdown.parse(source)):
        sentences_cover(article, sentence_spans(article.text, article.blocks, language))


def test_headings_code_and_tables_have_no_sentences() -> None:
    article = markdown.parse(
        "# Kop. Twee.\n\nEen. Twee.\n\n- Drie. Vier.\n\n```\nx. Y.\n```\n\n|a. B.|\n|-|\n"
    )
    spans = sentence_spans(article.text, article.blocks)
    assert [span.cut(article.text) for span in spans] == ["Een.", "Twee.", "Drie.", "Vier."]


def test_white_space_has_no_sentences() -> None:
    assert split("") == []
    assert split(" \n ") == []


def test_a_run_of_stops_and_quotes_takes_linear_time() -> None:
    # Each of these took minutes with an expression that tries twice.
    for run in ("." * 100_000 + "x", '."' * 50_000 + "x", "." + '"' * 100_000 + "x"):
        assert split(run) == [Span(0, len(run))]
