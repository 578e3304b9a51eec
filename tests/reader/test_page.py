from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from articles.model import Article, Block, BlockKind, Span
from reader import typesetting
from reader.glyphs import ASCII, UNICODE
from reader.lines import Look
from reader.page import TOP, Page, Ref
from reader.tables import fit_columns
from reader.typesetting import KEPT_BLOCKS, NARROWEST, Typesetter
from reader.wrapping import SPACES
from tests.reader.pages import articles, end_of, moved, paragraphs, put_together, tables, times_shown

if TYPE_CHECKING:
    import pytest

    from reader.typesetting import Row

measures = st.integers(0, 90)
WORDS = "word " * 40


def all_rows(page: Page) -> list[Row]:
    return page.rows(TOP, 10**6)


def all_refs(page: Page) -> list[Ref]:
    """Return every row of a page, from its top on."""
    return [
        Ref(block, row)
        for block in range(len(page.article.blocks))
        for row in range(len(page._setter.rows(block)))
    ]


@given(articles, measures)
def test_every_sign_of_every_block_stands_on_the_page_once(article: Article, measure: int) -> None:
    shown = times_shown(all_rows(Page(article, measure, UNICODE)))
    assert set(shown.values()) <= {1}
    for block in article.blocks:
        for span in block.cells or (block.span,):
            missing = {article.text[at] for at in range(span.start, span.end) if at not in shown}
            assert missing <= set(SPACES + "\n\t")


@given(articles, measures)
def test_no_row_is_wider_than_the_measure(article: Article, measure: int) -> None:
    page = Page(article, measure, UNICODE)
    for row in all_rows(page):
        assert end_of(row, article.text) <= page.measure
        lead = sum(len(piece.text) for piece in row.lead)
        assert not row.slices or lead <= row.slices[0].x


@given(articles, measures, st.integers(0, 12), st.data())
def test_a_screen_is_a_cut_from_the_whole_scroll(
    article: Article, measure: int, height: int, data: st.DataObject
) -> None:
    page = Page(article, measure, UNICODE)
    whole, refs = all_rows(page), all_refs(page)
    at = data.draw(st.integers(0, len(refs) - 1))
    assert page.rows(refs[at], height) == whole[at : at + height]
    assert page.row(refs[at]) == whole[at]


@given(articles, measures, st.integers(-60, 60), st.data())
def test_moving_on_and_back_leads_to_where_one_was(
    article: Article, measure: int, steps: int, data: st.DataObject
) -> None:
    page = Page(article, measure, UNICODE)
    refs = all_refs(page)
    at = data.draw(st.integers(0, len(refs) - 1))
    to = min(max(at + steps, 0), len(refs) - 1)
    assert page.move(refs[at], steps) == refs[to]
    assert page.distance(refs[at], refs[to], 10**6) == to - at
    assert page.distance(refs[at], refs[to], 3) == min(3, max(-3, to - at))
    if to == at + steps:
        assert page.move(refs[to], -steps) == refs[at]


@given(articles, measures)
def test_each_sign_is_found_on_the_row_that_shows_it(article: Article, measure: int) -> None:
    page = Page(article, measure, UNICODE)
    for ref in all_refs(page):
        for one in page.row(ref).slices:
            assert all(page.at(offset) == ref for offset in range(one.start, one.end))


@given(articles, measures, st.integers(1, 40), st.data())
def test_the_last_screen_is_full_and_shows_the_last_row(
    article: Article, measure: int, height: int, data: st.DataObject
) -> None:
    page = Page(article, measure, UNICODE)
    whole, refs = all_rows(page), all_refs(page)
    shown = page.rows(page.last_top(height), height)
    assert shown == whole[-height:]
    ref = data.draw(st.sampled_from(refs))
    kept = page.clamp(ref, height)
    assert kept == min(ref, page.last_top(height))


def test_an_article_without_blocks_has_a_top_and_no_rows() -> None:
    page = Page(Article(""), 70, UNICODE)
    assert page.rows(TOP, 5) == []
    assert (page.move(TOP, 3), page.last_top(5), page.at(7), page.clamp(TOP, 5)) == (TOP, TOP, TOP, TOP)


def test_white_space_between_blocks_belongs_to_the_block_before() -> None:
    page = Page(paragraphs("One.", "Two."), 70, UNICODE)
    assert page.at(4) == page.at(5) == page.at(0) == Ref(0, 1)
    assert page.at(6) == page.at(99) == Ref(1, 1)
    ruled = put_together(
        [(Block(BlockKind.RULE, Span(0, 0)), ""), (Block(BlockKind.PARAGRAPH, Span(0, 1)), "x")]
    )
    assert Page(ruled, 70, UNICODE).at(0).block == 0


def test_opening_a_long_article_sets_a_screenful_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    set_blocks = 0
    set_block = Typesetter._set_block

    def counted(self: Typesetter, index: int) -> tuple[Row, ...]:
        nonlocal set_blocks
        set_blocks += 1
        return set_block(self, index)

    monkeypatch.setattr(Typesetter, "_set_block", counted)
    page = Page(paragraphs(*[WORDS] * 5000), 70, UNICODE)
    assert len(page.rows(TOP, 50)) == 50
    page.rows(page.last_top(50), 50)
    middle = page.at(len(page.article.text) // 2)
    page.rows(page.clamp(page.move(middle, -10), 50), 50)
    assert set_blocks < 100


def test_a_long_table_is_not_gone_through_for_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Block(BlockKind.TABLE_ROW, Span(0, 3), cells=(Span(0, 1), Span(2, 3)), align="ll")
    head = Block(BlockKind.TABLE_ROW, Span(0, 3), header=True, cells=row.cells, align="ll")
    page = Page(put_together([(head, "a\tb"), *[(row, "1\t2")] * 3000], gap="\n"), 70, UNICODE)
    looked = 0
    columns = fit_columns

    def counted(wanted: list[int], measure: int) -> tuple[int, ...]:
        nonlocal looked
        looked += 1
        return columns(wanted, measure)

    monkeypatch.setattr("reader.tables.fit_columns", counted)
    page.rows(page.last_top(40), 40)
    assert looked < 100


def test_blocks_that_were_not_looked_at_for_long_are_forgotten() -> None:
    setter = Typesetter(paragraphs(*["x"] * (KEPT_BLOCKS + 5)), 70, UNICODE)
    first = setter.rows(0)
    assert setter.rows(0) is first
    for index in range(KEPT_BLOCKS + 5):
        setter.rows(index)
    assert len(setter._set) == KEPT_BLOCKS
    assert setter.rows(0) == first
    assert setter.rows(0) is not first


def block(kind: BlockKind, text: str, **fields: object) -> tuple[Block, str]:
    return Block(kind, Span(0, len(text)), **fields), text  # type: ignore[arg-type]


def page_text(article: Article, measure: int = 40, *, spacing: int = 1) -> list[str]:
    """Return the rows of a page as they read."""
    rows = []
    for row in all_rows(Page(article, measure, ASCII, spacing)):
        line = "".join(piece.text for piece in row.lead)
        for one in row.slices:
            line = line.ljust(one.x) + article.text[one.start : one.end]
        rows.append(line)
    return rows


def test_headings_stand_apart_and_what_follows_a_subhead_close_to_it() -> None:
    article = put_together(
        [
            block(BlockKind.HEADING, "Title", level=1),
            block(BlockKind.PARAGRAPH, "One."),
            block(BlockKind.HEADING, "Sub", level=2),
            block(BlockKind.PARAGRAPH, "Two."),
        ]
    )
    assert page_text(article) == ["", "Title", "", "One.", "", "Sub", "Two."]
    looks = [row.look for row in all_rows(Page(article, 40, ASCII)) if row.slices]
    assert looks == [Look.HEADING, Look.PLAIN, Look.HEADING, Look.PLAIN]


def test_items_hang_from_their_markers_and_stand_close() -> None:
    article = put_together(
        [
            block(BlockKind.PARAGRAPH, "Three things:"),
            block(
                BlockKind.LIST_ITEM, "one and so on for a while until the row is full", depth=1, marker="•"
            ),
            block(BlockKind.LIST_ITEM, "two", depth=1, marker="10."),
            block(BlockKind.PARAGRAPH, "more on two", depth=1),
            block(BlockKind.LIST_ITEM, "inner", depth=2, marker="•"),
            block(BlockKind.PARAGRAPH, "lost", depth=3),
        ],
        gap="\n",
    )
    assert page_text(article) == [
        "",
        "Three things:",
        "• one and so on for a while until the",
        "  row is full",
        "10. two",
        "",
        "    more on two",
        "   • inner",
        "",
        "         lost",
    ]


def test_between_paragraphs_there_are_as_many_empty_rows_as_one_wants() -> None:
    article = put_together(
        [
            block(BlockKind.HEADING, "Title", level=1),
            block(BlockKind.PARAGRAPH, "One and then some more"),
            block(BlockKind.PARAGRAPH, "Two and then some more"),
            block(BlockKind.LIST_ITEM, "three", depth=1, marker="•"),
        ]
    )
    assert page_text(article, 16, spacing=2)[4:] == [
        "One and then",
        "some more",
        "",
        "",
        "Two and then",
        "some more",
        "",
        "",
        "• three",
    ]
    # Without any, the first line stands in, as in a book.
    assert page_text(article, 16, spacing=0) == [
        "",
        "Title",
        "",
        "One and then",
        "some more",
        "  Two and then",
        "some more",
        "",
        "• three",
    ]


@given(articles, measures)
def test_a_first_line_that_stands_in_loses_no_sign_and_stays_in_the_measure(
    article: Article, measure: int
) -> None:
    page = Page(article, measure, UNICODE, 0)
    shown = times_shown(all_rows(page))
    assert set(shown.values()) <= {1}
    assert shown.keys() == times_shown(all_rows(Page(article, measure, UNICODE, 2))).keys()
    assert all(end_of(row, article.text) <= page.measure for row in all_rows(page))


def test_quotations_have_a_bar_and_code_stands_in() -> None:
    article = put_together(
        [
            block(BlockKind.PARAGRAPH, "said he", quoted=1),
            block(BlockKind.PARAGRAPH, "said she", quoted=2),
            block(BlockKind.CODE, "a\n  b"),
            block(BlockKind.RULE, ""),
        ]
    )
    assert page_text(article, 30) == [
        "",
        "> said he",
        "> ",
        "> > said she",
        "",
        "  a",
        "    b",
        "",
        "-" * 10,
    ]


def test_however_deep_it_stands_a_text_has_room_for_words() -> None:
    article = put_together(
        [
            block(BlockKind.LIST_ITEM, WORDS, depth=30, marker="•"),
            block(BlockKind.PARAGRAPH, WORDS, quoted=200, depth=5),
        ]
    )
    page = Page(article, 40, ASCII)
    for row in all_rows(page):
        assert all(one.x <= page.measure - NARROWEST for one in row.slices)
    first = next(row for row in all_rows(page) if row.slices)
    assert first.lead[-1].text.endswith("•")


def test_a_marker_that_is_too_long_or_hostile_is_cut_and_shown() -> None:
    article = put_together([block(BlockKind.LIST_ITEM, "note", depth=1, marker="[\x1b[2J" + "x" * 99 + "]")])
    (_, row) = all_rows(Page(article, 40, UNICODE))
    assert "\x1b" not in row.lead[0].text
    assert row.lead[0].text.endswith("…")


TABLE = [
    (
        Block(
            BlockKind.TABLE_ROW,
            Span(0, 17),
            header=True,
            cells=(Span(0, 4), Span(5, 11), Span(12, 17)),
            align="lrc",
        ),
        "Year\tPeople\tWhere",
    ),
    (
        Block(BlockKind.TABLE_ROW, Span(0, 14), cells=(Span(0, 4), Span(5, 10), Span(11, 14)), align="lrc"),
        "2025\t1,200\tsea",
    ),
]


def test_the_cells_of_a_table_stand_side_by_side_and_aligned() -> None:
    assert page_text(put_together(TABLE, gap="\n")) == [
        "",
        "Year  People  Where",
        "-" * 19,
        "2025   1,200   sea",
    ]


def test_a_table_that_is_too_wide_has_its_cells_below_each_other() -> None:
    wide = Block(
        BlockKind.TABLE_ROW,
        Span(0, 39),
        header=True,
        cells=tuple(Span(at * 2, at * 2 + 1) for at in range(20)),
    )
    article = put_together([(wide, "\t".join("abcdefghijklmnopqrst"))])
    rows = page_text(article, 20)
    assert rows[1:4] == ["a", "  b", "  c"]
    assert rows[-1] == "-" * 20
    empty = Block(BlockKind.TABLE_ROW, Span(0, 19), cells=tuple(Span(at, at) for at in range(20)))
    assert page_text(put_together([(empty, "\t" * 19)]), 20) == ["", ""]


def test_a_table_in_a_quotation_fits_beside_its_bar() -> None:
    quoted = [
        (Block(one.kind, one.span, quoted=1, header=one.header, cells=one.cells), text) for one, text in TABLE
    ]
    article = put_together(quoted, gap="\n")
    page = Page(article, 17, ASCII)
    assert all(end_of(row, article.text) <= 17 for row in all_rows(page))


@given(st.lists(st.integers(3, 60), min_size=1, max_size=9), st.integers(12, 90))
def test_columns_share_the_measure(wanted: list[int], measure: int) -> None:
    widths = fit_columns(wanted, measure)
    room = measure - 2 * (len(wanted) - 1)
    assert all(3 <= width <= want for width, want in zip(widths, wanted, strict=True))
    if sum(wanted) <= room:
        assert widths == tuple(wanted)
    elif room >= 3 * len(wanted):
        assert sum(widths) <= room
        assert sum(widths) > room - len(wanted)


@given(tables(), tables())
def test_two_tables_that_follow_each_other_have_columns_of_their_own(
    one: list[tuple[Block, str]], other: list[tuple[Block, str]]
) -> None:
    alone = put_together(other, gap="\n")
    after = put_together([*one, *other], gap="\n")
    first, second = Page(alone, 60, UNICODE), Page(after, 60, UNICODE)
    by = after.blocks[len(one)].span.start
    assert moved(alone.blocks[0], by) == after.blocks[len(one)]
    for index in range(len(other)):
        left = [[one.x for one in row.slices] for row in first._setter.rows(index) if row.slices]
        right = [[one.x for one in row.slices] for row in second._setter.rows(len(one) + index) if row.slices]
        assert left == right


def test_the_end_of_a_row_is_that_of_its_words() -> None:
    row = typesetting.Row(0, 7)
    assert row.end == 7
    assert all_rows(Page(paragraphs("One."), 70, UNICODE))[1].end == 4
