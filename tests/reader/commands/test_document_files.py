"""Documents from the command line: in, shown, changed, and the comments of a draft as notes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest

from tests.faults import hostile

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil


def commented(words: str) -> bytes:
    """Return a Word document with a comment on its second paragraph."""
    document = docx.Document()
    document.add_heading("De brug", 1)
    held = document.add_paragraph("De brug kostte ").add_run(words)
    document.add_comment(held, text="Klopt dit?", author="Karin Bos")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_the_comments_of_a_draft_come_in_as_notes_where_the_draft_did(postil: Postil) -> None:
    file = postil.home / "draft.docx"
    file.write_bytes(commented("drie miljoen"))
    added = postil("add", file)
    assert added.complaint.endswith("It has a comment: postil import takes it in as a note.")
    postil("import", file, "--yes")
    [note] = postil.done("show", added.id, "--json").json["notes"]
    assert note["text"] == "Klopt dit?"
    assert "Karin Bos" in str(note)
    assert note["anchor"]["exact"] == "drie miljoen"


def test_a_draft_that_the_library_does_not_have_is_asked_for(postil: Postil) -> None:
    file = postil.home / "draft.docx"
    file.write_bytes(commented("drie miljoen"))
    assert postil("import", file, "--yes").code != 0


def mail(words: str) -> bytes:
    return f"Subject: Brug\nFrom: a@b.nl\n\n{words}\n".encode()


def page(words: str) -> bytes:
    return f"<html><p>{words}</p></html>".encode()


def subtitles(words: str) -> bytes:
    return f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n".encode()


def printed(words: str) -> bytes:
    return hostile.pdf(f"BT /F 12 Tf 50 700 Td ({words}) Tj ET".encode())


MAKERS = {
    "docx": commented,
    "epub": hostile.chapter,
    "pdf": printed,
    "eml": mail,
    "html": page,
    "srt": subtitles,
}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_document_is_shown_and_its_new_text_is_a_new_revision(kind: str, postil: Postil) -> None:
    file = postil.home / f"a.{kind}"
    file.write_bytes(MAKERS[kind]("drie miljoen"))
    assert "drie miljoen" in postil("show", file).out
    file.write_bytes(MAKERS[kind]("vier miljoen"))
    updated = postil("update", file, "--json")
    assert (updated.code, updated.json["revision"]) == (0, 2)
    assert "vier miljoen" in postil("show", file).out


def test_a_document_through_a_pipe_is_known_by_its_bytes(postil: Postil) -> None:
    file = postil.home / "zonder-ending"
    file.write_bytes(printed("drie miljoen"))
    assert "drie miljoen" in postil.done("show", file).out
