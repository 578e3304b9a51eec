from __future__ import annotations

from articles.building import NOWHERE, ArticleBuilder
from articles.locating import locator_at, locator_of
from articles.model import Article, Block, BlockKind, LocatorKind, Metadata, Span


def article() -> Article:
    to = ArticleBuilder()
    to.write("Voor. ")
    to.locate(LocatorKind.PAGE, "1")
    to.write("e\u0301\u00e9n ")
    to.locate(LocatorKind.PAGE, "2")
    to.end(Block(BlockKind.PARAGRAPH, NOWHERE))
    to.locate(LocatorKind.PAGE, "3")
    to.end(Block(BlockKind.PARAGRAPH, NOWHERE))
    to.locate(LocatorKind.PAGE, "4")
    to.write("vier")
    to.end(Block(BlockKind.PARAGRAPH, NOWHERE))
    to.locate(LocatorKind.PAGE, "5")
    return to.article(Metadata())


def test_a_place_is_named_as_it_is_cited() -> None:
    read = article()
    assert read.text == "Voor. \u00e9\u00e9n\n\nvier"
    assert [locator_at(read, at) for at in (0, 6, 8, 11, 14)] == ["", "p. 1", "p. 1", "p. 4", "p. 4"]


def test_a_passage_over_several_pages_names_the_first_and_last() -> None:
    read = article()
    assert locator_of(read, Span(6, 9)) == "p. 1"
    assert locator_of(read, Span(6, 13)) == "p. 1–4"
    assert locator_of(read, Span(0, 13)) == ""
    assert locator_of(Article("x"), Span(0, 1)) == ""


def test_pages_without_words_are_no_locators() -> None:
    assert [locator.value for locator in article().locators] == ["1", "2", "4"]
