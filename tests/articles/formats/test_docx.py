from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import docx as other
import pytest

from articles.confining import About
from articles.errors import ArticleError
from articles.formats import docx
from articles.model import BlockKind, MarkKind
from tests.faults.hostile import WORD, letter, packed

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.model import Article
    from tests.articles.formats.conftest import Kitchen


def parse(data: bytes) -> Article:
    docx.prepare()
    return docx.parse_bytes(data, About())


def shapes(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.cut(article.text)) for block in article.blocks]


def part(name: str, body: str) -> tuple[str, bytes]:
    root = PurePosixPath(name).stem
    return name, f'<w:{root} xmlns:w="{WORD}">{body}</w:{root}>'.encode()


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


@pytest.mark.parametrize("maker", ["pandoc", "office"])
def test_a_document_of_another_program_is_read_whole(
    maker: str, kitchen: Kitchen, draft: str, whole: Callable[[Article], None]
) -> None:
    file = kitchen.pandoc("draft.docx", draft)
    if maker == "office":
        file = kitchen.office("office.docx", file, "docx:MS Word 2007 XML")
    article = parse(file.read_bytes())
    whole(article)
    assert article.metadata.title == "De brug van Zutphen"
    assert article.metadata.author == "Jan de Vries, Piet Smit"
    assert shapes(article)[3:] == [
        ("heading", "Wat er is gebeurd"),
        ("paragraph", "De brug kostte drie miljoen euro, veel meer dan was begroot.[1]"),
        ("paragraph", "Wij wisten dat het duurder zou worden, zei de wethouder."),
        ("list item", "Het geld is op."),
        ("list item", "De bouw duurde langer:"),
        ("list item", "eerst door het weer,"),
        ("list item", "daarna door de leiding."),
        ("table row", "Jaar\tKosten"),
        ("table row", "2019\t1"),
        ("table row", "2020\t2"),
        ("heading", "Wat er nog komt"),
        ("paragraph", "Een regel\nen nog een."),
        ("paragraph", "Uit de begroting van 2018."),
    ]
    items = [block for block in article.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [(block.depth, block.marker) for block in items] == [(1, "•"), (1, "•"), (2, "1."), (2, "2.")]
    assert [block.quoted for block in article.blocks[4:7]] == [0, 1, 0]
    assert article.blocks[-1].marker == "[1]"
    assert {(mark.kind, mark.span.cut(article.text), mark.target) for mark in article.marks} == {
        (MarkKind.EMPHASIS, "drie miljoen", ""),
        (MarkKind.STRONG, "veel meer", ""),
        (MarkKind.LINK, "was begroot", "https://example.org/begroting"),
        (MarkKind.FOOTNOTE, "[1]", "1"),
    }


def test_comments_are_counted_and_no_part_of_the_text() -> None:
    document = other.Document()
    words = document.add_paragraph("").add_run("Drie miljoen.")
    document.add_comment(words, text="Klopt dit?", author="Karin")
    file = io.BytesIO()
    document.save(file)
    article = parse(file.getvalue())
    assert article.text == "Drie miljoen."
    assert article.notices == ("It has a comment: postil import takes it in as a note.",)


def test_tracked_changes_are_read_as_accepted() -> None:
    gone = "<w:del><w:r><w:delText>twee</w:delText></w:r></w:del>"
    article = parse(
        letter(
            paragraph(run("Het kostte ") + gone + f"<w:ins>{run('drie')}</w:ins>" + run(" miljoen."))
            + paragraph(f"<w:moveFrom>{run('Weg.')}</w:moveFrom>{run('Eerste ')}", "<w:rPr><w:del/></w:rPr>")
            + paragraph(f"{run('helft.')}<w:moveTo>{run(' Weg.')}</w:moveTo>")
            + f"<w:del>{paragraph(run('x'))}</w:del>"
        )
    )
    assert [words for _, words in shapes(article)] == ["Het kostte drie miljoen.", "Eerste helft. Weg."]
    assert article.notices == ("Its tracked changes are read as accepted.",)


def test_rows_that_were_deleted_are_left_out() -> None:
    def row(words: str, properties: str = "") -> str:
        return f"<w:tr>{properties}<w:tc>{paragraph(run(words))}</w:tc></w:tr>"

    article = parse(letter(f"<w:tbl>{row('a')}{row('b', '<w:trPr><w:del/></w:trPr>')}{row('c')}</w:tbl>"))
    assert [words for _, words in shapes(article)] == ["a", "c"]
    assert [block.header for block in article.blocks] == [True, False]


def test_links_by_field_lead_where_their_instruction_says() -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = (
        sign("begin")
        + '<w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>'
        + sign("separate")
        + run("hier")
        + sign("end")
    )
    simple = f"<w:fldSimple w:instr='HYPERLINK \"https://example.org/b\"'>{run('daar')}</w:fldSimple>"
    page = f"<w:fldSimple w:instr='PAGE'>{run('7')}</w:fldSimple>"
    article = parse(letter(paragraph(field + run(" en ") + simple + run(" op ") + page)))
    assert article.text == "hier en daar op 7"
    assert [(mark.span.cut(article.text), mark.target) for mark in article.marks] == [
        ("hier", "https://example.org/a"),
        ("daar", "https://example.org/b"),
    ]


def test_words_that_are_hidden_or_said_twice_are_read_once() -> None:
    both = (
        "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice><w:txbxContent>{paragraph(run('In een kader.'))}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{paragraph(run('In een kader.'))}</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    hidden = run("geheim", "<w:vanish/>")
    article = parse(letter(paragraph(run("Buiten.") + hidden + both) + paragraph(run("Daarna."))))
    assert [words for _, words in shapes(article)] == ["Buiten.", "In een kader.", "Daarna."]


def test_signs_that_are_no_letters_are_read_too() -> None:
    signs = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t>"
        '<w:br w:type="page"/><w:t>e</w:t><w:sym w:char="F0B7"/><w:sym w:char="00B0"/>'
        '<w:sym w:char="x"/></w:r>'
    )
    assert parse(letter(paragraph(signs))).text == "a b\u2011c\nd e•°"


def test_pictures_are_read_as_what_they_are_said_to_show() -> None:
    drawing = (
        "<w:r><w:drawing><wp:inline xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/"
        "wordprocessingDrawing'><wp:docPr id='1' name='x' descr='Een brug'/></wp:inline></w:drawing></w:r>"
    )
    article = parse(letter(paragraph(drawing)))
    assert (article.text, article.marks[0].kind) == ("Een brug", MarkKind.IMAGE)


def test_styles_say_what_a_paragraph_is() -> None:
    def style(name: str, called: str, more: str = "") -> str:
        return f'<w:style w:styleId="{name}"><w:name w:val="{called}"/>{more}</w:style>'

    styles = part(
        "word/styles.xml",
        style("K", "heading 2")
        + style("L", "Mijn kop", '<w:basedOn w:val="K"/>')
        + style("M", "Ander", '<w:basedOn w:val="M"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("Q", "Quote")
        + style("C", "Source Code")
        + style("I", "Lijst", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
    )
    body = "".join(paragraph(run(name), f'<w:pStyle w:val="{name}"/>') for name in "KLMQCIX")
    article = parse(letter(body, "", styles))
    assert [block.level for block in article.blocks[:3]] == [2, 2, 3]
    assert article.blocks[3].quoted == 1
    kinds = [block.kind for block in article.blocks[4:]]
    assert kinds == [BlockKind.CODE, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH]


def test_lists_are_counted_as_word_counts_them() -> None:
    def level(at: int, form: str, pattern: str, start: int = 1) -> str:
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        )

    kinds = (
        ("lowerLetter", "%1)", 27, ["aa)", "bb)"]),
        ("upperLetter", "%1.", 2, ["B.", "C."]),
        ("lowerRoman", "%1.", 4, ["iv.", "v."]),
        ("upperRoman", "(%1)", 9, ["(IX)", "(X)"]),
        ("none", "", 1, ["•", "•"]),
        ("decimalZero", "%1", 8, ["8", "9"]),
    )
    numbering = part(
        "word/numbering.xml",
        "".join(
            f'<w:abstractNum w:abstractNumId="{at}">{level(0, form, pattern, start)}</w:abstractNum>'
            for at, (form, pattern, start, _) in enumerate(kinds)
        )
        + '<w:abstractNum w:abstractNumId="9">'
        + level(0, "decimal", "%1.")
        + level(1, "decimal", "%1.%2.")
        + "</w:abstractNum>"
        + "".join(f'<w:num w:numId="{at}9"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(10)),
    )

    def item(name: str, deep: int = 0) -> str:
        return paragraph(run("x"), f'<w:numPr><w:ilvl w:val="{deep}"/><w:numId w:val="{name}"/></w:numPr>')

    lists = "".join(item(f"{at}9") + item(f"{at}9") for at in range(len(kinds)))
    nested = item("99") + item("99", 1) + item("99", 1) + item("99") + item("99", 1) + item("0") + item("77")
    article = parse(letter(lists + nested, "", numbering))
    expected = [marker for *_, markers in kinds for marker in markers]
    assert [block.marker for block in article.blocks] == [
        *expected,
        *("1.", "1.1.", "1.2.", "2.", "2.1.", "", "•"),
    ]


def test_what_is_no_word_document_is_refused() -> None:
    with pytest.raises(ArticleError, match="no Word document"):
        parse(packed(("a", b"b")))
    with pytest.raises(ArticleError, match="cannot be unpacked"):
        parse(b"PK\x03\x04")
    with pytest.raises(ArticleError, match=r"word/document.xml in it cannot be read"):
        parse(packed(("word/document.xml", b"<w:document")))


def test_endnotes_come_after_footnotes() -> None:
    notes = paragraph(
        '<w:r><w:endnoteReference w:id="2"/></w:r>'
        '<w:r><w:footnoteReference w:id="3"/></w:r>'
        '<w:r><w:footnoteReference w:id="4"/></w:r>'
    )
    article = parse(
        letter(
            notes,
            "",
            part("word/footnotes.xml", f'<w:footnote w:id="3">{paragraph(run("voet"))}</w:footnote>'),
            part("word/endnotes.xml", f'<w:endnote w:id="2">{paragraph(run("eind"))}</w:endnote>'),
        )
    )
    assert [
        (block.marker, words) for block, (_, words) in zip(article.blocks, shapes(article), strict=True)
    ] == [
        ("", "[1][2][3]"),
        ("[2]", "voet"),
        ("[1]", "eind"),
    ]
