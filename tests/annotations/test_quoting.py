"""Finding what a person quotes, whatever the typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import PostilError, UsageError
from annotations.folding import fold
from annotations.quoting import find_quote, locate_quote, nearest_passage
from articles.model import Article, Block, BlockKind, Span

TEXT = "„Het is 2.300 per dag”, zei Matze – en Matzes broer zei\nhet ook. Matze lachte."


def article(text: str = TEXT) -> Article:
    return Article(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))


def found(quote: str, **around: str) -> list[str]:
    return [span.cut(TEXT) for span in find_quote(TEXT, quote, **around)]


@pytest.mark.parametrize(
    "quote",
    ["“het is 2.300 per dag”", '"Het is 2.300 PER DAG"', " Het  is\n2.300 per dag ", "matze - en Matzes"],
)
def test_typography_does_not_matter(quote: str) -> None:
    assert len(found(quote)) == 1


def test_whole_words_win_over_parts_of_words() -> None:
    assert found("Matze") == ["Matze", "Matze"]
    assert found("atzes bro") == ["atzes bro"]
    assert found("dag”, zei") == ["dag”, zei"]


def test_scripts_without_spaces_are_found() -> None:
    assert [span.start for span in find_quote("橋の費用は十四億円だった。", "十四億円")] == [5]


def test_context_chooses() -> None:
    assert len(found("zei", prefix="dag”,")) == 1
    assert len(found("zei", suffix="het ook")) == 1
    assert found("zei", prefix="nooit") == []
    assert found("  ") == []


def test_the_only_place_is_returned() -> None:
    assert locate_quote(article(), "2.300 per dag").cut(TEXT) == "2.300 per dag"


@pytest.mark.parametrize(
    ("quote", "around", "told"),
    [
        ("Matze", {}, "stands at 2 places.*--prefix.*--suffix"),
        ("2.300 per dag", {"prefix": "nooit"}, "not with that prefix and suffix.*2.300"),
        ("Het is 2.400 per dag, zei Matze", {}, "not in the article.*nearest is “„Het is 2.300"),
        ("xylophone quartz", {}, "nothing in it comes near"),
    ],
)
def test_anything_else_is_said(quote: str, around: dict[str, str], told: str) -> None:
    with pytest.raises(PostilError, match=told):
        locate_quote(article(), quote, **around)


def test_a_quote_without_words_is_wrong_usage() -> None:
    with pytest.raises(UsageError):
        locate_quote(article(), " \n")


def test_the_nearest_passage_is_cut_to_size() -> None:
    long = "Een zin over de brug " + "en nog wat " * 40 + "over de brug."
    assert len(nearest_passage(article(long), "een zin over de bruggen")) <= 160
    assert nearest_passage(article(), "de broer lachte ook") != ""


@given(st.text(max_size=60), st.data())
def test_every_slice_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    wanted = fold(quote).text.strip()
    cuts = [fold(span.cut(text)).text.strip() for span in find_quote(text, quote)]
    # A slice that begins or ends inside a run that folds as one may not stand in the whole.
    if wanted and wanted in fold(text).text:
        assert cuts
    assert all(wanted in cut for cut in cuts)
