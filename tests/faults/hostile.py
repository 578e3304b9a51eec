"""Documents that mean harm, each made of a few lines."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTAINER = (
    b'<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    b'<rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata/>'
    '<manifest><item id="a" href="{href}" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/></spine></package>'
)


def packed(*parts: tuple[str, bytes]) -> bytes:
    """Return a ZIP file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return file.getvalue()


def book(*more: tuple[str, bytes], href: str = "a.xhtml", package: str = PACKAGE) -> bytes:
    """Return an EPUB whose one chapter is at `href`."""
    first = ("mimetype", b"application/epub+zip"), ("META-INF/container.xml", CONTAINER)
    return packed(*first, ("book.opf", package.replace("{href}", href).encode()), *more)


def chapter(words: str, head: str = "") -> bytes:
    """Return an EPUB with one chapter of these words."""
    return book(("a.xhtml", f"{head}<html><body><p>{words}</p></body></html>".encode()))


def letter(body: str, head: str = "", *more: tuple[str, bytes]) -> bytes:
    """Return a Word document with this in its body."""
    document = f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return packed(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.encode()), *more)


def pdf(content: bytes, page: bytes = b"", pages: bytes = b"/Kids [3 0 R] /Count 1") -> bytes:
    """Return a PDF whose one page draws `content`, which is deflated."""
    stream = zlib.compress(content, 9)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages " + pages + b" >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> " + page + b" >>",
        b"<< /Filter /FlateDecode /Length %d >> stream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + table
    return data + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def lying(data: bytes, name: str) -> bytes:
    """Return a ZIP file whose directory says that the part `name` is one byte long."""
    at = data.rfind(name.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    return data[: at + 24] + (1).to_bytes(4, "little") + data[at + 28 :]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
ZEROS = bytes(100_000_000)
PARAGRAPH = "<w:p><w:r><w:t>Woord.</w:t></w:r></w:p>"


def linked(name: str, target: str) -> bytes:
    """Return a book in which the part `name` is a symbolic link to `target`."""
    file = io.BytesIO(book())
    with zipfile.ZipFile(file, "a") as archive:
        entry = zipfile.ZipInfo(name)
        entry.create_system = 3
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, target)
    return file.getvalue()


def _with_attributes(element: str) -> bytes:
    return element.format(" ".join(f"a{number}='1'" for number in range(100_000))).encode()


def _bomb() -> bytes:
    return b"<html><body><p>" + ZEROS.replace(b"\0", b" ")


def _many_parts() -> bytes:
    file = io.BytesIO(book())
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(100_000):
            archive.writestr(f"n{number}", b"")
    return file.getvalue()


def _letters_in_letters() -> bytes:
    nested = "Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n"
    return ("From: a@b.c\n" + "".join(map(nested.format, range(3000)))).encode()


DEEP = 100_000
ALONE = b"/Kids [2 0 R] /Count 1"
NAMES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a page 100,000 deep": ("a.html", lambda: b"<html><body>" + b"<div>" * DEEP + b"x"),
    "a page with 100,000 attributes": ("a.html", lambda: _with_attributes("<html><p {}>x</p>")),
    "a book with a chapter 100,000 deep": ("a.epub", lambda: chapter("<b>" * DEEP)),
    "a book that is a bomb": ("a.epub", lambda: book(("a.xhtml", _bomb()))),
    "a book that lies of its size": ("a.epub", lambda: lying(book(("a.xhtml", _bomb())), "a.xhtml")),
    "a book of 100,000 parts": ("a.epub", _many_parts),
    "a book with entities in entities": ("a.epub", lambda: book(package=LAUGHS + PACKAGE)),
    "a book with a file outside": ("a.epub", lambda: book(package=OUTSIDE + PACKAGE)),
    "a document 100,000 deep": ("a.docx", lambda: letter("<w:p>" * DEEP + "</w:p>" * DEEP)),
    "a document with 100,000 attributes": ("a.docx", lambda: letter(_with_attributes("<w:p {}/>").decode())),
    "a document that is a bomb": ("a.docx", lambda: letter("", "", ("word/styles.xml", ZEROS))),
    "a document with entities in entities": ("a.docx", lambda: letter("<w:p>&j;</w:p>", LAUGHS)),
    "a document with a file outside": ("a.docx", lambda: letter("<w:p>&j;</w:p>", OUTSIDE)),
    "a PDF that is a bomb": ("a.pdf", lambda: pdf(ZEROS * 3)),
    "a PDF that draws without end": ("a.pdf", lambda: pdf(b"BT /F 12 Tf (x) Tj ET\n" * 2_000_000)),
    "a PDF that is a page of itself": ("a.pdf", lambda: pdf(b"", pages=ALONE)),
    "a PDF of pictures only": ("a.pdf", lambda: pdf(b"0 0 m 9 9 l S")),
    "a letter in letters": ("a.eml", _letters_in_letters),
}
"""What must be refused, by what it is: the name of the file, and what makes its bytes."""
