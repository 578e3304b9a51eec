from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.building import ArticleBuilder
from articles.errors import ArticleError
from articles.formats._flow import FlowWriter
from articles.formats._markup import read_markup
from articles.model import Article, BlockKind, MarkKind, Metadata

if TYPE_CHECKING:
    from collections.abc import Callable

TAGS = "p div ul ol li dl dt dd table tr td th b a blockquote pre h1 h2 br hr img span script q".split()
PIECES = st.sampled_from(
    [f"<{tag}>" for tag in TAGS]
    + [f"</{tag}>" for tag in TAGS]
    + [
        "<a href='https://x.org'>",
        "<a epub:type=noteref href='#n'>",
        "<li id=n>",
        "<ol start=7>",
        "<td hidden>",
    ]
    + ["woord", " ", "\n", "é\u0301", "&amp;", "\t"]
)


def read(page: str, **options: bool) -> Article:
    to = ArticleBuilder()
    flow = FlowWriter(to, **options)
    read_markup(page, flow)
    flow.finish()
    return to.article(Metadata())


def shapes(article: Article) -> list[tuple[str, int, int, str, str]]:
    return [
        (block.kind.value, block.depth, block.quoted, block.marker, block.span.cut(article.text))
        for block in article.blocks
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=40), tables=st.booleans())
def test_any_page_becomes_a_whole_article(
    pieces: list[str],
    tables: bool,  # noqa: FBT001 - hypothesis gives it by its name
    whole: Callable[[Article], None],
) -> None:
    whole(read("".join(pieces), tables=tables))


def test_white_space_is_one_space_and_a_break_is_a_line() -> None:
    assert read("<p> een \n\t <b> twee</b>drie<br> vier </p>").text == "een tweedrie\nvier"
    assert read("<h1>een<br>twee</h1>").text == "een twee"


def test_what_is_written_as_it_stands_keeps_its_lines() -> None:
    article = read("<pre>\n  een\n\ttwee</pre>")
    assert article.blocks[0].kind is BlockKind.CODE
    assert article.text == "  een\n    twee"


def test_lists_nest_count_and_hold_several_paragraphs() -> None:
    page = "<ol start=3><li>een<ul><li>a<li><p>b</p><p>c</p></ul><li>twee</ol><p>uit</p>"
    assert shapes(read(page)) == [
        ("list item", 1, 0, "3.", "een"),
        ("list item", 2, 0, "•", "a"),
        ("list item", 2, 0, "•", "b"),
        ("paragraph", 2, 0, "", "c"),
        ("list item", 1, 0, "4.", "twee"),
        ("paragraph", 0, 0, "", "uit"),
    ]


def test_definitions_are_paragraphs_each() -> None:
    assert read("<dl><dt>Woord<dd>Wat het is<dt>Ander<dd>Iets</dl>").text == (
        "Woord\n\nWat het is\n\nAnder\n\nIets"
    )


def test_quotations_and_rules() -> None:
    assert shapes(read("<blockquote>a<blockquote>b</blockquote><hr></blockquote><p>c")) == [
        ("paragraph", 0, 1, "", "a"),
        ("paragraph", 0, 2, "", "b"),
        ("rule", 0, 1, "", ""),
        ("paragraph", 0, 0, "", "c"),
    ]


def test_tables_are_rows_of_cells_and_tables_in_them_are_words() -> None:
    page = (
        "<table><caption>Kosten</caption><tr><th>a<th>b<tr><td>1 <p>2</p><p>3</p><td>"
        "<table><tr><td>x<td>y</table></table>"
    )
    article = read(page)
    assert shapes(article)[0][4] == "Kosten"
    rows = [block for block in article.blocks if block.kind is BlockKind.TABLE_ROW]
    assert [[cell.cut(article.text) for cell in row.cells] for row in rows] == [["a", "b"], ["1 2 3", "x y"]]
    assert [row.header for row in rows] == [True, False]


def test_tables_that_only_lay_out_are_paragraphs() -> None:
    assert read("<table><tr><td>a<td>b<tr><td><p>c</table>", tables=False).text == "a\n\nb\n\nc"


def test_marks_end_with_their_block_and_go_on_in_the_next() -> None:
    article = read("<b>een<p>twee</p></b><i>drie</i>")
    assert [(mark.kind, mark.span.cut(article.text)) for mark in article.marks] == [
        (MarkKind.STRONG, "een"),
        (MarkKind.STRONG, "twee"),
        (MarkKind.EMPHASIS, "drie"),
    ]


def test_footnotes_are_found_by_their_signs() -> None:
    page = (
        "<p>Zin.<a epub:type='noteref' href='#n1'><sup>1</sup></a></p>"
        "<aside id='n1' epub:type='footnote'><p>De noot. "
        "<a role='doc-backlink' href='#r'>terug</a></p></aside>"
    )
    article = read(page)
    assert shapes(article) == [
        ("paragraph", 0, 0, "", "Zin.[1]"),
        ("paragraph", 0, 0, "[1]", "De noot."),
    ]
    assert [(mark.kind, mark.target) for mark in article.marks] == [(MarkKind.FOOTNOTE, "1")]


def test_links_inside_a_page_are_kept_where_somebody_can_follow_them() -> None:
    page = "<a href='b.html'>hier</a>"
    assert not read(page).marks
    assert read(page, anchors=True).marks[0].target == "b.html"


def test_pictures_are_their_description() -> None:
    article = read("<p>Zie <img alt=' een  plaat ' src='data:x'> en <img src=y></p>")
    assert article.text == "Zie een plaat en"
    assert [(mark.kind, mark.target) for mark in article.marks] == [(MarkKind.IMAGE, "")]


def test_a_long_page_is_read_bit_by_bit() -> None:
    told: list[int] = []
    to = ArticleBuilder()
    flow = FlowWriter(to)
    read_markup("<p>woord</p>" * 20_000, flow, lambda: told.append(1))
    flow.finish()
    assert to.article(Metadata()).text.count("woord") == 20_000
    assert len(told) > 2


def test_too_deep_is_refused() -> None:
    with pytest.raises(ArticleError, match="nested too deep"):
        read("<b>" * 2000)
    assert read("<p>a" * 2000).text.count("a") == 2000
