"""The kept form of an article: what is packed comes back equal, what is damaged is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.errors import ArticleError
from articles.kept import FORMAT, pack, pack_metadata, unpack, unpack_metadata
from articles.model import Article, Block, BlockKind, Locator, LocatorKind, Mark, MarkKind, Metadata, Span

WORDS = st.text(st.characters(), max_size=20)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 2_000_000))
    return Span(start, start + draw(st.integers(0, 100)))


BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    span=spans(),
    level=st.integers(0, 6),
    depth=st.integers(0, 9),
    quoted=st.integers(0, 9),
    marker=WORDS,
    info=WORDS,
    header=st.booleans(),
    cells=st.lists(spans(), max_size=4).map(tuple),
    align=st.text("lcr", max_size=4),
)
MARKS = st.builds(Mark, kind=st.sampled_from(MarkKind), span=spans(), target=WORDS)
METADATA = st.builds(Metadata, title=WORDS, author=WORDS, publisher=WORDS, url=WORDS, language=WORDS)
ARTICLES = st.builds(
    Article,
    text=st.text(st.characters() | st.characters(categories=["Cs"])),
    blocks=st.lists(BLOCKS).map(tuple),
    marks=st.lists(MARKS).map(tuple),
    metadata=METADATA,
    notices=st.lists(WORDS, max_size=3).map(tuple),
    locators=st.lists(
        st.builds(Locator, kind=st.sampled_from(LocatorKind), start=st.integers(0, 2_000_000), value=WORDS),
        max_size=3,
    ).map(tuple),
)


@given(ARTICLES)
def test_what_is_packed_comes_back_equal(article: Article) -> None:
    again = unpack(json.loads(json.dumps(pack(article))))
    assert again == article
    assert again.sha256 == article.sha256


def test_two_halves_of_a_pair_stay_two_halves() -> None:
    article = Article("\ud83d" + "\udc1d")
    assert unpack(json.loads(json.dumps(pack(article)))).text == article.text


@given(METADATA)
def test_metadata_comes_back_without_its_empty_fields(metadata: Metadata) -> None:
    packed = pack_metadata(metadata)
    assert all(packed.values())
    assert unpack_metadata(packed) == metadata


def test_metadata_that_is_no_text_is_left_out() -> None:
    assert unpack_metadata({"title": 7, "author": "Anna", "more": []}) == Metadata(author="Anna")


@pytest.mark.parametrize(
    "change",
    [
        {"format": FORMAT + 1},
        {"text": 7},
        {"text": None},
        {"blocks": None},
        {"blocks": {}},
        {"marks": []},
        {"notices": 3},
        {"metadata": None},
    ],
)
def test_a_damaged_form_is_refused(change: dict[str, object]) -> None:
    block, mark = Block(BlockKind.HEADING, Span(0, 2)), Mark(MarkKind.LINK, Span(0, 1), "x")
    with pytest.raises(ArticleError):
        unpack({**pack(Article("Hi", (block,), (mark,))), **change})


@pytest.mark.parametrize("data", [None, [], 7, "", {}, {"format": FORMAT}, {"format": FORMAT, "base64": "é"}])
def test_what_is_no_article_is_refused(data: object) -> None:
    with pytest.raises(ArticleError):
        unpack(data)


@pytest.mark.parametrize("column", ["kind", "spans", "level", "depth", "quoted"])
def test_columns_of_different_length_are_refused(column: str) -> None:
    packed = pack(Article("Hi", (Block(BlockKind.HEADING, Span(0, 2)),)))
    packed["blocks"][column].append(0)
    with pytest.raises(ArticleError):
        unpack(packed)


def test_a_long_article_is_small_and_is_read_as_columns() -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, Span(at * 230, at * 230 + 228)) for at in range(4400))
    article = Article("x" * (4400 * 230), blocks)
    packed = json.dumps(pack(article), separators=(",", ":"))
    assert len(packed) < len(article.text) * 1.15
    assert unpack(json.loads(packed)) == article
