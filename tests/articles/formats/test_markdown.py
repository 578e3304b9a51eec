from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.formats.markdown import looks_like, parse
from articles.model import BlockKind, MarkKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.model import Article

MARKUP = st.text(
    st.sampled_from(list("ab\n\n  -*_#>`[]()!<>&;|:~^\\\t13.é\u0301\u200b=")) | st.characters(codec="utf-8"),
    max_size=200,
)
WORD = st.text(st.characters(codec="utf-8", categories=["Ll", "Lu"]), min_size=1, max_size=12)


def shapes(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.cut(article.text)) for block in article.blocks]


def marks(article: Article) -> list[tuple[str, str, str]]:
    return [(mark.kind.value, mark.span.cut(article.text), mark.target) for mark in article.marks]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=MARKUP)
def test_any_text_becomes_a_whole_article(source: str, whole: Callable[[Article], None]) -> None:
    whole(parse(source))


@given(st.lists(st.lists(WORD, min_size=1, max_size=8), min_size=1, max_size=5))
def test_every_word_of_plain_paragraphs_survives(paragraphs: list[list[str]]) -> None:
    source = "\n\n".join(" ".join(words) for words in paragraphs)
    article = parse(source)
    assert article.text == parse(article.text).text
    assert [len(block.span.cut(article.text).split()) for block in article.blocks] == [
        len(words) for words in paragraphs
    ]


@given(
    st.lists(WORD, min_size=1, max_size=6), st.sampled_from(["*{}*", "**{}**", "`{}`", "[{}](x)", "~~{}~~"])
)
def test_set_off_words_are_the_words_without_their_signs(words: list[str], pattern: str) -> None:
    inner = " ".join(words)
    article = parse(f"Voor {pattern.format(inner)} na")
    (mark,) = article.marks
    assert article.text == parse(f"Voor {inner} na").text
    assert mark.span.start == len("Voor ")
    assert len(article.text) - mark.span.end == len(" na")


def test_headings_have_levels_and_the_first_of_level_one_is_the_title() -> None:
    article = parse("## Rubriek\n\nDe *brug* valt\n===\n\n# Later")
    assert shapes(article) == [("heading", "Rubriek"), ("heading", "De brug valt"), ("heading", "Later")]
    assert [block.level for block in article.blocks] == [2, 1, 1]
    assert article.metadata.title == "De brug valt"


def test_soft_breaks_become_spaces_and_hard_breaks_stay() -> None:
    assert parse("een\ntwee  \ndrie\\\nvier<br>vijf<BR />\nzes").text == "een twee\ndrie\nvier\nvijf\nzes"


def test_a_break_in_a_heading_or_cell_is_a_space() -> None:
    assert parse("een<br>twee  \ndrie\n---").text == "een twee drie"
    assert parse("|a&#10;b&#9;c|d|\n|-|-|\n").text == "a b c\td"


def test_marks_may_nest() -> None:
    article = parse("Zie [de **hele** `tekst`](https://example.org/a?b=c&d) nu")
    assert marks(article) == [
        ("link", "de hele tekst", "https://example.org/a?b=c&d"),
        ("strong", "hele", ""),
        ("code", "tekst", ""),
    ]


def test_an_address_stays_as_it_came() -> None:
    article = parse("[a](javascript:x) [b](<een é>) <http://müller.example/ä>")
    assert [mark.target for mark in article.marks] == ["javascript:x", "een é", "http://müller.example/ä"]


def test_a_link_without_words_shows_its_address() -> None:
    article = parse("Zie [](https://example.org/)")
    assert article.text == "Zie https://example.org/"
    assert marks(article) == [("link", "https://example.org/", "https://example.org/")]


def test_a_picture_is_told_by_its_description_or_its_file() -> None:
    article = parse(
        "![een *boot*![ klein](k.png)\nhier](map/boot.jpg) ![](map/de%20brug.png?w=3) ![](data:image/png;x)"
    )
    assert marks(article) == [
        ("image", "een boot klein hier", "map/boot.jpg"),
        ("image", "de brug.png", "map/de%20brug.png?w=3"),
        ("image", "image", "data:image/png;x"),
    ]


def test_html_stays_as_it_was_typed() -> None:
    article = parse("<div>\nblok\n</div>\n\nEen <b>vet</b> woord <!-- en wat commentaar -->\n\n<br>\n")
    assert shapes(article) == [
        ("code", "<div>\nblok\n</div>"),
        ("paragraph", "Een <b>vet</b> woord <!-- en wat commentaar -->"),
    ]
    assert article.blocks[0].info == "html"


def test_entities_are_characters_and_line_ends_among_them_line_breaks() -> None:
    assert parse("a &amp; b&nbsp;c &eacute; &nope;").text == "a & b\xa0c é &nope;"
    assert parse("een&#x2028;twee&#13;drie").text == "een\ntwee\ndrie"


def test_letters_and_marks_that_meet_when_the_signs_go_are_composed() -> None:
    article = parse("e&#x301;n cafe[&#x301;s](x) hier en e&#x301;")
    assert article.text.startswith("én caf")
    assert article.text.endswith("hier en é")
    (mark,) = article.marks
    assert mark.span.cut(article.text).endswith("s")


def test_lists_keep_their_markers_depth_and_tightness() -> None:
    article = parse("- a\n- b\n  1. c\n  2. d\n- e\n\nna\n\n3) los\n\n   meer\n\n4) wijd\n")
    assert article.text == "a\nb\nc\nd\ne\n\nna\n\nlos\n\nmeer\n\nwijd"
    assert [(block.marker, block.depth) for block in article.blocks] == [
        ("•", 1),
        ("•", 1),
        ("1.", 2),
        ("2.", 2),
        ("•", 1),
        ("", 0),
        ("3)", 1),
        ("", 1),
        ("4)", 1),
    ]


def test_a_task_is_a_list_item_with_a_box() -> None:
    article = parse("- [ ] doen\n- [x] gedaan\n- [y] iets\n\n1. [X] genummerd")
    assert [block.marker for block in article.blocks] == ["☐", "☑", "•", "1. ☑"]
    assert [text for _, text in shapes(article)] == ["doen", "gedaan", "[y] iets", "genummerd"]


def test_an_item_that_starts_with_something_else_keeps_its_marker() -> None:
    article = parse(
        "1. - in\n2. > citaat\n3. ```\n   x\n   ```\n4. # kop\n5.\n6. ---\n7. <p>\n8. | a |\n   |---|\n"
    )
    items = [block for block in article.blocks if block.marker.endswith(".")]
    assert [item.marker for item in items] == ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8."]
    assert not any(len(item.span) for item in items)
    assert article.text.split() == ["in", "citaat", "x", "kop", "<p>", "a"]


def test_quotations_are_counted() -> None:
    article = parse("> een\nlui\n>\n> > - twee\n\nnul")
    assert [(block.quoted, block.depth, block.span.cut(article.text)) for block in article.blocks] == [
        (1, 0, "een lui"),
        (2, 1, "twee"),
        (0, 0, "nul"),
    ]


def test_code_keeps_its_lines_and_indents() -> None:
    article = parse("```python run\n\n  x = 1\n\n    y\n\n```\n\n    ook code\n\n~~~\n~~~\n")
    assert shapes(article) == [("code", "  x = 1\n\n    y"), ("code", "ook code")]
    assert [block.info for block in article.blocks] == ["python", ""]


def test_a_table_has_rows_with_cells() -> None:
    article = parse("| a | b | c |\n|:-:|--:|---|\n| *1* | | 3 |\n| | | |\n\nna")
    rows = [block for block in article.blocks if block.kind is BlockKind.TABLE_ROW]
    assert article.text == "a\tb\tc\n1\t\t3\n\t\t\n\nna"
    assert [row.header for row in rows] == [True, False, False]
    assert {row.align for row in rows} == {"crl"}
    assert [cell.cut(article.text) for cell in rows[1].cells] == ["1", "", "3"]


def test_a_rule_stands_where_the_next_block_starts() -> None:
    article = parse("een\n\n---\n\ntwee\n\n***\n")
    assert article.text == "een\n\ntwee"
    assert [(block.kind.value, block.span.start) for block in article.blocks] == [
        ("paragraph", 0),
        ("rule", 5),
        ("paragraph", 5),
        ("rule", 9),
    ]


def test_footnotes_stand_at_the_end_also_those_nobody_refers_to() -> None:
    article = parse(
        "Een[^1] en[^los] en[^x].\n\n[^1]: Noot met[^diep].\n\n    Tweede *alinea*.\n"
        "[^wees]: Verweesd.\n[^code]:\n    ```\n    code\n    ```\n\n> [^diep]: Diep.\n\nSlot"
    )
    assert article.text == (
        "Een[1] en[^los] en[^x].\n\nSlot\n\nNoot met[diep].\n\nTweede alinea.\n\nVerweesd.\n\ncode\n\nDiep."
    )
    assert [block.marker for block in article.blocks] == ["", "", "[1]", "", "[wees]", "[code]", "", "[diep]"]
    notes = [mark for mark in article.marks if mark.kind is MarkKind.FOOTNOTE]
    assert [(mark.span.cut(article.text), mark.target) for mark in notes] == [
        ("[1]", "1"),
        ("[diep]", "diep"),
    ]


def test_a_link_definition_that_is_not_used_is_not_lost() -> None:
    article = parse(
        "[a][Bron] ![b][plaat]\n\n[bron]: http://a.example\n[plaat]: p.png\n> [Jan]: hoi 'nu'\n\n[bron]: x\n"
    )
    assert [text for _, text in shapes(article)] == ["a b", "[Jan]: hoi 'nu'", "[bron]: x"]
    assert marks(article)[0] == ("link", "a", "http://a.example")
    assert len(article.notices) == 1


def test_front_matter_becomes_metadata() -> None:
    article = parse("---\ntitle: Uit de kop\nlang: nl\nraar\n---\n# Kop\n\nTekst")
    assert article.text == "Kop\n\nTekst"
    assert article.metadata.title == "Uit de kop"
    assert article.metadata.language == "nl"
    assert "raar" in article.notices[0]


def test_two_rules_with_words_between_them_are_no_front_matter() -> None:
    assert parse("---\nGewone woorden\nhier.\n---\nen verder").text == "Gewone woorden hier.\n\nen verder"


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (">" * 5000 + " diep", "diep"),
        ("".join("  " * depth + "- a\n" for depth in range(120)) + "  " * 120 + "- diep", "diep"),
        ((">" * 90 + " a\n") + "a\n" * 5000 + "diep", "diep"),
        ("[" * 50_000 + "diep", "diep"),
        ("![" * 50_000 + "diep", "diep"),
        ("[a][b" * 20_000 + "diep", "diep"),
        ("x" + "<!-- " * 20_000 + "diep", "diep"),
        ("[^n]: noot\n\n" + "[^" * 20_000 + "diep", "diep"),
    ],
    ids=["quotations", "lists", "lazy lines", "brackets", "pictures", "references", "html", "footnotes"],
)
def test_what_is_too_deep_or_too_costly_is_shown_as_plain_text_and_said_so(source: str, word: str) -> None:
    article = parse("---\ntitle: T\n---\n" + source)
    assert article.notices
    assert article.notices[0].endswith("shown as plain text instead of Markdown.")
    assert word in article.text
    assert article.metadata.title == "T"
    assert re.sub(r"\W", "", article.text) == re.sub(r"\W", "", source)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("http://a" * 20_000 + " diep", ["http://a", "diep"]),
        ("| a | b |\n|---|---|\n" + "".join(f"| r{n} | c{n} |\n" for n in range(10_000)), ["r0", "c9999"]),
        ("".join("  " * depth + f"- w{depth}\n" for depth in range(25)), [f"w{n}" for n in range(25)]),
        (
            "".join(">" * depth + f" w{depth}\n>\n" for depth in range(1, 101)),
            [f"w{n}" for n in range(1, 101)],
        ),
    ],
    ids=["addresses", "rows", "levels of lists", "levels of quotations"],
)
def test_what_is_long_or_deep_loses_no_word(source: str, words: list[str]) -> None:
    text = parse(source).text
    assert [word for word in words if word not in text] == []
    assert re.sub(r"[\W_]", "", text) == re.sub(r"[\W_]", "", source)


def test_a_text_that_runs_out_of_stack_is_shown_as_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(_source: str) -> None:
        raise RecursionError

    monkeypatch.setattr("articles.formats.markdown.check_quotations", too_deep)
    article = parse("gewone *tekst*")
    assert article.text == "gewone *tekst*"
    assert article.notices


def test_quotations_that_many_deep_are_still_quotations() -> None:
    article = parse(">" * 40 + " diep\n\n" + "> > > > > > gewoon\n" * 30)
    assert not article.notices
    assert [block.quoted for block in article.blocks] == [40, 6]


@pytest.mark.parametrize(
    "source",
    [
        "# Kop\n\ntekst",
        "tekst\n\n- [x] taak",
        "zie [hier](https://example.org)",
        "**vet** begin",
        "```\ncode\n```",
        "---\ntitle: x\n---\n",
        "a | b\n---|---\n",
    ],
)
def test_markdown_is_told_from_plain_text(source: str) -> None:
    assert looks_like(source)


@pytest.mark.parametrize(
    "source", ["Gewone tekst.", "- een\n- twee", "#hashtag is in", "3 * 4 * 5", "a_b_c [sic]"]
)
def test_plain_text_is_told_from_markdown(source: str) -> None:
    assert not looks_like(source)


@given(st.text(st.sampled_from(list("ab\n\n  -*_#>|13.)\\=+\t")), max_size=150))
def test_no_letter_is_lost_in_blocks(source: str) -> None:
    letters = [char for char in source if char in "ab"]
    assert [char for char in parse("x\n" + source).text if char in "ab"] == letters


def test_tabs_in_code_become_the_columns_they_stand_for() -> None:
    article = parse("```\na\tb\n\tc\n```\n")
    assert article.text == "a   b\n    c"
