from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.model import Article, Block, BlockKind, Span
from articles.sentences import sentence_spans
from articles.stepping import Sentences
from reader.finding_words import find_all, nearest
from reader.pointing import Selection, word_at
from tests.reader.pages import put_together

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

TEXT = "De gemeente betaalde 2.300 euro. Dat is foto's-van-toen, zei ze."
BOTH = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
written: SearchStrategy[str] = st.text("Ab .!\n漢。", max_size=40)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    parts = []
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from([*BOTH, BlockKind.HEADING, BlockKind.RULE]))
        text = "" if kind is BlockKind.RULE else draw(written)
        parts.append((Block(kind, Span(0, len(text)), marker="•" * (kind is BlockKind.LIST_ITEM)), text))
    return put_together(parts)


@given(articles())
def test_stepping_leads_through_all_sentences_and_back(article: Article) -> None:
    every = list(sentence_spans(article.text, article.blocks))
    sentences = Sentences(article)
    if not every:
        assert sentences.at(0) is None
        assert sentences.step(0, 1) is None
        return
    walked = [every[0]]
    while (found := sentences.step(walked[-1].start, 1)) is not None:
        walked.append(found)
    assert walked == every
    back = [every[-1]]
    while (found := sentences.step(back[-1].start, -1)) is not None:
        back.append(found)
    assert back == every[::-1]


@given(articles(), st.integers(0, 300))
def test_the_sentence_at_a_place_holds_it_or_is_the_one_before(article: Article, offset: int) -> None:
    every = sentence_spans(article.text, article.blocks)
    before = [span for span in every if span.start <= offset]
    expected = before[-1] if before else every[0] if every else None
    assert Sentences(article).at(offset) == expected


def test_from_above_the_first_sentence_one_steps_onto_it() -> None:
    parts = [
        (Block(BlockKind.HEADING, Span(0, 5)), "Title"),
        (Block(BlockKind.PARAGRAPH, Span(0, 8)), "One. Two"),
    ]
    sentences = Sentences(put_together(parts))
    assert sentences.step(0, 1) == Span(7, 11)
    assert sentences.step(0, -1) is None


# Words and selections


@pytest.mark.parametrize(
    ("at", "word"),
    [
        ("gemeente", "gemeente"),
        ("2.300", "2.300"),
        ("300", "2.300"),
        (".300", "2.300"),
        ("'s-van", "foto's-van-toen"),
        (" gemeente", "gemeente"),
        (", zei", "zei"),
        ("e.", "ze"),
    ],
)
def test_the_word_at_a_place_is_whole(at: str, word: str) -> None:
    span = word_at(TEXT, TEXT.rindex(at))
    assert span
    assert span.cut(TEXT) == word


def test_behind_the_last_word_there_is_none() -> None:
    assert word_at(TEXT, len(TEXT) - 1) is None
    assert word_at(TEXT, len(TEXT) + 5) is None
    assert word_at("", 0) is None
    assert word_at("x" * 1000, 900)


@given(st.text("ab .'-1\n", max_size=40), st.lists(st.integers(-3, 3), max_size=6), st.booleans())
def test_a_selection_keeps_a_word_and_stays_in_the_text(
    text: str,
    moves: list[int],
    swap: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    start = word_at(text, 0)
    if start is None:
        return
    selection = Selection(start)
    for words in moves:
        selection = selection.extended(text, words)
        assert 0 <= selection.span.start < selection.span.end <= len(text)
        assert any(char.isalnum() for char in selection.span.cut(text))
        if swap:
            selection = selection.swapped()


def test_a_selection_grows_and_shrinks_by_words_at_either_end() -> None:
    start = word_at(TEXT, TEXT.index("betaalde"))
    assert start
    grown = Selection(start, bounds_of="C").extended(TEXT, 2)
    assert grown.span.cut(TEXT) == "betaalde 2.300 euro"
    assert grown.extended(TEXT, -1).span.cut(TEXT) == "betaalde 2.300"
    assert grown.extended(TEXT, -9).span.cut(TEXT) == "betaalde"
    other = grown.swapped()
    assert other.extended(TEXT, -1).span.cut(TEXT) == "gemeente betaalde 2.300 euro"
    assert other.extended(TEXT, 1).span.cut(TEXT) == "2.300 euro"
    assert other.extended(TEXT, 9).span.cut(TEXT) == "euro"
    assert other.extended(TEXT, -9).span.start == 0
    assert grown.extended(TEXT, 99).span.end == len(TEXT) - 1
    assert other.swapped() == grown


# Searching


@given(st.text("aB \n", max_size=30), st.text("aB ", max_size=4))
def test_a_search_finds_every_place_in_order(text: str, words: str) -> None:
    found = find_all(text, words)
    assert found == sorted(found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for span in found:
        assert span.cut(text).lower().split() == words.lower().split()
    if words.strip() and " " not in words.strip():
        same = text if any(char.isupper() for char in words) else text.lower()
        assert len(found) == same.count(words.strip())


def test_a_search_runs_over_line_breaks_and_takes_nothing_for_a_pattern() -> None:
    assert find_all("een\n\nlange weg", "een lange") == [Span(0, 10)]
    assert find_all("a.c abc (x)", "a.c") == [Span(0, 3)]
    assert find_all("a.c (x)", "(x)") == [Span(4, 7)]
    assert find_all("abc", "  ") == []


def test_capitals_matter_only_where_any_was_typed() -> None:
    assert len(find_all("Parler parler PARLER", "parler")) == 3
    assert find_all("Parler parler", "Parler") == [Span(0, 6)]


def test_the_first_match_shown_is_the_next_one_or_the_first_of_all() -> None:
    matches = [Span(3, 4), Span(8, 9)]
    assert [nearest(matches, offset) for offset in (0, 3, 4, 8, 9)] == [0, 0, 1, 1, 0]
    assert nearest([], 4) == 0


def test_white_space_at_the_start_of_a_block_belongs_to_the_sentence_before() -> None:
    parts = [
        (Block(BlockKind.PARAGRAPH, Span(0, 4)), "One."),
        (Block(BlockKind.PARAGRAPH, Span(0, 6)), "\n\nTwo."),
    ]
    article = put_together(parts)
    begins = article.blocks[1].span.start
    assert Sentences(article).at(begins) == Span(0, 4)
