from __future__ import annotations

import io
import itertools
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from docx import Document

from annotations.errors import InvalidRecord
from annotations.exporters.registry import ExportOptions, export
from annotations.importers.reading_json import MOST_BYTES
from annotations.importers.registry import format_of, parse
from annotations.model import Medium, Note, Source
from tests.annotations.desks import ARTICLE, FIRST, NOW, Desk, everything, take

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
BODY = (
    "<w:p><w:r><w:t>The count was made.</w:t></w:r></w:p><w:p><w:r><w:t>First one. </w:t></w:r>"
    '<w:commentRangeStart w:id="7"/><w:r><w:t>The town has</w:t><w:tab/></w:r><w:del><w:r>'
    "<w:delText>few</w:delText></w:r></w:del><w:ins><w:r><w:t>1,200 hives</w:t></w:r></w:ins>"
    '<w:commentRangeEnd w:id="7"/><w:r><w:footnoteReference w:id="2"/></w:r>'
    "<w:r><w:t>, ten percent more.</w:t></w:r></w:p>"
)
COMMENTS = (
    '<w:comment w:id="7" w:author="Carla" w:date="2026-02-01T10:00:00Z"><w:p w14:paraId="0000000A"><w:r>'
    "<w:t>Who counted?</w:t></w:r></w:p><w:p><w:r><w:t>And when?</w:t></w:r></w:p></w:comment>"
    '<w:comment w:id="9" w:author="Dirk" w:date="2026-02-02T10:00:00+01:00"><w:p w14:paraId="0000000B"><w:r>'
    "<w:t>The bureau.</w:t></w:r></w:p></w:comment>"
    '<w:comment w:id="11"><w:p><w:r><w:t>Nameless.</w:t></w:r></w:p></w:comment>'
)
THREADS = (
    '<w15:commentEx w15:paraId="0000000A"/><w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A"/>'
)
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t>See https://example.org/count</w:t></w:r></w:p></w:footnote>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>Els</dc:creator>'
    "<dcterms:created>2026-01-31T09:00:00Z</dcterms:created></cp:coreProperties>"
)


def document(
    *,
    body: str = BODY,
    comments: str = COMMENTS,
    threads: str = THREADS,
    footnotes: str = FOOTNOTES,
    core: str = CORE,
) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, root, inner in (
            ("comments", "comments", comments),
            ("commentsExtended", "commentsEx", threads),
            ("footnotes", "footnotes", footnotes),
        ):
            if inner:
                prefix = "w15" if root == "commentsEx" else "w"
                file.writestr(f"word/{name}.xml", f"<{prefix}:{root} {NAMES}>{inner}</{prefix}:{root}>")
        if core:
            file.writestr("docProps/core.xml", core)
    return made.getvalue()


def archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(f"word/{name}.xml", data)
    return made.getvalue()


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.shelve(made.session("anna"), FIRST)
    return made


def notes(desk: Desk) -> dict[str, Note]:
    records = desk.session("anna").dossier(ARTICLE).records
    return {one.creator: one for one in records.values() if isinstance(one, Note)}


def test_comments_come_in_with_authors_dates_replies_and_their_places(desk: Desk) -> None:
    take(desk.session("anna"), document(), "docx", into=ARTICLE)

    found = notes(desk)

    carla, dirk = found["Carla"], found["Dirk"]
    assert carla.text == "Who counted?\nAnd when?"
    assert carla.created == datetime(2026, 2, 1, 10, tzinfo=UTC)
    assert carla.anchor
    assert carla.anchor.exact == "The town has\t1,200 hives"
    assert dirk.target.id == carla.id
    assert dirk.created == datetime(2026, 2, 2, 9, tzinfo=UTC)
    assert (found["unknown"].text, found["unknown"].anchor) == ("Nameless.", None)
    (thread, *_) = (one for one in desk.session("anna").dossier(ARTICLE).notes if one.note.id == carla.id)
    assert thread.place
    assert thread.place.span


def test_footnotes_stand_at_their_sentence_and_are_the_writers(desk: Desk) -> None:
    take(desk.session("anna"), document(), "docx", into=ARTICLE)

    els = notes(desk)["Els"]

    assert els.text == "See https://example.org/count"
    assert els.anchor
    assert els.anchor.exact == "The town has\t1,200 hives"
    assert els.created == datetime(2026, 1, 31, 9, tzinfo=UTC)


def footnotes(*inner: str) -> bytes:
    """Return a document with these footnotes, each an element's content, one after the other."""
    marks = "".join(
        f'<w:p>{run(f"Sentence {number}.")}<w:r><w:footnoteReference w:id="{number}"/></w:r></w:p>'
        for number in range(len(inner))
    )
    written = (
        f'<w:footnote w:id="{number}"><w:p>{one}</w:p></w:footnote>' for number, one in enumerate(inner)
    )
    return document(body=marks, comments="", threads="", footnotes="".join(written))


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def sources(desk: Desk, by: str = "anna") -> list[Source]:
    records = desk.session(by).dossier(ARTICLE).records.values()
    return [one for one in records if isinstance(one, Source)]


def test_a_footnote_is_a_source_too_and_its_note_names_it(desk: Desk) -> None:
    plan = take(desk.session("anna"), document(), "docx", into=ARTICLE)

    (source,) = sources(desk)
    assert (source.url, source.words, source.medium) == ("https://example.org/count", "", Medium.WEB)
    assert (source.author, source.creator) == ("anna", "Els")
    assert source.created == datetime(2026, 1, 31, 9, tzinfo=UTC)
    assert not source.confidential
    assert notes(desk)["Els"].extra == {"via": "docx footnote", "source": source.id}
    assert "new source by Els: https://example.org/count" in plan.lines


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("See https://example.org/count.", "https://example.org/count"),
        ("The count (https://example.org/count), 2025", "https://example.org/count"),
        ("(See https://example.org/bee_(insect).)", "https://example.org/bee_(insect)"),
        ("HTTP://example.org/ and http://example.org", ""),
        ("https://example.org, again https://example.org/", "https://example.org/"),
        ("https://one.example and https://two.example", ""),
        ("ftp://example.org/count", ""),
        ("javascript:alert(1)", ""),
        ("https://)", ""),
        ("Bureau of bees, report 7", ""),
        ("https://example.org/" + ")" * 100_000, "https://example.org/"),
    ],
)
def test_a_footnote_with_one_address_is_a_page_and_any_other_is_words(
    desk: Desk, words: str, url: str
) -> None:
    take(desk.session("anna"), footnotes(run(words)), "docx", into=ARTICLE)

    (source,) = sources(desk)
    assert (source.url, source.words) == ((url, "") if url else ("", words))
    assert source.medium == (Medium.WEB if url else Medium.DOCUMENT)


def test_footnotes_that_cite_the_same_share_a_source(desk: Desk) -> None:
    take(
        desk.session("anna"),
        footnotes(run("https://example.org/a"), run("As in https://example.org/a, page 2"), run("A book")),
        "docx",
        into=ARTICLE,
    )

    assert sorted(one.url or one.words for one in sources(desk)) == ["A book", "https://example.org/a"]
    records = desk.session("anna").dossier(ARTICLE).records.values()
    named = [one.extra["source"] for one in records if isinstance(one, Note)]
    assert (len(named), set(named)) == (3, {one.id for one in sources(desk)})


def test_a_source_that_was_deleted_does_not_come_back(desk: Desk) -> None:
    anna = desk.session("anna")
    take(anna, document(), "docx", into=ARTICLE)
    anna.delete(sources(desk)[0], ARTICLE)

    assert take(anna, document(), "docx", into=ARTICLE).changes_nothing
    assert sources(desk) == []


def pandoc(markdown: str) -> bytes:
    """Return Markdown as a Word document."""
    made = subprocess.run(
        ["pandoc", "--from", "markdown", "--to", "docx", "-o", "-"],
        input=markdown.encode(),
        capture_output=True,
        check=True,
    )
    return made.stdout


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_footnotes_that_pandoc_wrote_come_in_as_notes_and_sources(desk: Desk) -> None:
    made = pandoc(
        "---\nauthor: Fenna\n---\n\n"
        "The town has 1,200 hives.[^a] Nobody was stung.[^b] It did not rain.[^c]\n\n"
        "[^a]: [The count](https://example.org/count) of spring.\n"
        "[^b]: Bureau of bees, report 7.\n"
        "[^c]: <https://example.org/rain>\n"
    )

    take(desk.session("anna"), made, "docx", into=ARTICLE)

    assert sorted((one.url, one.words, one.creator) for one in sources(desk)) == [
        ("", "Bureau of bees, report 7.", "Fenna"),
        ("https://example.org/count", "", "Fenna"),
        ("https://example.org/rain", "", "Fenna"),
    ]
    records = desk.session("anna").dossier(ARTICLE).records
    written = {one.text: one for one in records.values() if isinstance(one, Note)}
    count = written["The count of spring."]
    assert count.anchor
    assert count.anchor.exact == "The town has 1,200 hives."
    assert isinstance(records[count.extra["source"]], Source)
    assert take(desk.session("anna"), made, "docx", into=ARTICLE).changes_nothing
    assert take(desk.session("bram"), made, "docx", into=ARTICLE).changes_nothing


def test_comments_that_python_wrote_come_in_as_notes_without_sources(desk: Desk) -> None:
    made = Document()
    paragraph = made.add_paragraph("The town has 1,200 hives, ten percent more.")
    made.add_comment(paragraph.runs, "See https://example.org/count", author="Carla")
    saved = io.BytesIO()
    made.save(saved)

    take(desk.session("anna"), saved.getvalue(), "docx", into=ARTICLE)

    assert notes(desk)["Carla"].text == "See https://example.org/count"
    assert sources(desk) == []


def test_the_same_document_again_changes_nothing(desk: Desk) -> None:
    take(desk.session("anna"), document(), "docx", into=ARTICLE)

    assert take(desk.session("anna"), document(), "docx", into=ARTICLE).changes_nothing


def test_our_own_document_brings_back_nothing_but_what_was_added_in_word() -> None:
    desk, dossier = everything()
    made = export(dossier, "docx", ExportOptions(now=NOW, with_confidential=True)).text
    assert isinstance(made, bytes)

    assert take(desk.session("anna"), made, "docx").changes_nothing

    opened = Document(io.BytesIO(made))
    opened.add_comment(opened.paragraphs[-1].runs, "From Word.", author="Editor")
    (claim, *_) = (one for one in opened.comments if one.text.startswith("Claim 1 · "))
    claim.add_paragraph("I doubt it.")
    saved = io.BytesIO()
    opened.save(saved)
    plan = take(desk.session("anna"), saved.getvalue(), "docx")

    texts = sorted(one.after.text for one in plan.changes if isinstance(one.after, Note))
    assert len(texts) == 2
    assert texts[0].endswith("I doubt it.")
    assert texts[1] == "From Word."


def test_a_document_without_comments_says_so() -> None:
    parsed = parse(document(comments="", threads="", footnotes="", core=""), "docx")

    assert parsed.incoming == ()
    assert parsed.notices == ("The document has no comments and footnotes.",)


def test_what_is_missing_or_odd_in_a_document_costs_only_itself(desk: Desk) -> None:
    odd = document(
        threads='<w15:commentEx w15:paraId="00000001" w15:paraIdParent="0"/>',
        comments='<w:comment w:id="7" w:author="C" w:date="soon">'
        "<w:p><w:r><w:t>x</w:t></w:r></w:p></w:comment>",
        footnotes='<w:footnote w:id="3"><w:p><w:r><w:t>nowhere</w:t></w:r></w:p></w:footnote>',
        core="",
    )
    take(desk.session("anna"), odd, "docx", into=ARTICLE)

    assert {one.text for one in notes(desk).values()} == {"x"}
    assert notes(desk)["C"].created.year == 1970


def damaged(change: Callable[[bytearray], object]) -> bytes:
    data = bytearray(document())
    change(data)
    return bytes(data)


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7", "this is no Word document"),
        (b"", "this is no Word document"),
        (archive(styles=b"<x/>"), "it has no word/document.xml"),
        (archive(document=b"<x"), "damaged"),
        (archive(document=b"\x00\xff"), "damaged"),
        (archive(document=b""), "damaged"),
        (archive(document=BOMB), "has a document type"),
        (archive(document=BOMB.decode().encode("utf-16")), "has a document type"),
        (archive(document=b"<x/>", comments=BOMB), "has a document type"),
        (archive(document=b" " * (MOST_BYTES + 1)), "more than 100 MB"),
        (damaged(lambda data: data.__setitem__(slice(60, 120), b"\xff" * 60)), "damaged"),
    ],
    ids=itertools.count(),
)
def test_a_file_that_is_wrong_is_refused_whole(data: bytes, reason: str) -> None:
    with pytest.raises(InvalidRecord, match=reason):
        parse(data, "docx")


def test_a_document_of_any_depth_is_read() -> None:
    deep = b"<x>" * 100_000 + b"</x>" * 100_000

    assert parse(archive(document=deep), "docx").incoming == ()


def test_the_name_of_a_file_tells() -> None:
    assert format_of("draft.DOCX") == "docx"


def test_words_that_were_moved_away_are_no_part_of_what_a_comment_is_about(desk: Desk) -> None:
    moved = (
        '<w:p><w:commentRangeStart w:id="7"/><w:moveFrom><w:r><w:t>Once, </w:t></w:r></w:moveFrom>'
        '<w:r><w:t>the town has 900 hives.</w:t></w:r><w:commentRangeEnd w:id="7"/></w:p>'
    )
    take(desk.session("anna"), document(body=moved, footnotes=""), "docx", into=ARTICLE)

    anchor = notes(desk)["Carla"].anchor
    assert anchor
    assert anchor.exact == "the town has 900 hives."
