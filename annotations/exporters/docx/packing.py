"""The file of a Word document, the same bytes for the same document, and known for ours by its beginning."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from annotations.exporters.markdown.quoting import fingerprint

if TYPE_CHECKING:
    from docx.document import Document

MARK = "Annotated draft written by"
TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
"""What says whose the document is: right behind the types, and not compressed."""

_LARGEST_ID = 0x7FFFFFFF
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MODE = 0o600 << 16


def check_of(words: str) -> str:
    """Return a fingerprint in the form of a paragraph's id, by which an edit in Word is seen."""
    return f"{int(fingerprint(words), 16) & _LARGEST_ID or 1:08X}"


def packed(document: Document) -> bytes:
    """Return a document as a file without the time of writing."""
    written = io.BytesIO()
    document.save(written)
    made = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(made, "w") as out:
        first = [name for name in (TYPES, CORE) if name in parts.namelist()]
        for name in (*first, *(name for name in parts.namelist() if name not in first)):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_STORED if name == CORE else zipfile.ZIP_DEFLATED
            entry.external_attr = _MODE
            out.writestr(entry, parts.read(name))
    return made.getvalue()
