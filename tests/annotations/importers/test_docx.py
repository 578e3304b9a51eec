from __future__ import annotations

import io
import itertools
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from docx import Document

from annotations.errors import InvalidRecord
from annotations.exporters.registry import ExportOptions, export
from annotations.importers.reading_json import MOST_BYTES
from annotations.importers.registry import format_of, parse
from annotations.model import Note
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
