"""The parsed form in two files: what is packed comes back equal, what is damaged or means harm is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import kept
from articles.columns import Blocks, Marks, column
from articles.errors import ArticleError
from articles.kept_columns import FORMAT, encode_text, pack, unpack
from articles.model import Article, Block, BlockKind, Locator, LocatorKind, Mark, MarkKind, Metadata, Span

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = st.text(st.characters(), max_size=9)
TEXTS = st.text(
    st.characters() | st.characters(categories=["Cs"]) | st.sampled_from("🐝é\u0301 \n"), max_size=60
)
FEW = st.integers(0, 2) | st.integers(-1, 1000)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    cuts = sorted(draw(st.lists(places, max_size=8)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    anywhere = st.tuples(places, places).map(lambda two: Span(min(two), max(two)))
    shapes = st.builds(
        lambda **fields: lambda span: Block(span=span, **fields),
        kind=st.sampled_from(BlockKind),
        level=FEW,
        depth=FEW,
        quoted=FEW,
        marker=WORDS,
        info=WORDS,
        header=st.booleans(),
        cells=st.lists(anywhere, max_size=3).map(tuple),
        align=st.text("lcr", max_size=3),
    )
    marks = st.builds(Mark, kind=st.sampled_from(MarkKind), span=anywhere, target=WORDS)
    locators = st.builds(Locator, kind=st.sampled_from(LocatorKind), start=places, value=WORDS)
    return Article(
        text,
        tuple(draw(shapes)(span) for span in spans),
        tuple(sorted(draw(st.lists(marks, max_size=6)), key=lambda mark: mark.span)),
        Metadata(title=draw(WORDS), author=draw(WORDS)),
        tuple(draw(st.lists(WORDS, max_size=2))),
        tuple(draw(st.lists(locators, max_size=2))),
    )


def again(article: Article) -> Article:
    return unpack(json.loads(json.dumps(pack(article))), encode_text(article.text))


@given(articles())
def test_what_is_packed_comes_back_equal(article: Article) -> None:
    read = again(article)
    assert isinstance(read.blocks, Blocks)
    assert isinstance(read.marks, Marks)
    assert read == article
    assert hash(read) == hash(article)
    assert read.sha256 == article.sha256


@given(articles(), st.data())
def test_parts_made_one_by_one_are_those_made_all_at_once(article: Article, data: st.DataObject) -> None:
    blocks, marks = again(article).blocks, again(article).marks
    for at in data.draw(st.permutations(range(len(blocks)))):
        assert blocks[at] == article.blocks[at]
    for at in data.draw(st.permutations(range(len(marks)))):
        assert marks[at] == article.marks[at]


@given(articles())
def test_both_forms_say_the_same_and_what_came_back_can_be_packed_again(article: Article) -> None:
    read = again(article)
    assert kept.unpack(json.loads(json.dumps(kept.pack(read)))) == article
    assert pack(read) == pack(article)


@pytest.mark.parametrize(
    "article",
    [
        Article("four", (Block(BlockKind.PARAGRAPH, Span(0, 5)),)),
        Article("four", (Block(BlockKind.PARAGRAPH, Span(2, 4)), Block(BlockKind.PARAGRAPH, Span(0, 1)))),
        Article("four", (Block(BlockKind.TABLE_ROW, Span(0, 4), cells=(Span(0, 9),)),)),
        Article("four", marks=(Mark(MarkKind.LINK, Span(1, 2)), Mark(MarkKind.LINK, Span(0, 1)))),
        Article("four", marks=(Mark(MarkKind.LINK, Span(1, 5)),)),
        Article("four", marks=(Mark(MarkKind.LINK, Span(0, 2**40)),)),
    ],
)
def test_parts_in_no_order_or_beyond_the_text_do_not_fit(article: Article) -> None:
    assert pack(article) is None


ARTICLE = Article(
    "Head\none two\nab cd",
    (
        Block(BlockKind.HEADING, Span(0, 4), 1),
        Block(BlockKind.PARAGRAPH, Span(5, 12)),
        Block(BlockKind.TABLE_ROW, Span(13, 18), cells=(Span(13, 15), Span(16, 18)), align="lr"),
    ),
    (Mark(MarkKind.STRONG, Span(0, 4)), Mark(MarkKind.LINK, Span(5, 8), "https://example.org/")),
)


def hexadecimal(*values: int) -> str:
    return column(values).hex()


def put(*path: str | int, value: object) -> Callable[[Any], None]:
    def change(packed: Any) -> None:  # noqa: ANN401 - JSON
        for step in path[:-1]:
            packed = packed[step]
        packed[path[-1]] = value

    return change


DAMAGES = {
    "a later form": put("format", value=FORMAT + 1),
    "the form before": put("format", value=1),
    "no blocks": put("blocks", value=None),
    "no marks": put("marks", value=[]),
    "no notices": put("notices", value=3),
    "no metadata": put("metadata", value=None),
    "a column that is a list": put("blocks", "starts", value=[0, 5, 13]),
    "a column of no digits": put("blocks", "starts", value="xyz"),
    "half a number": put("blocks", "shapes", value="0000"),
    "a column too short": put("blocks", "ends", value=hexadecimal(4, 12)),
    "a block that ends before it begins": put("blocks", "ends", value=hexadecimal(4, 3, 18)),
    "a block below zero": put("blocks", "starts", value="ffffffff" + hexadecimal(5, 13)),
    "blocks that overlap": put("blocks", "ends", value=hexadecimal(6, 12, 18)),
    "a block beyond the text": put("blocks", "ends", value=hexadecimal(4, 12, 19)),
    "a block of an unknown shape": put("blocks", "shapes", value=hexadecimal(0, 1, 3)),
    "too few shapes": put("blocks", "shapes", value=hexadecimal(0, 1)),
    "no shapes": put("blocks", "known", value=[]),
    "a shape of an unknown kind": put("blocks", "known", 0, 0, value="song"),
    "a shape with half a level": put("blocks", "known", 0, 1, value=1.5),
    "a shape without a marker": put("blocks", "known", 0, 4, value=None),
    "a shape cut short": put("blocks", "known", 0, value=["heading", 1]),
    "a shape that is no list": put("blocks", "known", 0, value=7),
    "cells of no block": put("blocks", "cells", "rows", value=hexadecimal(3)),
    "cells beyond the text": put("blocks", "cells", "ends", value=hexadecimal(15, 19)),
    "cells too few": put("blocks", "cells", "firsts", value=hexadecimal(0, 3)),
    "cells in no order": put("blocks", "cells", "firsts", value=hexadecimal(2, 0)),
    "cells of more rows": put("blocks", "cells", "firsts", value=hexadecimal(0)),
    "cells that are a list": put("blocks", "cells", value=[]),
    "marks in no order": put("marks", "starts", value=hexadecimal(5, 0)),
    "a mark that ends before it begins": put("marks", "ends", value=hexadecimal(4, 3)),
    "a mark beyond the text": put("marks", "ends", value=hexadecimal(4, 19)),
    "a mark of no kind": put("marks", "kind", value=hexadecimal(0, 2)),
    "a mark of an unknown kind": put("marks", "kinds", 0, value="blinking"),
    "a mark without an address": put("marks", "target", value=hexadecimal(0, 9)),
    "marks of which one has no kind": put("marks", "kind", value="00"),
    "an address that is no text": put("marks", "targets", 0, value=7),
    "addresses that are no list": put("marks", "targets", value="https://example.org/"),
    "locators cut short": put("locators", value={"kind": ["page"], "start": [], "value": []}),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_form_is_refused(damage: str) -> None:
    packed = json.loads(json.dumps(pack(ARTICLE)))
    DAMAGES[damage](packed)
    with pytest.raises(ArticleError):
        unpack(packed, encode_text(ARTICLE.text))


@pytest.mark.parametrize("data", [None, [], 7, "", {}, {"format": FORMAT}])
def test_what_is_no_article_is_refused(data: object) -> None:
    with pytest.raises(ArticleError):
        unpack(data, b"text")


def test_a_text_that_is_no_utf_8_is_refused() -> None:
    with pytest.raises(ArticleError):
        unpack(pack(ARTICLE), b"\xff" + encode_text(ARTICLE.text))


@given(st.data())
def test_any_change_of_a_byte_is_refused_or_leaves_an_article_that_can_be_gone_through(
    data: st.DataObject,
) -> None:
    line = bytearray(json.dumps(pack(ARTICLE)).encode())
    line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.integers(0, 255))
    try:
        read = unpack(json.loads(bytes(line)), encode_text(ARTICLE.text))
    except (ArticleError, ValueError):
        return
    assert all(block.span.end <= len(read.text) for block in read.blocks)
    assert all(mark.span.end <= len(read.text) for mark in read.marks)
    assert all(type(block.level) is int and type(block.marker) is str for block in read.blocks)
