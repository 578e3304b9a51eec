from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.confining import About
from articles.errors import ArticleError, TakesTooLongError
from articles.formats import _pdf_letters, pdf
from articles.formats._pdf_columns import place, shape_of
from articles.formats._pdf_lines import UNKNOWN, Glyph, Line, lines_of
from articles.formats._pdf_paragraphs import PieceKind, pieces_of
from articles.formats._pdf_running import without_running_lines
from articles.locating import locator_at, locator_of
from articles.model import BlockKind
from tests.faults import hostile

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.model import Article
    from tests.articles.formats.conftest import Kitchen

COLUMNS = """<!doctype html><html lang=nl><meta charset=utf-8><title>Het rapport</title>
<style>body{font:11pt serif;columns:2;text-align:justify}h1{column-span:all}p{text-indent:1.2em;margin:0}
</style><h1>Het rapport</h1>"""


def parse(data: bytes) -> Article:
    pdf.prepare()
    return pdf.parse_bytes(data, About())


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def assert_read(article: Article, paragraphs: list[str]) -> None:
    """Assert that a document has all words of `paragraphs`, no others, and nearly all of them whole."""
    wanted, got = words(" ".join(paragraphs)), words(article.text)
    assert not wanted - got
    assert sum((got - wanted).values()) <= 8
    blocks = {block.span.cut(article.text) for block in article.blocks}
    assert sum(one in blocks for one in paragraphs) >= 0.95 * len(paragraphs)


def test_columns_that_chromium_printed_are_paragraphs_again(
    kitchen: Kitchen, paragraphs: list[str], whole: Callable[[Article], None]
) -> None:
    # Soft hyphens part the long words at the ends of lines.
    parted = [
        one.replace("herstelwerkzaamheden", "herstel&shy;werk&shy;zaam&shy;heden") for one in paragraphs
    ]
    page = COLUMNS + "".join(f"<p>{one}</p>" for one in parted)
    article = parse(kitchen.chromium("columns.pdf", page).read_bytes())
    whole(article)
    assert article.metadata.title == "Het rapport"
    assert article.metadata.language == "nl"
    assert article.blocks[0].kind is BlockKind.HEADING
    assert_read(article, paragraphs)


def test_pages_of_libreoffice_are_paragraphs_with_their_page_as_locator(
    kitchen: Kitchen, paragraphs: list[str]
) -> None:
    source = "---\ntitle: Het rapport\nauthor: An\n---\n\n" + "\n\n".join(paragraphs)
    document = kitchen.pandoc("long.docx", source)
    article = parse(kitchen.office("long.pdf", document, "pdf").read_bytes())
    assert (article.metadata.title, article.metadata.author) == ("Het rapport", "An")
    assert_read(article, paragraphs)
    pages = [locator.value for locator in article.locators]
    assert pages == [str(number) for number in range(1, len(pages) + 1)]
    assert len(pages) > 2
    assert locator_at(article, 0) == "p. 1"
    assert locator_at(article, len(article.text) - 1) == f"p. {pages[-1]}"
    second = article.locators[1].start
    over = next(block.span for block in article.blocks if block.span.end > second)
    assert locator_of(article, over) in ("p. 1–2", "p. 2")


def test_a_document_with_a_password_is_refused(kitchen: Kitchen, draft: str) -> None:
    options = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":'
    target = f'pdf:writer_pdf_Export:{options}{{"type":"string","value":"x"}}}}'
    locked = kitchen.office("locked.pdf", kitchen.pandoc("draft.docx", draft), target)
    with pytest.raises(ArticleError, match="locked by a password"):
        parse(locked.read_bytes())


def test_what_is_no_pdf_or_has_no_text_is_refused() -> None:
    with pytest.raises(ArticleError, match="no PDF document"):
        parse(b"%PDF-1.4")
    with pytest.raises(ArticleError, match="only pictures"):
        parse(hostile.pdf(b"0 0 m 9 9 l S"))


def test_the_name_that_a_program_gave_is_no_title() -> None:
    data = hostile.pdf(b"BT /F 12 Tf 50 700 Td (Een zin.) Tj ET")
    for name in (b"rapport-def2.docx", b"Microsoft Word - Document1", b"Untitled"):
        info = b"/Root 1 0 R /Info << /Title (%s) /Author (An) >>" % name
        known = parse(data.replace(b"/Root 1 0 R", info)).metadata
        assert (known.title, known.author) == ("", "An")


def test_pages_are_called_what_is_printed_on_them() -> None:
    labels = b"/Type /Catalog /PageLabels << /Nums [0 << /S /r /St 4 >>] >>"
    article = parse(hostile.pdf(b"BT /F 12 Tf 50 700 Td (Een zin.) Tj ET").replace(b"/Type /Catalog", labels))
    assert locator_at(article, 0) == "p. iv"


def test_signs_without_a_letter_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from pdfminer.pdffont import PDFSimpleFont, PDFUnicodeNotDefined

    def spelled(_font: object, code: int) -> str:
        if code == ord("a"):
            raise PDFUnicodeNotDefined
        return chr(code)

    monkeypatch.setattr(PDFSimpleFont, "to_unichr", spelled)
    article = parse(hostile.pdf(b"BT /F 12 Tf 50 700 Td (ab) Tj ET"))
    assert article.text == f"{UNKNOWN}b"
    assert "which letters 1 of its signs are" in article.notices[0]


def test_turned_letters_are_left_out() -> None:
    turned = hostile.pdf(b"BT /F 12 Tf 0 1 -1 0 30 300 Tm (rand) Tj 1 0 0 1 50 700 Tm (Een zin.) Tj ET")
    assert parse(turned).text == "Een zin."


def test_a_page_that_takes_too_long_is_kept_as_far_as_it_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise TakesTooLongError

    monkeypatch.setattr(_pdf_letters.Letters, "paint_path", stop)
    drawn = b"BT /F 12 Tf 50 700 Td (Een zin.) Tj ET 0 0 m 9 9 l S BT /F 12 Tf 50 600 Td (Nog een.) Tj ET"
    article = parse(hostile.pdf(drawn))
    assert article.text == "Een zin."
    assert article.notices == ("Page 1 may not be whole: it takes too long to read.",)
    with pytest.raises(ArticleError, match="too long or too much memory"):
        parse(hostile.pdf(b"0 0 m 9 9 l S"))
    monkeypatch.setattr(pdf, "_MOST_CUT_SHORT", 0)
    with pytest.raises(TakesTooLongError):
        parse(hostile.pdf(drawn))


def test_more_pages_or_letters_than_any_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = hostile.pdf(b"BT /F 12 Tf (abc) Tj ET")
    monkeypatch.setattr(_pdf_letters, "_MOST", 2)
    with pytest.raises(ArticleError, match="more than 2 letters"):
        parse(data)
    monkeypatch.setattr(pdf, "_MOST_PAGES", 0)
    with pytest.raises(ArticleError, match="more than 0 pages"):
        parse(data)


def test_pictures_and_figures_are_passed_by() -> None:
    article = parse(
        hostile.pdf(
            b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI BT /F 12 Tf 50 700 Td (Een zin.) Tj ET",
        )
    )
    assert article.text == "Een zin."


def glyphs(text: str, x: float = 50, y: float = 700, size: float = 10) -> list[Glyph]:
    return [Glyph(char, x + 5 * at, x + 5 * at + 5, y, size, bold=False) for at, char in enumerate(text)]


def line(
    text: str, x0: float = 50, x1: float = 0, y: float = 700, size: float = 10, *, bold: bool = False
) -> Line:
    return Line(text, x0, x1 or x0 + 5 * len(text), y, size, bold)


def test_letters_beside_each_other_are_a_line() -> None:
    gap = glyphs("een") + glyphs("twee", x=70) + glyphs("ver weg", x=300) + glyphs("onder", y=688)
    assert [one.text for one in lines_of(gap)] == ["een twee", "ver weg", "onder"]


def test_a_space_without_room_is_none_and_ligatures_come_apart() -> None:
    tight = [*glyphs("aan"), Glyph(" ", 65, 68, 700, 10, bold=False), *glyphs("val", x=65)]
    assert lines_of(tight)[0].text == "aanval"
    assert lines_of(glyphs("e\ufb03ciënt\u00ad"))[0].text == "efficiënt"


def test_a_raised_sign_belongs_to_its_line() -> None:
    raised = [*glyphs("zin."), Glyph("1", 70, 73, 703, 6, bold=False), *glyphs("En", x=78)]
    assert [one.text for one in lines_of(raised)] == ["zin.1 En"]


def test_what_runs_along_the_pages_is_left_out() -> None:
    def page(number: int) -> list[Line]:
        body = [line(f"Regel {number * 7 % 5} is {at}", y=700 - 12 * at) for at in range(9)]
        foot = line("xi" if number == 2 else f"pagina {number} van 6", y=30 + number % 2)
        return [line("Jaarverslag 2020", y=780), *body, foot]

    pages = [page(number) for number in range(1, 7)]
    kept = without_running_lines(pages)
    assert [len(one) for one in kept] == [9, 10, 9, 9, 9, 9]
    assert without_running_lines(pages[:1]) == pages[:1]


def test_lines_that_only_look_alike_stay() -> None:
    pages = [
        [line(f"Bedrag {number * number}", y=700), line("slot", y=50 * number)] for number in range(1, 9)
    ]
    assert without_running_lines(pages) == pages


def pieces(*lines: Line) -> list[tuple[str, str]]:
    return [(one.kind.value, "".join(words for _, words in one.words)) for one in pieces_of([lines])]


def column(*texts: str, y: float = 700) -> list[Line]:
    """Return lines that fill a column from 50 to 350, the last as long as it is."""
    return [
        line(text, x1=350 if at < len(texts) - 1 else 50 + 4 * len(text), y=y - 12 * at)
        for at, text in enumerate(texts)
    ]


def test_words_that_were_parted_are_whole_again() -> None:
    assert pieces(
        *column(
            "De onderzoekscom-",
            "missie van Noord-",
            "Holland vond voor-",
            "en nadelen van het vice-",
            "voorzitterschap, en de vice-voorzitterschap",
            "van 2019-",
            "2020 in be\u2010",
            "weging.",
        )
    ) == [
        (
            "paragraph",
            (
                "De onderzoekscommissie van Noord-Holland vond voor- en nadelen van het "
                "vice-voorzitterschap, en de vice-voorzitterschap van 2019-2020 in beweging."
            ),
        )
    ]


def test_a_gap_an_indent_or_a_short_line_begins_a_paragraph() -> None:
    first = column("Een eerste regel die vol is", "en een einde.")
    after_gap = column("Na een gat staat een regel", "die ook eindigt.", y=650)
    indented = [line("Ingesprongen gaat het nu", 62, 350, 626), line("en terug naar de kant.", 50, 200, 614)]
    short = [line("Na een korte regel nog een.", 50, 350, 602)]
    assert [text for _, text in pieces(*first, *after_gap, *indented, *short)] == [
        "Een eerste regel die vol is en een einde.",
        "Na een gat staat een regel die ook eindigt.",
        "Ingesprongen gaat het nu en terug naar de kant.",
        "Na een korte regel nog een.",
    ]


def test_headings_items_and_rows_are_told_by_their_looks() -> None:
    lines = [
        line("Groot", size=16, y=760),
        line("Vet kopje", bold=True, y=740),
        *column("Een regel van het verhaal", "die hier eindigt.", y=720),
        line("• eerste punt dat lang is", 50, 350, 690),
        line("en doorloopt", 60, 130, 678),
        line("• tweede punt", 50, 130, 666),
        line("1. genummerd", 50, 130, 640),
        line("Bedrag", 50, 90, 600),
        line("12", 200, 210, 600),
        line("Ander", 50, 90, 588),
        line("13", 200, 210, 588),
    ]
    found = pieces_of([lines])
    assert [(one.kind, one.level, one.marker) for one in found] == [
        (PieceKind.HEADING, 1, ""),
        (PieceKind.HEADING, 2, ""),
        (PieceKind.PARAGRAPH, 0, ""),
        (PieceKind.ITEM, 0, "•"),
        (PieceKind.ITEM, 0, "•"),
        (PieceKind.ITEM, 0, "1."),
        (PieceKind.PARAGRAPH, 0, ""),
        (PieceKind.PARAGRAPH, 0, ""),
    ]
    assert "".join(text for _, text in found[3].words) == "eerste punt dat lang is en doorloopt"
    assert "".join(text for _, text in found[6].words) == "Bedrag 12"


def test_a_paragraph_goes_on_in_the_next_column_and_page() -> None:
    left = column("Links begint een zin die", "hier niet eindigt maar verder", y=100)
    left[-1] = line(left[-1].text, x1=350, y=left[-1].y)
    right = [line("gaat en dan ophoudt.", 400, 600, 700), line("Een ander begint hier nu", 400, 700, 688)]
    assert [text for _, text in pieces(*left, *right)] == [
        "Links begint een zin die hier niet eindigt maar verder gaat en dan ophoudt.",
        "Een ander begint hier nu",
    ]
    over = pieces_of([left, [line("gaat en dan ophoudt.")]])
    assert [page for page, _ in over[0].words] == [0, 1]


def test_a_paragraph_goes_on_behind_the_footnotes_of_a_page() -> None:
    first = column("Onderaan de bladzijde begint", "een zin die daar niet eindigt", y=120)
    first[-1] = line(first[-1].text, x1=350, y=first[-1].y)
    notes = [line("1 Een noot.", y=60, size=8), line("2 Nog een noot.", y=40, size=8)]
    second = column("maar op de volgende wel.", "Hier gaat het verder en verder", "tot het eind.", y=700)
    found = pieces_of([[*first, *notes], second])
    texts = ["".join(text for _, text in one.words) for one in found]
    assert texts[0].startswith(
        "Onderaan de bladzijde begint een zin die daar niet eindigt maar op de volgende"
    )
    assert [page for page, _ in found[0].words] == [0, 1]
    assert texts[1].startswith("1 Een noot.")
    ended = [*first[:-1], line("een zin die daar eindigt.", x1=350, y=first[-1].y)]
    assert len(pieces_of([[*ended, *notes], second])) == len(found) + 1


def test_no_lines_are_no_pieces() -> None:
    assert pieces_of([[], []]) == []


@given(
    st.lists(
        st.lists(
            st.builds(
                line,
                st.text("ab.-• 1", min_size=1).filter(str.strip).map(lambda text: " ".join(text.split())),
                st.floats(0, 500),
                st.just(0),
                st.floats(0, 800),
                st.sampled_from([8, 10, 20]),
                bold=st.booleans(),
            ),
            max_size=8,
        ),
        max_size=3,
    )
)
def test_no_letter_is_lost_whatever_the_layout(pages: list[list[Line]]) -> None:
    def letters(text: str) -> Counter[str]:
        return Counter(char for char in text if char in "ab")

    found = pieces_of(pages)
    assert letters(
        "".join(part for piece in found for _, part in piece.words) + "".join(p.marker for p in found)
    ) == (letters("".join(one.text for page in pages for one in page)))
    placed = place(pages)
    assert [one.line for one in placed] == [one for page in pages for one in page]
    if placed:
        assert shape_of([one.line for one in placed]).size in (8, 10, 20)
